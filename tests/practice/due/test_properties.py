"""What holds for the due touches of any account at all."""

from collections import Counter
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from cadence_tui.model.documents import Account, Pinned, Preferences, Rhythm, Signal, Touchpoint
from cadence_tui.model.record import AccountRecord
from cadence_tui.practice.due.touches import Due, asking, due_touches
from tests.practice.accounts import MODEL, TODAY, all_held, touch, usd

KINDS = [kind.id for kind in MODEL.touches]
HORIZON = 91
near_days = st.integers(-400, 200).map(lambda offset: TODAY + timedelta(days=offset))
past = st.integers(1, 400).map(lambda back: TODAY - timedelta(days=back))
coming = st.integers(0, 90).map(lambda ahead: TODAY + timedelta(days=ahead))
quiet = st.lists(
    st.tuples(coming, st.integers(0, 30)).map(lambda span: (span[0], span[0] + timedelta(days=span[1]))),
    max_size=2,
).map(tuple)
preferences = st.builds(
    Preferences,
    channel=st.sampled_from(["", "", "email", "call", "video"]),
    every_days=st.none() | st.integers(5, 120),
    weekdays=st.sets(st.integers(0, 6), max_size=3).map(lambda days: tuple(sorted(days))),
    quiet=quiet,
    refused=st.lists(st.sampled_from(["newsletter", "tips", "check_in"]), max_size=1).map(tuple),
    wanted=st.sampled_from([(), ("tips",)]),
    pinned=st.lists(
        st.builds(
            Pinned,
            touch=st.sampled_from(["check_in", "business_review"]),
            when=st.sampled_from(["FREQ=MONTHLY;BYDAY=1TU", "FREQ=WEEKLY;INTERVAL=3;BYDAY=FR", "nonsense"]),
        ),
        max_size=1,
    ).map(tuple),
)
accounts = st.builds(
    Account,
    id=st.sampled_from([f"acc{n}" for n in range(40)]),
    name=st.just("Orbita"),
    arr=st.none() | st.sampled_from([0, 4_000, 20_000, 60_000, 400_000]).map(usd),
    start=st.none() | near_days,
    renewal=st.none() | near_days,
    strategic=st.booleans(),
    industry=st.sampled_from(["software", "retail"]),
    preferences=preferences,
    rhythm=st.none()
    | st.builds(
        Rhythm,
        every_days=st.none() | st.integers(7, 90),
        channel=st.sampled_from(["", "email"]),
        source=st.just("a"),
    ),
)
signals = st.lists(
    st.builds(
        lambda cause, back, ahead, number: Signal(
            id=f"s{number}",
            account="acc1",
            cause=cause,
            raised=datetime.combine(TODAY - timedelta(days=back), time(9), UTC),
            deadline=datetime.combine(TODAY + timedelta(days=ahead), time(17), UTC),
        ),
        st.sampled_from([*MODEL.signals.watched(), "unheard_of"]),
        st.integers(0, 40),
        st.integers(-20, 20),
        st.integers(0, 5),
    ),
    max_size=3,
    unique_by=lambda signal: signal.id,
)
bands = st.sampled_from(["", "green", "yellow", "red"])
holidays = st.sets(coming, max_size=6)
history = st.lists(
    st.builds(
        lambda day, kind, status: touch(day, kind, status),
        past,
        st.sampled_from(KINDS),
        st.sampled_from(["held", "held", "held", "no_show", "declined"]),
    ),
    max_size=8,
)
agreed = st.lists(
    st.builds(lambda day, kind: touch(day, kind, "planned"), coming, st.sampled_from(KINDS)), max_size=3
)


def due_on(
    account: Account, touchpoints: list[Touchpoint], today: date = TODAY, until: date | None = None
) -> list[Due]:
    record = AccountRecord(account=account, touchpoints=touchpoints)
    return due_touches(record, MODEL, today=today, until=until or TODAY + timedelta(days=HORIZON))


def by_series(ids: set[str]) -> dict[str, set[int]]:
    """Numbers of the touches of each series; steps of a ladder have none."""
    series: dict[str, set[int]] = {}
    for due_id in ids:
        if due_id.count(":") == 3:
            name, _, number = due_id.rpartition(":")
            series.setdefault(name, set()).add(int(number))
    return series


@settings(max_examples=150, deadline=None)
@given(account=accounts, held=history, planned=agreed)
def test_due_touches_are_sorted_in_the_horizon_open_and_apart(
    account: Account, held: list[Touchpoint], planned: list[Touchpoint]
) -> None:
    found = due_on(account, [*held, *planned])
    segment = next(s for s in MODEL.segments if not found or s.id == found[0].rule.split(".")[0])
    ideals = [item.ideal for item in found]
    assert ideals == sorted(ideals)
    assert len({item.id for item in found}) == len(found)
    for item in found:
        assert TODAY <= item.earliest <= item.ideal <= item.latest
        assert item.ideal <= TODAY + timedelta(days=HORIZON)
        assert item.ideal.weekday() < 5
        assert item.value > 0
        assert not any(first <= item.ideal <= last for first, last in account.preferences.quiet)
        assert item.minutes == 0 or item.channel in ("call", "video")
        if account.preferences.channel == "email":
            assert item.channel in ("email", "auto_email")
    contacts = [*ideals, *(t.date for t in [*held, *planned] if t.status in ("held", "planned"))]
    for day in ideals:
        others = list(contacts)
        others.remove(day)
        assert all(abs((day - other).days) >= segment.min_gap_days for other in others)
    weeks = Counter(day.isocalendar()[:2] for day in contacts)
    own_weeks = {day.isocalendar()[:2] for day in ideals}
    assert all(weeks[week] <= segment.max_contacts_per_week for week in own_weeks)


