"""Each cause at its threshold and not before, by what was known on the day; unknown is no signal (T7)."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from cadence_tui.model.documents import Contact, Usage
from cadence_tui.model.record import AccountRecord
from cadence_tui.practice.signals.detect import found_on, over_on
from cadence_tui.practice.signals.evidence import evidence_of
from tests.practice.accounts import MODEL, account, touch
from tests.practice.signals.accounts import (
    HEALTH,
    MONDAY,
    RULES,
    TODAY,
    answer,
    found,
    record,
    signal,
    ticket,
    usage,
    watching,
)

DAY, WEEK = timedelta(days=1), timedelta(weeks=1)


def over(given: AccountRecord, cause: str, **fields: object) -> str | None:
    return over_on(evidence_of(given, MODEL, HEALTH), TODAY, signal(cause, raised=None, **fields))


# -- usage ---------------------------------------------------------------------------


def test_a_drop_is_found_at_its_share_and_not_above() -> None:
    rule = RULES.usage_drop
    assert rule is not None
    bound = round(100 * (1 - rule.drop_share))
    weeks = [100] * rule.baseline_weeks
    dropped = found(record(usage=usage(sales=[*weeks, *[bound] * rule.recent_weeks])))["usage_drop"]
    assert dropped.figures["logins"] == bound
    assert dropped.figures["usual"] == 100
    assert dropped.since == MONDAY - rule.recent_weeks * WEEK
    assert "usage_drop" not in found(record(usage=usage(sales=[*weeks, *[bound + 1] * rule.recent_weeks])))


def test_a_drop_of_little_use_is_none() -> None:
    rule = RULES.usage_drop
    assert rule is not None
    weeks = [rule.least_logins - 1] * rule.baseline_weeks + [0] * rule.recent_weeks
    assert "usage_drop" not in found(record(usage=usage(sales=weeks)))


def test_the_running_week_does_not_count() -> None:
    with_this_week = usage(last=MONDAY, sales=[100] * 10 + [0])
    assert "usage_drop" not in found(record(usage=with_this_week))


def test_weeks_that_nobody_told_are_unknown_and_neither_found_nor_over() -> None:
    late = usage(last=MONDAY - 2 * WEEK, sales=[100] * 8 + [0, 0])
    given = record(usage=late)
    assert "usage_drop" not in found(given)
    assert over(given, "usage_drop", figures={"usual": 100.0}) is None


def test_usage_is_back_when_it_is_above_what_it_fell_from() -> None:
    # Ten weeks low: the median has come down, and is not what is asked for.
    low, back = usage(sales=[10] * 12), usage(sales=[10] * 10 + [90, 90])
    assert over(record(usage=low), "usage_drop", figures={"usual": 100.0}) is None
    assert over(record(usage=back), "usage_drop", figures={"usual": 100.0}) == "over"


def test_a_silent_team_is_one_while_others_go_on() -> None:
    given = record(usage=usage(sales=[40] * 10, marketing=[12] * 8 + [0, 0]))
    silent = found(given)["silent_team"]
    assert (silent.subject, silent.figures["weeks"], silent.figures["usual"]) == ("marketing", 2, 12)
    assert silent.since == MONDAY - 2 * WEEK
    assert "silent_team" not in found(record(usage=usage(sales=[40] * 10, marketing=[12] * 9 + [0])))


def test_everybody_silent_at_once_is_one_drop_and_no_silent_teams() -> None:
    given = record(usage=usage(sales=[40] * 8 + [0, 0], marketing=[12] * 8 + [0, 0]))
    assert "usage_drop" in found(given)
    assert "silent_team" not in found(given)
    assert "silent_team" in found(given, model=watching("silent_team"))


def test_a_silent_team_that_logs_in_is_over() -> None:
    came_back = record(usage=usage(sales=[40] * 10, marketing=[12] * 7 + [0, 0, 3]))
    assert over(came_back, "silent_team", subject="marketing") == "over"


def test_a_milestone_is_reached_once() -> None:
    reached = found(record(usage=usage(seats=10, sales=[2, 3, 3, 8])))["milestone"]
    assert (reached.figures["share"], reached.evidence) == (0.8, "0.8")
    assert "milestone" not in found(record(usage=usage(seats=10, sales=[9, 3, 3, 8])))
    assert "milestone" not in found(record(usage=usage(seats=10, sales=[9])))
    assert "milestone" not in found(record(usage=usage(seats=10, sales=[2, 8, 8, 8, 8])))


def test_near_the_limit_takes_every_week() -> None:
    assert found(record(usage=usage(seats=100, sales=[50, 96, 97])))["near_limit"].since == MONDAY - 2 * WEEK
    assert "near_limit" not in found(record(usage=usage(seats=100, sales=[96, 94, 97])))
    assert over(record(usage=usage(seats=100, sales=[96, 96, 80])), "near_limit") == "over"


# -- people --------------------------------------------------------------------------


def test_a_champion_who_left_is_told_for_a_while() -> None:
    rule = RULES.champion_left
    assert rule is not None
    left = TODAY - rule.within_days * DAY
    gone = Contact(id="c1", account="acc1", name="Pilar", champion=True, left=left)
    assert found(record(contacts=[gone]))["champion_left"].figures["name"] == "Pilar"
    assert "champion_left" not in found(record(contacts=[replace(gone, left=left - DAY)]))
    assert "champion_left" not in found(record(contacts=[replace(gone, champion=False)]))
    assert "champion_left" not in found(record(contacts=[gone]), left - DAY)


def test_the_newest_answer_of_a_contact_counts() -> None:
    bad, good = answer(3, TODAY - 10 * DAY), answer(9, TODAY - 2 * DAY)
    assert set(found(record(surveys=[bad]), model=watching("detractor", "promoter"))) == {"detractor"}
    both = record(surveys=[bad, good])
    assert set(found(both, model=watching("detractor", "promoter"))) == {"promoter"}
    assert over(both, "detractor", subject="c1") == "newer_answer"
    another = record(surveys=[bad, answer(9, TODAY - 2 * DAY, contact="c2")])
    assert set(found(another, model=watching("detractor", "promoter"))) == {"detractor", "promoter"}


def test_a_contact_known_by_name_or_by_id_is_one_person() -> None:
    pilar = Contact(id="c1", account="acc1", name="Pilar")
    by_name, by_id = answer(3, TODAY - 10 * DAY, contact="Pilar"), answer(9, TODAY - DAY)
    for surveys in ([by_name], [answer(3, TODAY - DAY)]):
        told = found(record(contacts=[pilar], surveys=surveys), model=watching("detractor"))
        assert (told["detractor"].subject, told["detractor"].figures["name"]) == ("c1", "Pilar")
    both = record(contacts=[pilar], surveys=[by_name, by_id])
    assert set(found(both, model=watching("detractor", "promoter"))) == {"promoter"}
    assert over(both, "detractor", subject="Pilar") == "newer_answer"
    namesake = replace(pilar, id="c2")
    shared = record(contacts=[pilar, namesake], surveys=[by_name])
    assert found(shared, model=watching("detractor"))["detractor"].subject == "Pilar"


def test_of_two_answers_on_one_day_the_worse_one_counts() -> None:
    day = TODAY - DAY
    for surveys in ([answer(3, day), answer(10, day)], [answer(10, day), answer(3, day)]):
        assert set(found(record(surveys=surveys), model=watching("detractor", "promoter"))) == {"detractor"}


@pytest.mark.parametrize(("score", "cause"), [(6, "detractor"), (7, None), (8, None), (9, "promoter")])
def test_scores_between_the_two_are_no_signal(score: float, cause: str | None) -> None:
    told = found(record(surveys=[answer(score, TODAY)]), model=watching("detractor", "promoter"))
    assert set(told) == ({cause} if cause else set())


def test_other_surveys_are_not_asked() -> None:
    assert not found(record(surveys=[answer(1, TODAY, survey="csat")]), model=watching("detractor"))


# -- care ----------------------------------------------------------------------------


def test_tickets_are_many_against_the_usual_number() -> None:
    rule = RULES.support_spike
    assert rule is not None
    few = [ticket(TODAY - n * DAY) for n in range(rule.least_tickets - 1)]
    assert "support_spike" not in found(record(tickets=few))
    many = [*few, ticket(TODAY - 5 * DAY)]
    assert found(record(tickets=many))["support_spike"].figures["tickets"] == rule.least_tickets
    usual = [ticket(TODAY - (rule.window_days + 4 * n) * DAY) for n in range(rule.baseline_days // 4)]
    assert "support_spike" not in found(record(tickets=[*usual, *many]))


def test_one_severe_ticket_is_enough_and_lasts_while_it_is_open() -> None:
    severe = ticket(TODAY - 3 * DAY, "critical")
    assert found(record(tickets=[severe]))["support_spike"].figures["severe"] == 1
    old = ticket(TODAY - 40 * DAY, "critical")
    assert over(record(tickets=[old]), "support_spike") is None
    assert over(record(tickets=[replace(old, closed=TODAY)]), "support_spike") == "over"


def test_a_paying_account_is_silent_from_the_day_of_its_rule() -> None:
    rule = RULES.silent_account
    assert rule is not None
    last = TODAY - rule.days * DAY
    assert found(record(touchpoints=[touch(last)]))["silent_account"].since == TODAY
    assert "silent_account" not in found(record(touchpoints=[touch(last + DAY)]))
    internal = touch(TODAY, internal=True)
    assert "silent_account" in found(record(touchpoints=[touch(last), internal]))
    missed = touch(TODAY - DAY, status="no_show")
    assert "silent_account" in found(record(touchpoints=[touch(last), missed]))


@pytest.mark.parametrize("fields", [{"arr": None}, {"start": None}])
def test_nothing_is_known_of_silence_without_revenue_or_start(fields: dict[str, object]) -> None:
    given = record(account=account(**fields))
    assert "silent_account" not in found(given)


def test_a_band_drop_needs_a_better_band_and_the_points() -> None:
    # Promises and tickets aside, usage alone makes the score here.
    falling = record(usage=usage(seats=10, sales=[10] * 12 + [1, 1]))
    model = watching(band_drop={"within_days": 21})
    dropped = found(falling, model=model)["band_drop"]
    assert dropped.figures["before"] != dropped.figures["band"]
    assert dropped.since <= TODAY
    beyond = watching(band_drop={"within_days": 21, "least_points": 100})
    assert not found(falling, model=beyond)
    assert not found(record(), model=model)


# -- all of them ---------------------------------------------------------------------


def everything() -> AccountRecord:
    return record(
        usage=usage(seats=60, sales=[50] * 10 + [58, 58], marketing=[12] * 10 + [0, 0]),
        tickets=[ticket(TODAY - n * DAY, "critical") for n in range(4)],
        surveys=[answer(2, TODAY - DAY), answer(10, TODAY - DAY, contact="c2")],
        contacts=[Contact(id="c1", account="acc1", name="Pilar", champion=True, left=TODAY - DAY)],
        touchpoints=[touch(TODAY - 100 * DAY)],
    )


def test_an_account_that_has_left_has_no_signal_and_its_open_ones_end() -> None:
    given = everything()
    assert found(given)
    given.account = replace(given.account, churned=TODAY)
    assert not found(given)
    assert over(given, "promoter", subject="c2") == "churned"
    assert found(given, TODAY - DAY)


def test_a_rule_watches_the_segments_it_names() -> None:
    assert found(everything(), model=watching(support_spike={"segments": ("mid_market",)}))
    other = watching(support_spike={"segments": ("enterprise",)})
    assert not found(everything(), model=other)
    assert over_on(evidence_of(everything(), other, HEALTH), TODAY, signal("support_spike", raised=None)) == (
        "unwatched"
    )


def test_events_and_what_was_raised_by_hand_wait_for_somebody() -> None:
    nothing = record()
    assert over(nothing, "milestone") is None
    assert over(nothing, "promoter", subject="c9") is None
    assert over(nothing, "support_spike", figures={"told": "They rang"}) is None
    assert over(nothing, "support_spike") == "over"


def cut(given: AccountRecord, day: date) -> AccountRecord:
    """The record as it stood at the end of a day."""
    weeks = given.usage.weeks if given.usage else ()
    contacts = [replace(c, left=c.left if c.left and c.left <= day else None) for c in given.contacts]
    return record(
        usage=Usage(id="use", account="acc1", weeks=tuple(w for w in weeks if w.week + WEEK <= day)),
        tickets=[t for t in given.tickets if t.opened <= day],
        surveys=[s for s in given.surveys if s.date <= day],
        contacts=contacts,
        touchpoints=[t for t in given.touchpoints if t.date <= day],
    )


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 120))
def test_a_past_day_is_judged_by_what_was_known_then(back: int) -> None:
    day, given = TODAY - back * DAY, everything()
    assert found_on(evidence_of(given, MODEL, HEALTH), day) == found_on(
        evidence_of(cut(given, day), MODEL, HEALTH), day
    )


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.integers(0, 120), min_size=1, max_size=16),
    st.integers(0, 40),
)
def test_whatever_is_found_is_of_now_and_can_be_kept(sales: list[int], seats: int) -> None:
    given = record(usage=usage(seats=seats, sales=sales), touchpoints=[touch(TODAY - 77 * DAY)])
    for each in found_on(evidence_of(given, MODEL, HEALTH), TODAY):
        assert each.since <= TODAY
        assert all(isinstance(value, str | int | float) for value in each.kept.values())
        assert each.reasons[0].code == f"signal_{each.cause}"
