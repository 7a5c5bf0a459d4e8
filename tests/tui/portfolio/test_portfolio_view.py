"""The portfolio as a person sees and uses it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace
from textual.pilot import Pilot

from cadence_tui.model.documents import Account, Action
from cadence_tui.model.message import message
from cadence_tui.tui.app import CadenceApp
from cadence_tui.tui.portfolio.view import PortfolioView
from cadence_tui.workspace.portfolio import portfolio_book
from cadence_tui.workspace.session import Workspace
from tests.tui.screen_text import screen_text, until, until_text

MakeApp = Callable[..., CadenceApp]


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.chdir(tmp_path)


def view(pilot: Pilot[None]) -> PortfolioView:
    found = pilot.app.screen_stack[0].view  # type: ignore[attr-defined]
    assert isinstance(found, PortfolioView)
    return found


def names(pilot: Pilot[None]) -> list[str]:
    return [row.name for row in view(pilot).table.rows if hasattr(row, "name")]


async def reckoned(pilot: Pilot[None]) -> list[str]:
    """Waits until every row on the screen has its health."""

    def all_known(_: list[str]) -> bool:
        rows = view(pilot).table.rows
        return (
            view(pilot).book.pending == 0 and bool(rows) and all(getattr(row, "known", True) for row in rows)
        )

    return await until(pilot, all_known)


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 50)])
@pytest.mark.parametrize("language", ["en", "es", "pt-BR"])
async def test_every_width_and_language_shows_the_list(
    make_app: MakeApp, size: tuple[int, int], language: str
) -> None:
    async with make_app(language=language).run_test(size=size) as pilot:
        lines = await reckoned(pilot)
        assert all(len(line) <= size[0] for line in lines)
        head = {"en": "Account", "es": "Cuenta", "pt-BR": "Conta"}[language]
        assert head in lines[2]
        assert any(glyph in line for line in lines[3:] for glyph in "▲●▼")
        assert ("│" in "".join(lines)) == (size[0] >= 110)


async def test_kept_rows_are_there_before_anything_is_read(make_app: MakeApp, ana: Workspace) -> None:
    portfolio_book(ana)
    app = make_app()
    async with app.run_test(size=(120, 40)):
        first = screen_text(app)
    assert any("▲" in line for line in first)
    assert not any("reckoning" in line for line in first)


async def test_the_filter_narrows_while_typing_and_escape_brings_all_back(make_app: MakeApp) -> None:
    async with make_app().run_test(size=(120, 40)) as pilot:
        await reckoned(pilot)
        everything = names(pilot)
        await pilot.press("slash", *"techst")
        await until(pilot, lambda _: names(pilot) == ["TechStart"])
        await pilot.press("enter", "escape")
        await until(pilot, lambda _: names(pilot) == everything)


async def test_a_filter_that_fits_nothing_says_so(make_app: MakeApp) -> None:
    async with make_app(language="es").run_test(size=(80, 24)) as pilot:
        await reckoned(pilot)
        await pilot.press("slash", *"zzzz", "enter")
        await until_text(pilot, "Ninguna cuenta coincide. / cambia el filtro.")


async def test_scope_goes_round_and_shows_the_owner(make_app: MakeApp) -> None:
    async with make_app().run_test(size=(200, 50)) as pilot:
        await reckoned(pilot)
        mine = len(names(pilot))
        await pilot.press("o", "o")
        lines = await until_text(pilot, "Owner")
        assert len(names(pilot)) == len(view(pilot).book.rows) > mine
        assert lines[1].startswith(" all · ")
        await pilot.press("o")
        await until(pilot, lambda _: len(names(pilot)) == mine)


async def test_sort_by_name(make_app: MakeApp) -> None:
    async with make_app().run_test(size=(120, 40)) as pilot:
        await reckoned(pilot)
        await pilot.press("s", *"name", "enter")
        await until(pilot, lambda lines: "by name" in lines[1])
        from cadence_tui.model.text import fold

        assert names(pilot) == sorted(names(pilot), key=fold)


async def test_groups_have_heads_that_the_cursor_steps_over(make_app: MakeApp) -> None:
    async with make_app().run_test(size=(120, 40)) as pilot:
        await reckoned(pilot)
        await pilot.press("g", *"segment", "enter")
        await until(pilot, lambda lines: "groups: segment" in lines[1])
        table = view(pilot).table
        await pilot.press("home")
        assert view(pilot).current is not None
        assert table.scroll_offset.y == 0
        for _ in range(len(table.rows)):
            await pilot.press("j")
            assert view(pilot).current is not None
        for _ in range(len(table.rows)):
            await pilot.press("k")
            assert view(pilot).current is not None


async def test_why_takes_health_and_rank_apart(make_app: MakeApp) -> None:
    async with make_app().run_test(size=(120, 40)) as pilot:
        await reckoned(pilot)
        await pilot.press("slash", *"techst", "enter", "w")
        lines = await until_text(pilot, "Why: TechStart")
        assert any("Product: 7 logins a week, usually 28" in line for line in lines)
        await pilot.press("end")
        await until_text(pilot, "Rank by attention")


async def test_a_view_is_kept_and_taken_up_again(make_app: MakeApp) -> None:
    async with make_app().run_test(size=(120, 40)) as pilot:
        await reckoned(pilot)
        await pilot.press("o", "slash", *"risk", "enter", "v", "enter", *"At risk", "enter")
        await until_text(pilot, "View kept: At risk")
    async with make_app().run_test(size=(120, 40)) as pilot:
        await reckoned(pilot)
        await pilot.press("v")
        await until_text(pilot, "At risk")
        await pilot.press("enter")
        await until(pilot, lambda lines: lines[1].startswith(" pod") and "/ risk" in lines[1])


async def test_marked_accounts_are_exported(make_app: MakeApp, tmp_path: Path) -> None:
    async with make_app().run_test(size=(120, 40)) as pilot:
        await reckoned(pilot)
        chosen = names(pilot)[:2]
        await pilot.press("space", "space")
        await until_text(pilot, "2 marked")
        await pilot.press("x", "enter")
        await until_text(pilot, "accounts written to portfolio-2026-11-23.csv")
    content = (tmp_path / "portfolio-2026-11-23.csv").read_text(encoding="utf-8")
    assert [line.split(",")[0].strip('"') for line in content.splitlines()[1:]] == chosen


async def test_copy_shows_what_was_sent(make_app: MakeApp) -> None:
    async with make_app().run_test(size=(120, 40)) as pilot:
        await reckoned(pilot)
        name = names(pilot)[0]
        await pilot.press("y")
        await until_text(pilot, f"Account: {name}")


async def test_editing_changes_the_store_and_the_list(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await reckoned(pilot)
        await pilot.press("slash", *"techst", "enter", "e")
        await until_text(pilot, "for a segment or stage set by hand")
        await pilot.press("end", *" GmbH", "ctrl+s")
        await until(pilot, lambda _: names(pilot) == ["TechStart GmbH"])
        await pilot.press("u")
        await until(pilot, lambda _: names(pilot) == ["TechStart"])


async def test_a_fault_in_the_form_is_told_and_nothing_is_lost(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await reckoned(pilot)
        await pilot.press("slash", *"techst", "enter", "e")
        await until_text(pilot, "for a segment or stage set by hand")
        await pilot.press("down", "down", "end", "x", "ctrl+s")
        await until_text(pilot, "A date is written YYYY-MM-DD")
        await pilot.press("escape")
        await until(pilot, lambda _: len(app.screen_stack) == 1)
        assert app.workspace.records.account("TechStart").renewal is not None


async def test_health_judged_by_a_person_is_shown_with_their_reason(make_app: MakeApp) -> None:
    async with make_app().run_test(size=(120, 40)) as pilot:
        await reckoned(pilot)
        await pilot.press("slash", *"techst", "enter", "H")
        await until_text(pilot, "as reckoned")
        await pilot.press("right", "down", *"Merger ahead", "ctrl+s")
        await until_text(pilot, "Ana Ruiz sets red")


async def test_what_others_change_appears(make_app: MakeApp, open_as: Callable[[str], Workspace]) -> None:
    async with make_app().run_test(size=(120, 40)) as pilot:
        await reckoned(pilot)
        other = open_as("ana")
        was = other.records.account("TechStart")
        other.commit(message("x"), edits=[(was, replace(was, name="Renamed elsewhere"))])
        await until(pilot, lambda _: "Renamed elsewhere" in names(pilot))


async def test_the_place_stays_when_the_order_changes_under_it(
    make_app: MakeApp, open_as: Callable[[str], Workspace]
) -> None:
    async with make_app().run_test(size=(120, 24)) as pilot:
        await reckoned(pilot)
        await pilot.press("down", "down", "down")
        here = view(pilot).table.current_key
        other = open_as("ana")
        last = other.records.get(Account, view(pilot).table.rows[-1].id)  # type: ignore[union-attr]
        late = Action(id=other.new_id(), account=last.id, title="Late", due=last.start, created=other.now())
        other.commit(message("x"), made=[late])
        await until(
            pilot, lambda _: any(r.id == last.id and r.overdue_actions for r in view(pilot).book.rows)
        )
        assert view(pilot).table.current_key == here


async def test_text_from_outside_stays_text(make_app: MakeApp, ana: Workspace) -> None:
    was = ana.records.account("TechStart")
    evil = "[red]A[/red][@click=app.quit]b[/] \x1b[31m\u202e漢字👩‍💻"
    ana.commit(message("x"), edits=[(was, replace(was, name=evil))])
    async with make_app().run_test(size=(120, 40)) as pilot:
        await reckoned(pilot)
        await pilot.press("slash", *"click", "enter")
        lines = await until(pilot, lambda _: len(names(pilot)) == 1)
        shown = next(line for line in lines if "[red]A[/red]" in line)
        assert "\x1b" not in shown
        assert "\u202e" not in shown


async def test_readers_are_told_why_not(make_app: MakeApp, ana: Workspace) -> None:
    ana.commit(message("x"), edits=[(ana.actor, replace(ana.actor, role="reader"))])
    async with make_app().run_test(size=(120, 40)) as pilot:
        await reckoned(pilot)
        await pilot.press("e")
        await until_text(pilot, "Readers change nothing")


async def test_an_empty_store_says_how_accounts_come(make_app: MakeApp, tmp_path: Path) -> None:
    from cadence_tui.model.documents import Person
    from cadence_tui.workspace.setup import create_store
    from tests.tui.conftest import NOW

    me = Person(id="p1", name="Ana", login="ana", role="admin")
    create_store(tmp_path / "empty", [me], made=NOW).close()
    async with make_app(tmp_path / "empty").run_test(size=(80, 24)) as pilot:
        await until_text(pilot, "cadence import accounts FILE")
        await pilot.press("enter")
        await until_text(pilot, "Choose an account first")
