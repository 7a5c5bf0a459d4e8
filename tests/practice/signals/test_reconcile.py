"""One open signal per cause, quiet while put off, never twice for one thing, over when it is over (T7)."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from cadence_tui.model.documents import Contact, Signal
from cadence_tui.model.record import AccountRecord
from cadence_tui.model.rules.touch_model import TouchModel
from cadence_tui.practice.signals.detect import found_on
from cadence_tui.practice.signals.evidence import evidence_of
from cadence_tui.practice.signals.found import TOLD
from cadence_tui.practice.signals.reconcile import Moment, Step, reconcile
from tests.practice.accounts import MODEL, touch
from tests.practice.signals.accounts import HEALTH, RULES, TODAY, answer, record, ticket, usage, watching

DAY, WEEK = timedelta(days=1), timedelta(weeks=1)
ANSWERS = watching("detractor", "promoter")
DROP = watching("usage_drop")


def noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)


def look(
    given: AccountRecord, signals: list[Signal], day: date = TODAY, model: TouchModel = MODEL
) -> list[Step]:
    evidence = evidence_of(given, model, HEALTH)
    moment = Moment(day=day, now=noon(day), deadline=lambda rule: noon(day) + DAY)
    return reconcile(evidence, found_on(evidence, day), signals, moment)


def after(signals: list[Signal], steps: list[Step]) -> list[Signal]:
    changed = {step.new.id: step.new for step in steps}
    return [*(changed.pop(signal.id, signal) for signal in signals), *changed.values()]


def whats(steps: list[Step]) -> list[str]:
    return [step.what for step in steps]


def settled(signal: Signal, day: date = TODAY) -> Signal:
    return replace(signal, status="done", ended=noon(day), why="Spoke to them", by="ana")


def low(weeks: int = 2) -> AccountRecord:
    return record(usage=usage(sales=[100] * 10 + [10] * weeks))


def test_what_is_found_is_raised_with_a_deadline_and_its_evidence() -> None:
    (step,) = look(low(), [], model=DROP)
    assert (step.what, step.was, step.new.status) == ("raised", None, "open")
    assert step.new.deadline == noon(TODAY) + DAY
    assert step.new.figures["usual"] == 100
    assert step.new.raised == noon(TODAY)


def test_looking_again_changes_nothing() -> None:
    signals = after([], look(low(), []))
    assert look(low(), signals) == []


def test_the_open_one_is_brought_up_to_date_and_keeps_its_deadline() -> None:
    first = after([], look(record(surveys=[answer(3, TODAY - DAY)]), [], TODAY, ANSWERS))
    given = record(surveys=[answer(3, TODAY - DAY), answer(1, TODAY + DAY)])
    (step,) = look(given, first, TODAY + DAY, ANSWERS)
    assert step.what == "updated"
    assert step.new.figures["score"] == 1
    assert (step.new.deadline, step.new.raised) == (first[0].deadline, first[0].raised)
    assert step.new.updated == noon(TODAY + DAY)


def test_other_subjects_have_signals_of_their_own() -> None:
    given = record(surveys=[answer(3, TODAY), answer(2, TODAY, contact="c2")])
    assert [step.new.subject for step in look(given, [], TODAY, ANSWERS)] == ["c1", "c2"]


def test_a_snoozed_one_is_quiet_until_its_day_and_then_open_with_a_new_deadline() -> None:
    (signal,) = after([], look(low(), [], model=DROP))
    snoozed = replace(signal, status="snoozed", snoozed_until=TODAY + 3 * DAY, why="Holidays", by="ana")
    assert look(low(), [snoozed], TODAY + 2 * DAY, DROP) == []
    (step,) = look(low(), [snoozed], TODAY + 3 * DAY, DROP)
    assert (step.what, step.new.status, step.new.snoozed_until) == ("woken", "open", None)
    assert step.new.deadline == noon(TODAY + 3 * DAY) + DAY


def test_a_snoozed_one_whose_cause_is_gone_does_not_come_back() -> None:
    (signal,) = after([], look(low(), [], model=DROP))
    snoozed = replace(signal, status="snoozed", snoozed_until=TODAY)
    (step,) = look(record(usage=usage(sales=[100] * 12)), [snoozed], model=DROP)
    assert (step.what, step.new.status, step.new.why) == ("ended", "done", "over")


def test_a_snoozed_event_comes_back_although_its_days_are_over() -> None:
    rule = RULES.detractor
    assert rule is not None
    given = record(surveys=[answer(3, TODAY)])
    (signal,) = after([], look(given, [], TODAY, ANSWERS))
    later = TODAY + (rule.within_days + 5) * DAY
    snoozed = replace(signal, status="snoozed", snoozed_until=later)
    assert whats(look(given, [snoozed], later, ANSWERS)) == ["woken"]


@pytest.mark.parametrize("days", [0, 1, 20])
def test_the_same_answer_is_not_told_twice(days: int) -> None:
    given = record(surveys=[answer(3, TODAY)])
    (signal,) = after([], look(given, [], TODAY, ANSWERS))
    assert look(given, [settled(signal)], TODAY + days * DAY, ANSWERS) == []


def test_a_new_answer_of_the_same_contact_is_told_again_with_an_id_of_its_own() -> None:
    first = record(surveys=[answer(3, TODAY)])
    (signal,) = after([], look(first, [], TODAY, ANSWERS))
    # It was given on the day of the first one, and came to us late.
    given = record(surveys=[answer(3, TODAY), answer(2, TODAY)])
    (step,) = look(given, [settled(signal)], TODAY, ANSWERS)
    assert step.what == "raised"
    assert step.new.id != signal.id


def test_a_settled_champion_stays_settled_and_another_one_does_not() -> None:
    pilar = Contact(id="c1", account="acc1", name="Pilar", champion=True, left=TODAY)
    marta = Contact(id="c2", account="acc1", name="Marta", champion=True, left=TODAY)
    model = watching("champion_left")
    (signal,) = after([], look(record(contacts=[pilar]), [], TODAY, model))
    (step,) = look(record(contacts=[pilar, marta]), [settled(signal)], TODAY, model)
    assert step.new.subject == "c2"


def test_a_settled_run_of_low_weeks_is_silent_however_long_it_lasts() -> None:
    (signal,) = after([], look(low(), [], model=watching(usage_drop={"again_after_days": 0})))
    model = watching(usage_drop={"again_after_days": 0})
    for weeks in range(1, 4):
        given = record(
            usage=usage(last=TODAY - 9 * DAY + weeks * WEEK, sales=[100] * 10 + [10] * (2 + weeks))
        )
        assert look(given, [settled(signal)], TODAY + weeks * WEEK, model) == []


def test_a_new_run_is_told_again_but_not_before_its_days_are_over() -> None:
    rule = RULES.usage_drop
    assert rule is not None
    (signal,) = after([], look(low(), [], model=DROP))
    done = settled(signal)
    weeks = 12
    fell_again = [100] * 12 + [10, 10]
    day = TODAY + weeks * WEEK
    given = record(usage=usage(last=TODAY - 9 * DAY + weeks * WEEK, sales=fell_again))
    assert whats(look(given, [done], day, DROP)) == ["raised"]
    recent = replace(done, ended=noon(day - rule.again_after_days * DAY + DAY), why="", by="")
    fresh = replace(recent, ended=noon(day - 3 * DAY))
    assert look(given, [recent], day, DROP) == []
    assert look(given, [fresh], day, DROP) == []


def test_a_state_that_is_over_ends_its_signal_by_itself() -> None:
    (signal,) = after([], look(low(), [], model=DROP))
    (step,) = look(record(usage=usage(sales=[100] * 12)), [signal], model=DROP)
    assert (step.what, step.new.status, step.new.why, step.new.by) == ("ended", "done", "over", "")
    assert step.new.ended == noon(TODAY)


def test_of_two_that_were_raised_at_one_moment_one_stays() -> None:
    (signal,) = after([], look(low(), [], model=DROP))
    double = replace(signal, id="zzz")
    (step,) = look(low(), [double, signal], model=DROP)
    assert (step.new.id, step.new.why) == ("zzz", "duplicate")


def test_so_it_is_of_two_that_were_told_by_hand_and_no_rule_sees() -> None:
    (signal,) = after([], look(low(), [], model=DROP))
    told = replace(signal, id="b", figures={TOLD: "They said so"})
    calm = record(usage=usage(sales=[100] * 12))
    (step,) = look(calm, [replace(told, id="c"), told], model=DROP)
    assert (step.was, step.new.why) == (replace(told, id="c"), "duplicate")
    other = replace(told, id="c", subject="Sales")
    assert look(calm, [other, told], model=DROP) == []


def test_a_change_that_says_nothing_new_is_not_kept() -> None:
    many = [ticket(TODAY - n * DAY) for n in range(4)]
    model = watching("support_spike")
    (signal,) = after([], look(record(tickets=many), [], TODAY, model))
    old = ticket(TODAY - 60 * DAY)
    assert look(record(tickets=[old, *many]), [signal], TODAY, model) == []


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 10), st.integers(0, 60), st.sampled_from("ab")), max_size=6), st.data()
)
def test_never_two_open_ones_of_a_cause_and_subject_and_looking_twice_is_looking_once(
    answers: list[tuple[int, int, str]], data: st.DataObject
) -> None:
    surveys = [
        answer(score, TODAY + back * DAY, who, id=f"s{n}") for n, (score, back, who) in enumerate(answers)
    ]
    given = record(surveys=sorted(surveys, key=lambda each: each.date), touchpoints=[touch(TODAY)])
    signals: list[Signal] = []
    for day in (TODAY + n * DAY for n in range(0, 64, 3)):
        signals = after(signals, look(given, signals, day, ANSWERS))
        assert look(given, signals, day, ANSWERS) == []
        live = [(each.cause, each.subject) for each in signals if each.status != "done"]
        assert len(live) == len(set(live))
        if live and data.draw(st.booleans()):
            signals = [settled(each, day) if each.status == "open" else each for each in signals]
    raised = [each.figures["evidence"] for each in signals]
    told_by_score = {each.id for each in surveys if each.score <= 6 or each.score >= 9}
    assert set(raised) <= told_by_score
    assert len({each.id for each in signals}) == len(signals)


def test_who_became_a_contact_since_is_not_told_of_twice() -> None:
    answers = [answer(2, TODAY, contact="Pilar")]
    signals = after([], look(record(surveys=answers), [], model=ANSWERS))
    pilar = Contact(id="c1", account="acc1", name="Pilar")
    known = record(surveys=answers, contacts=[pilar])
    assert len(after(signals, look(known, signals, model=ANSWERS))) == 1
    assert not look(known, [settled(each) for each in signals], model=ANSWERS)
