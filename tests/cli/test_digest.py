"""The digest is plain text for cron: in the language of the person, never too wide, silent if asked (A2)."""

import os
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cadence_tui.cli.columns import cells
from cadence_tui.cli.mail_text import to_ascii, wrapped
from cadence_tui.model.message import message
from cadence_tui.model.text import plain
from cadence_tui.workspace.actions import add_action, finish_action, wait_on_customer
from cadence_tui.workspace.nudges import nudge
from cadence_tui.workspace.review import send_back
from cadence_tui.workspace.session import Workspace
from tests.cli.conftest import NOW, Cadence

OpenAs = Callable[[str], Workspace]


def clear(ws: Workspace) -> None:
    finish_action(ws, *(action.id for action in ws.records.live_actions()))


def test_the_day_of_a_csm_in_their_language(cadence: Cadence, ana: Workspace, open_as: OpenAs) -> None:
    clear(ana)
    late = add_action(ana, "TechStart", "Send the guide", due=ana.today().replace(day=20))
    owed = add_action(ana, "TechStart", "Add the users", side="theirs", owner="Alex Moreno")
    wait_on_customer(ana, owed.id)
    nudge(ana, owed.id)
    send_back(open_as("lead"), late.id, reason="Which guide?")

    told = cadence("digest", "ana").out

    assert told.startswith("lunes, 23 de noviembre de 2026 - Ana Ruiz\n\nLlamadas de hoy (")
    assert "TechStart: Send the guide (3 días de atraso): Which guide?" in told
    assert "Esperan al cliente (1)" in told
    assert "TechStart: Add the users (desde el 23 nov, recordado el 23 nov)" in " ".join(told.split())
    assert "revisión" not in told


def test_the_lead_reads_how_much_waits_and_the_first_ten(cadence: Cadence) -> None:
    text = cadence("digest", "lead", "--lang", "en", who="lead").out
    found = cadence("digest", "--json", who="lead").data["review"]
    assert f"Waits for your review ({found['count']})" in text
    assert len(found["first"]) == 10
    assert f"and {found['count'] - 10} more" in text


def test_as_data(cadence: Cadence) -> None:
    data = cadence("digest", "ana", "--json").data
    assert data["day"] == "2026-11-23"
    assert {"calls", "late_ours", "late_theirs", "due_week", "returned", "waiting", "review"} <= set(data)
    assert all(call["start"] for call in data["calls"] if call["name"] == "TechStart")
    assert data["review"] == {"count": 0, "first": []}


def test_nothing_is_one_sentence_or_silence(cadence: Cadence, ana: Workspace) -> None:
    clear(ana)
    ana.commit(message("Nothing agreed"), dropped=ana.records.open_touchpoints(owner=ana.actor.id))
    ran = cadence("digest", "ana", "--lang", "en")
    assert (ran.status, len(ran.out.splitlines())) == (0, 2)
    assert "Nothing waits today" in ran.out
    quiet = cadence("digest", "ana", "--quiet-if-empty")
    assert (quiet.status, quiet.out, quiet.err) == (0, "", "")


def test_the_day_of_others_is_for_leads_and_admins(cadence: Cadence) -> None:
    cadence("person", "add", "rita", "--role", "reader", who="admin")
    for who in ("rita", "ana"):
        for whose in {"ana", "lead"} - {who}:
            ran = cadence("digest", whose, "--json", who=who)
            assert (ran.status, ran.out, ran.error["code"]) == (1, "", "not_permitted")
        assert cadence("digest", who, who=who).status == 0
    own = cadence("digest", who="ana").out
    for who in ("lead", "admin"):
        assert cadence("digest", "ana", who=who).out == own


def test_nobody_of_that_name_is_not_found(cadence: Cadence) -> None:
    assert cadence("digest", "nemo").status == 5


@pytest.mark.parametrize("language", ["en", "es", "pt-BR"])
def test_no_line_is_wider_than_a_mail_bears(cadence: Cadence, language: str) -> None:
    for person in ("ana", "lead"):
        lines = cadence("digest", person, "--lang", language, who="lead").out.splitlines()
        assert max(map(cells, lines)) <= 78
        assert not any(char in line for line in lines for char in "│─╭▼●")


@pytest.mark.parametrize("locale", ["C", "POSIX", "en_US.ISO-8859-1"])
def test_a_poor_locale_gets_ascii_from_the_real_program(
    sample_store: Path, locale: str, tmp_path: Path
) -> None:
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": str(tmp_path),
        "LC_ALL": locale,
        "PYTHONPATH": os.environ.get("PYTHONPATH", ""),
    }
    words = ["digest", "--store", str(sample_store), "--as", "ana", "--now", NOW]
    ran = subprocess.run(
        [sys.executable, "-c", "from cadence_tui.cli.main import main; main()", *words],
        env=environment,
        capture_output=True,
        timeout=60,
    )
    assert (ran.returncode, ran.stderr) == (0, b"")
    assert b"Colegio Nevadera" in ran.stdout
    ran.stdout.decode("ascii")


def test_a_store_that_one_may_only_read_is_enough(cadence: Cadence, sample_store: Path) -> None:
    expected = cadence("digest", "ana").out
    modes = {path: path.stat().st_mode for path in [sample_store, *sample_store.rglob("*")]}
    for path, mode in modes.items():
        path.chmod(mode & ~(stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH))
    try:
        assert cadence("digest", "ana").out == expected
    finally:
        for path, mode in modes.items():
            path.chmod(mode)


@given(
    text=st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Cf")), max_size=200),
    indent=st.integers(0, 12),
    hanging=st.integers(0, 8),
)
def test_wrapping_loses_nothing_and_keeps_its_width(text: str, indent: int, hanging: int) -> None:
    lines = list(wrapped(text, indent, hanging))
    assert all(cells(line) <= 78 for line in lines)
    assert "".join("".join(lines).split()) == "".join(plain(text).split())


@given(st.text())
def test_ascii_is_ascii(text: str) -> None:
    assert to_ascii(text).isascii()


@pytest.mark.parametrize(
    ("text", "expected"), [("Señalética", "Senaletica"), ("São “X” …", 'Sao "X" ...'), ("漢", "?")]
)
def test_ascii_keeps_what_can_be_read(text: str, expected: str) -> None:
    assert to_ascii(text) == expected
