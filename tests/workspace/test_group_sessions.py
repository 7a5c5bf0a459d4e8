"""Group sessions in a store: planned and repeated, guests, invitations, attendance, roles, erasure (P9)."""

import re
from collections.abc import Iterable
from datetime import UTC, date, timedelta
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from cadence_tui.model.documents import (
    Absence,
    Contact,
    Document,
    GroupSession,
    Person,
    Preferences,
    Touchpoint,
)
from cadence_tui.model.errors import Conflict, NotFound, NotPermitted, Refused
from cadence_tui.model.message import message
from cadence_tui.model.rules.sessions import Letter
from cadence_tui.practice.attendance import attendance_rate
from cadence_tui.views.calendar import Calendar
from cadence_tui.workspace import touches
from cadence_tui.workspace.budget import contact_budget
from cadence_tui.workspace.calendar import read_calendar
from cadence_tui.workspace.erasure import erase, plan_erasure
from cadence_tui.workspace.feasibility import read_team as read_feasibility
from cadence_tui.workspace.group_sessions import (
    add_session,
    cancel_session,
    edit_session,
    extend_series,
    missing_sessions,
    session_called,
)
from cadence_tui.workspace.plan import propose
from cadence_tui.workspace.session import Workspace, last_done
from cadence_tui.workspace.session_attendance import came, close_attendance, missed
from cadence_tui.workspace.session_guests import (
    add_guests,
    answer,
    candidates_matching,
    candidates_named,
    drop_guests,
    guests_called,
)
from cadence_tui.workspace.session_letters import follow_up, invite, letters, preview_invitations, remind
from cadence_tui.workspace.session_reading import read_sessions, reminders_today, rows_of
from cadence_tui.workspace.taking_back import undo
from cadence_tui.workspace.team import read_team
from tests.workspace.planning_store import NOW, account, at, mature, opened, person, planned, workspace

THURSDAY = date(2026, 3, 5)


def contact(of: str, number: int = 1, **fields: Any) -> Contact:
    values: dict[str, Any] = {"name": f"{of} {number}", "email": f"{number}@{of}.example", **fields}
    return Contact(id=f"{of}-{number}", account=of, **values)


def store(path: Path, *more: Document, acting: str = "ana") -> Workspace:
    """Ana with two customers; Bo of another pod with one; a lead and a reader."""
    people = [
        person(),
        person("bo", pod="south"),
        person("lea", role="lead"),
        person("rea", role="reader"),
    ]
    accounts = [account("acme"), account("beta", language="es"), account("zeta", owner="bo")]
    contacts = [
        contact("acme", champion=True),
        contact("acme", 2),
        contact("beta", champion=True),
        contact("zeta", champion=True),
    ]
    return workspace(path, [*people, *accounts, *contacts, *more], acting=acting)


def session(ws: Workspace, title: str = "Office hours", **fields: Any) -> GroupSession:
    """One on a Thursday at five."""
    values: dict[str, Any] = {"start": at(THURSDAY, 17), **fields}
    return add_session(ws, title, **values).sessions[0]


def with_guests(ws: Workspace, accounts: Iterable[str] = ("acme", "beta"), **fields: Any) -> GroupSession:
    made = session(ws, **fields)
    for each in accounts:
        add_guests(ws, made.id, candidates_named(ws, each))
    return now_of(ws, made)


def now_of(ws: Workspace, known: GroupSession) -> GroupSession:
    return ws.records.get(GroupSession, known.id)


def statuses(ws: Workspace, known: GroupSession) -> dict[str, str]:
    return {guest.account: guest.status for guest in now_of(ws, known).guests}


def test_a_session_takes_its_figures_from_the_rules(tmp_path: Path) -> None:
    ws = store(tmp_path)
    made = session(ws, form="workshop")
    rules = ws.rules.sessions.forms["workshop"]
    assert (made.minutes, made.work_minutes, made.places) == (
        rules.minutes,
        rules.work_minutes,
        rules.places,
    )
    assert "Office hours" in str(last_done(ws))
    undo(ws)
    assert not ws.records.group_sessions()


