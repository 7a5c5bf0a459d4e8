"""Another rhythm is proposed where calls speak for it, with counts, interval and minutes (T11)."""

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from cadence_tui.model.documents import Account, Adaptation, Evidence, Rhythm, Touchpoint
from cadence_tui.model.documents.account import Pinned
from cadence_tui.model.record import AccountRecord
from cadence_tui.practice.adaptive import Proposal, propose
from tests.practice.accounts import MODEL, TODAY, account, touch, wishes

FIGURES = MODEL.adaptive
assert FIGURES is not None
EARLY = TODAY - timedelta(days=150)
NOON = datetime.combine(TODAY, datetime.min.time(), UTC)


def calls(
    statuses: Iterable[str], *, every: int = 7, last: date = TODAY - timedelta(days=1)
) -> list[Touchpoint]:
    """Calls in a rhythm, the first status being that of the latest."""
    return [touch(last - timedelta(days=every * back), status=status) for back, status in enumerate(statuses)]


def spread(held: int, missed: int) -> list[str]:
    """So many held calls among so many missed ones."""
    whole = held + missed
    return [
        "held" if (place + 1) * held // whole > place * held // whole else "no_show" for place in range(whole)
    ]


def record(of: Account, touches: Sequence[Touchpoint], *adaptations: Adaptation) -> AccountRecord:
    return AccountRecord(account=of, touchpoints=list(touches), adaptations=list(adaptations))


def proposed(of: Account, touches: Sequence[Touchpoint], *adaptations: Adaptation) -> Proposal | None:
    return propose(record(of, touches, *adaptations), MODEL, TODAY)


def decided(status: str, day: date, **fields: Any) -> Adaptation:
    evidence = Evidence(first=day - timedelta(days=180), last=day, held=7, no_show=13, low=0.2, high=0.53,
                        confidence=0.9)  # fmt: skip
    known = {"id": "ad1", "account": "acc1", "touch": "check_in", "change": "slower", "was_days": 7.0}
    return Adaptation(**{**known, "every_days": 14, "evidence": evidence, "status": status, "by": "ana",
                         "at": NOON, **fields})  # fmt: skip


def codes(found: Proposal) -> list[str]:
    return [each.code for each in found.reasons]


WEEKLY_AT_35 = calls(spread(7, 13))


def test_weekly_calls_of_which_35_percent_are_held_speak_for_every_other_week() -> None:
    found = proposed(account("enterprise", EARLY), WEEKLY_AT_35)
    assert found
    assert (found.change, found.was_days, found.every_days) == ("slower", 7, 14)
    evidence = found.evidence
    assert (evidence.held, evidence.offered, evidence.no_show) == (7, 20, 13)
    assert (round(evidence.low, 2), round(evidence.high, 2)) == (0.2, 0.53)


def test_what_the_rule_says_already_is_proposed_as_keeping_to_it_and_saves_nothing() -> None:
    found = proposed(account("enterprise", EARLY), WEEKLY_AT_35)
    assert found
    assert found.by_rule
    # Early adoption at enterprise, every 14 days: 30 minutes and 15 around them.
    assert (found.minutes_was, found.minutes_then) == (90, 90)
    assert codes(found) == [
        "adapt_evidence", "adapt_by_rule", "adapt_low", "adapt_guideline", "adapt_same_minutes",
    ]  # fmt: skip


def test_less_often_is_never_more_often_than_the_rule() -> None:
    # Early adoption at mid-market asks for a call every 28 days: twice as seldom as weekly is still more.
    found = proposed(account("mid_market", EARLY), WEEKLY_AT_35)
    assert found
    assert (found.change, found.was_days, found.every_days, found.by_rule) == ("slower", 7, 28, True)


def test_more_often_is_never_less_often_than_the_rule() -> None:
    model = replace(MODEL, adaptive=replace(FIGURES, raise_above=0.2, least_offered=3))
    of = record(account("enterprise", EARLY), calls(["held"] * 3, every=42))
    found = propose(of, model, TODAY)
    assert found
    assert (found.change, found.was_days, found.every_days, found.by_rule) == ("faster", 42, 14, True)


