"""Suggestions: what presses, what the figures say, what else is open; each with its finding (C1)."""

from msgspec.structs import replace

from cadence_tui.model.documents import Account, Action, Call, Contact, Entry, Opportunity, Risk, Ticket
from cadence_tui.model.record import AccountRecord
from cadence_tui.practice.observations import Observation
from tests.practice.brief.records import OBSERVATIONS, RULES, TODAY, account, ago, lines


def suggested(record: AccountRecord, *observations: Observation, **settings: object) -> list[tuple[str, str]]:
    found = lines(record, "suggestions", *observations, **settings)
    return [(line.args["observation"], line.source) for line in found]


def test_the_observations_in_their_order_each_with_its_record() -> None:
    assert suggested(account(), *OBSERVATIONS) == [
        ("team_silent", "use"),
        ("feature_new", "use"),
        ("promise_theirs_open", "users"),
    ]


def test_no_two_about_the_same_team_nor_of_the_same_kind() -> None:
    drop = Observation(code="team_drop", args={"team": "product"}, sources=("use",))
    apart = Observation(code="teams_apart", args={"team": "it", "other": "product"}, sources=("use",))
    again = Observation(code="team_drop", args={"team": "sales"}, sources=("use",))
    assert suggested(account(), drop, apart, again) == [("team_drop", "use")]


def test_one_thing_that_presses_comes_first() -> None:
    late = Action(id="late", account="a", title="Docs", due=ago(4).date(), created=ago(30))
    severe = Ticket(id="t", account="a", title="Login", opened=ago(2).date(), severity="critical")
    mild = Ticket(id="t", account="a", title="Login", opened=ago(2).date())
    assert suggested(account(actions=[late], tickets=[severe]), *OBSERVATIONS)[:2] == [
        ("ticket_severe", "t"),
        ("team_silent", "use"),
    ]
    assert suggested(account(actions=[late], tickets=[mild])) == [("promise_ours_late", "late")]


def test_where_the_figures_say_little_the_rest_of_the_brief_does() -> None:
    call = Call(
        id="last",
        account="a",
        status="closed",
        started=ago(30),
        attendees=("Eva",),
        entries=(Entry(at=ago(30), text="who pays?", mark="question"),),
    )
    record = account(
        account=Account(id="a", name="Acme", goal="Ship", renewal=TODAY.replace(year=TODAY.year + 1)),
        calls=[call],
        contacts=[Contact(id="eva", account="a", name="Eva", sponsor=True)],
        opportunities=[Opportunity(id="o", account="a", title="Ten seats", raised=ago(5))],
    )
    assert suggested(record) == [("question_open", "last"), ("opportunity_open", "o"), ("goal_known", "a")]
    near = replace(record.account, renewal=ago(-RULES.renewal_days).date())
    risky = Risk(id="r", account="a", title="Price", raised=ago(5))
    found = suggested(AccountRecord(account=near, calls=[call], risks=[risky]))
    assert found == [("risk_open", "r"), ("renewal_near", "a"), ("question_open", "last")]


def test_a_risk_with_a_plan_and_a_renewal_gone_by_suggest_nothing() -> None:
    planned = Risk(id="r", account="a", title="Price", plan="Talk to finance", raised=ago(5))
    gone = Account(id="a", name="Acme", renewal=ago(3).date())
    assert suggested(account(account=gone, risks=[planned])) == []
