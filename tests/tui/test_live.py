"""What others do is on the screen at once, and whoever reads or types there is not moved."""

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace
from textual.pilot import Pilot

from cadence_tui.model.clock import monday
from cadence_tui.model.documents import Account, Action, Entry, Touchpoint
from cadence_tui.model.message import message
from cadence_tui.store.file_store import FileStore
from cadence_tui.tui.app import CadenceApp
from cadence_tui.tui.attentive import Attentive
from cadence_tui.workspace.actions import add_action
from cadence_tui.workspace.session import Workspace
from cadence_tui.workspace.touch_model import use_touch_model
from tests.tui.conftest import MakeApp
from tests.tui.screen_text import screen_text, until, until_text

Open = Callable[[str], Workspace]
SIZES = [(80, 24), (120, 40)]


@pytest.fixture
def lead(open_as: Open) -> Workspace:
    return open_as("lead")


@pytest.fixture
def only_heard(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody polls: what is seen was told by the kernel."""
    monkeypatch.setattr("cadence_tui.tui.attentive._LOOK_SECONDS", 3600)


@pytest.fixture
def only_polled(monkeypatch: pytest.MonkeyPatch) -> None:
    """A system without news of files."""
    monkeypatch.setattr(FileStore, "watch", lambda _: None)


async def listening(pilot: Pilot[None]) -> None:
    """The first screen stands whole, and the watch is open."""
    frame = pilot.app.screen
    assert isinstance(frame, Attentive)
    await until(pilot, lambda lines: frame._ear is not None and "reckoning" not in lines[1])


async def calm(pilot: Pilot[None]) -> list[str]:
    await until(pilot, lambda lines: "reckoning" not in lines[1] and "… " not in lines[1][:60])
    return screen_text(pilot.app)


def rename(ws: Workspace, account: Account, name: str) -> None:
    ws.commit(message("Renamed: {name}", name=name), edits=[(account, replace(account, name=name))])


def newcomers(ws: Workspace, count: int) -> None:
    """New accounts of Ana whose names come first."""
    owner = ws.records.person("ana").id
    made = [Account(id=ws.new_id(), name=f"AAA {number:02}", owner=owner) for number in range(count)]
    ws.commit(message("New accounts"), made=made)


def chosen(app: CadenceApp) -> str:
    return app.screen.view.table.current.name


@pytest.mark.usefixtures("only_heard")
async def test_it_is_heard_without_asking(make_app: MakeApp, lead: Workspace) -> None:
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await until_text(pilot, "TechStart")
        await listening(pilot)
        rename(lead, lead.records.account("TechStart"), "TechStart heard of")
        await until_text(pilot, "TechStart heard")


@pytest.mark.usefixtures("only_polled")
async def test_without_the_kernels_news_it_is_seen_within_a_second(
    make_app: MakeApp, lead: Workspace
) -> None:
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await until_text(pilot, "TechStart")
        rename(lead, lead.records.account("TechStart"), "TechStart polled")
        begun = time.monotonic()
        await until_text(pilot, "TechStart polled")
        assert time.monotonic() - begun < 2


@pytest.mark.usefixtures("only_heard")
async def test_a_burst_is_taken_in_whole_with_few_looks(
    make_app: MakeApp, lead: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks: list[float] = []
    look = Attentive.look

    def counted(self: Attentive) -> None:
        looks.append(time.monotonic())
        look(self)

    monkeypatch.setattr(Attentive, "look", counted)
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await until_text(pilot, "TechStart")
        await listening(pilot)
        looks.clear()
        begun = time.monotonic()
        for number in range(100):
            rename(lead, lead.records.account("TechStart"), f"TechStart {number:03}")
        await until_text(pilot, "TechStart 099")
        assert len(looks) <= 2 + (time.monotonic() - begun) / 0.02


@pytest.mark.parametrize("size", SIZES)
async def test_the_portfolio_keeps_row_and_place_when_rows_come_above(
    make_app: MakeApp, lead: Workspace, size: tuple[int, int]
) -> None:
    app = make_app()
    async with app.run_test(size=size) as pilot:
        await until_text(pilot, "TechStart")
        await listening(pilot)
        app.screen.view.rearrange(sort="name")
        await pilot.press(*["down"] * 30)
        await pilot.pause()
        table = app.screen.view.table
        name, seen_at = chosen(app), table.cursor - table.scroll_offset.y
        assert table.scroll_offset.y > 0 or size[1] == 40
        newcomers(lead, 8)
        await until(pilot, lambda _: any(row.name == "AAA 07" for row in table.rows))
        assert chosen(app) == name
        if table.scroll_offset.y:
            assert table.cursor - table.scroll_offset.y == seen_at or size[1] == 40
        assert name[:12] in "\n".join(screen_text(app))


async def test_a_filter_being_typed_stays_and_so_does_what_it_lets_through(
    make_app: MakeApp, lead: Workspace
) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await until_text(pilot, "TechStart")
        await listening(pilot)
        await pilot.press("slash", *"tec")
        await pilot.pause()
        newcomers(lead, 3)
        rename(lead, lead.records.account("TechStart"), "Tech Started")
        await until_text(pilot, "Tech Started")
        assert app.screen.prompt.is_open
        await pilot.press("h")
        lines = await until(pilot, lambda lines: "/ tech" in lines[1])
        assert not any("AAA 0" in line for line in lines)


async def test_an_open_dialog_and_its_half_typed_text_stay(make_app: MakeApp, lead: Workspace) -> None:
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await until_text(pilot, "TechStart")
        await listening(pilot)
        frame = app.screen
        await pilot.press("e")
        await until_text(pilot, "for a segment or stage set by hand")
        await pilot.press("end", *" half")
        newcomers(lead, 3)
        await until(pilot, lambda _: any(row.name == "AAA 02" for row in frame.view.book.rows))
        await pilot.press(*" typed")
        await until_text(pilot, "half typed")


@pytest.mark.parametrize("size", SIZES)
async def test_the_board_keeps_its_card(make_app: MakeApp, lead: Workspace, size: tuple[int, int]) -> None:
    app = make_app()
    async with app.run_test(size=size) as pilot:
        await until_text(pilot, "TechStart")
        await listening(pilot)
        await pilot.press("4")
        await until(pilot, lambda _: app.screen.view.contexts[0] == "actions" and app.screen.view._known)
        board = app.screen.view.board
        await pilot.press("down", "down", "down")
        await pilot.pause()
        card = board.current
        assert card
        account = lead.records.account("TechStart")
        for number in range(4):
            add_action(lead, account.id, f"Urgent {number}", owner="ana", due=lead.today(), priority="high")
        await until(pilot, lambda _: sum("Urgent" in each.title for each in board.cards) == 4)
        assert board.current
        assert board.current.id == card.id
        assert card.title[:10] in "\n".join(screen_text(app))


async def test_the_page_of_an_account_keeps_its_place(make_app: MakeApp, lead: Workspace) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await until_text(pilot, "TechStart")
        await listening(pilot)
        await pilot.press("enter")
        await until(pilot, lambda _: app.screen.view.contexts[0] == "account")
        view = app.screen.view
        await pilot.press("pagedown")
        await pilot.pause()
        top = view.query("Page").first().scroll_offset.y
        assert top > 0
        account = lead.records.get(Account, view.account_id)
        rename(lead, account, "Renamed under the reader")
        await until_text(pilot, "Renamed under")
        assert view.query("Page").first().scroll_offset.y == top


@pytest.mark.parametrize("watch", [True, False])
async def test_the_watch_is_let_go_with_the_screen(
    make_app: MakeApp, sample_store: Path, monkeypatch: pytest.MonkeyPatch, watch: bool
) -> None:
    if not watch:
        monkeypatch.setattr(FileStore, "watch", lambda _: None)
    app = make_app()
    links = Path("/proc/self/fd")

    def watches() -> int:
        return sum("inotify" in str(link.readlink()) for link in links.iterdir() if link.is_symlink())

    before = watches()
    async with app.run_test(size=(80, 24)) as pilot:
        await until_text(pilot, "TechStart")
        if watch:
            await listening(pilot)
        assert watches() - before == watch
    assert watches() == before


@pytest.mark.parametrize("size", SIZES)
async def test_the_calendar_keeps_its_call_when_one_comes_before_it(
    make_app: MakeApp, lead: Workspace, size: tuple[int, int]
) -> None:
    app = make_app()
    async with app.run_test(size=size) as pilot:
        await until_text(pilot, "TechStart")
        await listening(pilot)
        await pilot.press("2")
        await until_text(pilot, "week of 23 Nov")
        view = app.screen.view
        await until(pilot, lambda _: view._outlook is not None and view.grid.entry is not None)
        card = view.grid.entry
        at = card.start.replace(hour=7, minute=0)
        account = lead.records.account("Nimbus Retail")
        early = Touchpoint(
            id=lead.new_id(), account=account.id, owner=card.touch.owner, date=card.date, start=at, minutes=15
        )
        lead.commit(message("Planned: call with {account}", account=account.name), made=[early])

        def there(_: list[str]) -> bool:
            days = view.calendar.week(monday(card.date)).days
            return any(each.id == early.id for day in days for each in day.cards)

        await until(pilot, there)
        assert view.grid.entry.id == card.id


async def test_a_line_half_typed_in_a_call_stays_while_another_screen_writes(
    make_app: MakeApp, open_as: Open
) -> None:
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await until_text(pilot, "TechStart")
        await listening(pilot)
        touch = next(
            touch
            for touch in app.workspace.records.open_touchpoints()
            if touch.account == app.workspace.records.account("TechStart").id
        )
        app.screen.root(3).open_touch(touch.id)
        await until(pilot, lambda lines: any("TechStart" in line and "30 min" in line for line in lines))
        await pilot.press("enter")
        await until_text(pilot, "/ 30:00")
        await pilot.press(*"half")
        other = open_as("ana")
        (call,) = [call for call in other.records.open_calls() if call.touchpoint == touch.id]
        note = Entry(at=other.now(), text="written elsewhere")
        other.commit(message("Note"), edits=[(call, replace(call, entries=(*call.entries, note)))])
        await until_text(pilot, "written elsewhere")
        await pilot.press(*"typed")
        await until_text(pilot, "halftyped")


async def test_the_review_stays_on_its_promise(make_app: MakeApp, ana: Workspace) -> None:
    app = make_app(acting="lead")
    async with app.run_test(size=(80, 24)) as pilot:
        await until_text(pilot, "TechStart")
        await listening(pilot)
        await pilot.press("4")
        await until(pilot, lambda _: app.screen.view.contexts[0] == "actions" and app.screen.view._known)
        await pilot.press("R")
        await until(pilot, lambda lines: " of " in lines[1])
        view = app.screen.view
        await pilot.press("right")
        await pilot.pause()
        item, place = view.sitting.item, view.sitting.place
        assert item.kind == "action"
        action = ana.records.get(Action, item.id)
        ana.commit(message("Renamed"), edits=[(action, replace(action, title="Renamed by its owner"))])
        add_action(ana, ana.records.account("TechStart").id, "Another", due=ana.today())
        await until_text(pilot, "Renamed by its owner")
        assert (view.sitting.item.id, view.sitting.place) == (item.id, place)


@pytest.mark.usefixtures("only_heard")
async def test_another_touch_model_is_worked_by_at_once(make_app: MakeApp, lead: Workspace) -> None:
    async with make_app().run_test(size=(160, 40)) as pilot:
        await listening(pilot)
        await until_text(pilot, "Mid-market")
        use_touch_model(lead, "cadence-models")
        await until_text(pilot, "Core")
        lines = await calm(pilot)
        assert not any("SMB" in line or "Mid-market" in line for line in lines)
