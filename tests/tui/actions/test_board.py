"""The board words only what it shows, however much there is, and its cursor never gets lost (A2)."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st
from textual.pilot import Pilot

from cadence_tui.locale import speech
from cadence_tui.tui.actions.board import Board
from cadence_tui.tui.actions.drawing import fit_parts
from cadence_tui.tui.spans import Line
from cadence_tui.views.action_lines import SEPARATOR
from cadence_tui.views.actions import COLUMNS, Card, Column, Entry, Head, columns
from tests.tui.hostile import HOSTILE, assert_inert
from tests.tui.screen_text import screen_text
from tests.tui.tiny import Tiny

TODAY = date(2026, 11, 23)


def card(number: int, column: Column = "open", title: str = "") -> Card:
    return Card(
        id=f"p{number}",
        account="a",
        account_name=f"Account {number}",
        account_owner="ana",
        pod="",
        title=title or f"Promise {number}",
        side="ours",
        owner="ana",
        owner_name="Ana",
        column=column,
        due=None,
        done=None,
        late_days=0,
        age_days=number,
        slips=0,
        carried=0,
        comments=0,
        priority="normal",
        blocked_reason="",
        returned=None,
        escalated=None,
    )


def arranged(*cards: Card, group: str = "") -> dict[Column, list[Entry]]:
    return columns(cards, sort="urgency", group=group, today=TODAY, speech=speech("en"))  # type: ignore[arg-type]


class Worded:
    """Makes the lines of cards and remembers which."""

    def __init__(self) -> None:
        self.cards: list[str] = []

    def card(self, shown: Card) -> tuple[Line, Line, Line]:
        self.cards.append(shown.id)
        return [(shown.account_name, "strong")], [(shown.title, "")], [(shown.owner_name, "dim")]

    def head(self, column: Column, entries: object, here: bool) -> Line:
        return [(f"[{column}]" if here else column, "")]


async def board_of(pilot: Pilot[None], board: Board, shown: dict[Column, list[Entry]]) -> None:
    board.focus()
    board.show(shown)
    await pilot.pause()


async def test_of_5000_cards_only_those_on_the_screen_are_worded() -> None:
    worded = Worded()
    board = Board(worded.card, worded.head)
    async with Tiny(board).run_test(size=(80, 24)) as pilot:
        await board_of(pilot, board, arranged(*(card(number, COLUMNS[number % 4]) for number in range(5000))))
        first = len(worded.cards)
        assert 0 < first <= 3 * 6
        board.step_end(1)
        await pilot.pause()
        board.step(-1)
        await pilot.pause()
        assert len(worded.cards) <= first + 2 * 3 * 7
        assert board.current is not None


async def test_a_step_in_place_words_nothing_anew() -> None:
    worded = Worded()
    board = Board(worded.card, worded.head)
    async with Tiny(board).run_test(size=(80, 24)) as pilot:
        await board_of(pilot, board, arranged(*(card(number) for number in range(50))))
        before = len(worded.cards)
        board.step(1)
        await pilot.pause()
        assert len(worded.cards) == before


async def test_columns_come_in_around_the_cursor() -> None:
    worded = Worded()
    board = Board(worded.card, worded.head)
    async with Tiny(board).run_test(size=(80, 24)) as pilot:
        await board_of(pilot, board, arranged(*(card(n, column) for n, column in enumerate(COLUMNS[:4]))))
        assert board.hidden() == ["waiting", "done"]
        for _ in range(3):
            board.step_column(1)
        await pilot.pause()
        assert (board.column, board.hidden()) == ("waiting", ["open", "done"])
        assert "[waiting]" in screen_text(pilot.app)[0]
        await pilot.resize_terminal(200, 50)
        await pilot.pause()
        assert board.hidden() == []


async def test_the_cursor_stays_on_its_card_or_near_where_it_was() -> None:
    worded = Worded()
    board = Board(worded.card, worded.head)
    cards = [card(number) for number in range(6)]
    async with Tiny(board).run_test(size=(80, 24)) as pilot:
        await board_of(pilot, board, arranged(*cards))
        board.select("p3")
        board.show(arranged(*cards, card(9)))
        assert board.current is not None
        assert board.current.id == "p3"
        # Oldest first: below p3 stands p2, and comes up when p3 leaves.
        board.show(arranged(*(one for one in cards if one.id != "p3"), card(9)))
        assert board.current.id == "p2"
        board.show(arranged(*cards[:2], card(2, "done")), follow="p2")
        assert (board.column, board.current.id) == ("done", "p2")


async def test_marks_are_for_bulk_acts_and_go_with_their_cards() -> None:
    worded = Worded()
    board = Board(worded.card, worded.head)
    async with Tiny(board).run_test(size=(80, 24)) as pilot:
        await board_of(pilot, board, arranged(card(0), card(1), card(2)))
        first = board.current
        assert first is not None
        assert [one.id for one in board.chosen()] == [first.id]
        board.toggle_mark()
        board.toggle_mark()
        await pilot.pause()
        assert len(board.chosen()) == 2
        assert sum("+Account" in line for line in screen_text(pilot.app)) == 2
        board.show(arranged(*(one for one in (card(0), card(1), card(2)) if one.id != first.id)))
        assert len(board.chosen()) == 1


async def test_names_that_try_to_be_more_stay_names() -> None:
    worded = Worded()
    board = Board(worded.card, worded.head)
    cards = [card(number, title=name) for number, name in enumerate(HOSTILE.values())]
    async with Tiny(board).run_test(size=(80, 50)) as pilot:
        await board_of(pilot, board, arranged(*cards))
        assert_inert(pilot.app)


moves = st.lists(
    st.one_of(
        st.tuples(st.just("step"), st.sampled_from([1, -1, 3, -4])),
        st.tuples(st.just("step_column"), st.sampled_from([1, -1])),
        st.tuples(st.just("step_end"), st.sampled_from([1, -1])),
        st.tuples(st.just("step_page"), st.sampled_from([1, -1])),
        st.tuples(st.just("show"), st.integers(0, 20)),
    ),
    max_size=12,
)


@settings(max_examples=15, deadline=None)
@given(moves=moves, group=st.sampled_from(["", "account", "owner"]))
async def test_wherever_one_goes_the_cursor_is_on_a_card_or_the_column_is_empty(
    moves: list[tuple[str, int]], group: str
) -> None:
    worded = Worded()
    board = Board(worded.card, worded.head)
    shown = arranged(*(card(number, COLUMNS[number % 3]) for number in range(14)), group=group)
    async with Tiny(board).run_test(size=(80, 24)) as pilot:
        await board_of(pilot, board, shown)
        for name, by in moves:
            if name == "show":
                shown = arranged(*(card(number, COLUMNS[number % 3]) for number in range(by)), group=group)
                board.show(shown)
            else:
                getattr(board, name)(by)
            entries = shown[board.column]
            assert (board.current is None) == (not entries)
            assert not isinstance(board.current, Head)
        await pilot.pause()
        assert board.current is None or f" {board.current.account_name} " in "".join(
            screen_text(pilot.app)
        ).replace("│", " ")


def test_the_end_of_a_cards_line_leaves_whole_parts_out() -> None:
    foot: Line = [("‹10d late›", "bad"), SEPARATOR, ("Beatriz Fontes", ""), SEPARATOR, ("↷2", "dim")]
    assert "".join(text for text, _ in fit_parts(foot, 30)) == "‹10d late› · Beatriz Fontes"
    assert "".join(text for text, _ in fit_parts(foot, 20)) == "‹10d late› · Beatri…"
    assert "".join(text for text, _ in fit_parts(foot, 15)) == "‹10d late›"
    assert fit_parts(foot, 40) == foot
