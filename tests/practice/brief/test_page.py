"""The brief before the worked example's call: every line true, ordered and linked to its record (C1)."""

from zoneinfo import ZoneInfo

from cadence_tui.model.documents import Account, Action, Call, Comment, Nudge, Verdict
from cadence_tui.model.message import reason
from cadence_tui.model.record import AccountRecord
from cadence_tui.practice.brief.line import BriefLine
from cadence_tui.practice.health.result import Movement
from tests.practice.brief.records import account, ago, lines, page, techstart, told


def brief_in(zone: str, record: AccountRecord) -> BriefLine:
    """The line of the last call for a reader in a zone."""
    made = page(record, zone=ZoneInfo(zone))
    return next(part.lines[0] for part in made.sections if part.id == "since_last")


def test_it_looks_back_to_the_last_closed_call_and_what_came_since() -> None:
    assert page(techstart()).last_call == "last"
    assert told(techstart(), "since_last") == [
        ("last_call", "last"),
        ("last_signals", "last"),
        ("last_concern", "last"),
        ("survey_answer", "nps"),
        ("touch_no_show", "missed"),
        ("contact_left", "rita"),
    ]
    first = lines(techstart(), "since_last")[0]
    assert (first.args["days"], first.args["summary"]) == (31, "Time tracking helps.")


def test_promises_of_both_sides_are_the_records_themselves_latest_first() -> None:
    assert told(techstart(), "ours") == [("promise", "late"), ("promise", "later"), ("promise_kept", "api")]
    late = lines(techstart(), "ours")[0].args
    assert (late["days_late"], late["carried"], late["slips"], late["slip_why"]) == (
        10,
        2,
        1,
        "engineering busy",
    )
    assert told(techstart(), "theirs") == [("promise", "users")]


def test_a_promise_tells_what_happened_to_it() -> None:
    promise = Action(
        id="p",
        account="a",
        title="Add users",
        side="theirs",
        status="blocked",
        blocked_reason="laptops",
        created=ago(40),
        comments=(
            Comment(by="ana", at=ago(12), text="asked"),
            Comment(by="ana", at=ago(9), text="they wait"),
        ),
        nudges=(Nudge(by="ana", at=ago(8)), Nudge(by="bea", at=ago(3))),
        verdicts=(Verdict(verdict="returned", by="marta", at=ago(2), why="ask for a date"),),
    )
    (line,) = lines(account(actions=[promise]), "theirs")
    args = line.args
    assert (args["status"], args["blocked_reason"], args["remark"]) == ("blocked", "laptops", "they wait")
    assert (args["nudges"], args["nudged"]) == (2, ago(3).date())
    assert (args["returned_by"], args["returned_why"]) == ("marta", "ask for a date")


def test_movement_of_less_than_a_point_or_by_more_knowledge_is_no_line() -> None:
    small = Movement(component="usage", before=10.0, after=10.4, reason=reason("usage_trend"))
    known = Movement(component="surveys", before=10.0, after=14.0, reason=reason("shares_changed"))
    assert lines(account(), "movers", movers=(small, known)) == []


def test_what_moved_the_score_sums_up_to_the_difference_at_the_head() -> None:
    moves = (
        Movement(component="usage", before=24.0, after=18.7, reason=reason("usage_trend")),
        Movement(component="surveys", before=10.0, after=9.6, reason=reason("shares_changed")),
    )
    told_lines = lines(account(), "movers", movers=moves)
    assert [line.code for line in told_lines] == ["mover", "movers_rest"]
    assert round(sum(line.args["change"] for line in told_lines), 1) == 89 - 95


def test_days_are_those_of_the_readers_zone() -> None:
    late = account(calls=[Call(id="last", account="a", status="closed", started=ago(30).replace(hour=23))])
    made = brief_in("Asia/Tokyo", late)
    assert made.args["days"] == 29
    assert brief_in("America/Bogota", late).args["days"] == 30


def test_usage_is_the_last_complete_week_against_the_one_before() -> None:
    assert [
        (line.args["team"], line.args["logins"], line.args["before"]) for line in lines(techstart(), "usage")
    ] == [
        ("engineering", 80, 76),
        ("product", 5, 31),
    ]


def test_open_tickets_come_worst_first() -> None:
    assert told(techstart(), "tickets") == [("ticket", "major"), ("ticket", "minor")]


def test_a_ticket_is_new_when_it_came_since_the_last_call() -> None:
    assert [line.args["new"] for line in lines(techstart(), "tickets")] == [True, False]


def test_the_rest_of_the_page() -> None:
    assert told(techstart(), "questions") == [("question_left", "last")]
    assert lines(techstart(), "movers")[0].args["change"] == -6.0
    (agenda,) = lines(techstart(), "agenda")
    assert (agenda.source, sum(seconds for _, seconds in agenda.args["sections"])) == ("touch", 1800)
    assert [line.args["item"] for line in lines(techstart(), "checklist") if line.args["done"]] == ["usage"]


def test_a_customer_of_whom_nothing_is_known_has_a_brief_too() -> None:
    bare = AccountRecord(account=Account(id="a", name="New"))
    assert told(bare, "since_last") == [("no_call_yet", "a")]
    made = {section.id for section in page(bare, movers=()).sections if section.lines}
    assert made == {"account", "since_last", "agenda", "checklist"}


def test_the_same_record_gives_the_same_page() -> None:
    assert page(techstart()) == page(techstart())
