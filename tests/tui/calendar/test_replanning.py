"""The plan follows every edit in the background: keys answer at once, stale answers are dropped (P4)."""

from collections.abc import Callable, Iterator
from threading import Event
from typing import Any

import pytest

from cadence_tui.tui.app import CadenceApp
from cadence_tui.tui.calendar import showing
from cadence_tui.tui.calendar.reading import Asked, Outlook, outlook
from tests.tui.calendar.steps import choose, propose, show_calendar, stored, until_stored, view_of
from tests.tui.screen_text import screen_text, until, until_text

MakeApp = Callable[..., CadenceApp]


class SlowSolver:
    """A solver that waits until it is let go; it counts how often it was asked and what it answered."""

    def __init__(self) -> None:
        self.go, self.asked, self.answered = Event(), 0, 0

    def __call__(self, *question: Any) -> Outlook:
        self.asked += 1
        assert self.go.wait(30)
        found = outlook(*question)
        self.answered += 1
        return found


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> Iterator[SlowSolver]:
    solver = SlowSolver()
    monkeypatch.setattr(showing, "outlook", solver)
    yield solver
    solver.go.set()


async def test_keys_answer_while_the_plan_is_worked_out(make_app: MakeApp, slow: SlowSolver) -> None:
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await show_calendar(pilot)
        touch = await choose(pilot, app)
        await until(pilot, lambda _: slow.asked == 1)
        await pilot.press("c")
        await until_stored(pilot, app, lambda: stored(app, touch).status == "confirmed")
        await pilot.press("]")
        await until_text(pilot, "week of 30 Nov")
        await pilot.press("[", "z")
        await until_text(pilot, "min around it")
        assert slow.answered == 0
        slow.go.set()
        await until_text(pilot, "to plan")


async def test_an_answer_to_an_old_question_is_never_shown(make_app: MakeApp, slow: SlowSolver) -> None:
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await show_calendar(pilot)
        touch = await choose(pilot, app)
        await until(pilot, lambda _: slow.asked == 1)
        shown: list[Outlook] = []
        view = view_of(app)
        show = view._show_outlook

        def noted(found: Outlook) -> None:
            shown.append(found)
            show(found)

        view._show_outlook = noted  # type: ignore[method-assign]
        await pilot.press("f")
        await until_stored(pilot, app, lambda: stored(app, touch).pinned)
        seq = app.workspace.store.seq
        await until(pilot, lambda _: view._book is not None and view._book[1] == seq)
        slow.go.set()
        await until(pilot, lambda _: bool(shown))
        assert {found.proposal.seq for found in shown} == {seq}


async def test_an_edit_is_planned_round_quietly_and_nothing_is_written(
    make_app: MakeApp, slow: SlowSolver
) -> None:
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        slow.go.set()
        await show_calendar(pilot)
        touch = await choose(pilot, app)
        await until_text(pilot, "to plan")
        slow.go.clear()
        asked, before = slow.asked, app.workspace.store.seq
        await pilot.press("d")
        await until(pilot, lambda _: slow.asked > asked)
        # What was known stays on the screen until the new answer is there.
        assert any("to plan" in line for line in screen_text(app))
        slow.go.set()
        view = view_of(app)
        await until(pilot, lambda _: view._outlook is not None and view._outlook.proposal.seq == before + 1)
        assert stored(app, touch).status == "declined"
        assert app.workspace.store.seq == before + 1


async def test_another_verb_is_planned_and_its_cost_told(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await show_calendar(pilot)
        await until_text(pilot, "to plan")
        before = app.workspace.store.seq
        await propose(pilot, app)
        await until_text(pilot, "· repair ·")
        await pilot.press("f")
        await until_text(pilot, "· flatten ·")
        await until(pilot, lambda lines: any("peak " in line and " · moved " in line for line in lines))
        assert view_of(app)._outlook is not None
        await pilot.press("l")
        await until_text(pilot, "· re-level ·")
        await pilot.press("escape")
        await until_text(pilot, "week of 23 Nov")
        # Back in the week, the plan in the background is the calm one again.
        await until(pilot, lambda _: (found := view_of(app)._outlook) is not None and found.asked == Asked())
        assert app.workspace.store.seq == before


async def test_the_dials_are_a_form(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await show_calendar(pilot)
        await until_text(pilot, "to plan")
        await propose(pilot, app)
        await pilot.press("e")
        await until_text(pilot, "Flat or on time")
        await pilot.press("tab", "right", "ctrl+s")
        await until_text(pilot, "rather on time")
        view = view_of(app)
        await until(pilot, lambda _: view._outlook is not None and view._outlook.asked == view.asked)
        assert view.asked == Asked(level="on_time")


async def test_groups_are_marked_whole_and_walked(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await show_calendar(pilot)
        await until_text(pilot, "to plan")
        await propose(pilot, app)
        diff = view_of(app).diff
        heads = [row.group for row in diff.rows if row.is_head]
        assert heads[-1] == "new"
        await pilot.press("home")
        for group in heads[1:]:
            await pilot.press("g")
            assert diff.current is not None
            assert (diff.current.group, diff.current.is_head) == (group, True)
        await pilot.press("space")
        new = sum(row.call is not None and row.group == "new" for row in diff.rows)
        await until_text(pilot, f"{new} marked")
        await pilot.press("space")
        await until(pilot, lambda lines: not any(" marked" in line for line in lines))


@pytest.mark.parametrize("key", ["s", "T", "p", "z"])
async def test_where_there_is_a_way_back_the_key_that_ends_all_is_not_offered(
    make_app: MakeApp, key: str
) -> None:
    app = make_app()
    async with app.run_test(size=(200, 50)) as pilot:
        await show_calendar(pilot)
        await until_text(pilot, "to plan")
        assert "esc back" not in screen_text(app)[-1]
        await pilot.press(key)
        await until(pilot, lambda lines: "esc back" in lines[-1])
        assert "q leave" not in screen_text(app)[-1]
        await pilot.press("escape")
        await until(pilot, lambda lines: "esc back" not in lines[-1])


async def test_how_many_rows_are_marked_stands_there_in_a_small_screen(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await show_calendar(pilot)
        await until_text(pilot, "to plan")
        await propose(pilot, app)
        diff = view_of(app).diff
        diff.move_to(next(n for n, row in enumerate(diff.rows) if row.is_head and row.group == "new"))
        await pilot.press("space")
        new = len(diff.marked)
        assert new > 1
        await until(pilot, lambda lines: f"{new} marked" in lines[1] and f"{new} marked" in lines[-1])
