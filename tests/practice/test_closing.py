"""Closing a call: a next touch or a reason, and a record that has written itself (C7)."""

from datetime import UTC, date, datetime

import pytest

from cadence_tui.content.load import load_rules
from cadence_tui.locale.speech import LANGUAGES, speech
from cadence_tui.model.documents import Action, Call, Entry, Touchpoint
from cadence_tui.model.documents.call import EntryMark
from cadence_tui.model.rules.capture import CaptureWords, SentimentWords
from cadence_tui.practice.closing import check, loose_ends, prefill

TODAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 14, 30, tzinfo=UTC)
NEXT = Touchpoint(id="t", account="a", date=date(2026, 12, 14))
CALL = Call(id="c", account="a", started=NOW)


def sentiment(language: str) -> SentimentWords:
    return load_rules(CaptureWords, f"{language}/capture").sentiment


def entry(text: str, mark: EntryMark = "note") -> Entry:
    return Entry(at=NOW, text=text, mark=mark)


def action(**fields: object) -> Action:
    return Action(
        **{"id": "x", "account": "a", "title": "send the guide", "owner": "p", "created": NOW, **fields}
    )  # type: ignore[arg-type]


def test_a_call_with_a_next_touch_can_be_closed() -> None:
    assert check(CALL, [action()], NEXT, "", TODAY) == []


def test_a_reason_does_instead_of_a_next_touch() -> None:
    assert check(CALL, [], None, "the contract ends", TODAY) == []


@pytest.mark.parametrize("reason", ["", "   "])
def test_without_either_it_stays_open(reason: str) -> None:
    assert [str(fault) for fault in check(CALL, [], None, reason, TODAY)] == [
        "Choose the next touch, or say why there is none"
    ]


def test_a_next_touch_must_lie_ahead_and_belong_here() -> None:
    yesterday = Touchpoint(id="t", account="b", date=date(2026, 11, 22))
    assert [str(fault) for fault in check(CALL, [], yesterday, "", TODAY)] == [
        "The next touch belongs to another account",
        "The next touch lies in the past: 2026-11-22",
    ]


def test_later_today_is_ahead() -> None:
    assert check(CALL, [], Touchpoint(id="t", account="a", date=TODAY), "", TODAY) == []


def test_a_closed_call_is_not_closed_again() -> None:
    closed = Call(id="c", account="a", status="closed")
    assert [str(fault) for fault in check(closed, [], NEXT, "", TODAY)] == ["This call is closed already"]


def test_a_promise_of_nobody_keeps_the_call_open() -> None:
    assert len(check(CALL, [action(owner="")], NEXT, "", TODAY)) == 1


@pytest.mark.parametrize("language", ["es", "pt-BR"])
def test_faults_are_worded_in_the_language_of_the_reader(language: str) -> None:
    reader = speech(language)
    for fault in check(CALL, [action(owner="")], None, "", TODAY):
        assert reader.word(fault) != str(fault)


def test_loose_ends_are_told_but_forbid_nothing() -> None:
    noted = Call(id="c", account="a", sentiment="positive", adoption="strong", relationship="strong")
    assert loose_ends(noted, [action(due=TODAY)]) == []
    assert [str(end) for end in loose_ends(noted, [action()])] == ["“send the guide” has no date yet"]
    assert len(loose_ends(CALL, [])) == 3
    assert [str(end) for end in loose_ends(noted, [action(), action(), action()])] == [
        "“send the guide” and 2 more have no date yet"
    ]


def test_the_record_is_filled_from_what_was_captured() -> None:
    call = Call(
        id="c",
        account="a",
        entries=(
            entry("launched mobile last week"),
            entry("product team still in Trello", "concern"),
            entry("10 engineers in Q2", "opportunity"),
            entry("a session for the product team.", "decision"),
            entry("very happy with the launch", "sentiment"),
            entry("how do others use time tracking", "question"),
            entry("send the templates", "promise_ours"),
        ),
    )
    filled = prefill(call, sentiment("en"), summary_lines=3)
    assert filled.summary == "a session for the product team. launched mobile last week."
    assert filled.key_points == ("a session for the product team.", "launched mobile last week")
    assert filled.concerns == ("product team still in Trello",)
    assert filled.opportunities == ("10 engineers in Q2",)
    assert filled.sentiment == "positive"


def test_what_a_person_wrote_stays() -> None:
    call = Call(
        id="c",
        account="a",
        summary="mine",
        sentiment="neutral",
        concerns=("mine",),
        entries=(entry("theirs", "concern"), entry("happy", "sentiment"), entry("note")),
    )
    filled = prefill(call, sentiment("en"), summary_lines=3)
    assert (filled.summary, filled.sentiment, filled.concerns) == ("mine", "neutral", ("mine",))


@pytest.mark.parametrize(
    ("language", "said", "mood"),
    [
        ("en", "worried about the budget", "concerning"),
        ("en", "happy, but worried about the budget", "concerning"),
        ("es", "Muy contentos con el lanzamiento", "positive"),
        ("es", "preocupado por el presupuesto", "concerning"),
        ("pt-BR", "muito satisfeitos", "positive"),
        ("pt-BR", "clima neutro", "neutral"),
        ("pt-BR", "falou pouco", None),
    ],
)
def test_the_mood_is_read_from_the_sentiment_line(language: str, said: str, mood: str | None) -> None:
    call = Call(id="c", account="a", entries=(entry(said, "sentiment"),))
    assert prefill(call, sentiment(language), summary_lines=3).sentiment == mood


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_word_tells_two_moods(language: str) -> None:
    words = sentiment(language)
    told = [*words.positive, *words.neutral, *words.concerning]
    assert len(told) == len(set(told))
