"""A replay tells what the rules would have done, and whether somebody acted without them (T7)."""

from datetime import date, timedelta

from cadence_tui.model.record import AccountRecord
from cadence_tui.model.rules.signals import SignalRule
from cadence_tui.model.rules.touch_model import TouchModel
from cadence_tui.practice.signals.evidence import evidence_of
from cadence_tui.practice.signals.replay import Episode, replay
from tests.practice.accounts import touch
from tests.practice.signals.accounts import HEALTH, TODAY, answer, record, ticket, usage, watching

DAY = timedelta(days=1)
START = TODAY - 60 * DAY
ANSWERS = watching("detractor", "promoter")


def two_days(rule: SignalRule, raised: date) -> date:
    return raised + 2 * DAY


def told(given: AccountRecord, model: TouchModel = ANSWERS, first: date = START) -> list[Episode]:
    return replay(evidence_of(given, model, HEALTH), first, TODAY, two_days)


def test_a_signal_begins_on_the_day_of_its_evidence() -> None:
    (episode,) = told(record(surveys=[answer(3, TODAY - 20 * DAY)]))
    assert (episode.cause, episode.raised, episode.first) == ("detractor", TODAY - 20 * DAY, False)
    assert (episode.contact, episode.ended, episode.in_time) == (None, None, False)


def test_what_held_already_is_marked() -> None:
    (episode,) = told(record(surveys=[answer(3, START - 5 * DAY)]))
    assert (episode.raised, episode.first) == (START, True)


def test_a_contact_before_the_deadline_is_in_time_and_a_later_one_is_not() -> None:
    survey = answer(3, TODAY - 20 * DAY)
    (soon,) = told(record(surveys=[survey], touchpoints=[touch(TODAY - 18 * DAY)]))
    assert (soon.in_time, soon.ended) == (True, TODAY - 18 * DAY)
    (late,) = told(record(surveys=[survey], touchpoints=[touch(TODAY - 17 * DAY)]))
    assert (late.in_time, late.contact) == (False, TODAY - 17 * DAY)


def test_a_mail_that_no_person_wrote_answers_nothing() -> None:
    mail = touch(TODAY - 19 * DAY, channel="auto_email")
    (episode,) = told(record(surveys=[answer(3, TODAY - 20 * DAY)], touchpoints=[mail]))
    assert episode.contact is None


def test_another_answer_while_it_is_open_is_an_update_and_no_double() -> None:
    (episode,) = told(record(surveys=[answer(3, TODAY - 20 * DAY), answer(2, TODAY - 10 * DAY)]))
    assert episode.updates == 1


def test_another_answer_after_a_contact_is_another_signal() -> None:
    surveys = [answer(3, TODAY - 20 * DAY), answer(2, TODAY - 10 * DAY)]
    assert len(told(record(surveys=surveys, touchpoints=[touch(TODAY - 15 * DAY)]))) == 2


def test_a_state_that_passes_ends_by_itself() -> None:
    sales = [100] * 10 + [10, 10] + [100] * 4
    (episode,) = told(record(usage=usage(sales=sales)), watching("usage_drop"), TODAY - 40 * DAY)
    assert episode.ended is not None
    assert episode.contact is None


def test_only_the_causes_that_are_asked_for() -> None:
    given = record(surveys=[answer(3, TODAY - 20 * DAY)], tickets=[ticket(TODAY - 5 * DAY, "critical")])
    evidence = evidence_of(given, watching("detractor", "support_spike"), HEALTH)
    asked = replay(evidence, START, TODAY, two_days, causes=("support_spike",))
    assert {episode.cause for episode in asked} == {"support_spike"}
    assert {episode.cause for episode in replay(evidence, START, TODAY, two_days)} == {
        "detractor",
        "support_spike",
    }
