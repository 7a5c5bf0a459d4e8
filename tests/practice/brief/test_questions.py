"""Questions taken along from the last calls, until somebody marks them as answered (C1)."""

from cadence_tui.model.documents import Call, Entry
from tests.practice.brief.records import RULES, account, ago, lines


def call(days: int, *entries: Entry) -> Call:
    return Call(id=f"c{days}", account="a", status="closed", started=ago(days), entries=entries)


def test_open_ones_of_as_many_calls_as_the_rules_say_the_latest_first() -> None:
    asked = [Entry(at=ago(days), text=f"q{days}", mark="question") for days in (10, 20, 30, 40)]
    done = Entry(at=ago(20), text="done", mark="question", answered=ago(5))
    note = Entry(at=ago(20), text="note")
    calls = [call(40, asked[3]), call(30, asked[2]), call(10, asked[0]), call(20, done, asked[1], note)]
    found = lines(account(calls=calls), "questions")
    assert RULES.question_calls == 3
    assert [(line.source, line.args["text"]) for line in found] == [
        ("c10", "q10"),
        ("c20", "q20"),
        ("c30", "q30"),
    ]
    assert found[1].args["entry"] == asked[1]
