"""Leave is entered on the screen, and its cover accepted, changed, noted and undone by keys (P6)."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from cadence_tui.model.documents import Person
from cadence_tui.tui.account.view import AccountPage
from cadence_tui.tui.app import CadenceApp
from cadence_tui.tui.frame import Frame
from cadence_tui.workspace.clock import FixedClock
from cadence_tui.workspace.cover import accept_cover
from cadence_tui.workspace.leave import add_leave
from cadence_tui.workspace.people import add_person
from cadence_tui.workspace.session import open_workspace
from tests.tui.conftest import NOW
from tests.tui.screen_text import screen_text, until, until_text

MakeApp = Callable[..., CadenceApp]
FIRST, LAST = datetime(2026, 12, 7).date(), datetime(2026, 12, 11).date()  # noqa: DTZ001
BACK = datetime.fromisoformat("2026-12-14T14:00:00+00:00")


@pytest.fixture
def colleagues(sample_store: Path) -> Path:
    """The store with two colleagues in Ana's pod, and leave of hers to come."""
    admin = open_workspace(sample_store, acting="admin", clock=FixedClock(NOW))
    pod = admin.records.person("ana").pod
    for login in ("bruno", "carla"):
        zone = "America/Bogota"
        add_person(admin, Person(id=login, name=login.title(), login=login, pod=pod, timezone=zone))
    add_leave(admin, "ana", FIRST, LAST)
    admin.close()
    return sample_store


@pytest.fixture
def covered(colleagues: Path) -> Path:
    """The same with the cover accepted."""
    ana = open_workspace(colleagues, acting="ana", clock=FixedClock(NOW))
    accept_cover(ana, "ana")
    ana.close()
    return colleagues


@pytest.mark.parametrize(
    ("language", "accepted"), [("en", "accepted"), ("es", "aceptado"), ("pt-BR", "aceita")]
)
async def test_from_the_team_to_an_accepted_cover_at_80_by_24(
    make_app: MakeApp, colleagues: Path, language: str, accepted: str
) -> None:
    app = make_app(language=language)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("5")
        await until_text(pilot, "Ana Ruiz")
        await pilot.press("L")
        await until(pilot, lambda lines: "Ana Ruiz" in lines[3] and "11" in lines[3])
        await pilot.press("enter")
        lines = await until(pilot, lambda lines: "Bruno" in "".join(lines) or "Carla" in "".join(lines))
        assert not any(accepted in line for line in lines[3:-1])
        await pilot.press("a")
        await until(pilot, lambda lines: accepted in lines[3])
        assert all(len(line) == 80 for line in screen_text(app))
        await pilot.press("u")
        await until(pilot, lambda lines: accepted not in lines[3] and "Ana Ruiz" in lines[1])


async def test_leave_is_entered_in_a_form_from_the_calendar(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("2")
        await until_text(pilot, "week of")
        await pilot.press("L")
        await until_text(pilot, "Nobody has leave")
        await pilot.press("n")
        await until_text(pilot, "New leave")
        await pilot.press("down", *"2026-11-24", "down", *"2026-11-20", "ctrl+s")
        await until_text(pilot, "The leave ends before it begins")
        await pilot.press("down", "down", "ctrl+u", *"2026-11-27", "ctrl+s")
        lines = await until(pilot, lambda lines: "Ana Ruiz, 24 Nov to 27 Nov" in lines[1])
        assert "in it: a hands over, m asks for another day" in lines[-1]


async def test_another_stand_in_and_a_note(make_app: MakeApp, covered: Path) -> None:
    app = make_app()
    async with app.run_test(size=(100, 40)) as pilot:
        await pilot.press("5")
        await until_text(pilot, "Ana Ruiz")
        await pilot.press("L", "enter")
        before = await until(pilot, lambda lines: "accepted" in lines[3])
        other = "Carla" if "Bruno" in before[3] else "Bruno"
        await pilot.press("s")
        await until_text(pilot, "Who looks after")
        await pilot.press(*other.lower(), "enter")
        await until(pilot, lambda lines: other in lines[3] and "accepted" in lines[3])
        await pilot.press("e", *"Be kind", "enter")
        await until_text(pilot, "Note for the cover of")
        await pilot.press("w")
        await until_text(pilot, "Note for the stand-in")
        await pilot.press("escape", "enter")
        await until_text(pilot, "Why you stand in")
        await until_text(pilot, "Ana Ruiz: Be kind")


async def test_the_leave_of_others_is_not_for_a_csm(make_app: MakeApp, covered: Path) -> None:
    app = make_app(acting="bruno")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("5")
        await until_text(pilot, "Ana Ruiz")
        await pilot.press("L")
        await until(pilot, lambda lines: "Ana Ruiz" in lines[3])
        await pilot.press("d")
        await until_text(pilot, "for a lead to enter")
        await pilot.press("enter")
        await until_text(pilot, "accepted")
        await pilot.press("a")
        await until_text(pilot, "Who is away, or a lead, decides who covers")


async def test_who_comes_back_is_greeted_and_reads_what_happened(make_app: MakeApp, covered: Path) -> None:
    app = make_app(now=BACK)
    async with app.run_test(size=(80, 24)) as pilot:
        await until_text(pilot, "Welcome back")
        await pilot.press("f6")
        await until_text(pilot, "While Ana Ruiz was away: Mon 7 Dec to Fri 11 Dec")


async def test_who_stands_in_sees_the_accounts_as_theirs(make_app: MakeApp, covered: Path) -> None:
    app = make_app(acting="bruno", now=datetime.fromisoformat("2026-12-08T14:00:00+00:00"))
    async with app.run_test(size=(120, 40)) as pilot:
        await until_text(pilot, "You cover for Ana Ruiz until 11 Dec")
        await until_text(pilot, "⇄ ")


async def test_a_line_of_the_handover_opens_its_record(make_app: MakeApp, covered: Path) -> None:
    app = make_app(covered, language="en")
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("5")
        await until_text(pilot, "Ana Ruiz")
        await pilot.press("L")
        await until(pilot, lambda lines: "Ana Ruiz" in lines[3] and "11" in lines[3])
        await pilot.press("enter")
        await until(pilot, lambda lines: "accepted" in lines[3])
        await pilot.press("b")
        await until_text(pilot, "esc close")
        frame = next(screen for screen in app.screen_stack if isinstance(screen, Frame))
        assert not isinstance(frame.view, AccountPage)
        await pilot.press("enter")
        await until(pilot, lambda _: isinstance(frame.view, AccountPage))