def test_a_series_has_a_document_for_each_date_and_goes_on_later(tmp_path: Path) -> None:
    ws = store(tmp_path)
    added = add_session(ws, "Office hours", at(THURSDAY, 17), repeat="weekly")
    weeks = ws.rules.sessions.ahead_weeks
    assert len(added.sessions) == weeks
    assert {each.series for each in added.sessions} == {added.sessions[0].id}
    local = [each.start.astimezone(at(THURSDAY, 17).tzinfo) for each in added.sessions]
    # Clocks go on in Madrid on 29 March.
    assert {each.hour for each in local} == {17}
    assert not missing_sessions(ws)
    later = opened(tmp_path, "ana", now=NOW + timedelta(weeks=2))
    assert len(extend_series(later)) == 2
    assert not extend_series(later)


def test_of_two_who_go_on_with_a_series_at_once_one_makes_its_dates(tmp_path: Path) -> None:
    ws = store(tmp_path)
    add_session(ws, "Office hours", at(THURSDAY, 17), repeat="weekly")
    # Open before, so that the second has not taken in what the first did.
    first, second = (opened(tmp_path, "ana", now=NOW + timedelta(weeks=2)) for _ in range(2))
    assert len(missing_sessions(first)) == len(missing_sessions(second)) == 2
    assert len(extend_series(first)) == 2
    assert not extend_series(second)
    starts = [each.start for each in second.records.group_sessions()]
    assert len(starts) == len(set(starts)) == ws.rules.sessions.ahead_weeks + 2


def test_a_date_is_made_anew_when_what_was_made_for_it_is_another_days_by_now(tmp_path: Path) -> None:
    ws = store(tmp_path)
    *_, last = add_session(ws, "Office hours", at(THURSDAY, 17), repeat="weekly").sessions
    edit_session(ws, last.id, start=last.start - timedelta(days=1))
    assert [each.start for each in extend_series(ws)] == [last.start]


def test_dates_on_which_the_host_cannot_are_none_and_told(tmp_path: Path) -> None:
    leave = (Absence(first=date(2026, 3, 12), last=date(2026, 3, 12)),)
    call = planned("acme", at(date(2026, 3, 19), 17, 30))
    ws = workspace(tmp_path, [person(leave=leave, country="ES"), account("acme"), call])
    added = add_session(ws, "Office hours", at(THURSDAY, 17), repeat="weekly")
    why = {f"{start:%m-%d}": str(told) for start, told in added.left_out}
    assert why["03-12"] == "on leave that day"
    assert why["03-19"] == "acme has a call then"
    days = {f"{each.start:%m-%d}" for each in added.sessions}
    assert not days & set(why)
    assert "03-26" in days


def test_one_hour_is_for_one_thing(tmp_path: Path) -> None:
    ws = store(tmp_path, planned("acme", at(THURSDAY, 10)))
    with pytest.raises(Refused, match="acme has a call then"):
        session(ws, start=at(THURSDAY, 9, 30))
    made = session(ws)
    with pytest.raises(Refused, match="Office hours is then"):
        session(ws, "Another", start=at(THURSDAY, 17, 45))
    with pytest.raises(Refused, match="Office hours"):
        touches.add_touch(ws, "beta", THURSDAY, at(THURSDAY, 17, 15))
    session(ws, "Another", start=made.end)
    lea = opened(tmp_path, "lea")
    session(lea, "At the same time", owner="bo")


def test_what_cannot_be_is_refused(tmp_path: Path) -> None:
    ws = store(tmp_path)
    for wrong in (
        {"title": " "},
        {"start": NOW - timedelta(minutes=1)},
        {"minutes": 0},
        {"minutes": 601},
        {"places": -1},
        {"start": NOW + timedelta(days=3000)},
    ):
        with pytest.raises(Refused):
            session(ws, **wrong)
    assert not ws.records.group_sessions()


def test_text_from_outside_is_inert(tmp_path: Path) -> None:
    made = session(store(tmp_path), "A\x1b[31m", where="x\ny", topics="one\n\x07two")
    assert "\x1b" not in made.title
    assert "\n" not in made.where
    assert made.topics.splitlines()[0] == "one"
    assert "\x07" not in made.topics


