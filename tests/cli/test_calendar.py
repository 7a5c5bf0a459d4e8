"""`cadence calendar` and calendars in import and export, as scripts use them."""

import re
from datetime import UTC, datetime
from pathlib import Path

import icalendar
import pytest

from tests.cli.conftest import Cadence
from tests.exchange.ics.files import event, ics


def uids(content: bytes | str) -> set[str]:
    return {str(each["UID"]) for each in icalendar.Calendar.from_ical(content).walk("VEVENT")}


def test_the_bare_word_still_shows_a_week(cadence: Cadence) -> None:
    shown = cadence("calendar", "--week", "2026-11-23", "--json")
    assert shown.status == 0
    assert shown.data
    assert cadence("calendar", "show", "--week", "2026-11-23", "--json").data == shown.data
    assert {each["suggested"] for each in shown.data} == {None}


def test_a_day_without_its_option_is_told_which(cadence: Cadence) -> None:
    told = cadence("calendar", "show", "2026-12-07")
    assert (told.status, "--week" in told.err) == (2, True)
    assert "--week" not in cadence("calendar", "show", "december").err


def test_group_sessions_stand_among_the_calls_of_a_week(cadence: Cadence) -> None:
    added = ("session", "add", "Reports for all", "--on", "friday", "--at", "16:00", "--json")
    [made] = cadence(*added).data["sessions"]
    week = cadence("calendar", "--json").data
    [session] = [each for each in week if each["entry"] == "group_session"]
    assert (session["id"], session["title"], session["account"]) == (made["id"], "Reports for all", None)
    assert (session["kind"], session["status"]) == ("office_hours", "planned")
    assert "Reports for all" in cadence("calendar").out


def test_the_zones_of_others_are_named_and_ones_own_is_not(cadence: Cadence) -> None:
    own = cadence("calendar", "--week", "2026-11-23").out
    others = cadence("calendar", "--week", "2026-11-23", "--owner", "ana", who="lead").out
    assert "Zone" not in own.splitlines()[0]
    assert others.splitlines()[0].split()[:2] == ["When", "Zone"]
    assert "2026-11-23 08:00  America/Bogota" in others


