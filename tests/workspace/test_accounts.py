"""Editing an account and judging its health."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from cadence_tui.model.documents import Account, Preferences
from cadence_tui.model.errors import NotFound, NotPermitted, Refused
from cadence_tui.workspace.accounts import BY_RULE, AccountEdit, edit_account, override_health, view_account
from cadence_tui.workspace.clock import FixedClock
from cadence_tui.workspace.destinations import destinations
from cadence_tui.workspace.session import Workspace
from cadence_tui.workspace.taking_back import undo

OpenAs = Callable[[str], Workspace]


@pytest.fixture
def account(ana: Workspace) -> Account:
    return next(a for a in ana.records.accounts() if a.owner == ana.actor.id and a.renewal and not a.segment)


def test_what_is_not_given_stays(ana: Workspace, account: Account) -> None:
    edit_account(ana, account.id, AccountEdit(goal="Open two shops"))
    new = ana.records.get(Account, account.id)
    assert new.goal == "Open two shops"
    assert (new.name, new.owner, new.renewal) == (account.name, account.owner, account.renewal)


def test_a_renewal_can_be_taken_away(ana: Workspace, account: Account) -> None:
    edit_account(ana, account.id, AccountEdit(renewal=None))
    assert ana.records.get(Account, account.id).renewal is None


def test_a_segment_set_by_hand_keeps_who_why_and_until_when(ana: Workspace, account: Account) -> None:
    until = ana.today() + timedelta(days=60)
    edit_account(
        ana, account.id, AccountEdit(segment="enterprise", why="The parent company signs", until=until)
    )
    given = ana.records.get(Account, account.id).segment
    assert given is not None
    assert (given.value, given.why, given.by, given.until) == (
        "enterprise",
        "The parent company signs",
        ana.actor.id,
        until,
    )
    assert view_account(ana, account.id).standing.segment == "enterprise"
    edit_account(ana, account.id, AccountEdit(segment=BY_RULE))
    assert ana.records.get(Account, account.id).segment is None


def test_wishes_reach_the_touch_schedule(ana: Workspace, account: Account) -> None:
    edit_account(ana, account.id, AccountEdit(preferences=Preferences(channel="email")))
    due = view_account(ana, account.id).standing.due
    assert {touch.channel for touch in due} <= {"email", "auto_email"}


@pytest.mark.parametrize(
    "edit",
    [
        AccountEdit(name=""),
        AccountEdit(owner="nobody"),
        AccountEdit(segment="enterprise"),
        AccountEdit(segment="galactic", why="x"),
        AccountEdit(stage="maturity", why="x", until=date(2020, 1, 1)),
    ],
)
def test_what_makes_no_sense_is_refused_whole(ana: Workspace, account: Account, edit: AccountEdit) -> None:
    with pytest.raises(Refused):
        edit_account(ana, account.id, edit)
    assert ana.records.get(Account, account.id) == account


def test_a_judgement_of_health_holds_and_can_be_taken_back(ana: Workspace, account: Account) -> None:
    override_health(ana, account.id, "red", why="Their budget is cut")
    health = view_account(ana, account.id).standing.health
    assert health.band == "red"
    assert health.override is not None
    assert health.override.by == ana.actor.id
    override_health(ana, account.id, BY_RULE, why="")
    assert view_account(ana, account.id).standing.health.override is None
    undo(ana)
    assert view_account(ana, account.id).standing.health.band == "red"


@pytest.mark.parametrize(("band", "why"), [("purple", "x"), ("red", "")])
def test_a_judgement_needs_a_band_and_a_reason(ana: Workspace, account: Account, band: str, why: str) -> None:
    with pytest.raises(Refused):
        override_health(ana, account.id, band, why=why)


def test_unknown_accounts_are_not_found(ana: Workspace) -> None:
    with pytest.raises(NotFound):
        edit_account(ana, "no-such", AccountEdit(goal="x"))


def test_readers_change_nothing(ana: Workspace, account: Account, open_as: OpenAs) -> None:
    from msgspec.structs import replace

    from cadence_tui.model.message import message

    ana.commit(message("x"), edits=[(ana.actor, replace(ana.actor, role="reader"))])
    reader = open_as("ana")
    with pytest.raises(NotPermitted):
        edit_account(reader, account.id, AccountEdit(goal="x"))
    with pytest.raises(NotPermitted):
        override_health(reader, account.id, "red", why="x")


def test_everything_with_a_name_can_be_jumped_to(ana: Workspace) -> None:
    found = destinations(ana)
    assert {goal.kind for goal in found} == {"account", "contact", "action", "call"}
    assert len({(goal.kind, goal.id) for goal in found}) == len(found)
    accounts = {account.id for account in ana.records.accounts()}
    assert all(goal.account in accounts and goal.name for goal in found)


def test_in_the_evening_of_its_owner_the_next_day_for_contact_is_not_today(ana: Workspace) -> None:
    account = ana.records.account("TechStart")
    assert "budget_day_over" not in [why.code for why in view_account(ana, account.id).budget.why]

    evening = ana.local_now().replace(hour=22)
    ana.clock = FixedClock(evening)
    budget = view_account(ana, account.id).budget
    assert budget.why[0].code == "budget_day_over"
    assert budget.next_eligible is not None
    assert budget.next_eligible > evening.date()
