"""Group sessions on the screen: planned in a form, guests chosen, invited, answers, attendance (P9)."""

import re
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from textual.pilot import Pilot

from cadence_tui.model.documents import GroupSession
from cadence_tui.tui.app import CadenceApp
from cadence_tui.tui.sessions.guests import GuestsView
from cadence_tui.tui.sessions.view import SessionsView
from cadence_tui.workspace.clock import FixedClock
from cadence_tui.workspace.group_sessions import add_session
from cadence_tui.workspace.session import open_workspace
from cadence_tui.workspace.session_guests import add_guests, candidates_matching
from cadence_tui.workspace.session_letters import invite
from tests.conftest import NOW
from tests.tui.screen_text import until, until_text

MakeApp = Callable[..., CadenceApp]
FRIDAY = datetime.fromisoformat("2026-11-27T16:00:00-05:00")
TITLE = "Reports for all"
_ASKED = re.compile("mail to send|Held back")


@pytest.fixture
def planned(sample_store: Path) -> Path:
    """A session of Ana's on Friday with a few guests, who have no invitation yet."""
    workspace = open_workspace(sample_store, acting="ana", clock=FixedClock(NOW))
    made = add_session(workspace, TITLE, FRIDAY).sessions[0]
    add_guests(workspace, made.id, candidates_matching(workspace, "segment:smb", "mine"))
    workspace.close()
    return sample_store


def stored(app: CadenceApp, title: str = TITLE) -> GroupSession:
    return next(each for each in app.workspace.records.group_sessions() if each.title == title)


def statuses(app: CadenceApp) -> list[str]:
    return [guest.status for guest in stored(app).guests]


async def opened(pilot: Pilot[None]) -> SessionsView:
    await pilot.press("2")
    await until(pilot, lambda lines: any("│" in line for line in lines))
    await pilot.press("g")
    await until(pilot, lambda lines: any("●" in line for line in lines[3:]))
    view = pilot.app.screen_stack[0].view  # type: ignore[attr-defined]
    assert isinstance(view, SessionsView)
    return view


async def on_guests(pilot: Pilot[None]) -> GuestsView:
    view = await opened(pilot)
    await pilot.press("/", *"reports", "enter")
    await until(pilot, lambda lines: TITLE in lines[3])
    assert view.table.select(view.table.rows[0].id) or view.table.current is not None
    await pilot.press("enter")
    await until(pilot, lambda lines: lines[1].strip().startswith(TITLE) and "○" in lines[3])
    guests = pilot.app.screen_stack[0].view  # type: ignore[attr-defined]
    assert isinstance(guests, GuestsView)
    return guests


async def through_held_back(pilot: Pilot[None]) -> None:
    """To the mails, whether or not the contact budget holds somebody back."""
    lines = await until(pilot, lambda lines: any(_ASKED.search(line) for line in lines))
    if any("Held back" in line for line in lines):
        await pilot.press("enter")
        await until_text(pilot, "mail to send")


@pytest.mark.parametrize(
    ("language", "title", "new"),
    [
        ("en", "Group sessions", "n new"),
        ("es", "Sesiones grupales", "n nuevo"),
        ("pt-BR", "Sessões em grupo", "n novo"),
    ],
)
async def test_the_list_fits_80_by_24_in_each_language(
    make_app: MakeApp, planned: Path, language: str, title: str, new: str
) -> None:
    app = make_app(language=language)
    async with app.run_test(size=(80, 24)) as pilot:
        view = await opened(pilot)
        lines = await until(pilot, lambda lines: new in lines[-1])
        assert lines[1].strip().startswith(title)
        assert any(TITLE[:12] in line for line in lines)
        starts = [row.session.start for row in view.table.rows]
        assert starts == sorted(starts)


async def test_a_series_is_planned_in_a_form_in_the_readers_words(make_app: MakeApp, planned: Path) -> None:
    app = make_app(language="es")
    async with app.run_test(size=(100, 30)) as pilot:
        await opened(pilot)
        await pilot.press("n")
        await until_text(pilot, "Nueva sesión grupal")
        await pilot.press(*"Usuarios", "tab", "right", "tab", *"miercoles", "tab", *"7:30", "tab", "right")
        await pilot.press("ctrl+s")
        await until_text(pilot, "Nueva serie de sesiones grupales")
        made = [each for each in app.workspace.records.group_sessions() if each.title == "Usuarios"]
        assert len(made) > 5
        assert made[0].form == "user_group"
        assert {each.start.astimezone(FRIDAY.tzinfo).strftime("%a %H:%M") for each in made} == {"Wed 07:30"}


async def test_a_taken_hour_brings_the_form_back_with_what_was_typed(
    make_app: MakeApp, planned: Path
) -> None:
    app = make_app()
    async with app.run_test(size=(100, 30)) as pilot:
        await opened(pilot)
        await pilot.press("n")
        await until_text(pilot, "New group session")
        await pilot.press(*"Another", "tab", "tab", *"friday", "tab", *"16:30", "ctrl+s")
        await until(pilot, lambda lines: any("is then" in line for line in lines))
        await until_text(pilot, "Another")
        assert not [each for each in app.workspace.records.group_sessions() if each.title == "Another"]


