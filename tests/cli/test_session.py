"""`cadence session`: planned, guests chosen, invited into files, answers, attendance, refusals (P9)."""

from datetime import datetime
from email import message_from_bytes
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Cadence, Ran

ADD = ("session", "add", "Reports for all", "--on", "friday", "--at", "16:00")
KEYS = {
    "id", "rev", "title", "form", "owner", "start", "minutes", "load_minutes", "places", "taken", "language",
    "where", "topics", "status", "series", "repeats", "waits", "guests",
}  # fmt: skip


def added(cadence: Cadence, *more: str) -> list[dict[str, Any]]:
    made = cadence(*ADD, *more, "--json")
    assert made.status == 0, made.err
    return made.data["sessions"]


def shown(cadence: Cadence) -> dict[str, Any]:
    return cadence("session", "show", "reports", "--json").data


def chosen(cadence: Cadence, *words: str) -> Ran:
    return cadence("session", "choose", "reports", *words, "--json")


def test_a_session_is_planned_by_the_hosts_clock(cadence: Cadence) -> None:
    (made,) = added(cadence)
    assert set(made) == KEYS
    start = datetime.fromisoformat(made["start"])
    assert (start.date().isoformat(), start.hour) == ("2026-11-27", 16)
    assert start.utcoffset() == datetime.fromisoformat("2026-11-27T16:00:00-05:00").utcoffset()
    assert "Reports for all" in cadence("session", "list").out
    assert "New group session" in cadence("log").out


@pytest.mark.parametrize(
    ("language", "day", "told"),
    [("es", "el próximo viernes", "Nueva sesión grupal"), ("pt-BR", "27/11", "Nova sessão em grupo")],
)
def test_day_and_answer_are_in_the_readers_language(
    cadence: Cadence, language: str, day: str, told: str
) -> None:
    words = ("session", "add", "Reports for all", "--on", day, "--at", "16h")
    assert told in cadence(*words, "--lang", language).out
    assert shown(cadence)["start"].startswith(("2026-11-27T16", "2026-12-04T16"))


def test_what_is_no_day_or_hour_and_what_is_taken_is_refused(cadence: Cadence) -> None:
    assert cadence(*ADD[:4], "someday", "--at", "16:00").status == 1
    assert cadence(*ADD[:5], "--at", "25:00").status == 1
    assert cadence(*ADD, "--form", "party").status == 2
    assert cadence("session", "show", "nothing").status == 5
    added(cadence)
    taken = cadence("session", "add", "Another", "--on", "friday", "--at", "16:30", "--json")
    assert taken.status == 1
    assert "Reports for all" in taken.error["message"]


def test_a_series_and_its_end(cadence: Cadence) -> None:
    made = added(cadence, "--repeat", "weekly")
    assert len(made) > 5
    assert all(each["series"] == made[0]["id"] for each in made)
    assert cadence("session", "extend", "--json").data == []
    gone = cadence("session", "cancel", made[1]["id"], "--following", "--json").data
    assert len(gone) == len(made) - 1


def test_guests_come_with_reasons_for_who_is_left_out(cadence: Cadence) -> None:
    added(cadence, "--places", "3")
    tried = cadence("session", "choose", "reports", "segment:smb", "--dry-run", "--json").data
    assert len(tried["guests"]) == 3
    assert not shown(cadence)["guests"]
    found = chosen(cadence, "segment:smb").data
    assert [each["key"] for each in found["guests"]] == [each["key"] for each in tried["guests"]]
    assert all(each["why"] and each["why"][0]["text"] for each in found["left_out"])
    assert chosen(cadence, "segment:smb").status == 1
    assert cadence("session", "choose", "reports", "--contact", "Eva").status == 2
    assert cadence("session", "choose", "reports", "--account", "Nobody").status == 5
    text = cadence("session", "show", "reports").out
    assert "3 of 3" in text