def test_guests_come_in_once_and_within_their_wishes(tmp_path: Path) -> None:
    quiet = Preferences(quiet=((THURSDAY, THURSDAY),))
    refuses = Preferences(refused=("event_invitation",))
    ws = store(tmp_path, account("quiet", preferences=quiet), account("no", preferences=refuses))
    made = session(ws, places=2)
    chosen = add_guests(ws, made.id, candidates_matching(ws, "", "mine"))
    assert [guest.account for guest in chosen.guests] == ["acme", "beta"]
    assert {each.candidate.record.account.id: each.why[0].code for each in chosen.left_out} == {
        "quiet": "guest_closed",
        "no": "guest_refused",
    }
    with pytest.raises(Refused):
        add_guests(ws, made.id, candidates_named(ws, "acme"))
    with pytest.raises(Refused):
        add_guests(ws, made.id, candidates_named(ws, "acme", ["acme 2"]))
    with pytest.raises(Refused, match="2 guests have a place"):
        edit_session(ws, made.id, places=1)
    drop_guests(ws, made.id, ["beta:beta-1"])
    add_guests(ws, made.id, candidates_named(ws, "acme", ["acme 2"]))


def test_guests_are_found_by_segment_language_and_all_contacts(tmp_path: Path) -> None:
    ws = store(tmp_path)

    def found(typed: str, **how: Any) -> list[str]:
        return [each.key for each in candidates_matching(ws, typed, **how)]

    assert found("language:es") == ["beta:beta-1"]
    assert found("idioma:spanish") == ["beta:beta-1"]
    assert found("language:klingon") == []
    assert found("segment:mid_market") == ["acme:acme-1", "beta:beta-1", "zeta:zeta-1"]
    assert found("acme", everybody=True) == ["acme:acme-1", "acme:acme-2"]
    assert found("", scope="mine") == ["acme:acme-1", "beta:beta-1"]
    with pytest.raises(NotFound):
        candidates_named(ws, "acme", ["Nobody"])


def test_guests_of_a_whole_series(tmp_path: Path) -> None:
    ws = store(tmp_path)
    quiet = Preferences(quiet=((date(2026, 3, 12), date(2026, 3, 12)),))
    first, second, *_ = add_session(ws, "Office hours", at(THURSDAY, 17), repeat="weekly").sessions
    beta = ws.records.account("beta")
    ws.commit(last_done(ws), edits=[(beta, replace(beta, preferences=quiet))])
    add_guests(ws, first.id, candidates_matching(ws, "", "mine"), following=True)
    assert list(statuses(ws, first)) == ["acme", "beta"]
    assert list(statuses(ws, second)) == ["acme"]
    later = opened(tmp_path, "ana", now=NOW + timedelta(weeks=2))
    made = extend_series(later)
    assert statuses(later, made[-1]) == {"acme": "chosen", "beta": "chosen"}


def test_an_invitation_counts_in_the_contact_budget(tmp_path: Path) -> None:
    ws = store(tmp_path)
    made = with_guests(ws)
    written = invite(ws, made.id)
    assert [draft.email for draft in written.drafts] == ["1@acme.example", "1@beta.example"]
    assert {draft.language for draft in written.drafts} == {"en", "es"}
    assert statuses(ws, made) == {"acme": "invited", "beta": "invited"}
    assert {guest.invited_at for guest in now_of(ws, made).guests} == {NOW}
    assert contact_budget(ws, "acme").week.messages == 1
    with pytest.raises(Refused):
        invite(ws, made.id)
    undo(ws)
    assert statuses(ws, made) == {"acme": "chosen", "beta": "chosen"}
    assert contact_budget(ws, "acme").week.messages == 0


def test_who_has_no_room_in_the_budget_is_held_back_and_may_be_decided(tmp_path: Path) -> None:
    mail = Touchpoint(
        id="m", account="acme", owner="ana", touch="email_check_in", channel="email",
        status="held", date=NOW.date(),
    )  # fmt: skip
    ws = store(tmp_path, mail)
    made = with_guests(ws)
    written = invite(ws, made.id)
    (held,) = written.held_back
    assert (held.name, held.binding) == ("acme", False)
    assert held.next_eligible is not None
    assert held.next_eligible > NOW.date()
    assert statuses(ws, made) == {"acme": "chosen", "beta": "invited"}
    with pytest.raises(Refused):
        invite(ws, made.id)
    invite(ws, made.id, over_budget=True)
    assert statuses(ws, made)["acme"] == "invited"
    assert "over the contact budget" in str(last_done(ws))


