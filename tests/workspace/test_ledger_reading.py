"""The board's ledger is read again and again without going through history, and misses nothing (A2)."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from cadence_tui.model.documents import Action
from cadence_tui.model.message import message
from cadence_tui.workspace.actions import add_action, finish_action, reopen_action
from cadence_tui.workspace.clock import FixedClock
from cadence_tui.workspace.ledger_reading import LedgerBook
from cadence_tui.workspace.session import Workspace, open_workspace

OpenAs = Callable[[str], Workspace]


def promise(ws: Workspace, title: str) -> Action:
    return add_action(ws, "TechStart", title)


def titles(book: LedgerBook) -> dict[str, str]:
    return {action.title: action.status for action in book.read().actions}


def test_live_ones_and_those_done_since_monday(ana: Workspace) -> None:
    open_one, done = promise(ana, "Open"), promise(ana, "Done")
    finish_action(ana, done.id)
    every = list(ana.records.every(Action))
    found = titles(LedgerBook(ana))
    assert found["Open"] == "open"
    assert found["Done"] == "done"
    assert len(found) < len(every)
    assert open_one.id in {action.id for action in LedgerBook(ana).read().actions}


def test_what_leaves_memory_stays_on_the_board_of_the_week(
    ana: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    book, done = LedgerBook(ana), promise(ana, "Done")
    finish_action(ana, done.id)
    assert titles(book)["Done"] == "done"
    at_hand = ana.records.actions_at_hand
    monkeypatch.setattr(
        ana.records, "actions_at_hand", lambda: [each for each in at_hand() if each.id != done.id]
    )
    assert titles(book)["Done"] == "done"


def test_what_was_folded_away_is_found_on_opening(ana: Workspace, open_as: OpenAs) -> None:
    done = promise(ana, "Done")
    finish_action(ana, done.id)
    ana.store.compact()
    fresh = open_as("ana")
    assert titles(LedgerBook(fresh))["Done"] == "done"


def test_what_others_change_afterwards_is_seen(ana: Workspace, open_as: OpenAs) -> None:
    book, one, other = LedgerBook(ana), promise(ana, "One"), promise(ana, "Other")
    finish_action(ana, one.id, other.id)
    ana.store.compact()
    book.read()
    lead = open_as("lead")
    reopen_action(lead, one.id)
    lead.commit(message("Gone"), dropped=[lead.records.get(Action, other.id)])
    ana.changed_kinds()
    found = titles(book)
    assert found["One"] == "open"
    assert "Other" not in found


def test_history_is_gone_through_once_a_day(ana: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    book, passes = LedgerBook(ana), list[type]()
    every = ana.records.every
    monkeypatch.setattr(ana.records, "every", lambda shape: passes.append(shape) or every(shape))
    for _ in range(3):
        book.read()
    assert passes == [Action]
    monkeypatch.setattr(ana, "clock", FixedClock(ana.now() + timedelta(days=1)))
    book.read()
    assert passes == [Action, Action]


def test_last_weeks_are_gone_on_monday(ana: Workspace) -> None:
    done = promise(ana, "Done")
    finish_action(ana, done.id)
    later = open_workspace(ana.store.path, acting="ana", clock=FixedClock(ana.now() + timedelta(days=9)))
    assert "Done" not in titles(LedgerBook(later))
    later.close()
