"""The board puts what cannot wait first, groups without losing a card, is filtered in any language (A2)."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from cadence_tui.locale import speech
from cadence_tui.model.documents import Account, Action, Comment, Nudge, Person, Slip, Verdict
from cadence_tui.model.text import fold
from cadence_tui.views import action_filter
from cadence_tui.views.action_filter import CardMatcher, filter_words
from cadence_tui.views.action_lines import card_waits
from cadence_tui.views.actions import COLUMNS, GROUPS, SORTS, Card, Head, cards, columns, in_scope

TODAY = date(2026, 11, 25)
NOW = datetime(2026, 11, 25, 9, tzinfo=UTC)
PEOPLE = {
    "ana": Person(id="ana", name="Ana Ruiz", login="ana", pod="norte"),
    "rui": Person(id="rui", name="Rui Alves", login="rui", pod="sul"),
}
ACCOUNTS = {
    "t": Account(id="t", name="TechStart", owner="ana"),
    "n": Account(id="n", name="Nimbus", owner="rui", pod="sul"),
}
EN = speech("en")


def action(name: str = "x", **fields: object) -> Action:
    defaults = {
        "id": name,
        "account": "t",
        "title": name,
        "owner": "ana",
        "created": NOW - timedelta(days=20),
    }
    return Action(**{**defaults, **fields})  # type: ignore[arg-type]


def made(*actions: Action) -> list[Card]:
    return cards(actions, ACCOUNTS, PEOPLE, today=TODAY, zone="UTC")


def day(ahead: int) -> date:
    return TODAY + timedelta(days=ahead)


def order(*actions: Action, sort: str = "urgency") -> list[str]:
    board = columns(made(*actions), sort=sort, group="", today=TODAY, speech=EN)  # type: ignore[arg-type]
    return [entry.id for entry in board["open"] if isinstance(entry, Card)]


def test_returned_comes_before_late_before_high_before_near_before_undated() -> None:
    verdict = Verdict(verdict="returned", by="lead", at=NOW, why="to whom?")
    found = order(
        action("undated"),
        action("far", due=day(9)),
        action("near", due=day(2)),
        action("high", due=day(9), priority="high"),
        action("late", due=day(-2)),
        action("later", due=day(-9)),
        action("returned", due=day(9), verdicts=(verdict,)),
    )
    assert found == ["returned", "later", "late", "high", "near", "far", "undated"]


def test_a_return_stands_on_top_until_it_is_answered() -> None:
    verdict = Verdict(verdict="returned", by="lead", at=NOW, why="to whom?")
    answer = Comment(by="ana", at=NOW + timedelta(hours=1), text="to Alex")
    waiting, answered = made(
        action(verdicts=(verdict,)), action("y", verdicts=(verdict,), comments=(answer,))
    )
    assert (waiting.returned, answered.returned) == ("to whom?", None)


def test_other_orders() -> None:
    young = action("young", created=NOW, due=day(1), account="t")
    old = action("old", due=day(5), account="n")
    assert order(young, old, sort="due") == ["young", "old"]
    assert order(young, old, sort="age") == ["old", "young"]
    assert order(young, old, sort="account") == ["old", "young"]


def test_the_last_column_holds_what_was_done_this_week_newest_first() -> None:
    monday = datetime(2026, 11, 23, 8, tzinfo=UTC)
    done = [
        action("before", status="done", done=monday - timedelta(days=1)),
        action("monday", status="done", done=monday),
        action("today", status="done", done=NOW),
        action("dropped", status="dropped", done=NOW),
    ]
    board = columns(made(*done), sort="urgency", group="", today=TODAY, speech=EN)
    assert [entry.id for entry in board["done"] if isinstance(entry, Card)] == ["today", "monday"]


def test_late_is_only_what_is_still_open() -> None:
    open_one, done = made(action(due=day(-3)), action("y", due=day(-3), status="done", done=NOW))
    assert (open_one.late_days, done.late_days) == (3, 0)


def test_mine_is_what_i_promised_and_what_my_customers_owe() -> None:
    found = made(
        action("mine"),
        action("theirs", side="theirs", owner="Alex"),
        action("nobodys", owner=""),
        action("ruis", owner="rui"),
        action("far", account="n", owner="rui"),
        action("far but mine", account="n"),
    )

    def seen(scope: str) -> set[str]:
        return {card.id for card in in_scope(found, scope, person="ana", pod="norte")}  # type: ignore[arg-type]

    assert seen("mine") == {"mine", "theirs", "nobodys", "far but mine"}
    assert seen("pod") == {"mine", "theirs", "nobodys", "ruis"}
    assert len(seen("all")) == 6


def test_groups_have_heads_with_counts() -> None:
    found = made(
        action("late", due=day(-1)), action("now", due=day(1)), action("next", due=day(7)), action("no")
    )
    board = columns(found, sort="urgency", group="due_week", today=TODAY, speech=EN)["open"]
    heads = [(entry.title, entry.count) for entry in board if isinstance(entry, Head)]
    assert heads == [("late", 1), ("this week", 1), ("due in the week of 30 Nov", 1), ("without a date", 1)]


dues = st.none() | st.dates(min_value=date(2020, 1, 1), max_value=date.max)


@settings(max_examples=60)
@given(
    st.lists(
        st.tuples(st.sampled_from(["open", "blocked", "waiting"]), dues, st.sampled_from(["", "ana", "rui"]))
    ),
    st.sampled_from(SORTS),
    st.sampled_from(GROUPS),
)
def test_no_card_is_lost_or_doubled_by_order_and_groups(
    drawn: list[tuple[str, date | None, str]], sort: str, group: str
) -> None:
    actions = [action(str(n), status=s, due=d, owner=o) for n, (s, d, o) in enumerate(drawn)]
    board = columns(made(*actions), sort=sort, group=group, today=TODAY, speech=EN)  # type: ignore[arg-type]
    shown = [entry for column in COLUMNS for entry in board[column]]
    assert sorted(card.id for card in shown if isinstance(card, Card)) == sorted(a.id for a in actions)
    heads = sum(entry.count for entry in shown if isinstance(entry, Head))
    assert heads == (len(actions) if group else 0)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("", {"late", "theirs", "nobody"}),
        ("late", {"late"}),
        ("vencido", {"late"}),
        ("theirs", {"theirs"}),
        ("suyo", {"theirs"}),
        ("deles", {"theirs"}),
        ("undated", {"theirs", "nobody"}),
        ("techst exp", {"nobody"}),
        ("owner:alex", {"theirs"}),
        ("responsavel:alex", {"theirs"}),
        ("owner:ana late", {"late"}),
        ("no such words", set()),
    ],
)
def test_words_narrow_the_board(typed: str, expected: set[str]) -> None:
    found = made(
        action("late", due=day(-2)),
        action("theirs", side="theirs", owner="Alex Moreno"),
        action("nobody", title="Exportación", owner=""),
    )
    assert {card.id for card in CardMatcher().matching(found, typed, TODAY)} == expected


def test_a_promise_of_the_evening_is_of_the_readers_day() -> None:
    evening = datetime(2026, 11, 26, 0, 30, tzinfo=UTC)
    made_now = action(created=evening, status="done", done=evening)
    (card,) = cards([made_now], ACCOUNTS, PEOPLE, today=TODAY, zone="America/Bogota")
    assert (card.age_days, card.done) == (0, TODAY)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("blocked", {"blocked"}),
        ("bloqueado", {"blocked"}),
        ("waiting", {"asked", "silent"}),
        ("nudged", {"asked"}),
        ("sin-recordar", {"silent"}),
        ("slipped", {"moved"}),
        ("adiado", {"moved"}),
        ("carried", {"moved"}),
        ("proven", {"shown"}),
        ("sin-prueba", {"bare"}),
        ("side:theirs", {"asked", "silent"}),
        ("lado:suyo", {"asked", "silent"}),
        ("side:nobody", set()),
        ("due:today", {"blocked"}),
        ("vence:semana", {"blocked", "moved"}),
        ("prazo:próxima", {"asked"}),
        ("due:month", {"blocked", "moved"}),
        ("due:2026-12", {"asked"}),
        ("due:2026-11-27 slipped", {"moved"}),
        ("due:someday", set()),
    ],
)
def test_words_narrow_by_what_became_of_a_promise(typed: str, expected: set[str]) -> None:
    earlier = NOW - timedelta(days=3)
    found = made(
        action("blocked", status="blocked", due=TODAY),
        action(
            "asked",
            side="theirs",
            status="waiting",
            due=date(2026, 12, 2),
            nudges=(Nudge(by="ana", at=earlier),),
        ),
        action("silent", side="theirs", status="waiting"),
        action(
            "moved",
            due=day(2),
            slips=(Slip(was=TODAY, to=day(2), by="ana", why="later", at=earlier),),
            carried=("c",),
        ),
        action("shown", status="done", done=NOW, evidence="ticket 31"),
        action("bare", status="done", done=NOW),
    )
    assert {card.id for card in CardMatcher().matching(found, typed, TODAY)} == expected


@pytest.mark.parametrize("language", ["en", "es", "pt-BR"])
def test_every_word_that_the_filter_names_is_one_that_it_knows(language: str) -> None:
    nowhere = made(action("x", title="", account="none", owner=""))
    for word in filter_words(speech(language)):
        typed = fold(word.replace("…", ""))
        field, colon, _ = typed.partition(":")
        known = action_filter._meant(field, "fields" if colon else "words")
        assert known, word
        CardMatcher().matching(nowhere, typed, TODAY)


def test_a_waiting_card_says_since_when_and_when_they_were_reminded() -> None:
    waiting = action("x", side="theirs", status="waiting", status_since=NOW - timedelta(days=6))
    reminded = replace(waiting, nudges=(Nudge(by="ana", at=NOW - timedelta(days=2)),))
    feet = [card_waits(card, EN) for card in made(waiting, reminded)]
    told = ["".join(text for text, _ in foot) for foot in feet]
    assert told == ["waits 6d · no nudge", "waits 6d · nudged 2d"]
    assert all(card_waits(card, EN) == [] for card in made(action("open"), action("b", status="blocked")))