def test_less_often_than_the_rule_saves_minutes() -> None:
    found = proposed(account("enterprise", EARLY), calls(spread(1, 7), every=14))
    assert found
    assert not found.by_rule
    assert (found.was_days, found.every_days) == (14, 28)
    assert (found.minutes_was, found.minutes_then) == (90, 45)
    assert codes(found) == ["adapt_evidence", "adapt_low", "adapt_guideline", "adapt_minutes"]


def test_it_is_for_the_present_stage_only() -> None:
    found = proposed(account("mid_market", EARLY), WEEKLY_AT_35)
    assert found
    assert found.until == date(2026, 4, 2)  # six months after the start begins the next


@pytest.mark.parametrize("statuses", [spread(0, 5), spread(12, 8), spread(3, 4)])
def test_few_calls_or_a_wide_interval_propose_nothing(statuses: list[str]) -> None:
    assert proposed(account("mid_market", EARLY), calls(statuses)) is None


def test_what_we_called_off_mails_and_inner_notes_speak_for_nothing() -> None:
    ours = calls(["cancelled"] * 20)
    inner = [touch(each.date, status="no_show", internal=True) for each in ours]
    mails = [touch(each.date, status="declined", channel="email") for each in ours]
    assert proposed(account("mid_market", EARLY), [*ours, *inner, *mails]) is None


def test_a_rhythm_stays_within_the_guideline() -> None:
    # At maturity the guideline of mid-market allows 28 to 56 days.
    found = proposed(account("mid_market"), WEEKLY_AT_35)
    assert found
    assert found.every_days == 28


def test_only_the_calls_of_the_present_rhythm_count() -> None:
    start = TODAY - timedelta(days=56 + 90)
    onboarding = calls(["no_show"] * 8, last=start + timedelta(days=54))
    since = calls(["held"] * 3, every=28)
    assert proposed(account("mid_market", start), [*onboarding, *since]) is None
    assert proposed(account("mid_market", start), onboarding) is None


def at_the_slow_end() -> tuple[Account, Adaptation]:
    slowed = decided("accepted", TODAY - timedelta(days=170), every_days=28)
    rhythm = Rhythm(touch="check_in", every_days=28, source="ad1", by="ana", at=NOON)
    return account("enterprise", EARLY, rhythm=rhythm), slowed


def test_at_the_slow_end_declined_calls_speak_for_mail() -> None:
    of, slowed = at_the_slow_end()
    found = proposed(of, calls(["declined"] * 6, every=28), slowed)
    assert found
    assert (found.change, found.channel, found.every_days) == ("mail", "email", None)
    assert found.minutes_then == MODEL.contact.email_work_minutes
    assert {"adapt_declined", "adapt_slow_end"} <= set(codes(found))


def test_at_the_slow_end_no_shows_alone_speak_for_nothing() -> None:
    of, slowed = at_the_slow_end()
    assert proposed(of, calls(["no_show"] * 6, every=28), slowed) is None


def test_a_customer_whose_wish_is_calls_is_asked_before_mail() -> None:
    of, slowed = at_the_slow_end()
    wished = account("enterprise", EARLY, rhythm=of.rhythm, preferences=wishes(channel="call"))
    found = proposed(wished, calls(["declined"] * 6, every=28), slowed)
    assert found
    assert found.change == "ask"


@pytest.mark.parametrize(
    ("wish", "code"),
    [
        (wishes(every_days=7), "adapt_wish"),
        (wishes(pinned=(Pinned(touch="check_in", when="FREQ=WEEKLY;BYDAY=TU"),)), "adapt_pinned"),
    ],
)
def test_a_wish_for_frequency_binds_and_the_customer_is_asked(wish: Any, code: str) -> None:
    found = proposed(account("mid_market", EARLY, preferences=wish), WEEKLY_AT_35)
    assert found
    assert (found.change, found.every_days, found.channel) == ("ask", None, "")
    assert code in codes(found)
    assert proposed(account("enterprise", EARLY, preferences=wish), calls(["held"] * 20)) is None


