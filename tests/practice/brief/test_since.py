"""What has changed since the last call: events of every kind, newest first, each with its record (C1)."""

from datetime import UTC, datetime, timedelta

from msgspec.structs import replace

from cadence_tui.model.documents import (
    Account,
    Call,
    Contact,
    Handoff,
    Opportunity,
    Risk,
    Signal,
    Survey,
    Ticket,
    Touchpoint,
)
from cadence_tui.model.ids import new_id
from tests.practice.brief.records import RULES, account, ago, lines, told


def changes(record: object) -> list[tuple[str, str]]:
    return told(record, "since_last")[1:]  # type: ignore[arg-type]


def test_tickets_closed_since_are_told_and_earlier_ones_are_not() -> None:
    tickets = [
        Ticket(id="old", account="a", title="x", opened=ago(60).date(), closed=ago(40).date()),
        Ticket(id="closed", account="a", title="x", opened=ago(60).date(), closed=ago(5).date()),
        Ticket(id="both", account="a", title="x", opened=ago(9).date(), closed=ago(4).date()),
        Ticket(id="open", account="a", title="x", opened=ago(3).date()),
    ]
    record = account(tickets=tickets)
    assert changes(record) == [("ticket_closed", "both"), ("ticket_closed", "closed")]
    assert told(record, "tickets") == [("ticket", "open")]


def test_signals_raised_and_settled_since_are_told_others_stand_open_by_themselves() -> None:
    signals = [
        Signal(id="raised", account="a", cause="usage_drop", raised=ago(3)),
        Signal(id="settled", account="a", cause="promoter", raised=ago(50), status="done", ended=ago(2)),
        Signal(id="before", account="a", cause="detractor", raised=ago(50), status="done", ended=ago(40)),
        Signal(id="standing", account="a", cause="silent_team", raised=ago(50)),
    ]
    record = account(signals=signals)
    assert changes(record) == [("signal_ended", "settled"), ("signal_raised", "raised")]
    assert told(record, "signals") == [("signal_open", "standing")]


def test_people_who_came_and_left() -> None:
    contacts = [
        Contact(id=new_id(ago(90), 1), account="a", name="Old"),
        Contact(id=new_id(ago(6), 2), account="a", name="New"),
        Contact(id="gone", account="a", name="Gone", left=ago(4).date()),
        Contact(id="long", account="a", name="Long gone", left=ago(200).date()),
    ]
    known = Account(id=new_id(ago(100), 3), name="Acme")
    came = ("contact_came", contacts[1].id)
    assert changes(account(account=known, contacts=contacts)) == [("contact_left", "gone"), came]


def test_people_who_came_with_the_import_of_the_account_are_not_new() -> None:
    imported = Account(id=new_id(ago(6), 1), name="Acme")
    record = account(account=imported, contacts=[Contact(id=new_id(ago(6), 2), account="a", name="New")])
    assert changes(record) == []


def test_contacts_in_between_are_told_but_not_the_call_itself_nor_internal_ones() -> None:
    call = Call(id="last", account="a", touchpoint="own", status="closed", started=ago(30))
    touches = [
        Touchpoint(id="own", account="a", status="held", date=ago(30).date()),
        Touchpoint(id="mail", account="a", status="held", channel="email", date=ago(7).date()),
        Touchpoint(id="inside", account="a", status="held", internal=True, date=ago(6).date()),
        Touchpoint(id="off", account="a", status="declined", date=ago(5).date()),
        Touchpoint(id="later", account="a", status="planned", date=ago(-3).date()),
    ]
    found = changes(account(calls=[call], touchpoints=touches))
    assert found == [("touch_declined", "off"), ("touch_held", "mail")]


def test_what_became_of_risks_opportunities_and_handoffs() -> None:
    record = account(
        risks=[Risk(id="r", account="a", title="x", status="settled", raised=ago(60), ended=ago(9))],
        opportunities=[
            Opportunity(id="o", account="a", title="x", status="won", raised=ago(60), ended=ago(8))
        ],
        handoffs=[
            Handoff(
                id="h",
                account="a",
                to="support",
                what="x",
                why="y",
                by="ana",
                at=ago(30),
                status="done",
                ended=ago(7),
                answer="fixed",
            )
        ],
    )
    assert changes(record) == [("handoff_answered", "h"), ("opportunity_ended", "o"), ("risk_ended", "r")]
    assert told(record, "outlook") == []


def test_a_concern_that_became_a_risk_is_told_once() -> None:
    call = Call(
        id="last",
        account="a",
        status="closed",
        started=ago(30),
        concerns=("Price is too high", "Slow export"),
        opportunities=("Ten engineers",),
    )
    record = account(
        calls=[call],
        risks=[Risk(id="r", account="a", title="price is too high", origin="last", raised=ago(30))],
        opportunities=[
            Opportunity(id="o", account="a", title="Ten engineers", origin="last", raised=ago(30))
        ],
    )
    concerns = [line.args["text"] for line in lines(record, "since_last") if line.code == "last_concern"]
    assert concerns == ["Slow export"]
    assert told(record, "outlook") == [("risk", "r"), ("opportunity", "o")]
    assert all(code != "last_opportunity" for code, _ in told(record, "since_last"))


def test_more_changes_than_the_rules_allow_are_counted() -> None:
    surveys = [Survey(id=f"s{day}", account="a", score=8, date=ago(day).date()) for day in range(5)]
    rules = replace(RULES, most_changes=2)
    shown = lines(account(surveys=surveys), "since_last", rules=rules)[1:]
    assert [line.source for line in shown] == ["s0", "s1", "a"]
    assert shown[-1].args["count"] == 3


def test_a_call_with_the_wrong_person_is_not_looked_back_to() -> None:
    wrong = Call(id="wrong", account="a", status="closed", outcome="wrong_contact", started=ago(2))
    right = Call(id="right", account="a", status="closed", started=ago(20))
    assert told(account(calls=[right, wrong]), "since_last")[0] == ("last_call", "right")


def test_a_conversation_without_a_record_is_looked_back_to_while_there_is_no_call() -> None:
    held = Touchpoint(id="talk", account="a", status="held", date=ago(12).date())
    mailed = Touchpoint(id="mail", account="a", status="held", channel="email", date=ago(2).date())
    record = account(calls=[], touchpoints=[held, mailed])
    assert told(record, "since_last") == [("last_touch", "talk"), ("touch_held", "mail")]
    assert lines(record, "since_last")[0].args["days"] == 12


def test_nothing_of_days_to_come_is_told() -> None:
    tomorrow = datetime.now(UTC) + timedelta(days=3650)
    survey = Survey(id="s", account="a", score=8, date=tomorrow.date())
    ticket = Ticket(id="t", account="a", title="x", opened=tomorrow.date())
    signal = Signal(id="g", account="a", cause="promoter", raised=tomorrow)
    record = account(surveys=[survey], tickets=[ticket], signals=[signal])
    assert changes(record) == []
    assert told(record, "tickets") == []