@settings(max_examples=100, deadline=None)
@given(account=accounts, held=history, planned=agreed, last=past, days=st.integers(1, 3))
def test_ids_stay_while_days_pass_and_nothing_happens(
    account: Account, held: list[Touchpoint], planned: list[Touchpoint], last: date, days: int
) -> None:
    tomorrow = TODAY + timedelta(days=days)
    known = [*held, *all_held(last), *(t for t in planned if t.date > tomorrow)]
    before = {item.id for item in due_on(account, known)}
    # An optional touch may find room on one day and none on another.
    after = {item.id for item in due_on(account, known, today=tomorrow) if not item.optional}
    # A day later one more may just fit into the horizon: a next number of a series, no other name.
    known_numbers = by_series(before)
    for name, numbers in by_series(after - before).items():
        assert min(numbers) > max(known_numbers.get(name, {0}))
    assert all(due_id.count(":") == 3 for due_id in after - before)


@settings(max_examples=60, deadline=None)
@given(account=accounts, held=history, planned=agreed)
def test_a_longer_look_ahead_changes_nothing_near(
    account: Account, held: list[Touchpoint], planned: list[Touchpoint]
) -> None:
    near = due_on(account, [*held, *planned], until=TODAY + timedelta(days=28))
    far = due_on(account, [*held, *planned], until=TODAY + timedelta(days=HORIZON))
    assert [item for item in far if item.ideal <= TODAY + timedelta(days=28)] == near


@settings(max_examples=60, deadline=None)
@given(account=accounts, held=history)
def test_what_is_planned_as_asked_is_not_asked_again(account: Account, held: list[Touchpoint]) -> None:
    found = due_on(account, held)
    planned = [
        touch(
            item.ideal,
            item.touch,
            "planned",
            id=item.id,
            due_id=item.id,
            ideal=item.ideal,
            channel=item.channel,
        )
        for item in found
        if not item.optional
    ]
    again = due_on(account, [*held, *planned])
    asked = {item.id for item in planned}
    assert not [item for item in again if item.id in asked]


@settings(max_examples=60, deadline=None)
@given(account=accounts, held=history)
def test_nobody_is_left_longer_than_a_period_without_being_asked_for(
    account: Account, held: list[Touchpoint]
) -> None:
    start = min(account.start, TODAY) if account.start else None
    free = replace(account, preferences=Preferences(), rhythm=None, industry="software", start=start)
    found = [item for item in due_on(free, held) if not item.optional]
    assert found
    gaps = [(later.ideal - earlier.ideal).days for earlier, later in pairwise(found)]
    assert max(gaps, default=0) <= MODEL.contact.minimum_days + 14


@settings(max_examples=150, deadline=None)
@given(
    account=accounts,
    held=history,
    planned=agreed,
    raised=signals,
    band=bands,
    closed=holidays,
)
def test_whatever_is_asked_for_keeps_its_window_the_cap_and_the_days_off(
    account: Account,
    held: list[Touchpoint],
    planned: list[Touchpoint],
    raised: list[Signal],
    band: str,
    closed: set[date],
) -> None:
    record = AccountRecord(account=account, touchpoints=[*held, *planned], signals=raised)
    until = TODAY + timedelta(days=HORIZON)
    found = asking(record, MODEL, today=TODAY, until=until, band=band, holidays=closed)
    assert len({item.id for item in found.due}) == len(found.due)
    for item in found.due:
        assert TODAY <= item.earliest <= item.ideal <= item.latest
        assert item.ideal not in closed
        assert item.touch not in account.preferences.refused or item.signals
        assert item.message == item.rule.startswith("communication.")
    segment = next((s for s in MODEL.segments if found.due and s.id in found.due[0].rule), None)
    if segment is not None:
        contacts = [*(item.ideal for item in found.due), *(t.date for t in held if t.status == "held")]
        weeks = Counter(day.isocalendar()[:2] for day in [*contacts, *(t.date for t in planned)])
        assert all(weeks[item.ideal.isocalendar()[:2]] <= segment.max_contacts_per_week for item in found.due)
    assert all(TODAY <= each.day <= until for each in found.left_out)


@settings(max_examples=80, deadline=None)
@given(account=accounts, held=history, raised=signals, band=bands, closed=holidays)
def test_messages_come_last_and_change_nothing_else(
    account: Account, held: list[Touchpoint], raised: list[Signal], band: str, closed: set[date]
) -> None:
    record = AccountRecord(account=account, touchpoints=held, signals=raised)
    until = TODAY + timedelta(days=HORIZON)
    with_messages = asking(record, MODEL, today=TODAY, until=until, band=band, holidays=closed)
    alone = due_touches(record, MODEL, today=TODAY, until=until, band=band, holidays=closed)
    assert [item for item in with_messages.due if not item.message] == alone


@settings(max_examples=80, deadline=None)
@given(account=accounts, held=history, every=st.integers(28, 180))
def test_messages_see_to_it_that_a_slow_wish_leaves_nobody_a_month_without_a_touch(
    account: Account, held: list[Touchpoint], every: int
) -> None:
    wish = Preferences(every_days=every)
    slow = replace(account, preferences=wish, industry="software", start=TODAY - timedelta(days=400))
    record = AccountRecord(account=slow, touchpoints=held)
    found = asking(record, MODEL, today=TODAY, until=TODAY + timedelta(days=360)).due
    gaps = [(later.ideal - earlier.ideal).days for earlier, later in pairwise(found)]
    assert max(gaps) <= MODEL.contact.minimum_days