def test_who_always_comes_may_be_called_more_often() -> None:
    assert proposed(account("enterprise", EARLY), calls(["held"] * 10, every=14)) is None
    found = proposed(account("enterprise", EARLY), calls(["held"] * 13, every=14, last=TODAY))
    assert found
    assert (found.change, found.was_days, found.every_days) == ("faster", 14, 7)
    assert found.minutes_then > found.minutes_was
    assert "adapt_room" in codes(found)


def test_nobody_is_called_more_often_than_the_contact_cap_allows() -> None:
    planned = [
        touch(TODAY + timedelta(days=day), "business_review", "planned", id=f"p{day}")
        for day in range(1, 90, 2)
    ]
    always = calls(["held"] * 13, every=14, last=TODAY)
    assert proposed(account("enterprise", EARLY), [*always, *planned]) is None


def test_an_accepted_change_begins_a_new_count() -> None:
    rhythm = Rhythm(touch="check_in", every_days=14, source="ad1", by="ana", at=NOON)
    of = account("mid_market", EARLY, rhythm=rhythm)
    accepted = decided("accepted", TODAY - timedelta(days=1))
    assert proposed(of, WEEKLY_AT_35, accepted) is None


def test_what_was_dismissed_comes_back_only_by_calls_offered_since() -> None:
    of = account("mid_market", EARLY)
    dismissed = decided("dismissed", TODAY - timedelta(days=50), why="new champion")
    assert proposed(of, calls(["held"] * 7 + ["no_show"] * 13), dismissed) is None
    found = proposed(of, calls(["no_show"] * 7 + ["held", "no_show"] * 6), dismissed)
    assert found
    assert found.evidence.first > dismissed.evidence.last
    assert found.evidence.offered == 7


def test_while_an_experiment_sets_the_rhythm_nothing_is_proposed() -> None:
    drawn = Rhythm(touch="check_in", every_days=7, source="experiment", by="lead", at=NOON)
    assert proposed(account("mid_market", EARLY, rhythm=drawn), WEEKLY_AT_35) is None
    over = Rhythm(source="experiment", by="lead", at=NOON, until=TODAY - timedelta(days=1))
    assert proposed(account("mid_market", EARLY, rhythm=over), WEEKLY_AT_35) is not None


def test_who_has_left_or_gets_no_calls_is_not_proposed_anything() -> None:
    assert proposed(account("mid_market", EARLY, churned=TODAY), WEEKLY_AT_35) is None
    assert proposed(account("tech_touch", EARLY), WEEKLY_AT_35) is None
    assert proposed(account("mid_market", EARLY, preferences=wishes(channel="email")), WEEKLY_AT_35) is None
    refused = wishes(refused=("check_in",))
    assert proposed(account("mid_market", EARLY, preferences=refused), WEEKLY_AT_35) is None


@given(
    st.lists(st.sampled_from(["held", "no_show", "declined", "cancelled"]), max_size=26),
    st.sampled_from([7, 14, 28]),
    st.sampled_from(["enterprise", "mid_market", "smb"]),
    st.integers(20, 400),
)
def test_a_proposal_is_always_borne_out_by_its_interval(
    statuses: list[str], every: int, tier: str, age: int
) -> None:
    found = proposed(account(tier, TODAY - timedelta(days=age)), calls(statuses, every=every))
    if found is None:
        return
    evidence = found.evidence
    assert evidence.offered >= FIGURES.least_offered
    if found.change == "faster":
        assert evidence.low > FIGURES.raise_above
        assert found.every_days is not None
        assert found.every_days < found.was_days
    else:
        assert evidence.high < FIGURES.lower_below
        assert found.every_days is None or found.every_days > found.was_days
    assert found.every_days is None or found.every_days % 7 == 0
