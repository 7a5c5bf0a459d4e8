"""What was typed in a call outlives the program: one second after the last key it is in the store (C6)."""

import os
import signal
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from cadence_tui.model.documents import Call
from cadence_tui.workspace import calls, capturing
from cadence_tui.workspace.clock import FixedClock
from cadence_tui.workspace.half_lines import kept
from cadence_tui.workspace.session import Workspace, open_workspace
from tests.e2e.person import NOW, Person
from tests.e2e.terminal import Terminal

_WITHIN_SECONDS = 1.0
_OF_THE_TREE = {name: os.environ[name] for name in ("PYTHONPATH",) if name in os.environ}


def in_call(store: Path) -> tuple[str, str]:
    """A call of Ana's that runs, with a line in it; her id."""
    ana = open_workspace(store, acting="ana", clock=FixedClock(datetime.fromisoformat(NOW)))
    account = ana.records.account("TechStart")
    touch = next(each for each in ana.records.open_touchpoints() if each.account == account.id)
    call = calls.start_call(ana, touch.id)
    capturing.add_entry(ana, call.id, capturing.listener(ana, call, "en").understand("tehy like it"))
    person = ana.actor.id
    ana.close()
    return call.id, person


def killed_a_second_later(person: Person) -> None:
    """Ends the program as a power cut would, a second after its last key was seen."""
    seen = time.monotonic()
    person.sees(lambda _: time.monotonic() - seen >= _WITHIN_SECONDS)
    person.screen.signal(signal.SIGKILL)
    assert person.screen.wait_for_exit() == 128 + signal.SIGKILL


@pytest.fixture
def ana_in_call(terminal: Callable[..., Terminal], sample_store: Path) -> tuple[Person, str, str]:
    """Ana in the guide of the call; the call's id and hers."""
    call_id, ana = in_call(sample_store)
    person = Person(terminal(env=_OF_THE_TREE), sample_store, "ana", "en")
    person.opens()
    person.sees("tehy like it")
    return person, call_id, ana


def left_of(store: Path, call_id: str) -> Call:
    ws: Workspace = open_workspace(store, acting="ana", clock=FixedClock(datetime.fromisoformat(NOW)))
    call = ws.records.get(Call, call_id)
    ws.close()
    return call


def test_a_line_that_is_not_handed_in(ana_in_call: tuple[Person, str, str], sample_store: Path) -> None:
    person, call_id, ana = ana_in_call
    person.types("! Alex: add three users by Fri")
    killed_a_second_later(person)
    assert kept(left_of(sample_store, call_id), ana).text == "! Alex: add three users by Fri"
    person.opens()
    person.sees("> ! Alex: add three users by Fri")


def test_a_line_that_is_being_put_right(ana_in_call: tuple[Person, str, str], sample_store: Path) -> None:
    person, call_id, ana = ana_in_call
    person.press("C-e")
    person.sees("editing")
    person.screen.text(" a lot")
    person.sees("tehy like it a lot")
    killed_a_second_later(person)
    half = kept(left_of(sample_store, call_id), ana)
    assert (half.corrected, half.corrects and half.corrects.text) == ("tehy like it a lot", "tehy like it")
    person.opens()
    person.sees("editing")
    person.sees("> tehy like it a lot")


@pytest.mark.parametrize("key", ["C-q", "C-c"])
def test_a_line_left_by_a_key_that_follows_at_once(
    ana_in_call: tuple[Person, str, str], sample_store: Path, key: str
) -> None:
    person, call_id, ana = ana_in_call
    person.screen.text("uno")
    person.press(key)
    assert person.screen.wait_for_exit() == 0
    assert kept(left_of(sample_store, call_id), ana).text == "uno"


@pytest.mark.parametrize("number", [signal.SIGHUP, signal.SIGTERM])
def test_a_line_left_by_a_signal(
    ana_in_call: tuple[Person, str, str], sample_store: Path, number: signal.Signals
) -> None:
    person, call_id, ana = ana_in_call
    person.types("uno")
    person.screen.signal(number)
    assert person.screen.wait_for_exit() == 128 + number
    assert kept(left_of(sample_store, call_id), ana).text == "uno"


def test_a_line_left_after_escape(ana_in_call: tuple[Person, str, str], sample_store: Path) -> None:
    person, call_id, ana = ana_in_call
    person.screen.text("uno")
    person.press("Escape")
    person.sees_offered("live.type")
    person.press("q")
    assert person.screen.wait_for_exit() == 0
    assert kept(left_of(sample_store, call_id), ana).text == "uno"
