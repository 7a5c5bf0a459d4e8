"""Public holidays are worked out once, and the same ever after."""

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from cadence_tui.workspace import public_holidays as module
from cadence_tui.workspace.public_holidays import public_holidays

FIRST, LAST = date(2026, 11, 1), date(2027, 1, 10)


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty cache folder, and nothing known yet."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    module._of_year.cache_clear()
    return tmp_path / "cadence" / "holidays"


def again() -> dict[date, str]:
    """What a process that begins now is told."""
    module._of_year.cache_clear()
    return public_holidays("CO", "", FIRST, LAST, "es")


def test_what_was_kept_is_what_was_worked_out(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = public_holidays("CO", "", FIRST, LAST, "es")
    assert date(2026, 12, 8) in found
    monkeypatch.setattr(module, "_worked_out", lambda *_: {})
    assert again() == found


def test_the_library_is_not_loaded_for_what_is_kept(cache: Path) -> None:
    found = again()
    script = (
        "import sys; from datetime import date; from cadence_tui.workspace.public_holidays import *;"
        f"print(len(public_holidays('CO', '', date({FIRST:%Y, %-m, %-d}), date({LAST:%Y, %-m, %-d}), 'es')),"
        " 'holidays' in sys.modules)"
    )
    told = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, timeout=60, check=True
    )
    assert told.stdout.split() == [str(len(found)), "False"]


@pytest.mark.parametrize("kept", [b"", b"{", b'{"library": "another", "days": {}}', b"\xff"])
def test_what_is_spoiled_or_of_another_library_is_worked_out_anew(cache: Path, kept: bytes) -> None:
    found = again()
    for file in cache.iterdir():
        file.write_bytes(kept)
    assert again() == found


def test_without_a_place_to_keep_them_there_are_holidays_too(cache: Path) -> None:
    cache.parent.parent.mkdir(exist_ok=True)
    cache.parent.write_text("no folder")
    assert date(2026, 12, 8) in again()


def test_a_code_that_is_none_names_no_file(cache: Path) -> None:
    assert public_holidays("../../x", "", FIRST, LAST) == {}
    assert public_holidays("CO", "../y", FIRST, LAST)
    assert not cache.exists()
