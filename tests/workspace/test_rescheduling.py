"""The customer asks for another time, or a calendar suggests one; a mail is sent (P7)."""

from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace

from cadence_tui.model.documents import Document, Preferences, Touchpoint
from cadence_tui.model.errors import Conflict, NotPermitted, Refused
from cadence_tui.practice.attendance import attendance_rate
from cadence_tui.workspace.mails import mail_sent
from cadence_tui.workspace.plan import propose
from cadence_tui.workspace.session import Workspace
from cadence_tui.workspace.suggestions import accept_suggestion, drop_suggestion
from cadence_tui.workspace.taking_back import undo
from cadence_tui.workspace.touches import move_touch, placing, reschedule
from tests.workspace.planning_store import account, at, mature, opened, person, planned, workspace

WEDNESDAY = date(2026, 3, 4)
THURSDAY = date(2026, 3, 5)
CALL = "acme-planned"


def with_call(path: Path, *more: Document, **fields: object) -> Workspace:
    call = replace(planned("acme", at(WEDNESDAY, 10)), **fields)  # type: ignore[arg-type]
    return workspace(path, [person(), account("acme"), call, *more])


def now(ws: Workspace, touch: str = CALL) -> Touchpoint:
    return ws.records.get(Touchpoint, touch)


def test_asking_for_another_time_is_counted_and_needs_a_new_yes(tmp_path: Path) -> None:
    ws = with_call(tmp_path / "store", status="confirmed", pinned=True)
    reschedule(ws, CALL, THURSDAY, at(THURSDAY, 15))
    call = now(ws)
    assert (call.date, call.start, call.status, call.pinned) == (
        THURSDAY,
        at(THURSDAY, 15),
        "planned",
        False,
    )
    reschedule(ws, CALL, WEDNESDAY, at(WEDNESDAY, 16))
    assert now(ws).rescheduled == 2
    attendance = attendance_rate(ws.records.record("acme"), ws.today())
    assert (attendance.total.rescheduled, attendance.rate) == (2, None)
    undo(ws)
    assert now(ws).rescheduled == 1


def test_without_a_time_yet_the_hour_stays_open(tmp_path: Path) -> None:
    ws = with_call(tmp_path / "store")
    reschedule(ws, CALL, WEDNESDAY, None)
    assert (now(ws).start, now(ws).rescheduled) == (None, 1)


def test_a_taken_hour_is_no_other_time(tmp_path: Path) -> None:
    other = replace(planned("other", at(THURSDAY, 15)), id="other")
    ws = with_call(tmp_path / "store", account("other"), other)
    with pytest.raises(Refused):
        reschedule(ws, CALL, THURSDAY, at(THURSDAY, 15))
    assert now(ws).rescheduled == 0


def test_what_was_moved_meanwhile_is_a_conflict(tmp_path: Path) -> None:
    ws = with_call(tmp_path / "store")
    seen = now(ws)
    move_touch(opened(tmp_path / "store", "ana"), CALL, THURSDAY, at(THURSDAY, 11))
    with pytest.raises(Conflict):
        reschedule(ws, CALL, WEDNESDAY, at(WEDNESDAY, 12), seen=seen)


def test_the_best_times_suit_both_and_are_other_ones(tmp_path: Path) -> None:
    full = [
        replace(planned("busy", at(THURSDAY, hour)), id=f"busy-{hour}", account="busy", minutes=60)
        for hour in range(9, 18)
    ]
    ws = with_call(tmp_path / "store", account("busy"), *full)
    place = placing(ws, CALL)
    spots = place.best()
    assert len(spots) == 3
    assert len({spot.day for spot in spots}) == 3
    assert THURSDAY not in {spot.day for spot in spots}
    for spot in spots:
        assert not place.forbids(spot.day, spot.minute)
        assert (spot.day, spot.minute) != (WEDNESDAY, 10 * 60)
        assert spot.day != WEDNESDAY or abs(spot.minute - 10 * 60) >= 60
        assert spot.day > ws.today()
    assert [spot.price for spot in spots] == sorted(spot.price for spot in spots)


def test_a_suggested_time_is_taken_or_left(tmp_path: Path) -> None:
    ws = with_call(tmp_path / "store", suggested=at(THURSDAY, 15))
    accept_suggestion(ws, CALL)
    assert (now(ws).date, now(ws).start, now(ws).suggested) == (THURSDAY, at(THURSDAY, 15), None)
    with pytest.raises(Refused):
        drop_suggestion(ws, CALL)
    undo(ws)
    drop_suggestion(ws, CALL)
    assert (now(ws).start, now(ws).suggested) == (at(WEDNESDAY, 10), None)


def test_a_call_moved_by_hand_has_answered_the_suggestion(tmp_path: Path) -> None:
    ws = with_call(tmp_path / "store", suggested=at(THURSDAY, 15))
    move_touch(ws, CALL, WEDNESDAY, at(WEDNESDAY, 12))
    assert now(ws).suggested is None


def test_a_colleague_takes_no_suggestion(tmp_path: Path) -> None:
    ws = with_call(tmp_path / "store", person("bea"), suggested=at(THURSDAY, 15))
    with pytest.raises(NotPermitted):
        accept_suggestion(opened(tmp_path / "store", "bea"), CALL)
    with pytest.raises(NotPermitted):
        drop_suggestion(opened(tmp_path / "store", "bea"), CALL)
    assert now(ws).suggested == at(THURSDAY, 15)


def test_a_mail_that_was_due_is_sent_and_no_longer_due(tmp_path: Path) -> None:
    letters = mature("letters", date(2026, 2, 9), preferences=Preferences(channel="email"))
    ws = workspace(tmp_path / "store", [person(), *letters])
    due = propose(ws).mails[0]
    sent = mail_sent(ws, due)
    assert (sent.status, sent.date, sent.channel) == ("held", ws.today(), due.channel)
    assert due.id not in {mail.id for mail in propose(ws).mails}
    undo(ws)
    assert due.id in {mail.id for mail in propose(ws).mails}


def test_a_planned_mail_is_sent_once(tmp_path: Path) -> None:
    ws = with_call(tmp_path / "store", channel="email", start=None, minutes=0)
    assert mail_sent(ws, now(ws)).status == "held"
    with pytest.raises(Refused):
        mail_sent(ws, now(ws))
