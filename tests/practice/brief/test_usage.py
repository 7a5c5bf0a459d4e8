"""Usage in a brief: teams week on week, features that came, went or changed, weeks that nobody knows (C1)."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from cadence_tui.model.documents import TeamUse, Usage, UsageWeek
from tests.practice.brief.records import account, lines, told

LAST = date(2026, 11, 16)


def usage(*weeks: tuple[dict[str, int], dict[str, int]], initial: tuple[str, ...] = ()) -> Usage:
    """Logins by team and uses by feature of weeks, the last one the last complete week."""
    made = [
        UsageWeek(
            week=LAST - timedelta(weeks=back),
            teams={team: TeamUse(logins=logins) for team, logins in teams.items()},
            features=features,
        )
        for back, (teams, features) in enumerate(reversed(weeks))
    ]
    return Usage(id="use", account="a", weeks=tuple(reversed(made)), initial_features=initial)


def steady(features: dict[str, int], last: dict[str, int], **more: tuple[str, ...]) -> Usage:
    """Twelve like weeks, then the last."""
    return usage(*[({"all": 50}, features)] * 12, ({"all": 50}, last), **more)


def test_a_team_that_vanished_is_told_with_what_it_did_before() -> None:
    found = lines(account(usage=usage(({"sales": 9, "it": 4}, {}), ({"sales": 12}, {}))), "usage")
    assert [(line.args["team"], line.args["logins"], line.args["before"]) for line in found] == [
        ("sales", 12, 9),
        ("it", 0, 4),
    ]


def test_what_is_usual_is_told_only_where_last_week_is_far_from_it() -> None:
    weeks = [({"far": 40, "near": 40}, {})] * 12
    found = lines(account(usage=usage(*weeks, ({"far": 10, "near": 38}, {}))), "usage")
    assert {line.args["team"]: line.args["usual"] for line in found} == {"near": None, "far": 40.0}


def test_the_week_before_is_not_some_other_week() -> None:
    gap = usage(({"it": 9}, {}), ({"it": 3}, {}), ({"it": 5}, {}))
    weeks = (gap.weeks[0], gap.weeks[2])
    (line,) = lines(account(usage=Usage(id="use", account="a", weeks=weeks)), "usage")
    assert line.args["before"] is None


def test_features_that_came_went_and_changed() -> None:
    found = lines(
        account(
            usage=steady(
                {"boards": 100, "docs": 30, "goals": 20, "chat": 40},
                {"boards": 104, "goals": 60, "chat": 38, "time": 14},
                initial=("boards", "docs", "goals", "chat"),
            )
        ),
        "usage",
    )
    features = [(line.code, line.args["feature"]) for line in found if "feature" in line.args]
    assert features == [("feature_new_use", "time"), ("feature_gone", "docs"), ("feature_changed", "goals")]


def test_features_that_fall_together_are_not_told_one_by_one() -> None:
    halved = steady({"boards": 100, "docs": 60, "goals": 40}, {"boards": 50, "docs": 30, "goals": 20})
    assert [code for code, _ in told(account(usage=halved), "usage")] == ["team_usage"]


def test_rare_features_are_not_worth_a_line() -> None:
    rare = steady({"boards": 100, "export": 4}, {"boards": 100})
    assert [code for code, _ in told(account(usage=rare), "usage")] == ["team_usage"]


def test_old_figures_are_not_passed_off_as_last_weeks() -> None:
    old = usage(({"it": 13}, {}))
    weeks = tuple(UsageWeek(week=week.week - timedelta(weeks=7), teams=week.teams) for week in old.weeks)
    (line,) = lines(account(usage=Usage(id="use", account="a", weeks=weeks)), "usage")
    assert (line.code, line.args["weeks"], line.args["logins"]) == ("usage_stale", 7, 13)


COUNTS = st.integers(0, 200)
WEEKS = st.lists(
    st.tuples(
        st.dictionaries(st.sampled_from("abc"), COUNTS), st.dictionaries(st.sampled_from("xyz"), COUNTS)
    ),
    max_size=16,
)


@given(WEEKS, st.sampled_from([(), ("x",), ("x", "y")]))
def test_every_line_says_what_the_series_says(
    weeks: list[tuple[dict[str, int], dict[str, int]]], initial: tuple[str, ...]
) -> None:
    found = lines(account(usage=usage(*weeks, initial=initial)), "usage")
    if not weeks:
        assert found == []
        return
    teams, features = weeks[-1]
    for line in found:
        assert line.source == "use"
        if line.code == "team_usage":
            assert line.args["logins"] == teams.get(line.args["team"], 0)
        else:
            assert line.args["uses"] == features.get(line.args["feature"], 0)
    told_teams = {line.args["team"] for line in found if line.code == "team_usage"}
    assert {team for team, logins in teams.items() if logins} <= told_teams
