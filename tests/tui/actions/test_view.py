"""The promises are worked through by keys alone, at any width, in three languages (A1, A2)."""

from collections.abc import Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot

from cadence_tui.model.documents import Action
from cadence_tui.tui.actions.view import ActionsView
from cadence_tui.tui.app import CadenceApp
from cadence_tui.tui.widgets.table import Table
from tests.tui.screen_text import screen_text, until, until_text

MakeApp = Callable[..., CadenceApp]


async def typed(pilot: Pilot[None], text: str) -> None:
    names = {" ": "space", ",": "comma", ":": "colon", "+": "plus", "-": "minus", ".": "full_stop"}
    await pilot.press(*(names.get(char, char) for char in text))


async def opened(pilot: Pilot[None], text: str = "Open") -> None:
    await pilot.press("4")
    await until(pilot, lambda lines: text in lines[2] and "Tech" in "".join(lines))


async def filtered(pilot: Pilot[None], words: str, text: str) -> None:
    await pilot.press("slash")
    await typed(pilot, words)
    await pilot.press("enter")
    await until(pilot, lambda lines: words in lines[1] and text in "".join(lines))


def actions(app: CadenceApp) -> dict[str, Action]:
    return {action.title: action for action in app.workspace.records.every(Action)}


THREE_USERS = "Add three more users"


@pytest.mark.parametrize(
    ("language", "title", "mine"),
    [("en", "Open", "mine"), ("es", "Abierto", "míos"), ("pt-BR", "Aberto", "meus")],
)
async def test_the_board_is_complete_at_80_by_24(
    make_app: MakeApp, language: str, title: str, mine: str
) -> None:
    app = make_app(language=language)
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot, title)
        lines = screen_text(app)
        assert mine in lines[1]
        # What there is no room for is counted on the context line.
        assert lines[1].count("›") == 2
        assert all(len(line) == 80 for line in lines if line.isascii())