async def test_guests_are_chosen_by_filter_with_who_is_left_out(make_app: MakeApp, planned: Path) -> None:
    app = make_app()
    async with app.run_test(size=(100, 30)) as pilot:
        await on_guests(pilot)
        before = len(stored(app).guests)
        await pilot.press("n", *"segment:mid", "enter")
        await until_text(pilot, "on the list")
        await pilot.press("enter")
        await until(pilot, lambda lines: "Guests of" in lines[-1])
        assert len(stored(app).guests) > before
        await pilot.press("n", *"segment:smb", "enter")
        await until_text(pilot, "is on the list already")


async def test_marked_guests_are_invited_and_their_mails_shown(make_app: MakeApp, planned: Path) -> None:
    app = make_app()
    async with app.run_test(size=(100, 30)) as pilot:
        view = await on_guests(pilot)
        await pilot.press("space", "i")
        await through_held_back(pilot)
        assert statuses(app).count("invited") == 1
        assert "Ana Ruiz" in "".join(await until_text(pilot, "Copy the mails"))
        await pilot.press("escape")
        await until(pilot, lambda lines: any("◇ invited" in line for line in lines))
        assert not view.table.marked


async def test_an_answer_by_key_and_back_again(make_app: MakeApp, planned: Path) -> None:
    app = make_app()
    async with app.run_test(size=(100, 30)) as pilot:
        await on_guests(pilot)
        await pilot.press("a")
        await until_text(pilot, "Who has no invitation yet cannot answer one")
        await pilot.press("space", "i")
        await through_held_back(pilot)
        await pilot.press("escape")
        await until(pilot, lambda lines: "◇" in lines[3])
        await pilot.press("home", "a")
        await until(pilot, lambda lines: "● accepted" in lines[3])
        await pilot.press("a")
        await until(pilot, lambda lines: "◇ invited" in lines[3])
        await pilot.press("d")
        await until(pilot, lambda lines: "declined" in lines[3])
        assert statuses(app)[0] == "declined"


async def test_attendance_is_marked_in_bulk_after_it(make_app: MakeApp, planned: Path) -> None:
    app = make_app(now=datetime.fromisoformat("2026-11-27T17:30:00-05:00"))
    async with app.run_test(size=(120, 40)) as pilot:
        await on_guests(pilot)
        await pilot.press("space", "space", "c")
        await until(pilot, lambda lines: "Came to" in lines[-1])
        assert statuses(app).count("attended") == 2
        assert stored(app).status == "held"
        await pilot.press("C")
        await until(pilot, lambda lines: "is complete" in lines[-1])
        await pilot.press("u")
        await until(pilot, lambda lines: "Undone" in lines[-1] or "Taken back" in lines[-1])
        assert stored(app).status == "planned"


async def test_a_reader_sees_all_and_changes_nothing(
    make_app: MakeApp, planned: Path, sample_store: Path
) -> None:
    from cadence_tui.model.documents import Person
    from cadence_tui.workspace.people import add_person

    admin = open_workspace(sample_store, acting="admin", clock=FixedClock(NOW))
    add_person(admin, Person(id=admin.new_id(), name="Rita", login="rita", role="reader"))
    admin.close()
    app = make_app(acting="rita")
    async with app.run_test(size=(100, 30)) as pilot:
        await opened(pilot)
        await pilot.press("n")
        await until(pilot, lambda lines: "Readers change nothing" in lines[-1])


async def test_detail_stands_beside_the_list_where_there_is_room(make_app: MakeApp, planned: Path) -> None:
    app = make_app()
    async with app.run_test(size=(140, 36)) as pilot:
        await opened(pilot)
        lines = await until_text(pilot, "host: Ana Ruiz")
        assert any("not invited yet" in line for line in lines)


async def test_files_are_written_where_it_is_said(make_app: MakeApp, planned: Path, tmp_path: Path) -> None:
    app = make_app()
    async with app.run_test(size=(100, 30)) as pilot:
        await on_guests(pilot)
        await pilot.press("x", *str(tmp_path / "mails"), "enter")
        await until_text(pilot, "files written")
        assert list((tmp_path / "mails").glob("*.eml"))


@pytest.mark.parametrize("invited", [False, True])
async def test_calling_off_says_how_it_comes_back_and_shows_the_mails_to_who_was_invited(
    make_app: MakeApp, planned: Path, invited: bool
) -> None:
    app = make_app()
    if invited:
        workspace = open_workspace(planned, acting="ana", clock=FixedClock(NOW))
        made = next(each for each in workspace.records.group_sessions() if each.title == TITLE)
        invite(workspace, made.id, over_budget=True)
        workspace.close()
    async with app.run_test(size=(100, 30)) as pilot:
        await opened(pilot)
        await pilot.press("/", *"reports", "enter")
        await until(pilot, lambda lines: TITLE in lines[3])
        await pilot.press("X")
        if invited:
            lines = await until_text(pilot, "esc, then u undoes it")
            assert any("mail to send" in line or "mails to send" in line for line in lines)
            assert any(f"Cancelled: {TITLE}" in line for line in lines)
            await pilot.press("escape")
        else:
            await until(pilot, lambda lines: "u undoes it" in lines[-1])
        assert stored(app).status == "cancelled"
        await pilot.press("u")
        await until(pilot, lambda lines: stored(app).status == "planned")
