"""Who may be a guest and who is left out, when guests are reminded, when a series comes again (P9)."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from cadence_tui.content.load import load_rules
from cadence_tui.content.touch_model import load_touch_model
from cadence_tui.model.documents import Account, Contact, GroupSession, Guest, Preferences
from cadence_tui.model.record import AccountRecord
from cadence_tui.model.rules.sessions import SessionRules
from cadence_tui.practice.group_sessions import (
    Candidate,
    Terms,
    choose,
    free_places,
    next_starts,
    outcomes,
    repeat_rule,
    taken_places,
    to_remind,
    why_not,
)

MADRID = "Europe/Madrid"
NO_WISH = Preferences()
RULES = load_rules(SessionRules, "sessions")
TODAY = date(2026, 3, 2)
START = datetime(2026, 3, 24, 16, tzinfo=ZoneInfo(MADRID)).astimezone(UTC)
TERMS = Terms(model=load_touch_model("check-in-guide"), rules=RULES, zone=MADRID, today=TODAY)
SESSION = GroupSession(id="s", title="Office hours", owner="ana", start=START, minutes=60)


def candidate(name: str = "acme", wishes: Preferences = NO_WISH, **fields: object) -> Candidate:
    account = Account(id=name, name=name, owner="ana", preferences=wishes)
    contact = Contact(id=f"{name}-1", account=name, name="Eva", **fields)  # type: ignore[arg-type]
    return Candidate(AccountRecord(account=account, contacts=[contact]), contact)


def codes(session: GroupSession, each: Candidate, terms: Terms = TERMS) -> list[str]:
    return [why.code for why in why_not(session, each, terms)]


DAYS = st.integers(0, 60).map(lambda ahead: TODAY + timedelta(days=ahead))
WISHES = st.builds(
    Preferences,
    refused=st.sampled_from([(), ("event_invitation",), ("check_in",), ("group_session",)]),
    quiet=st.lists(st.tuples(DAYS, st.integers(0, 40)), max_size=2).map(
        lambda spans: tuple((first, first + timedelta(days=days)) for first, days in spans)
    ),
)


@st.composite
def crowds(draw: st.DrawFn) -> list[Candidate]:
    """Candidates of a few accounts: some more than once, some with wishes, some who have left."""
    found: list[Candidate] = []
    for _ in range(draw(st.integers(0, 12))):
        number = draw(st.integers(0, 5))
        left = draw(st.sampled_from([None, TODAY - timedelta(days=3)]))
        account = Account(id=f"a{number}", name=f"a{number}", preferences=draw(WISHES))
        contact = Contact(
            id=f"a{number}-{draw(st.integers(0, 2))}",
            account=account.id,
            name="Eva",
            left=left,
            preferences=draw(WISHES),
        )
        found.append(Candidate(AccountRecord(account=account, contacts=[contact]), contact))
    return found


@given(crowds(), crowds(), st.integers(0, 6))
def test_places_are_kept_nobody_comes_twice_and_wishes_bind(
    first: list[Candidate], second: list[Candidate], places: int
) -> None:
    session = replace(SESSION, places=places)
    for crowd in (first, second):
        chosen = choose(session, crowd, TERMS)
        assert len(chosen.guests) + len(chosen.left_out) == len(crowd)
        assert all(each.why for each in chosen.left_out)
        by_key = {each.key: each for each in crowd}
        for guest in chosen.guests:
            welcome = [each for each in crowd if each.key == guest.key and not why_not(session, each, TERMS)]
            assert welcome, by_key[guest.key]
        session = replace(session, guests=(*session.guests, *chosen.guests))
    keys = [guest.key for guest in session.guests]
    assert len(set(keys)) == len(keys)
    assert not places or taken_places(session) <= places


@given(WISHES, WISHES)
def test_a_wish_of_account_or_contact_is_never_broken(ours: Preferences, theirs: Preferences) -> None:
    each = candidate(wishes=ours, preferences=theirs)
    day = START.date()
    for wishes in (ours, theirs):
        if "event_invitation" in wishes.refused:
            assert "guest_refused" in codes(SESSION, each)
        if any(first <= day <= last for first, last in wishes.quiet):
            assert "guest_closed" in codes(SESSION, each)


def test_who_left_and_who_is_no_customer_any_more_stays_out() -> None:
    assert codes(SESSION, candidate(left=date(2026, 3, 24))) == ["guest_left"]
    assert codes(SESSION, candidate(left=date(2026, 3, 25))) == []
    gone = candidate()
    account = replace(gone.record.account, churned=date(2026, 3, 20))
    assert codes(SESSION, Candidate(AccountRecord(account=account))) == ["guest_churned"]


def test_consent_is_asked_for_where_the_model_needs_it() -> None:
    model = TERMS.model
    asked = tuple(
        replace(each, needs_consent=True) if each.touch == "event_invitation" else each
        for each in model.communications
    )
    terms = replace(TERMS, model=replace(model, communications=asked))
    assert codes(SESSION, candidate(), terms) == ["guest_no_consent"]
    assert codes(SESSION, candidate(wishes=Preferences(wanted=("event_invitation",))), terms) == []


def test_a_holiday_of_the_customer_closes_the_day() -> None:
    away = Candidate(candidate().record, None, (date(2026, 3, 24),))
    assert codes(SESSION, away) == ["guest_closed"]


def test_the_day_is_that_of_the_customer() -> None:
    late = replace(SESSION, start=datetime(2026, 3, 24, 23, 30, tzinfo=UTC))
    tokyo = candidate(wishes=Preferences(quiet=((date(2026, 3, 25), date(2026, 3, 25)),)))
    account = replace(tokyo.record.account, timezone="Asia/Tokyo")
    there = Candidate(AccountRecord(account=account, contacts=tokyo.record.contacts), tokyo.contact)
    bogota = Candidate(
        AccountRecord(account=replace(account, timezone="America/Bogota"), contacts=tokyo.record.contacts)
    )
    assert codes(late, there) == ["guest_closed"]
    assert codes(late, bogota) == []


def test_who_declines_gives_the_place_back() -> None:
    guests = (Guest(account="a", status="accepted"), Guest(account="b", status="declined"))
    full = replace(SESSION, places=1, guests=guests)
    assert free_places(full) == 0
    assert free_places(replace(full, guests=guests[1:])) == 1
    assert free_places(replace(full, places=0)) is None


def at(day: int, hour: int = 10) -> datetime:
    return datetime(2026, 3, day, hour, tzinfo=ZoneInfo(MADRID))


@pytest.mark.parametrize(
    ("now", "invited", "reminded", "due"),
    [
        (at(16), at(5), None, False),
        (at(17), at(5), None, True),
        (at(17), at(17), None, False),  # invited on that very day
        (at(20), at(5), None, True),  # the day of the reminder was missed
        (at(20), at(5), at(17), False),
        (at(23), at(5), at(17), True),
        (at(23), at(5), at(23), False),
        (at(24, 15), at(5), at(17), True),
        (at(24, 17), at(5), None, False),  # it has begun
    ],
)
def test_reminders_a_week_and_a_day_before(
    now: datetime, invited: datetime, reminded: datetime | None, due: bool
) -> None:
    guest = Guest(account="a", status="accepted", invited_at=invited, reminded_at=reminded)
    found = to_remind(replace(SESSION, guests=(guest,)), now, MADRID, (7, 1))
    assert [each.account for each in found] == (["a"] if due else [])


@pytest.mark.parametrize("status", ["chosen", "declined"])
def test_who_has_no_invitation_or_declined_is_not_reminded(status: str) -> None:
    guest = Guest(account="a", status=status, invited_at=at(5))  # type: ignore[arg-type]
    assert not to_remind(replace(SESSION, guests=(guest,)), at(23), MADRID, (7, 1))


def test_an_account_came_when_somebody_of_it_did() -> None:
    statuses = [("a", "attended"), ("a", "no_show"), ("b", "no_show"), ("c", "accepted"), ("d", "declined")]
    guests = tuple(
        Guest(account=account, contact=str(number), status=status)  # type: ignore[arg-type]
        for number, (account, status) in enumerate(statuses)
    )
    assert outcomes(replace(SESSION, guests=guests)) == {"a": "held", "b": "no_show"}


def test_a_series_keeps_its_hour_when_the_clocks_change() -> None:
    # Clocks go on in Madrid on 29 March.
    weekly = replace(SESSION, repeats=repeat_rule("weekly", date(2026, 3, 24)))
    found = next_starts(weekly, MADRID, date(2026, 4, 10))
    assert [f"{each:%m-%d %H:%M}" for each in found] == ["03-31 16:00", "04-07 16:00"]
    assert found[0].utcoffset() != START.astimezone(ZoneInfo(MADRID)).utcoffset()
    assert not next_starts(replace(weekly, repeats=""), MADRID, date(2026, 4, 10))


@given(st.dates(date(2024, 1, 1), date(2030, 12, 31)))
def test_a_day_of_the_month_comes_again_in_its_week(day: date) -> None:
    start = datetime.combine(day, datetime.min.time(), ZoneInfo(MADRID)).astimezone(UTC)
    for repeat, most in (("monthly", 2), ("quarterly", 5)):
        session = replace(SESSION, start=start, repeats=repeat_rule(repeat, day))  # type: ignore[arg-type]
        following = next_starts(session, MADRID, day + timedelta(days=31 * most))[0].date()
        assert following.weekday() == day.weekday()
        months = (following.year - day.year) * 12 + following.month - day.month
        assert months == (1 if repeat == "monthly" else 3)


def test_an_account_comes_in_either_as_a_whole_or_by_its_people() -> None:
    contact = candidate()
    whole = Candidate(contact.record)
    for first, second, why in (
        (contact, whole, "guest_listed"),
        (whole, contact, "guest_account_listed"),
        (whole, whole, "guest_listed"),
    ):
        chosen = choose(SESSION, [first, second], TERMS)
        assert [guest.key for guest in chosen.guests] == [first.key]
        assert [each.why[0].code for each in chosen.left_out] == [why]
        listed = replace(SESSION, guests=chosen.guests)
        assert not choose(listed, [second], TERMS).guests
