"""Nothing that is typed in a call is lost: half lines of everybody, and lines of two at once (C6)."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from cadence_tui.model.documents import Action, Call, HalfLine, Risk
from cadence_tui.model.errors import NotFound, Refused
from cadence_tui.workspace import calls, capturing, closing, late_lines, short_ways
from cadence_tui.workspace.clock import FixedClock
from cadence_tui.workspace.closing import CallRecord
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


def test_a_half_line_is_kept_as_a_note_of_its_author_when_the_call_ends(
    both: tuple[Workspace, Workspace, str],
) -> None:
    ana, lead, call_id = both
    capturing.keep_draft(lead, call_id, "half")
    ana.catch_up()
    (told,) = closing.closing_draft(ana, call_id).unfinished
    assert (str(told).endswith("has an unfinished line: half"), lead.actor.name in str(told)) == (True, True)
    call = short_ways.wrong_contact(ana, call_id, "the front desk")
    assert (call.draft, call.half_lines) == ("", {})
    assert [(entry.text, entry.mark, entry.owner) for entry in call.entries] == [
        ("half", "note", lead.actor.id)
    ]


WRITING: tuple[Callable[[Workspace, str], Call], ...] = (
    lambda ws, call_id: capturing.keep_draft(ws, call_id, "half a line"),
    lambda ws, call_id: written(ws, call_id, "! send the guide by Friday"),
    lambda ws, call_id: closing.keep_record(ws, call_id, CallRecord(summary="mine")),
)


@pytest.mark.parametrize("write", WRITING)
def test_what_comes_just_after_the_close_is_refused(
    both: tuple[Workspace, Workspace, str], write: Callable[[Workspace, str], Call]
) -> None:
    ana, lead, call_id = both
    lead.catch_up()
    closed = closing.close_call(lead, call_id, CallRecord(), next_touch=None, reason="x")
    # Ana has not heard of it.
    with pytest.raises(Refused, match="closed already"):
        write(ana, call_id)
    now = ana.records.get(Call, call_id)
    assert (now.rev, now.draft, now.entries) == (closed.rev, "", ())
    assert not [each for each in ana.records.live_actions() if each.origin == call_id]


def test_what_comes_just_before_the_close_is_in_it(both: tuple[Workspace, Workspace, str]) -> None:
    ana, lead, call_id = both
    lead.catch_up()
    written(ana, call_id, "! send the guide by Friday")
    capturing.keep_draft(ana, call_id, "and the")
    call = closing.close_call(lead, call_id, CallRecord(), next_touch=None, reason="x")
    assert [entry.text for entry in call.entries] == ["send the guide", "and the"]
    assert len(call.actions) == 1


def test_a_line_for_a_call_that_another_closed_goes_into_its_record(
    both: tuple[Workspace, Workspace, str],
) -> None:
    ana, lead, call_id = both
    capturing.keep_draft(ana, call_id, "- the pri")
    lead.catch_up()
    call = closing.close_call(lead, call_id, CallRecord(concerns=("SSO",)), next_touch=None, reason="x")
    ana.catch_up()
    heard = capturing.listener(ana, call, "en")
    assert late_lines.closed_by(lead, call) == lead.actor.id
    late_lines.add_late(ana, call_id, heard.understand("- the price"))
    call = late_lines.add_late(ana, call_id, heard.understand("! me: send the offer by Friday"))
    assert call.concerns == ("SSO", "the price")
    assert [entry.text for entry in call.entries] == ["the price", "send the offer"]
    (promise,) = (each for each in ana.records.live_actions() if each.origin == call_id)
    assert (promise.id in call.actions, promise.owner) == (True, ana.actor.id)
    assert "the price" in {risk.title for risk in ana.records.of_account(Risk, call.account)}


def test_whoever_takes_over_leaves_the_other_their_line(both: tuple[Workspace, Workspace, str]) -> None:
    ana, lead, call_id = both
    capturing.keep_draft(ana, call_id, "ana's")
    lead.catch_up()
    capturing.keep_draft(lead, call_id, "the lead's")
    call = calls.take_over(lead, call_id)
    assert kept(call, ana.actor.id).text == "ana's"
    assert kept(call, lead.actor.id).text == "the lead's"
    ana.catch_up()
    call = calls.take_over(ana, call_id)
    assert (kept(call, ana.actor.id).text, kept(call, lead.actor.id).text) == ("ana's", "the lead's")


def test_of_two_records_each_keeps_what_only_they_have_changed(
    both: tuple[Workspace, Workspace, str],
) -> None:
    ana, lead, call_id = both
    lead.catch_up()
    closing.keep_record(ana, call_id, CallRecord(summary="hers"), seen=CallRecord())
    call = closing.keep_record(lead, call_id, CallRecord(forecast="renews"), seen=CallRecord())
    assert (call.summary, call.forecast) == ("hers", "renews")


def test_what_was_typed_besides_is_joined_to_the_record_that_another_made(
    both: tuple[Workspace, Workspace, str],
) -> None:
    ana, lead, call_id = both
    filled = ana.records.get(Call, call_id)
    lead.catch_up()
    theirs = CallRecord(summary="They grow.", concerns=("SSO",), sentiment="neutral", forecast="renews")
    call = closing.close_call(lead, call_id, theirs, next_touch=None, reason="x")
    mine = CallRecord(
        summary="They want an offer.",
        concerns=("SSO", "price"),
        attendees=filled.attendees,
        adoption="strong",
    )
    assert late_lines.said_besides(call, filled, mine) == {
        "summary": "They grow. They want an offer.",
        "concerns": ("SSO", "price"),
        "adoption": "strong",
    }


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
