"""The frame around all work: tabs, stacks of views, keys, the footer line, undo, palette, colours."""

from functools import partial
from pathlib import Path
from typing import ClassVar

import pytest
from msgspec import structs
from rich.cells import cell_len
from textual.pilot import Pilot

from cadence_tui.locale import LANGUAGES, speech
from cadence_tui.model.documents import Account
from cadence_tui.model.errors import Refused
from cadence_tui.model.message import Message, message
from cadence_tui.tui.app import CadenceApp
from cadence_tui.tui.bars import TABS
from cadence_tui.tui.frame import Frame
from cadence_tui.tui.keymap import Keymap, key_label
from cadence_tui.tui.registry import STACKS, Act, all_acts
from cadence_tui.tui.spans import Line
from cadence_tui.tui.themes import load_theme
from cadence_tui.tui.view import View
from cadence_tui.tui.widgets.table import Column, Table
from cadence_tui.workspace.session import Workspace
from tests.tui.hostile import HOSTILE, assert_inert, start_of, strips
from tests.tui.screen_text import screen_text, until, until_text

OFF = message("A few words are needed: why?")


class Rows(View):
    """A list in the context of the portfolio; some acts are off, what was done is noted."""

    contexts: ClassVar[tuple[str, ...]] = ("portfolio", "list", "app")
    name_of = "rows"

    def __init__(self, title: str = "first", off: tuple[str, ...] = ()) -> None:
        super().__init__()
        self.title, self.off = title, off
        self.opened: list[str] = []
        self.told: list[set[str]] = []
        self.inner = False
        self.table: Table[str] = Table(
            (Column(id="name", title="Name", width=20, grow=1),), str, lambda row: (row,)
        )

    def compose(self):
        yield self.table

    def entered(self) -> None:
        self.table.focus()
        self.table.show([f"{self.title} {number}" for number in range(50)])

    def context_line(self) -> tuple[Line, Line]:
        return [(f"here is {self.title}", "")], []

    def why_not(self, act: Act) -> Message | None:
        return OFF if act.id in self.off else None

    def news(self, kinds: set[str]) -> None:
        self.told.append(kinds)

    def back(self) -> bool:
        was, self.inner = self.inner, False
        return was

    def act_list(self, act_id: str) -> None:
        self.table.move(act_id)

    def act_open(self) -> None:
        self.opened.append(str(self.table.current))
        self.frame.open(Rows("second"))


class FrameApp(CadenceApp):
    """The application with views of this test in its tabs."""

    def __init__(self, workspace: Workspace, folder: Path, *, language: str = "en", off=()) -> None:
        self._off = off
        super().__init__(
            workspace,
            language=language,
            theme=load_theme("dark", folder),
            keymap=Keymap(all_acts()),
            themes=folder,
        )

    def get_default_screen(self) -> Frame:
        titles = {1: "first", **{tab: f"tab {tab}" for tab in range(2, 6)}}
        return Frame({tab: partial(Rows, title, self._off) for tab, title in titles.items()})


async def footer(pilot: Pilot[None]) -> str:
    await pilot.pause()
    return screen_text(pilot.app)[-1]


# -- tabs and stacks of views --------------------------------------------------------


