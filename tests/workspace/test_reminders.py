"""What somebody is reminded of: what is theirs and presses, and nothing of others (A2)."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from msgspec.structs import replace

from cadence_tui.locale import speech
from cadence_tui.model.documents import Account, Action, Touchpoint
from cadence_tui.model.message import message
from cadence_tui.views.reminders import Reminders, reminder_marks, reminder_words
from cadence_tui.workspace.actions import add_action, comment_action, finish_action, wait_on_customer
from cadence_tui.workspace.clock import FixedClock
from cadence_tui.workspace.nudges import nudge
from cadence_tui.workspace.reminders import reminders
from cadence_tui.workspace.review import send_back
from cadence_tui.workspace.session import Workspace
from tests.conftest import NOW

OpenAs = Callable[[str], Workspace]
DAY = timedelta(days=1)


@pytest.fixture
def clear(ana: Workspace) -> Workspace:
    """Ana with nothing before her."""
    finish_action(ana, *(action.id for action in ana.records.live_actions()))
    ana.commit(message("Nothing agreed"), dropped=ana.records.open_touchpoints(owner=ana.actor.id))
    assert reminders(ana) == Reminders()
    return ana


def test_own_promises_late_due_today_and_given_back(
    clear: Workspace, open_as: OpenAs, monkeypatch: pytest.MonkeyPatch
) -> None:
    late = add_action(clear, "TechStart", "Late", due=clear.today() - DAY)
    add_action(clear, "TechStart", "Today", due=clear.today())
    add_action(clear, "TechStart", "Tomorrow", due=clear.today() + DAY)
    add_action(clear, "TechStart", "Of another", owner="lead", due=clear.today() - DAY)
    assert reminders(clear) == Reminders(late=1, today=1)
    send_back(open_as("lead"), late.id, reason="When?")
    clear.changed_kinds()
    assert reminders(clear) == Reminders(late=1, today=1, returned=1)
    monkeypatch.setattr(clear, "clock", FixedClock(NOW + timedelta(hours=1)))
    comment_action(clear, late.id, text="On Friday")
    assert reminders(clear).returned == 0


def test_a_customer_silent_for_long_until_they_are_reminded(clear: Workspace) -> None:
    action = add_action(clear, "TechStart", "Sign", side="theirs", owner="Alex Moreno")
    wait_on_customer(clear, action.id)
    was = clear.records.get(Action, action.id)
    days = clear.rules.reminders.wait_days
    clear.commit(message("Long ago"), edits=[(was, replace(was, status_since=NOW - days * DAY))])
    assert reminders(clear) == Reminders(silent=1)
    nudge(clear, action.id)
    assert reminders(clear) == Reminders()


def test_customers_of_others_are_theirs_to_remind(clear: Workspace) -> None:
    far = Account(id="far", name="Far Away", owner="somebody")
    owed = Action(
        id="owed",
        account="far",
        title="Sign",
        side="theirs",
        due=(NOW - 30 * DAY).date(),
        created=NOW - 60 * DAY,
    )
    clear.commit(message("Far"), made=[far, owed])
    assert reminders(clear) == Reminders()


@pytest.mark.parametrize(
    ("minutes", "shown"), [(-11, False), (-10, True), (0, True), (10, True), (11, False)]
)
def test_a_call_about_to_begin(clear: Workspace, minutes: int, shown: bool) -> None:
    account = clear.records.account("TechStart")
    start = NOW + timedelta(minutes=minutes)
    touch = Touchpoint(
        id="soon", account=account.id, owner=clear.actor.id, date=start.date(), start=start, minutes=30
    )
    clear.commit(message("Agreed"), made=[touch])
    found = reminders(clear).call
    assert (found is not None) == shown
    if found is not None:
        assert (found.name, found.start) == ("TechStart", start)


@pytest.mark.parametrize("language", ["en", "es", "pt-BR"])
def test_the_forms_grow_shorter_and_the_weightiest_stays(language: str) -> None:
    found = Reminders(late=3, today=2, returned=1, silent=4)
    words, marks = reminder_words(found, speech(language)), reminder_marks(found, speech(language))
    texts = ["".join(text for text, _ in form) for form in (*words, *marks)]
    assert texts[1:] == ["▼3 ↩1 ●2 ○4", "▼3 ↩1 ●2", "▼3 ↩1", "▼3"]
    assert len(texts[0]) > len(texts[1])
    assert reminder_words(Reminders(), speech(language)) == []
