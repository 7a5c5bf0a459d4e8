"""Nothing that is typed in a call is lost: half lines of everybody, and lines of two at once (C6)."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from cadence_tui.model.documents import Action, Call, HalfLine
from cadence_tui.model.errors import NotFound
from cadence_tui.workspace import calls, capturing, short_ways
from cadence_tui.workspace.clock import FixedClock
from cadence_tui.workspace.half_lines import kept
from cadence_tui.workspace.session import Workspace, open_workspace
from tests.conftest import NOW


@pytest.fixture
def desk(sample_store: Path) -> Iterator[Callable[[str], Workspace]]:
    """Somebody's own process on the sample store, by login."""
    opened: list[Workspace] = []

    def sit(login: str) -> Workspace:
        opened.append(open_workspace(sample_store, acting=login, clock=FixedClock(NOW)))
        return opened[-1]

    yield sit
    for workspace in opened:
        workspace.close()


@pytest.fixture
def both(desk: Callable[[str], Workspace]) -> tuple[Workspace, Workspace, str]:
    """Ana and her lead in the same running call."""
    ana = desk("ana")
    lead = next(person for person in ana.records.people() if person.role == "lead")
    account = ana.records.account("TechStart")
    touch = next(each for each in ana.records.open_touchpoints() if each.account == account.id)
    call = calls.start_call(ana, touch.id)
    return ana, desk(lead.login), call.id


def written(ws: Workspace, call_id: str, line: str) -> Call:
    call = ws.records.get(Call, call_id)
    return capturing.add_entry(ws, call_id, capturing.listener(ws, call, "en").understand(line))


def test_lines_of_two_at_once_both_stay(both: tuple[Workspace, Workspace, str]) -> None:
    ana, lead, call_id = both
    for number in range(3):
        # Neither of them looks at what the other has done.
        written(ana, call_id, f"ana's {number}")
        written(lead, call_id, f"! send the lead's {number} by Friday")
    ana.catch_up()
    call = ana.records.get(Call, call_id)
    texts = [entry.text for entry in call.entries]
    assert texts == [text for n in range(3) for text in (f"ana's {n}", f"send the lead's {n}")]
    made = [entry.action for entry in call.entries if entry.action]
    assert list(call.actions) == made
    assert all(ana.records.get(Action, action).origin == call_id for action in made)


def test_each_keeps_the_line_that_they_have_begun(both: tuple[Workspace, Workspace, str]) -> None:
    ana, lead, call_id = both
    capturing.keep_draft(ana, call_id, "ana is ty")
    capturing.keep_draft(lead, call_id, "the lead to")
    call = capturing.keep_draft(ana, call_id, "ana is typing")
    assert kept(call, ana.actor.id).text == "ana is typing"
    assert kept(call, lead.actor.id).text == "the lead to"
    call = written(lead, call_id, "the lead too")
    assert kept(call, ana.actor.id).text == "ana is typing"
    assert kept(call, lead.actor.id) == HalfLine()


def test_a_correction_is_kept_beside_the_line_that_was_begun(both: tuple[Workspace, Workspace, str]) -> None:
    ana, _, call_id = both
    entry = written(ana, call_id, "tehy like it").entries[0]
    capturing.keep_draft(ana, call_id, "and the")
    call = capturing.keep_draft(ana, call_id, "they like", corrects=entry)
    assert kept(call, ana.actor.id) == HalfLine(text="and the", corrected="they like", corrects=entry)
    right = capturing.listener(ana, call, "en").understand("they like it")
    call = capturing.edit_entry(ana, call_id, entry, right)
    assert [each.text for each in call.entries] == ["they like it"]
    assert kept(call, ana.actor.id) == HalfLine(text="and the")


def test_a_correction_of_a_line_that_another_struck_out_is_refused(
    both: tuple[Workspace, Workspace, str],
) -> None:
    ana, lead, call_id = both
    entry = written(ana, call_id, "tehy like it").entries[0]
    lead.catch_up()
    capturing.remove_entry(lead, call_id, entry)
    right = capturing.listener(ana, ana.records.get(Call, call_id), "en").understand("they like it")
    with pytest.raises(NotFound):
        capturing.edit_entry(ana, call_id, entry, right)


def test_a_closed_call_has_no_half_lines(both: tuple[Workspace, Workspace, str]) -> None:
    ana, lead, call_id = both
    capturing.keep_draft(lead, call_id, "half")
    ana.catch_up()
    call = short_ways.wrong_contact(ana, call_id, "the front desk")
    assert (call.draft, call.half_lines) == ("", {})


def test_the_journal_grows_by_little_for_a_line_that_is_typed(
    both: tuple[Workspace, Workspace, str],
) -> None:
    ana, _, call_id = both
    line = "! Alex: send the full list of people who moved to the new plan by Thursday"

    def size() -> int:
        return sum(file.stat().st_size for file in ana.store.path.glob("journal*"))

    before = size()
    kept_often = range(3, len(line), 3)
    for end in kept_often:
        capturing.keep_draft(ana, call_id, line[:end])
    assert size() - before < len(kept_often) * 600