def test_a_dash_is_the_standard_output(
    cadence: Cadence, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    words = ("export", "touchpoints", "--format", "csv")
    assert cadence(*words, "--out", "-").out == cadence(*words).out != ""
    assert not (tmp_path / "-").exists()


def test_calls_go_out_for_a_person_and_for_the_team(cadence: Cadence, tmp_path: Path) -> None:
    own = cadence("export", "--format", "ics", "--person", "ana")
    assert own.out == cadence("export", "touchpoints", "--format", "ics", "--person", "ana").out
    file = tmp_path / "team.ics"
    assert cadence("export", "--format", "ics", "--out", file, "--json", who="lead").data == {
        "files": [str(file)]
    }
    assert uids(own.out) == uids(file.read_bytes()), "nobody else has accounts here"
    assert uids(own.out)
    assert cadence("export", "--format", "ics", "--person", "lead").status == 1


@pytest.mark.parametrize(
    "words",
    [
        ("export", "accounts", "--format", "ics"),
        ("export", "--format", "csv", "--person", "ana", "--out", "x"),
        ("export", "--format", "ics", "--json"),
        ("import", "accounts", "x.csv", "--person", "ana"),
    ],
)
def test_what_goes_with_what(cadence: Cadence, words: tuple[str, ...]) -> None:
    assert cadence(*words).status == 2


def test_a_calendar_comes_in_and_is_forgotten(cadence: Cadence, tmp_path: Path) -> None:
    file = ics(tmp_path / "work.ics", event("DTSTART:20261201T090000Z", "DTEND:20261201T110000Z"))
    dry = cadence("import", "busy", file, "--dry-run", "--json").data
    assert (dry["created"], cadence("calendar", "busy", "--json").data) == (1, [])
    assert cadence("import", "busy", file, "--json").data["created"] == 1
    assert cadence("import", "busy", file, "--json").data["unchanged"] == 1
    [known] = cadence("calendar", "busy", "--json").data
    assert (known["source"], known["spans"], known["rev"]) == ("work.ics", 1, 1)
    assert "work.ics" in cadence("calendar", "busy").out
    assert cadence("calendar", "busy", "--person", "lead").status == 1
    assert cadence("calendar", "forget", "other.ics").status == 5
    assert cadence("calendar", "forget", "work.ics").status == 0
    assert cadence("calendar", "busy", "--json").data == []


def test_a_folder_without_a_name_is_none(cadence: Cadence) -> None:
    assert cadence("calendar", "sync", "").status == 2


def test_a_faulty_calendar_is_bad_data_with_its_line(cadence: Cadence, tmp_path: Path) -> None:
    file = ics(tmp_path / "work.ics", event("DTSTART:soon", uid="bad", title="Board"))
    refused = cadence("import", "busy", file, "--json")
    assert (refused.status, refused.out) == (3, "")
    [where] = refused.error["where"]
    assert (where["file"], where["row"], where["found"]) == (str(file), 5, "soon")
    assert cadence("import", "busy", tmp_path / "none.ics").status == 3


def test_titles_from_outside_can_do_nothing_on_the_terminal(cadence: Cadence, tmp_path: Path) -> None:
    file = ics(tmp_path / "work.ics", event("DTSTART:soon", uid="bad", title="\x1b[31mred"))
    assert "\x1b" not in cadence("import", "busy", file).err


def test_a_moved_event_is_accepted_or_dropped(cadence: Cadence, tmp_path: Path) -> None:
    assert cadence("plan", "--accept").status == 0
    folder = tmp_path / "folder"
    assert cadence("calendar", "sync", folder, "--json").data["written"] > 0
    call = next(
        each
        for each in cadence("calendar", "--week", "2026-11-30", "--owner", "ana", "--json").data
        if each["start"]
    )
    file = folder / f"{call['id']}@cadence.ics"
    moved = icalendar.Calendar.from_ical(file.read_bytes())
    for each in moved.walk("VEVENT"):
        for name in ("DTSTART", "DTEND"):
            each[name].dt = each[name].dt.replace(day=4, month=12, hour=9, minute=0)
    file.write_bytes(moved.to_ical())
    told = cadence("calendar", "sync", folder)
    assert f"cadence calendar accept {call['id']}" in told.out
    was = datetime.fromisoformat(call["start"])
    asked = datetime(2026, 12, 4, 9, tzinfo=UTC).astimezone(was.tzinfo)
    assert re.search(rf"from \w+ {was:%-d} \w+ {was:%H:%M} to Fri 4 Dec {asked:%H:%M}\.", told.out)
    again = cadence("calendar", "sync", folder, "--json").data
    assert again["proposed"] == [call["id"]]
    [proposal] = again["proposals"]
    assert (proposal["from"]["start"], proposal["to"]["date"]) == (call["start"], "2026-12-04")
    assert datetime.fromisoformat(proposal["to"]["start"]) == asked
    week = cadence("calendar", "--week", "2026-11-30", "--owner", "ana", "--json").data
    suggested = {each["id"]: each["suggested"] for each in week}[call["id"]]
    assert datetime.fromisoformat(suggested) == datetime(2026, 12, 4, 9, tzinfo=UTC)
    dropped = cadence("calendar", "drop", call["id"])
    assert (
        f"stays on {told.out.split('from ')[1].split(' to ')[0]}, and does not move to Fri 4 Dec"
        in dropped.out
    )
    assert cadence("calendar", "sync", folder, "--json").data["proposed"] == []
    assert cadence("calendar", "accept", call["id"]).status == 1
    assert cadence("calendar", "accept", "nothing").status == 5


def test_a_published_file_is_written_once(cadence: Cadence, tmp_path: Path) -> None:
    [first] = cadence("calendar", "publish", tmp_path / "out", "--json").data
    assert (Path(first["file"]).name, first["changed"]) == ("ana.ics", True)
    assert cadence("calendar", "publish", tmp_path / "out", "--json").data[0]["changed"] is False
    everybody = cadence("calendar", "publish", tmp_path / "out", "--all", "--json", who="lead").data
    assert [Path(each["file"]).name for each in everybody] == ["ana.ics"]
    assert cadence("calendar", "publish", tmp_path / "out", "--person", "lead").status == 1
    (tmp_path / "file").write_text("")
    assert cadence("calendar", "publish", tmp_path / "file").status == 1