async def test_a_view_opens_over_another_and_back_returns(ana: Workspace, tmp_path: Path) -> None:
    app = FrameApp(ana, tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await until_text(pilot, "first 0")
        await pilot.press("j", "j", "down", "enter")
        await until_text(pilot, "here is second")
        assert app.screen.view.title == "second"
        await pilot.press("escape")
        lines = await until_text(pilot, "here is first")
        assert "second" not in "".join(lines)
        await pilot.press("j", "enter")
        await until_text(pilot, "here is second")
        assert app.screen.root(1).opened == ["first 3", "first 4"]


async def test_back_on_the_lowest_view_stays_and_an_inner_mode_is_left_first(
    ana: Workspace, tmp_path: Path
) -> None:
    app = FrameApp(ana, tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await until_text(pilot, "first 0")
        await pilot.press("escape", "backspace")
        await until_text(pilot, "here is first")
        await pilot.press("enter")
        await until_text(pilot, "here is second")
        app.screen.view.inner = True
        await pilot.press("escape")
        await pilot.pause()
        assert app.screen.view.title == "second"
        await pilot.press("escape")
        await until_text(pilot, "here is first")


async def test_every_tab_keeps_its_own_stack(ana: Workspace, tmp_path: Path) -> None:
    app = FrameApp(ana, tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await until_text(pilot, "first 0")
        await pilot.press("enter")
        await until_text(pilot, "here is second")
        await pilot.press("3")
        await until_text(pilot, "here is tab 3")
        await pilot.press("1")
        await until_text(pilot, "here is second")
        await pilot.press("escape")
        await until_text(pilot, "here is first")
        await pilot.press("3")
        await until_text(pilot, "here is tab 3")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", [80, 120])
async def test_all_tabs_and_the_time_are_on_the_first_line(
    ana: Workspace, tmp_path: Path, language: str, width: int
) -> None:
    app = FrameApp(ana, tmp_path, language=language)
    async with app.run_test(size=(width, 24)) as pilot:
        await until_text(pilot, "first 0")
        first = screen_text(app)[0]
        for number, title in enumerate(TABS, 1):
            assert f" {number} {speech(language).word(title)} " in first
        assert speech(language).time(ana.local_now()) in first


# -- the footer line -----------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("contexts", STACKS, ids=lambda stack: stack[0])
async def test_the_footer_fits_at_80_columns_and_tells_of_help(
    ana: Workspace, tmp_path: Path, language: str, contexts: tuple[str, ...]
) -> None:
    app = FrameApp(ana, tmp_path, language=language)
    async with app.run_test(size=(80, 24)) as pilot:
        await until_text(pilot, "first 0")
        app.screen.view.contexts = contexts
        app.screen.show_bars()
        line = (await footer(pilot)).rstrip()
        assert line
        assert "…" not in line
        keymap = app.keymap
        acts = [act for act in keymap.of(contexts) if act.footer]
        parts = [part.split(" ", 1) for part in line.strip().split(" · ")]
        shown = {(keymap.label(act, app.speech), app.speech.word(act.title)) for act in acts}
        assert {(key, title) for key, title in parts} <= shown
        if "app" in contexts:
            assert parts[-1] == [key_label("?", app.speech), app.speech.word(all_acts()["app.help"].title)]


async def test_a_notice_stays_until_a_key(ana: Workspace, tmp_path: Path) -> None:
    app = FrameApp(ana, tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await until_text(pilot, "first 0")
        plain_footer = await footer(pilot)
        app.screen.tell(message("Taken back: {what}", what="everything"))
        assert "Taken back: everything" in await footer(pilot)
        app.screen.show_bars()
        app.screen.look()
        assert "Taken back: everything" in await footer(pilot)
        await pilot.press("j")
        assert await footer(pilot) == plain_footer


@pytest.mark.parametrize("kind", HOSTILE)
async def test_hostile_notices_and_titles_are_text(ana: Workspace, tmp_path: Path, kind: str) -> None:
    app = FrameApp(ana, tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await until_text(pilot, "first 0")
        app.screen.view.title = HOSTILE[kind]
        app.screen.tell(message("Taken back: {what}", what=HOSTILE[kind]))
        await pilot.pause()
        assert_inert(app)
        lines = screen_text(app)
        assert start_of(HOSTILE[kind]) in lines[1]
        assert start_of(HOSTILE[kind]) in lines[-1]


async def test_an_act_that_is_off_says_why_and_is_dim(ana: Workspace, tmp_path: Path) -> None:
    app = FrameApp(ana, tmp_path, off=("portfolio.open",))
    async with app.run_test(size=(80, 24)) as pilot:
        await until_text(pilot, "first 0")
        dim = app.palette.style("dim").color
        label = key_label("enter", app.speech)
        foot = strips(app)[-1]
        (hint,) = [segment for segment in foot if label in segment.text]
        assert hint.style.color == dim
        await pilot.press("enter")
        assert "A few words are needed" in await footer(pilot)
        assert app.screen.view.title == "first"
        assert app.screen.view.opened == []


async def test_a_refusal_is_said_and_nothing_else_happens(ana: Workspace, tmp_path: Path) -> None:
    app = FrameApp(ana, tmp_path)

    def refuse() -> None:
        raise Refused(message("That changes nothing: {what}", what="TechStart"))

    async with app.run_test(size=(80, 24)) as pilot:
        await until_text(pilot, "first 0")
        done: list[object] = []
        app.screen.view.perform(refuse, done.append)
        await until_text(pilot, "That changes nothing: TechStart")
        assert done == []
        assert app.is_running


# -- undo, news, palette, colours --------------------------------------------------------


def rename(ws: Workspace, name: str) -> None:
    account = next(iter(ws.records.accounts()))
    ws.commit(message("Renamed: {name}", name=name), edits=[(account, structs.replace(account, name=name))])


async def test_u_takes_back_and_ctrl_r_does_again(ana: Workspace, tmp_path: Path) -> None:
    first = next(iter(ana.records.accounts()))
    rename(ana, "Renamed Ltd")
    app = FrameApp(ana, tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await until_text(pilot, "first 0")
        await pilot.press("u")
        await until_text(pilot, "Taken back: ")
        assert ana.records.get(Account, first.id).name == first.name
        await until(pilot, lambda _: any("account" in kinds for kinds in app.screen.view.told))
        await pilot.press("u")
        await until_text(pilot, "There is nothing to take back")
        await pilot.press("ctrl+r")
        await until_text(pilot, "Done again: ")
        assert ana.records.get(Account, first.id).name == "Renamed Ltd"


async def test_what_others_change_reaches_every_view_of_every_tab(
    ana: Workspace, open_as, tmp_path: Path
) -> None:
    app = FrameApp(ana, tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await until_text(pilot, "first 0")
        await pilot.press("enter", "2")
        await until_text(pilot, "here is tab 2")
        rename(open_as("lead"), "Renamed by the lead")
        frame = app.screen
        views = [*frame._stacks[1], *frame._stacks[2]]
        assert len(views) == 3
        await until(pilot, lambda _: all({"account"} in view.told for view in views))


async def test_the_palette_finds_an_act_and_carries_it_out(ana: Workspace, tmp_path: Path) -> None:
    app = FrameApp(ana, tmp_path, language="es")
    async with app.run_test(size=(80, 24)) as pilot:
        await until_text(pilot, "first 0")
        await pilot.press(":")
        await until_text(pilot, speech("es").say("type to narrow"))
        help_text = speech("es").word(all_acts()["app.tab-4"].help)
        await pilot.press(*("space" if char == " " else char for char in help_text), "enter")
        await until_text(pilot, "here is tab 4")


async def test_the_palette_says_why_an_act_is_off(ana: Workspace, tmp_path: Path) -> None:
    app = FrameApp(ana, tmp_path, off=("portfolio.open",))
    async with app.run_test(size=(120, 40)) as pilot:
        await until_text(pilot, "first 0")
        await pilot.press(":")
        await until_text(pilot, "type to narrow")
        await pilot.press(*"open")
        await until_text(pilot, "A few words are")
        await pilot.press("enter")
        await pilot.pause()
        assert app.screen.view.title == "first"
        assert "A few words are needed" in await footer(pilot)


async def test_another_theme_repaints_everything(ana: Workspace, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    app = FrameApp(ana, tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await until_text(pilot, "first 0")
        before = strips(app)
        await pilot.press("f8")
        await until_text(pilot, "type to narrow")
        await pilot.press(*"light", "enter")
        await until(pilot, lambda _: app.theme_name == "light" and isinstance(app.screen, Frame))
        await pilot.pause()
        after = strips(app)
        assert [strip.text for strip in after] == [strip.text for strip in before]
        for old, new in zip(before, after, strict=True):
            assert old != new, old.text
        settings = tmp_path / "config" / "cadence" / "settings.toml"
        assert 'theme = "light"' in settings.read_text()


async def test_help_shows_the_keys_that_listen_here(ana: Workspace, tmp_path: Path) -> None:
    app = FrameApp(ana, tmp_path)
    async with app.run_test(size=(120, 50)) as pilot:
        await until_text(pilot, "first 0")
        await pilot.press("?")
        lines = await until_text(pilot, "Keys of this screen")
        text = "\n".join(lines)
        assert app.speech.word(all_acts()["portfolio.open"].help) in text
        assert "Next row" in text
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, Frame)


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (60, 16)])
async def test_every_line_is_as_wide_as_the_screen(
    ana: Workspace, tmp_path: Path, size: tuple[int, int]
) -> None:
    app = FrameApp(ana, tmp_path)
    async with app.run_test(size=size) as pilot:
        lines = await until_text(pilot, "first 0")
        assert {cell_len(line) for line in lines} == {size[0]}
        assert len(lines) == size[1]