def test_invitations_become_files_that_name_one_guest_each(cadence: Cadence, tmp_path: Path) -> None:
    added(cadence, "--where", "https://meet.example/x")
    chosen(cadence, "segment:smb")
    folder = tmp_path / "mails"
    done = cadence("session", "invite", "reports", "--over-budget", "--out", folder, "--json").data
    mails = sorted(folder.glob("*.eml"))
    assert len(mails) == len(done["drafts"]) > 1
    recipients = [message_from_bytes(mail.read_bytes())["To"] for mail in mails]
    assert len(set(recipients)) == len(recipients)
    assert b"METHOD:REQUEST" in (folder / "session.ics").read_bytes()
    assert (folder / "guests.csv").read_text().count(",invited,") == len(mails)
    assert {each["status"] for each in shown(cadence)["guests"]} == {"invited"}
    again = cadence("session", "draft", "reports", "reminder", "--out", folder)
    assert again.status == 1
    assert "--force" in again.err
    assert cadence("session", "draft", "reports", "reminder", "--out", folder, "--force").status == 0


def test_nobody_is_marked_when_the_files_cannot_be_written(cadence: Cadence, tmp_path: Path) -> None:
    added(cadence)
    chosen(cadence, "segment:smb")
    blocked = tmp_path / "file"
    blocked.write_text("x")
    assert cadence("session", "invite", "reports", "--over-budget", "--out", blocked).status == 1
    assert {each["status"] for each in shown(cadence)["guests"]} == {"chosen"}


def test_answers_and_attendance(cadence: Cadence, command: Cadence, sample_store: Path) -> None:
    added(cadence)
    chosen(cadence, "segment:smb")
    cadence("session", "invite", "reports", "--over-budget")
    keys = [each["key"] for each in shown(cadence)["guests"]]
    assert cadence("session", "answer", "reports", "accepted", *keys[:2]).status == 0
    assert cadence("session", "answer", "reports", "declined", keys[2]).status == 0
    assert cadence("session", "attend", "reports", "--all").status == 1

    def later(*words: str) -> Ran:
        return command(*words, "--store", sample_store, "--as", "ana", "--now", "2026-11-27T22:30:00+00:00")

    assert later("session", "attend", "reports", "--all", "--close").status == 2
    assert later("session", "attend", "reports", keys[0]).status == 0
    closed = later("session", "attend", "reports", "--close", "--json").data
    assert closed["status"] == "held"
    by_key = {each["key"]: each["status"] for each in closed["guests"]}
    assert (by_key[keys[0]], by_key[keys[1]], by_key[keys[2]]) == ("attended", "no_show", "declined")
    told = later("session", "follow-up", "reports", "--json").data
    assert [each["letter"] for each in told["drafts"]] == ["missed"]
    rows = later("session", "guests", "reports").out.splitlines()
    assert rows[0].startswith("session,start,account")
    assert len(rows) == len(keys) + 1


def test_reminders_of_today_are_listed(cadence: Cadence, command: Cadence, sample_store: Path) -> None:
    added(cadence)
    chosen(cadence, "segment:smb")
    cadence("session", "invite", "reports", "--over-budget")
    assert not [row for row in cadence("session", "remind", "--json").data if row["title"].startswith("Rep")]
    now = "2026-11-26T15:00:00+00:00"
    where = ("--store", sample_store, "--as", "ana", "--now", now)
    rows = command("session", "remind", "--json", *where).data
    assert "Reports for all" in [row["title"] for row in rows]
    assert command("session", "remind", "reports", "--json", *where).data["drafts"]
    rows = command("session", "remind", "--json", *where).data
    assert "Reports for all" not in [row["title"] for row in rows]


def test_others_sessions_are_not_changed_and_readers_change_none(cadence: Cadence) -> None:
    added(cadence)
    assert cadence("session", "edit", "reports", "--where", "x", who="lead").status == 0
    cadence("person", "add", "rita", "--name", "Rita", "--role", "reader", who="admin")
    refused = cadence("session", "cancel", "reports", "--json", who="rita")
    assert (refused.status, refused.error["code"]) == (1, "not_permitted")
    assert cadence("session", "list", who="rita").status == 0
    assert cadence(*ADD, "--host", "ana", who="inigo").status in (1, 5)


def test_an_export_has_them_and_gives_them_back(cadence: Cadence, command: Cadence, tmp_path: Path) -> None:
    (made,) = added(cadence)
    chosen(cadence, "segment:smb")
    file = tmp_path / "all.json"
    assert cadence("export", "--out", file).status == 0
    copy = tmp_path / "copy"
    assert command("restore", file, "--store", copy).status == 0
    found = command("session", "show", made["id"], "--json", "--store", copy, "--as", "ana").data
    assert found["guests"] == shown(cadence)["guests"]
