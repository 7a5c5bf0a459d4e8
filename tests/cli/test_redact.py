"""`cadence redact`: what it tells before and after, and what it refuses."""

from pathlib import Path

import pytest

from tests.cli.conftest import Cadence


@pytest.fixture
def promise(cadence: Cadence) -> str:
    title = f"{'x' * 70} call Díaz, Rosa\u202e at 600-111-222 {'y' * 70}"
    told = cadence("action", "add", "TechStart", title, "--json")
    assert told.status == 0, told.err
    return str(told.data["id"])


def test_a_dry_run_shows_what_is_around_each_mention(
    cadence: Cadence, promise: str, sample_store: Path
) -> None:
    words = ("--word", "Rosa Diaz", "--word", "+34 600 111 222", "--word", "zzzzz", "--why", "asked")
    (sample_store / "lost+found").mkdir()
    (sample_store / "lost+found" / "half").write_text("ROSA DÍAZ")
    (sample_store / "backups").mkdir()
    (sample_store / "backups" / "old.tar.gz").write_bytes(b"\x1f\x8b\xff")
    told = cadence("redact", *words, "--dry-run", "--json", who="admin").data
    [mention] = told.pop("mentions")
    assert (mention["kind"], mention["id"]) == ("action", promise)
    assert all("call Díaz, Rosa\ufffd at 600-111-222 y" in passage for passage in mention["passages"])
    assert all(passage.startswith("…x") and passage.endswith("y…") for passage in mention["passages"])
    assert told == {
        "erased": False,
        "documents": [],
        "words": ["Rosa Diaz", "+34 600 111 222", "zzzzz"],
        "unfound": ["zzzzz"],
        "entries": 1,
        "pieces": 1,
        "copies": [str(sample_store / "backups" / "old.tar.gz")],
    }
    text = cadence("redact", *words, "--dry-run", "--lang", "es", who="admin").out
    assert f"~ compromiso {promise}\n    …x" in text
    assert "No aparece en ninguna parte: zzzzz\n" in text
    assert "lost+found que se van con ellas: 1\n" in text
    assert f"Sigue en: {sample_store}/backups/old.tar.gz\n" in text
    done = cadence("redact", *words, "--json", who="admin").data
    assert (done["erased"], done["pieces"]) == (True, 1)
    assert cadence("search", "Rosa Díaz", "--json").data == []


def test_documents_to_be_removed_show_what_they_are(cadence: Cadence, promise: str) -> None:
    told = cadence("redact", promise, "--why", "asked", "--dry-run", "--json", who="admin").data
    [removal] = told["documents"]
    assert (removal["kind"], removal["id"]) == ("action", promise)
    assert "call Díaz, Rosa" in removal["name"]
    assert removal["name"].endswith(" · TechStart")
    text = cadence("redact", promise, "--why", "asked", "--dry-run", who="admin").out
    assert f"- promise {promise} · xxx" in text


@pytest.mark.parametrize("more", [(), ("--dry-run",)])
def test_words_that_are_nowhere_are_refused(cadence: Cadence, sample_store: Path, more: tuple[str]) -> None:
    before = {file: file.read_bytes() for file in sample_store.rglob("*") if file.is_file()}
    told = cadence("redact", "--word", "zzzzz", "--why", "q", "--json", *more, who="admin")
    assert (told.status, told.error["code"]) == (5, "not_found")
    assert "zzzzz" in told.error["message"]
    assert cadence("redact", "nobody", "--why", "q", *more, who="admin").status == 5
    assert {file: file.read_bytes() for file in sample_store.rglob("*") if file.is_file()} == before


def test_a_backup_in_the_store_is_refused(
    cadence: Cadence, sample_store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "link").symlink_to(sample_store)
    for target in (sample_store / "b.tar.gz", tmp_path / "link" / "b.tar.gz"):
        told = cadence("backup", target)
        assert told.status == 1
        assert "in the store's own folder" in told.err
    monkeypatch.chdir(sample_store)
    assert cadence("backup").status == 1
    assert not list(sample_store.glob("*.tar.gz"))
