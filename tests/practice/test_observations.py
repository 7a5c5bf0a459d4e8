"""Findings appear at their threshold, not before, and never of what was not known yet."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import msgspec
import pytest

from cadence_tui.content.load import load_rules
from cadence_tui.model.documents import Account, Action, Contact, Survey, TeamUse, Usage, UsageWeek
from cadence_tui.model.record import AccountRecord
from cadence_tui.model.rules.health import HealthRules
from cadence_tui.practice.observations import Observation, observations

TODAY = date(2026, 11, 20)
MONDAY = date(2026, 11, 16)
RULES = load_rules(HealthRules, "health")
OWN = RULES.observations


def record(**documents: Any) -> AccountRecord:
    return AccountRecord(account=Account(id="a", name="Orbit"), **documents)


def usage(**logins: list[int]) -> Usage:
    """Complete weeks by team, the last figure last week."""
    count = len(next(iter(logins.values())))
    weeks = [
        UsageWeek(
            week=MONDAY - timedelta(weeks=count - at),
            teams={team: TeamUse(logins=figures[at]) for team, figures in logins.items()},
        )
        for at in range(count)
    ]
    return Usage(id="u", account="a", weeks=tuple(weeks))


def found(given: AccountRecord, day: date = TODAY) -> dict[str, Observation]:
    return {finding.code: finding for finding in observations(given, RULES, day)}


def test_nothing_known_nothing_said() -> None:
    assert observations(record(), RULES, TODAY) == []


def test_sales_forty_five_times_and_marketing_not_at_all() -> None:
    told = found(record(usage=usage(sales=[45] * 10, marketing=[12] * 8 + [0] * 2)))
    assert told["teams_apart"].args["other_logins"] == 0
    silent = told["team_silent"]
    assert silent.args == {"team": "marketing", "weeks": 2, "last": MONDAY - timedelta(weeks=3)}
    assert silent.sources == ("u",)
    assert "team_drop" not in told


def test_one_quiet_week_is_not_silence() -> None:
    assert "team_silent" not in found(record(usage=usage(sales=[45] * 10, marketing=[12] * 9 + [0])))


def test_a_week_on_week_change_is_told_from_its_threshold() -> None:
    drop = round(100 * (1 - OWN.drop))
    assert found(record(usage=usage(sales=[100, drop])))["logins_drop"].args["change"] == -OWN.drop
    assert "logins_drop" not in found(record(usage=usage(sales=[100, drop + 1])))
    rise = round(100 * (1 + OWN.rise))
    assert found(record(usage=usage(sales=[100, rise])))["logins_rise"].args["before"] == 100
    assert "logins_rise" not in found(record(usage=usage(sales=[100, rise - 1])))


def test_small_figures_and_gaps_between_weeks_are_no_change() -> None:
    assert found(record(usage=usage(sales=[9, 2]))) == {}
    gap = usage(sales=[100, 70, 20])
    without = msgspec.structs.replace(gap, weeks=(gap.weeks[0], gap.weeks[2]))
    assert "logins_drop" not in found(record(usage=without))


def test_usage_findings_stop_when_usage_stops_arriving() -> None:
    old = record(usage=usage(sales=[100] * 9 + [20]))
    assert {"team_drop", "logins_drop"} <= set(found(old))
    assert found(old, TODAY + timedelta(weeks=RULES.usage.recent_weeks)) == {}


@pytest.mark.parametrize(
    ("weeks", "told"), [(OWN.new_feature_weeks, True), (OWN.new_feature_weeks + 1, False)]
)
def test_a_feature_outside_the_set_up_is_news_for_some_weeks(weeks: int, told: bool) -> None:
    in_use = tuple(
        UsageWeek(
            week=MONDAY - timedelta(weeks=back), features={"boards": 9, "time": 4 if back <= weeks else 0}
        )
        for back in range(12, 0, -1)
    )
    given = record(usage=Usage(id="u", account="a", weeks=in_use, initial_features=("boards",)))
    assert ("feature_new" in found(given)) == told


def test_seats_nearly_full() -> None:
    def seats(active: int) -> AccountRecord:
        week = UsageWeek(week=MONDAY - timedelta(weeks=1), teams={"sales": TeamUse(active=active, seats=50)})
        return record(usage=Usage(id="u", account="a", weeks=(week,)))

    assert found(seats(45))["seats_nearly_full"].args == {"active": 45, "seats": 50, "share": 0.9}
    assert found(seats(44)) == {}


def test_a_champion_who_left_is_told_for_a_while() -> None:
    left = TODAY - timedelta(days=OWN.left_days)
    contacts = [Contact(id="c", account="a", name="Lia Prado", champion=True, sponsor=True, left=left)]
    told = found(record(contacts=contacts))
    assert told["champion_left"].sources == ("c",)
    assert "sponsor_left" not in told
    assert found(record(contacts=contacts), TODAY + timedelta(days=1)) == {}
    assert found(record(contacts=contacts), left - timedelta(days=1)) == {}


@pytest.mark.parametrize(
    ("age", "due", "told"),
    [
        (OWN.their_promise_days, None, True),
        (OWN.their_promise_days - 1, None, False),
        (1, TODAY - timedelta(days=1), True),
        (1, TODAY, False),
    ],
)
def test_a_promise_of_theirs_is_told_once_old_or_late(age: int, due: date | None, told: bool) -> None:
    made = datetime(2026, 11, 20, 9, tzinfo=UTC) - timedelta(days=age)
    theirs = Action(id="p", account="a", title="Add users", side="theirs", owner="Lia", due=due, created=made)
    finding = found(record(actions=[theirs])).get("promise_theirs_open")
    assert (finding is not None) == told
    if finding:
        late = (TODAY - due).days if due else 0
        assert (finding.args["days"], finding.args["late_days"]) == (age, late)


def test_a_promise_kept_is_told_until_it_is_old_news() -> None:
    made = datetime(2026, 9, 1, 9, tzinfo=UTC)
    done = datetime(2026, 11, 1, 9, tzinfo=UTC)
    kept = Action(id="p", account="a", title="Send the guide", status="done", created=made, done=done)
    assert found(record(actions=[kept]))["promise_ours_kept"].args["days"] == 19
    assert found(record(actions=[kept]), date(2026, 11, 1) + timedelta(days=OWN.kept_days + 1)) == {}
    dropped = msgspec.structs.replace(kept, status="dropped")
    assert found(record(actions=[dropped])) == {}


def test_the_latest_answer_of_a_person_is_what_counts() -> None:
    contact = Contact(id="c", account="a", name="Lia Prado")
    angry = Survey(id="s1", account="a", score=3, date=TODAY - timedelta(days=10), contact="c")
    assert found(record(contacts=[contact], surveys=[angry]))["survey_detractor"].args == {
        "survey": "nps",
        "score": 3,
        "name": "Lia Prado",
        "days": 10,
    }
    glad = Survey(id="s2", account="a", score=9, date=TODAY - timedelta(days=2), contact="c")
    told = found(record(contacts=[contact], surveys=[angry, glad]))
    assert set(told) == {"survey_promoter"}
    assert told["survey_promoter"].sources == ("s2",)


def test_findings_come_in_the_order_of_the_file_and_only_those_it_names() -> None:
    given = record(
        usage=usage(sales=[100] * 9 + [20]),
        surveys=[Survey(id="s", account="a", score=2, date=TODAY)],
    )
    codes = [finding.code for finding in observations(given, RULES, TODAY)]
    assert codes == ["survey_detractor", "team_drop", "logins_drop"]
    short = msgspec.structs.replace(OWN, order=("logins_drop", "survey_detractor"))
    codes = [f.code for f in observations(given, msgspec.structs.replace(RULES, observations=short), TODAY)]
    assert codes == ["logins_drop", "survey_detractor"]
