"""What helps who is away: calls before the days away, and whoever of the pod has time then."""

from datetime import UTC, datetime, time, timedelta

from cadence_tui.locale import speech
from cadence_tui.model.documents import Absence
from cadence_tui.model.documents.calendar import BusySpan
from cadence_tui.practice.feasibility.demand import demand
from cadence_tui.practice.feasibility.lever import Lever
from cadence_tui.practice.feasibility.whole import feasibility
from cadence_tui.views.wording import worded
from cadence_tui.views.words import Words
from tests.practice.accounts import TODAY
from tests.practice.feasibility.teams import csm, customer, every, held, team

AWAY = Absence(TODAY + timedelta(days=7), TODAY + timedelta(days=27))
ACCOUNTS = [customer(number) for number in range(3)]


def levers(*mates: str, **fields: object) -> dict[str, Lever]:
    people = [
        csm("ana", leave=(AWAY,), **fields),
        *(csm(mate, pod="sul" if mate == "bea" else "norte") for mate in mates),
    ]
    touchpoints = [held(account, TODAY) for account in ACCOUNTS]
    found = feasibility(demand(team(ACCOUNTS, *people, model=every(14), touchpoints=touchpoints)))
    assert found.people[0].short == 120
    return {lever.kind: lever for lever in found.levers["ana"]}


def test_calls_may_be_made_in_the_week_before_the_leave() -> None:
    lever = levers()["before"]
    assert (lever.week, lever.minutes, lever.short) == (TODAY, 120, 0)


def test_a_colleague_of_the_pod_covers_and_nobody_else() -> None:
    lever = levers("leo", "bea")["cover"]
    assert (lever.who, lever.minutes, lever.short) == ("leo", 120, 0)
    assert "cover" not in levers("bea")


def test_the_week_that_breaks_says_why_it_has_nothing() -> None:
    touchpoints = [held(account, TODAY) for account in ACCOUNTS]
    people = csm("ana", leave=(AWAY,))
    [person] = feasibility(demand(team(ACCOUNTS, people, model=every(14), touchpoints=touchpoints))).people
    assert [week.leave for week in person.weeks[:5]] == [0, 5, 5, 5, 0]
    told = next(each.args for each in person.reasons if each.code == "away_week")
    assert (told["leave"], told["holidays"]) == (5, 0)


def test_the_week_that_breaks_names_what_takes_its_minutes() -> None:
    touchpoints = [held(account, TODAY) for account in ACCOUNTS]
    # Nights and weekends are in it: only what would be worked counts.
    begin, end = (datetime.combine(day, time(), UTC) for day in (AWAY.first, AWAY.last))
    asked = team(
        ACCOUNTS,
        csm("ana", timezone="UTC", hours="Mon-Fri 09:00-13:00"),
        model=every(14),
        touchpoints=touchpoints,
        busy={"ana": (BusySpan(begin, end),)},
        sessions={"ana": {AWAY.first + timedelta(days=step): 75 for step in (1, 8, 15)}},
    )
    [person] = feasibility(demand(asked)).people
    assert [week.busy for week in person.weeks[:5]] == [0, 1200, 1200, 1200, 0]
    assert [week.sessions for week in person.weeks[:5]] == [0, 75, 75, 75, 0]
    told = next(each for each in person.reasons if each.code == "away_week")
    text = worded(told, Words(speech=speech("en")))
    assert text.startswith("1,200 min taken by other calendars, 75 min of group sessions in the week of")


def test_what_leaves_least_without_room_is_offered_first() -> None:
    touchpoints = [held(account, TODAY) for account in ACCOUNTS]
    people = csm("ana", leave=(AWAY,)), csm("leo")
    found = feasibility(demand(team(ACCOUNTS, *people, model=every(14), touchpoints=touchpoints)))
    offered = found.levers["ana"]
    assert [lever.short for lever in offered] == sorted(lever.short for lever in offered)
    assert offered[0].restores
