"""The team's figures come from the documents and agree with them (M1-M3)."""

from collections.abc import Callable
from datetime import timedelta

from msgspec.structs import replace

from cadence_tui.model.documents import Absence, Account, Action, Person, Touchpoint
from cadence_tui.model.message import message
from cadence_tui.workspace.session import Workspace
from cadence_tui.workspace.team import read_team

OpenAs = Callable[[str], Workspace]


def a_second_pod(lead: Workspace) -> None:
    rui = Person(id="rui", name="Rui Alves", login="rui", pod="sul", timezone="UTC")
    accounts = [Account(id=f"far{n}", name=f"Far {n}", owner="rui", pod="sul") for n in range(3)]
    today = lead.today()
    touches = [
        Touchpoint(
            id="held", account="far0", owner="rui", status="held", date=today - timedelta(days=5), minutes=30
        ),
        Touchpoint(
            id="old", account="far1", owner="rui", status="held", date=today - timedelta(days=200), minutes=30
        ),
        Touchpoint(
            id="missed", account="far2", owner="rui", status="no_show", date=today - timedelta(days=9)
        ),
        Touchpoint(
            id="next",
            account="far0",
            owner="rui",
            date=today + timedelta(days=7),
            minutes=30,
            work_minutes=15,
        ),
    ]
    created = lead.now() - timedelta(days=60)
    promises = [
        Action(
            id="k", account="far0", title="kept", owner="rui", status="done", done=lead.now(), created=created
        ),
        Action(
            id="l", account="far0", title="late", owner="rui", due=today - timedelta(days=2), created=created
        ),
        Action(id="t", account="far0", title="theirs", side="theirs", owner="Bo", created=created),
    ]
    lead.commit(message("Rui's book"), made=[rui, *accounts, *touches, *promises])


def test_a_csm_sees_the_own_pod_and_a_lead_everybody(ana: Workspace, open_as: OpenAs) -> None:
    lead = open_as("lead")
    a_second_pod(lead)
    ana.changed_kinds()
    assert {row.name for row in read_team(lead)} == {"Ana Ruiz", "Rui Alves"}
    assert {row.name for row in read_team(ana)} == {"Ana Ruiz"}


def test_figures_are_counted_from_the_documents(open_as: OpenAs) -> None:
    lead = open_as("lead")
    a_second_pod(lead)
    rui = next(row for row in read_team(lead) if row.id == "rui")
    assert rui.accounts == 3
    assert (rui.coverage.touched, rui.coverage.untouched) == (1, 2)
    assert (rui.attendance.held, rui.attendance.no_show) == (2, 1)
    assert (rui.kept.in_time, rui.kept.open_late) == (1, 1)
    assert (rui.open_promises, rui.late_promises) == (1, 1)
    assert rui.weeks[1].minutes == 45
    assert len(rui.weeks) == lead.rules.team.load_weeks


def test_leave_takes_the_capacity_of_its_week(open_as: OpenAs) -> None:
    lead = open_as("lead")
    a_second_pod(lead)
    before = next(row for row in read_team(lead) if row.id == "rui").weeks
    rui = lead.records.get(Person, "rui")
    away = Absence(before[2].week, before[2].week + timedelta(days=6))
    lead.commit(message("Leave"), edits=[(rui, replace(rui, leave=(away,)))])
    after = next(row for row in read_team(lead) if row.id == "rui").weeks
    assert before[2].capacity > 0
    assert after[2].capacity == 0
    assert after[3].capacity == before[3].capacity
