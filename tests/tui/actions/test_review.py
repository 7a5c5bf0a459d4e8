"""The lead's morning: thirty promises, at most two keys each, a summary to sign (A3)."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from textual.pilot import Pilot

from cadence_tui.model.documents import Account, Action, Override, Person, Review, Risk
from cadence_tui.model.money import Money
from cadence_tui.practice.review import returned
from cadence_tui.tui.app import CadenceApp
from cadence_tui.workspace.clock import FixedClock
from cadence_tui.workspace.review import approve, send_back
from cadence_tui.workspace.review_record import sign_off
from cadence_tui.workspace.session import open_workspace
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
        Person(id="second", name="Bruno Lima", login="second", role="lead"),
        Person(id="pod", name="Dora Paz", login="pod", role="lead", pod="sur"),
        Person(id="ana", name="Ana Ruiz", login="ana", pod="norte"),
        Person(id="carla", name="Carla Reis", login="carla", pod="norte"),
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


@pytest.fixture
def mixed(tmp_path: Path) -> Path:
    """A risk without a plan, a segment set by hand, a promise that is called done."""
    people = [
        Person(id="lead", name="Marta Oliveira", login="lead", role="lead"),
        Person(id="ana", name="Ana Ruiz", login="ana", pod="norte"),
    ]
    by_hand = Override(
        value="enterprise", why="they will double", by="ana", at=NOW - timedelta(days=3), until=None
    )
    account = Account(
        id="t", name="TechStart", owner="ana", arr=Money(Decimal(28500), "USD"), segment=by_hand
    )
    risk = Risk(id="r1", account="t", title="Back in Trello", owner="ana", raised=NOW - timedelta(days=20))
    done = Action(
        id="done",
        account="t",
        title="Send the guide",
        owner="ana",
        status="done",
        done=NOW - timedelta(days=1),
        created=NOW - timedelta(days=9),
    )
    path = tmp_path / "mixed"
    create_store(path, [*people, account, risk, done], made=NOW).close()
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
            await until(pilot, lambda lines, n=number: f"Promise {n:02}" in "".join(lines[2:22]))
            keys = (("a",), ("r", "enter"), ("e", "enter"))[number % 3]
            await pilot.press(*keys)
            pressed += len(keys)
        await until_text(pilot, "Summary of this review")
        await until(pilot, lambda lines: " 0 undecided" in lines[1])
        assert pressed <= 2 * WAITING
        await pilot.press("S")
        await until_text(pilot, "closing words:")
        await pilot.press("enter")
        await until_text(pilot, "Review signed, verdicts: 30")
        assert sorted(set(verdicts(app))) == ["approved", "escalated", "returned"]
        assert len(verdicts(app)) == WAITING
        signed = [v.signed for action in app.workspace.records.every(Action) for v in action.verdicts]
        assert all(signed)


async def test_one_enter_too_many_signs_nothing(make_app: MakeApp, store: Path) -> None:
    app = make_app(store, acting="lead")
    async with app.run_test(size=(80, 24)) as pilot:
        await begun(pilot)
        await pilot.press("r", "enter", "enter", "enter", "enter")
        await until_text(pilot, "2 of 30")
        await pilot.press("S")
        lines = await until_text(pilot, "Summary of this review")
        assert "S sign" in lines[-1]
        assert "approve" not in lines[-1]
        await pilot.press("enter", "enter", "S")
        await until_text(pilot, "Sign with 29 undecided?")
        await pilot.press("escape", "n")
        await until_text(pilot, "2 of 30")
        assert not list(app.workspace.records.every(Review))


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
        await pilot.press("e", *"2026-11-01", "enter")
        await until_text(pilot, "is over")
        await until(pilot, lambda lines: "30 undecided" in lines[1])


async def test_what_another_lead_decided_meanwhile_makes_room(make_app: MakeApp, store: Path) -> None:
    app = make_app(store, acting="lead")
    async with app.run_test(size=(80, 24)) as pilot:
        await begun(pilot)
        other = open_workspace(store, acting="second", clock=FixedClock(NOW + timedelta(minutes=1)))
        approve(other, "p00")
        other.close()
        await pilot.press("a")
        await until_text(pilot, "Bruno Lima was quicker: Promise 00")
        await until(pilot, lambda lines: "29 undecided" in lines[1] and "2 of 30" in lines[1])
        assert verdicts(app) == ["approved"]


async def test_risks_and_what_was_set_by_hand_are_judged_with_the_same_keys(
    make_app: MakeApp, mixed: Path
) -> None:
    app = make_app(mixed, acting="lead")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("4")
        await until_text(pilot, "No promise here.")
        await pilot.press("R")
        lines = await until_text(pilot, "no plan against it yet")
        assert any("a risk for 20 days, and no plan against it" in line for line in lines)
        await pilot.press("r", "enter")
        await until_text(pilot, "segment set by hand: Enterprise")
        await pilot.press("u")
        await until_text(pilot, "no plan against it yet")
        await until(pilot, lambda lines: "3 undecided" in lines[1])
        await pilot.press("r", "enter")
        lines = await until_text(pilot, "segment set by hand: Enterprise")
        assert any("The rule says: Mid-market" in line for line in lines)
        await pilot.press("o")
        await until_text(pilot, "has no owner to change")
        await pilot.press("x", "enter")
        await until_text(pilot, "Send the guide")
        assert any("nothing shows it" in line for line in screen_text(app))
        await pilot.press("r", *"where is it?", "enter")
        await until_text(pilot, "Summary of this review")
        await pilot.press("S")
        await until_text(pilot, "closing words:")
        await pilot.press(*"well done", "enter")
        await until_text(pilot, "Review signed, verdicts: 3")
        records = app.workspace.records
        assert returned(records.get(Risk, "r1")) is not None
        segment = records.get(Account, "t").segment
        assert segment is not None
        assert segment.until == (NOW - timedelta(days=1)).date()
        action = records.get(Action, "done")
        assert (action.status, action.verdicts[-1].why) == ("open", "where is it?")
        (record,) = records.every(Review)
        assert [(item.kind, item.verdict) for item in record.items] == [
            ("risk", "returned"),
            ("override", "returned"),
            ("action", "returned"),
        ]
        assert record.comment == "well done"


async def test_a_pod_is_reviewed_first_and_widened_by_a_key(make_app: MakeApp, store: Path) -> None:
    app = make_app(store, acting="pod")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("4")
        await until_text(pilot, "TechStart")
        await pilot.press("R")
        await until_text(pilot, "This was pod sur")
        await pilot.press("O")
        await until_text(pilot, "1 of 30")


async def test_a_new_owner_is_proposed_who_has_it_not_yet(make_app: MakeApp, store: Path) -> None:
    app = make_app(store, acting="lead")
    async with app.run_test(size=(80, 24)) as pilot:
        await begun(pilot)
        await pilot.press("o")
        await until_text(pilot, "Whose is it?")
        await pilot.press("enter")
        await until_text(pilot, "Reassigned to Carla Reis: Promise 00")
        await pilot.press("t", "enter")
        await until_text(pilot, "New date 30 Nov: Promise 01")
        moved = app.workspace.records.get(Action, "p01")
        assert moved.slips[-1].why == "late for 10 days, due 13 Nov"


async def test_the_owner_hears_what_the_lead_said(make_app: MakeApp, store: Path) -> None:
    lead = open_workspace(store, acting="lead", clock=FixedClock(NOW - timedelta(hours=1)))
    send_back(lead, "p03", reason="to whom?")
    sign_off(lead, ["p03"], since=NOW - timedelta(hours=2), comment="fewer, please")
    lead.close()
    app = make_app(store, acting="ana")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("4")
        await until_text(pilot, "lead 2 V")
        await pilot.press("V")
        lines = await until_text(pilot, "waits for your answer")
        assert any("TechStart: Promise 03" in line for line in lines)
        assert any("fewer, please" in line for line in lines)
        await pilot.press("enter")
        await until_text(pilot, "returned by Marta Oliveira: to whom?")
        await pilot.press("escape")
        await until_text(pilot, "waits for your answer")
        await pilot.press("escape")
        await until_text(pilot, "lead 1 V")


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
        await until(pilot, lambda lines: "2 of 30" in lines[1] and "29 undecided" in lines[1])


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
        await until_text(pilot, "Nothing is in front")