def test_a_wish_that_came_later_binds_whatever_is_decided(tmp_path: Path) -> None:
    ws = store(tmp_path)
    made = with_guests(ws)
    acme = ws.records.account("acme")
    refuses = replace(acme, preferences=Preferences(refused=("event_invitation",)))
    ws.commit(last_done(ws), edits=[(acme, refuses)])
    for over in (False, True):
        found = preview_invitations(ws, made.id, over_budget=over)
        assert [(each.name, each.binding) for each in found.held_back] == [("acme", True)]
        assert len(found.drafts) == 1


def test_reminders_are_due_a_day_before_and_only_once(tmp_path: Path) -> None:
    ws = store(tmp_path)
    made = with_guests(ws)
    invite(ws, made.id)
    answer(ws, made.id, ["beta:beta-1"], "declined")
    assert not reminders_today(ws)
    wednesday = opened(tmp_path, "ana", now=NOW + timedelta(days=2))
    (row,) = reminders_today(wednesday)
    assert [guest.account for guest in row.guests if guest.waits == "remind"] == ["acme"]
    written = remind(wednesday, made.id)
    assert [draft.letter for draft in written.drafts] == ["reminder"]
    assert not reminders_today(wednesday)
    with pytest.raises(Refused):
        remind(wednesday, made.id)


def test_answers_need_an_invitation_and_a_place(tmp_path: Path) -> None:
    ws = store(tmp_path)
    made = with_guests(ws, places=2)
    with pytest.raises(Refused, match="invitation"):
        answer(ws, made.id, ["acme:acme-1"], "accepted")
    invite(ws, made.id)
    answer(ws, made.id, ["acme:acme-1"], "declined")
    add_guests(ws, made.id, candidates_named(ws, "acme", ["acme 2"]))
    with pytest.raises(Refused, match="no places"):
        answer(ws, made.id, ["acme:acme-1"], "accepted")
    with pytest.raises(NotFound):
        answer(ws, made.id, ["nobody:x"], "accepted")


def held(tmp_path: Path, ws: Workspace) -> tuple[Workspace, GroupSession]:
    """A session with Acme and Beta, both accepted, on the evening after it."""
    made = with_guests(ws)
    invite(ws, made.id)
    answer(ws, made.id, ["acme:acme-1", "beta:beta-1"], "accepted")
    return opened(tmp_path, "ana", now=at(THURSDAY, 19).astimezone(UTC)), made


def attendance_touches(ws: Workspace, of: str) -> list[Touchpoint]:
    return [each for each in ws.records.of_account(Touchpoint, of) if each.channel == "group"]


def test_attendance_is_a_touch_and_no_call(tmp_path: Path) -> None:
    ws, made = held(tmp_path, store(tmp_path))
    came(ws, made.id, ["acme:acme-1"])
    close_attendance(ws, made.id)
    assert now_of(ws, made).status == "held"
    (touch,) = attendance_touches(ws, "acme")
    assert (touch.touch, touch.status, touch.date, touch.session) == (
        "group_session",
        "held",
        THURSDAY,
        made.id,
    )
    assert [each.status for each in attendance_touches(ws, "beta")] == ["no_show"]
    for of, counts in (("acme", (1, 0)), ("beta", (0, 1))):
        found = attendance_rate(ws.records.record(of), ws.today())
        assert found.rate is None
        assert (found.group.held, found.group.no_show) == counts
    assert contact_budget(ws, "acme").week.sessions == 1
    with pytest.raises(Refused):
        close_attendance(ws, made.id)


def test_attendance_can_be_put_right_and_taken_back(tmp_path: Path) -> None:
    ws, made = held(tmp_path, store(tmp_path))
    came(ws, made.id, ["acme:acme-1", "beta:beta-1"])
    missed(ws, made.id, ["beta:beta-1"])
    assert [each.status for each in attendance_touches(ws, "beta")] == ["no_show"]
    undo(ws)
    assert [each.status for each in attendance_touches(ws, "beta")] == ["held"]
    undo(ws)
    assert not attendance_touches(ws, "acme")
    assert now_of(ws, made).status == "planned"