async def test_the_promise_is_beside_the_board_where_there_is_room(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await opened(pilot)
        await filtered(pilot, "three more", THREE_USERS)
        await until_text(pilot, "From the call of")
        await until_text(pilot, "theirs")


async def test_cards_move_by_key_and_undo_moves_them_back(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        await filtered(pilot, "three more", "three more")
        await pilot.press(">")
        await until(pilot, lambda lines: "In progress 1" in lines[2])
        assert actions(app)[THREE_USERS].status == "in_progress"
        await pilot.press("d")
        await until_text(pilot, "Done: Add three more users")
        assert actions(app)[THREE_USERS].status == "done"
        await pilot.press("u", "u")
        await until(pilot, lambda lines: "Open 1" in lines[2])
        assert actions(app)[THREE_USERS].status == "open"


async def test_blocking_asks_why_and_escape_blocks_nothing(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        await filtered(pilot, "three more", "three more")
        await pilot.press("b")
        await until_text(pilot, "blocked, because:")
        await pilot.press("escape", "b")
        await typed(pilot, "no budget")
        await pilot.press("enter")
        await until(pilot, lambda lines: "Blocked 1" in lines[2])
        found = actions(app)[THREE_USERS]
        assert (found.status, found.blocked_reason) == ("blocked", "no budget")


async def test_a_new_date_is_typed_as_people_say_it_and_why(make_app: MakeApp) -> None:
    app = make_app(language="es")
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot, "Abierto")
        await filtered(pilot, "three more", "three more")
        await pilot.press("r")
        await typed(pilot, "nunca")
        await pilot.press("enter")
        await until_text(pilot, "No se entiende el día: nunca")
        await pilot.press(*["backspace"] * 5)
        await typed(pilot, "viernes")
        await until_text(pilot, "→ vie 27 nov")
        await pilot.press("enter")
        await until_text(pilot, "¿por qué se mueve?")
        await typed(pilot, "espera a legal")
        await pilot.press("enter")
        await until(pilot, lambda lines: "27 nov · ↻1" in "".join(lines))
        (slip,) = actions(app)[THREE_USERS].slips
        assert (str(slip.to), slip.why) == ("2026-11-27", "espera a legal")


async def test_marked_ones_are_done_in_one_act(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        before = app.workspace.store.seq
        await pilot.press("space", "space")
        await until(pilot, lambda lines: "2 marked" in lines[1])
        await pilot.press("d")
        await until_text(pilot, "and 1 more")
        assert app.workspace.store.seq == before + 1
        await until(pilot, lambda lines: "marked" not in lines[1])


async def test_the_account_of_the_card_and_likely_owners_come_first(make_app: MakeApp) -> None:
    app = make_app(acting="lead")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("4")
        await until_text(pilot, "Open")
        await filtered(pilot, "three more", "three more")
        await pilot.press("n", "enter")
        await until_text(pilot, "Promise for TechStart")
        await pilot.press("escape", "escape")
        await filtered(pilot, "ours owner:ana", "Open")
        await pilot.press("a")
        await until_text(pilot, "Whose is it?")
        offered = [choice.name for choice in app.screen.query_one(Table).rows]
        roles = {person.name: person.role for person in app.workspace.records.people()}
        assert offered[0] == "Ana Ruiz"
        assert [roles[name] for name in offered if roles[name] in ("lead", "admin")] == ["lead", "admin"]
        assert roles[offered[-1]] in ("admin", "reader")


async def test_a_promise_is_written_down_for_an_account(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        await pilot.press("n")
        await until_text(pilot, "For which account?")
        await typed(pilot, "techstart")
        await pilot.press("enter")
        await until_text(pilot, "Promise for TechStart")
        await pilot.press("ctrl+s")
        await until_text(pilot, "A promise needs a title")
        await typed(pilot, "Send the templates")
        await pilot.press("enter", "enter", "enter")
        await typed(pilot, "fri")
        await pilot.press("ctrl+s")
        await until_text(pilot, "Promise for TechStart: Send the templates")
        made = actions(app)["Send the templates"]
        assert (made.owner, str(made.due), made.side) == (app.workspace.actor.id, "2026-11-27", "ours")


async def test_a_promise_is_edited_and_its_date_moves_only_with_a_reason(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        await filtered(pilot, "three more", "three more")
        await pilot.press("e")
        await until_text(pilot, "Edit the promise")
        await pilot.press("enter", "enter", "enter", "ctrl+u")
        await typed(pilot, "fri")
        await pilot.press("ctrl+s")
        await until_text(pilot, "The date moves: say why")
        await typed(pilot, "laptops came late")
        await pilot.press("ctrl+s")
        await until_text(pilot, "Edited: Add three more users")
        found = actions(app)[THREE_USERS]
        assert (str(found.due), found.slips[-1].why, found.owner) == (
            "2026-11-27",
            "laptops came late",
            "Alex Moreno",
        )


async def test_everything_about_it_and_why_it_stands_there(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        await filtered(pilot, "three more", "three more")
        await pilot.press("c")
        await typed(pilot, "called again")
        await pilot.press("enter")
        await until_text(pilot, "Remark: Add three more users")
        await pilot.press("enter")
        await until_text(pilot, "History")
        assert any("called again" in line for line in screen_text(app))
        await pilot.press("escape", "w")
        await until_text(pilot, "Kept in time, last 182 days")


async def test_groups_and_scopes_go_round(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        await pilot.press("g")
        await until(pilot, lambda lines: "grouped by owner" in lines[1] and "Ana Ruiz" in lines[3])
        await pilot.press("o", "o")
        await until(pilot, lambda lines: lines[1].startswith(" all"))


async def test_the_review_is_refused_to_a_csm(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        await pilot.press("R")
        await until_text(pilot, "The review is for leads and admins")


async def test_an_empty_board_says_which_key_fills_it(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        await pilot.press("slash")
        await typed(pilot, "nothing like it")
        await pilot.press("enter")
        await until_text(pilot, "No promise fits. / changes the filter.")
        await pilot.press("escape")
        await until_text(pilot, "TechStart")


@pytest.mark.parametrize(
    ("name", "begins"),
    [("p.ics", "BEGIN:VCALENDAR"), ("p.md", "# Promises"), ("p.json", "["), ("p.csv", "account,")],
)
async def test_marked_promises_go_into_a_file(
    make_app: MakeApp, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, begins: str
) -> None:
    monkeypatch.chdir(tmp_path)
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        await filtered(pilot, "techstart", "three more")
        await pilot.press("space", "x")
        await until_text(pilot, "file for 1 promise:")
        await pilot.press("ctrl+u")
        await typed(pilot, name)
        await pilot.press("enter")
        await until_text(pilot, f"1 promise written to {name}")
    content = (tmp_path / name).read_text(encoding="utf-8")
    assert content.startswith(begins)
    assert THREE_USERS in content


async def test_a_file_of_another_ending_is_refused_with_those_there_are(
    make_app: MakeApp, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        await pilot.press("x")
        await until_text(pilot, "promises-2026-11-23.ics")
        await pilot.press("ctrl+u", *"p", "full_stop", *"xls", "enter")
        await until_text(pilot, "p.xls ends with none of")
    assert not (tmp_path / "p.xls").exists()


async def test_the_words_of_the_filter_are_named_when_nothing_fits(make_app: MakeApp) -> None:
    app = make_app(language="es")
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot, "Abierto")
        await pilot.press("slash")
        await typed(pilot, "zzz")
        await until_text(pilot, "El filtro conoce: vencido")
        await until_text(pilot, "vence:semana")


async def test_done_is_one_key_and_what_shows_it_one_more(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        await filtered(pilot, "three more", "three more")
        await pilot.press("d")
        await until(pilot, lambda lines: "Done 1" in "".join(lines[1:3]) or "Done this week 1" in lines[2])
        assert actions(app)[THREE_USERS].evidence == ""
        await pilot.press("D")
        await until_text(pilot, "shown by:")
        await typed(pilot, "seats page")
        await pilot.press("enter")
        await until_text(pilot, "Done: Add three more users (seats page)")
        assert actions(app)[THREE_USERS].evidence == "seats page"


async def test_enter_alone_finishes_without_anything_to_show(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        await filtered(pilot, "three more", "three more")
        await pilot.press("D", "enter")
        await until_text(pilot, "Done: Add three more users")
        found = actions(app)[THREE_USERS]
        assert (found.status, found.evidence) == ("done", "")


async def test_the_customer_is_reminded_from_the_board(make_app: MakeApp, tmp_path: Path) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        await filtered(pilot, "three more", "three more")
        await pilot.press("N")
        await until_text(pilot, "TechStart: a short reminder")
        await pilot.press("escape")
        await pilot.pause()
        assert actions(app)[THREE_USERS].nudges == ()
        await pilot.press("N")
        await until_text(pilot, "TechStart: a short reminder")
        await pilot.press("e")
        await until_text(pilot, "a sentence of your own:")
        await typed(pilot, "thank you all")
        await pilot.press("enter")
        await until_text(pilot, "thank you all")
        await pilot.press("x")
        await until_text(pilot, "file for 1 mail:")
        await pilot.press("ctrl+u")
        await typed(pilot, "n")
        await pilot.press("escape")
        await pilot.press("N", "y")
        await until_text(pilot, "Sent to your clipboard")
        (kept,) = actions(app)[THREE_USERS].nudges
        assert (kept.by, kept.channel) == (app.workspace.actor.id, "email")
        await pilot.press("escape")
        await until(pilot, lambda lines: "nudged 0d" in "".join(lines))


async def test_a_promise_of_ours_that_waits_on_nobody_is_not_nudged(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        await filtered(pilot, "ours owner:ana", "Open")
        await pilot.press("N")
        await until_text(pilot, "does not wait on the customer")


async def test_a_view_is_kept_and_taken_up_again(
    make_app: MakeApp, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        await filtered(pilot, "theirs", "theirs")
        await pilot.press("g", "s", "v")
        await until_text(pilot, "keep this view")
        await pilot.press("enter")
        await until_text(pilot, "name of the view:")
        await typed(pilot, "chase")
        await pilot.press("enter")
        await until_text(pilot, "View kept: chase")
        await pilot.press("escape", "g", "g", "g", "s")
        await until(pilot, lambda lines: "theirs" not in lines[1] and "grouped" not in lines[1])
        await pilot.press("v")
        await until_text(pilot, "chase")
        await pilot.press("enter")
        await until(pilot, lambda lines: "theirs" in lines[1] and any("Maidana 1 " in each for each in lines))
        await pilot.press("escape")
        await until(pilot, lambda lines: "theirs" not in lines[1])
        kept = app.screen.query_one(ActionsView).arrangement
        assert (kept.sort, kept.group) == ("due", "owner")


async def test_marked_ones_that_nobody_can_be_given_together_are_counted(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        board = app.screen.view.board  # type: ignore[attr-defined]
        sides = [card.side for card in board.cards[:3]]
        await pilot.press("space", "space", "space", "a")
        await until_text(pilot, f"so they keep their owner: {sum(side != sides[0] for side in sides)}")
