"""The lead's morning: thirty promises, at most two keys each, a summary to sign (A3)."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from textual.pilot import Pilot

from cadence_tui.model.documents import Account, Action, Person
from cadence_tui.tui.app import CadenceApp
from cadence_tui.workspace.setup import create_store
from tests.tui.screen_text import screen_text, until, until_text

NOW = datetime(2026, 11, 23, 9, 12, tzinfo=UTC)
MakeApp = Callable[..., CadenceApp]
WAITING = 30


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """A lead, a colleague, and thirty late promises, the latest first in the queue."""
    people = [
        Person(id="lead", name="Marta Oliveira", login="lead", role="lead"),
        Person(id="ana", name="Ana Ruiz", login="ana", pod="norte"),
    ]
    promises = [
        Action(
            id=f"p{number:02}",
            account="t",
            title=f"Promise {number:02}",
            owner="ana",
            due=(NOW - timedelta(days=10)).date(),
            created=NOW - timedelta(days=100 - number),
        )
        for number in range(WAITING)
    ]
    path = tmp_path / "review"
    create_store(path, [*people, Account(id="t", name="TechStart", owner="ana"), *promises], made=NOW).close()
    return path


async def begun(pilot: Pilot[None]) -> None:
    await pilot.press("4")
    await until_text(pilot, "TechStart")
    await pilot.press("R")
    await until_text(pilot, "1 of 30")
    await until_text(pilot, "Promise 00")


def verdicts(app: CadenceApp) -> list[str]:
    found = app.workspace.records.every(Action)
    return [verdict.verdict for action in found for verdict in action.verdicts]


async def test_thirty_promises_in_two_keys_each_at_most(make_app: MakeApp, store: Path) -> None:
    app = make_app(store, acting="lead")
    pressed = 0
    async with app.run_test(size=(80, 24)) as pilot:
        await begun(pilot)
        for number in range(WAITING):
            await until(pilot, lambda lines, n=number: f"Promise {n:02}" in "".join(lines[3:22]))
            keys = (("a",), ("r", "enter"), ("e", "enter"))[number % 3]
            await pilot.press(*keys)
            pressed += len(keys)
        await until_text(pilot, "Summary of this review")
        await until(pilot, lambda lines: " 0 undecided" in lines[1])
        assert pressed <= 2 * WAITING
        await pilot.press("enter")
        await until_text(pilot, "Review signed, verdicts: 30")
        assert sorted(set(verdicts(app))) == ["approved", "escalated", "returned"]
        assert len(verdicts(app)) == WAITING
        signed = [v.signed for action in app.workspace.records.every(Action) for v in action.verdicts]
        assert all(signed)


async def test_the_reason_and_the_day_proposed_are_those_taken(make_app: MakeApp, store: Path) -> None:
    app = make_app(store, acting="lead")
    async with app.run_test(size=(80, 24)) as pilot:
        await begun(pilot)
        await pilot.press("r", "enter", "e", "enter")
        await until_text(pilot, "3 of 30")
        await until(pilot, lambda _: len(verdicts(app)) == 2)
        by_id = {action.id: action.verdicts for action in app.workspace.records.every(Action)}
        assert by_id["p00"][0].why == "late for 10 days, due 13 Nov"
        assert str(by_id["p01"][0].deadline) == "2026-11-26"


async def test_a_verdict_taken_back_brings_the_promise_back(make_app: MakeApp, store: Path) -> None:
    app = make_app(store, acting="lead")
    async with app.run_test(size=(80, 24)) as pilot:
        await begun(pilot)
        await pilot.press("a")
        await until_text(pilot, "2 of 30")
        await until_text(pilot, "Approved: Promise 00")
        await pilot.press("u")
        await until_text(pilot, "1 of 30")
        await until(pilot, lambda lines: "30 undecided" in lines[1] and "Promise 00" in "".join(lines))
        assert verdicts(app) == []


async def test_a_refusal_leaves_it_undecided(make_app: MakeApp, store: Path) -> None:
    app = make_app(store, acting="lead")
    async with app.run_test(size=(80, 24)) as pilot:
        await begun(pilot)
        await pilot.press("o")
        await until_text(pilot, "Whose is it?")
        await pilot.press("a", "n", "a", "enter")
        await until_text(pilot, "That changes nothing: Promise 00")
        await until(pilot, lambda lines: "30 undecided" in lines[1])


async def test_remarks_stay_with_the_promise_in_front(make_app: MakeApp, store: Path) -> None:
    app = make_app(store, acting="lead")
    async with app.run_test(size=(80, 24)) as pilot:
        await begun(pilot)
        await pilot.press("c", *"call", "enter")
        await until_text(pilot, "Remarks")
        await until_text(pilot, "1 of 30")
        assert any("Marta Oliveira, 23 Nov: call" in line for line in screen_text(app))


async def test_leaving_early_keeps_what_was_said_and_says_it_is_not_signed(
    make_app: MakeApp, store: Path
) -> None:
    app = make_app(store, acting="lead")
    async with app.run_test(size=(80, 24)) as pilot:
        await begun(pilot)
        await pilot.press("a")
        await until_text(pilot, "Approved: Promise 00")
        await pilot.press("escape")
        await until_text(pilot, "Verdicts given but not signed: 1")
        assert verdicts(app) == ["approved"]
        await pilot.press("R")
        await until_text(pilot, "1 of 29")


@pytest.mark.parametrize(
    ("language", "summary"), [("es", "Resumen de esta revisión"), ("pt-BR", "Resumo desta revisão")]
)
async def test_the_queue_is_beside_it_where_there_is_room(
    make_app: MakeApp, store: Path, language: str, summary: str
) -> None:
    app = make_app(store, acting="lead", language=language)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("4")
        await until_text(pilot, "TechStart")
        await pilot.press("R")
        await until(pilot, lambda lines: any("▸ TechStart" in line for line in lines))
        await pilot.press("a", "S")
        await until_text(pilot, summary)


async def test_nothing_waiting_says_so(make_app: MakeApp, tmp_path: Path) -> None:
    lead = Person(id="lead", name="Marta Oliveira", login="lead", role="lead")
    create_store(tmp_path / "calm", [lead], made=NOW).close()
    app = make_app(tmp_path / "calm", acting="lead")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("4")
        await until_text(pilot, "No promise here.")
        await pilot.press("R")
        await until_text(pilot, "Nothing waits for the lead.")
        await pilot.press("a")
        await until_text(pilot, "No promise is in front")