def test_a_webinar_restarts_no_clock_and_nothing_counts_before_it_begins(tmp_path: Path) -> None:
    ws = store(tmp_path)
    made = with_guests(ws, form="webinar")
    invite(ws, made.id)
    for act in (came, missed):
        with pytest.raises(Refused, match="still to come"):
            act(ws, made.id, ["acme:acme-1"])
    assert ws.rules.touch_model.kinds["webinar"].restarted("group") == ()
    assert ws.rules.touch_model.kinds["group_session"].restarted("group") == ("email",)


def test_no_shows_wait_for_a_mail_until_it_is_written(tmp_path: Path) -> None:
    ws, made = held(tmp_path, store(tmp_path))
    close_attendance(ws, made.id)
    (row,) = [row for row in read_sessions(ws) if row.id == made.id]
    assert (row.waits, row.waiting("follow_up")) == ("follow_up", 2)
    written = follow_up(ws, made.id)
    assert {draft.letter for draft in written.drafts} == {"missed"}
    assert not read_sessions(ws)
    with pytest.raises(Refused):
        follow_up(ws, made.id)


def test_another_hour_asks_for_the_invitations_again(tmp_path: Path) -> None:
    ws = store(tmp_path)
    made = with_guests(ws)
    invite(ws, made.id)
    edit_session(ws, made.id, where="Room 2")
    assert set(statuses(ws, made).values()) == {"invited"}
    edit_session(ws, made.id, start=at(THURSDAY, 18))
    assert set(statuses(ws, made).values()) == {"chosen"}


def test_a_change_over_another_one_is_a_conflict(tmp_path: Path) -> None:
    ws = store(tmp_path)
    made = session(ws)
    edit_session(ws, made.id, where="Room 1")
    with pytest.raises(Conflict):
        edit_session(ws, made.id, where="Room 2", seen=made)


def test_calling_off_one_or_the_rest_of_a_series(tmp_path: Path) -> None:
    ws = store(tmp_path)
    first, second, third, *rest = add_session(ws, "Office hours", at(THURSDAY, 17), repeat="weekly").sessions
    cancel_session(ws, second.id)
    assert not missing_sessions(ws)
    gone = cancel_session(ws, third.id, following=True)
    assert {each.id for each in gone} == {each.id for each in (third, *rest)}
    assert now_of(ws, first).status == "planned"
    assert not missing_sessions(opened(tmp_path, "ana", now=NOW + timedelta(weeks=20)))
    # The hour is free again.
    session(ws, "Another", start=second.start)
    with pytest.raises(Refused, match="over"):
        cancel_session(ws, third.id)
    assert letters(ws, third.id, "cancellation").drafts == ()


def test_it_is_load_where_calls_are(tmp_path: Path) -> None:
    people = [person(), person("bo", pod="south")]
    ws = workspace(tmp_path, [*people, *mature("acme", date(2026, 2, 20))])

    def minutes() -> tuple[int, int, int, int]:
        calendar = Calendar(read_calendar(ws))
        week = calendar.week(date(2026, 3, 2))
        (row,) = [each for each in read_team(ws) if each.id == "ana"]
        (owner,) = propose(ws, ["ana"]).owners
        return week.load, week.days[3].load, row.weeks[0].minutes, owner.weeks[0].agreed

    before, has = minutes(), _feasible(ws)
    made = session(ws)
    load = made.minutes + made.work_minutes
    assert [after - was for was, after in zip(before, minutes(), strict=True)] == [load] * 4
    assert _feasible(ws) == has - load
    day = Calendar(read_calendar(ws)).week(date(2026, 3, 2)).days[3]
    assert [card.session.title for card in day.sessions] == ["Office hours"]
    cancel_session(ws, made.id)
    assert minutes() == before


def _feasible(ws: Workspace) -> int:
    from cadence_tui.practice.feasibility.team import capacity_of

    team = read_feasibility(ws, 13)
    return capacity_of(team.person("ana"), team).weeks[0]


def test_the_planner_leaves_its_hour_alone(tmp_path: Path) -> None:
    ws = workspace(tmp_path, [person(hours="Thu 17:00-19:00"), *mature("acme", date(2026, 1, 20))])
    made = session(ws, minutes=60, work_minutes=0)
    proposed = propose(ws, ["ana"], 3)
    starts = [call for call in proposed.calls if call.start is not None]
    assert starts
    assert all(
        call.start >= made.end or call.start + timedelta(minutes=call.minutes) <= made.start
        for call in starts
        if call.start is not None
    )


@pytest.mark.parametrize("login", ["bo", "rea"])
def test_only_the_host_or_a_lead_changes_a_session(tmp_path: Path, login: str) -> None:
    made = with_guests(store(tmp_path))
    other = opened(tmp_path, login)
    for act in (
        lambda: edit_session(other, made.id, where="x"),
        lambda: cancel_session(other, made.id),
        lambda: invite(other, made.id),
        lambda: drop_guests(other, made.id, ["acme:acme-1"]),
        lambda: session(other, "Mine", owner="ana"),
    ):
        with pytest.raises(NotPermitted):
            act()
    assert rows_of(other, [made])[0].guests
    edit_session(opened(tmp_path, "lea"), made.id, where="x")


def test_guests_of_other_pods_are_named_in_the_log(tmp_path: Path) -> None:
    ws = store(tmp_path)
    made = session(ws)
    add_guests(ws, made.id, candidates_named(ws, "acme"))
    assert "Bo" not in str(last_done(ws))
    add_guests(ws, made.id, candidates_named(ws, "zeta"))
    assert "also of Bo" in str(last_done(ws))


def test_sessions_and_guests_are_found_by_parts_of_their_names(tmp_path: Path) -> None:
    ws = store(tmp_path)
    made = with_guests(ws)
    later = session(ws, "Office hours, later", start=at(THURSDAY + timedelta(days=7), 17))
    assert session_called(ws, "office").id == made.id
    assert session_called(ws, later.id).id == later.id
    with pytest.raises(NotFound):
        session_called(ws, "nothing")
    assert guests_called(ws, made, ["ACM", "beta-1"]) == ["acme:acme-1", "beta:beta-1"]
    with pytest.raises(NotFound):
        guests_called(ws, made, ["zeta"])


def test_redacting_a_contact_takes_them_off_every_list_and_out_of_the_past(tmp_path: Path) -> None:
    admin = Person(id="adm", name="Adm", login="adm", role="admin")
    ws = store(tmp_path, admin)
    made = with_guests(ws)
    invite(ws, made.id)
    ws.close()
    boss = opened(tmp_path, "adm")
    erase(boss, plan_erasure(boss, ["beta-1"]), "asked for it")
    assert statuses(boss, made) == {"acme": "invited"}
    boss.close()
    files = [file for file in tmp_path.rglob("*") if file.is_file()]
    assert not [file for file in files if b'"contact":"beta-1"' in file.read_bytes()]


@pytest.mark.parametrize("language", ["es", "pt-BR"])
def test_mails_to_one_person_and_to_a_team_speak_to_both(tmp_path: Path, language: str) -> None:
    ws = store(tmp_path, account("team", language=language), account("solo", language=language))
    ws.close()
    ws = opened(tmp_path, "ana")
    made = session(ws)
    one = Contact(id="solo-1", account="solo", name="Eva Paz", email="eva@solo.example")
    ws.commit(message("a contact"), made=[one])
    for each in ("team", "solo"):
        add_guests(ws, made.id, candidates_named(ws, each))
    kinds: tuple[Letter, ...] = ("invitation", "reminder", "cancellation", "missed")
    for kind in kinds:
        keys = [guest.key for guest in now_of(ws, made).guests]
        drafts = letters(ws, made.id, kind, keys).drafts
        assert len(drafts) == 2
        # What follows the greeting is the same for both, and says neither tú nor ustedes.
        assert len({each.body.partition("\n\n")[2] for each in drafts}) == 1
        words = set(re.findall(r"\w+", drafts[0].subject.casefold() + " " + drafts[0].body.casefold()))
        assert not words & {"les", "hicieron", "nos acompañan", "acompañan", "você", "vocês"}
