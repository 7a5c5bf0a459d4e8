"""The list of signals: one key from the portfolio, one-key verbs, reasons; looked for when it starts (T7)."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace
from textual.pilot import Pilot

from cadence_tui.model.documents import Signal
from cadence_tui.tui.app import CadenceApp
from cadence_tui.tui.signals import looking
from cadence_tui.tui.signals.view import SignalsView
from cadence_tui.views.signals import when_text
from cadence_tui.workspace.clock import FixedClock
from cadence_tui.workspace.session import open_workspace
from cadence_tui.workspace.signal_look import look_for_signals
from cadence_tui.workspace.signals import raise_by_hand
from tests.conftest import NOW
from tests.tui.screen_text import until, until_text

MakeApp = Callable[..., CadenceApp]


@pytest.fixture
def looked(sample_store: Path) -> Path:
    """The sample store after a look, with a success that Ana was told."""
    workspace = open_workspace(sample_store, acting="ana", clock=FixedClock(NOW))
    look_for_signals(workspace)
    raise_by_hand(workspace, "TechStart", "milestone", "Every shop is live")
    workspace.close()
    return sample_store


def view_of(pilot: Pilot[None]) -> SignalsView:
    view = pilot.app.screen_stack[0].view  # type: ignore[attr-defined]
    assert isinstance(view, SignalsView)
    return view


def stored(app: CadenceApp) -> list[Signal]:
    return list(app.workspace.records.every(Signal))


async def opened(pilot: Pilot[None], title: str = "Signals") -> SignalsView:
    await until_text(pilot, "▲")
    await pilot.press("S")
    await until(pilot, lambda lines: lines[1].strip().startswith(title) and len(lines[3].strip()) > 3)
    return view_of(pilot)


async def on_techstart(pilot: Pilot[None]) -> SignalsView:
    view = await opened(pilot)
    await pilot.press("/", *"every shop", "enter")
    await until(pilot, lambda lines: "TechStart" in lines[3] and "1 open signal" in lines[1])
    return view


@pytest.mark.parametrize(
    ("language", "title", "new"),
    [("en", "Signals", "n new"), ("es", "Señales", "n nuevo"), ("pt-BR", "Sinais", "esc voltar")],
)
async def test_signals_by_deadline_at_80_by_24(
    make_app: MakeApp, looked: Path, language: str, title: str, new: str
) -> None:
    app = make_app(language=language)
    async with app.run_test(size=(80, 24)) as pilot:
        view = await opened(pilot, title)
        lines = await until(pilot, lambda lines: new in lines[-1])
        assert view.table.rows
        # The deadline is short here, so that most of the evidence is there to read.
        assert lines[2].index(app.speech.say("Evidence")) <= 54
        first = view.table.rows[0]
        assert when_text(first.signal.deadline or NOW, view.words, NOW) in lines[3][:16]
        assert first.why[:24] in lines[3]
        deadlines = [row.signal.deadline for row in view.table.rows if row.signal.deadline]
        assert deadlines == sorted(deadlines)
        assert all(len(line.rstrip()) <= 80 for line in lines)


async def test_a_late_one_says_by_how_much(make_app: MakeApp, looked: Path) -> None:
    app = make_app(now=NOW + timedelta(days=12))
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        await until(pilot, lambda lines: "d late›" in lines[3][:16])


async def test_with_room_the_day_and_what_is_left_stand_together(make_app: MakeApp, looked: Path) -> None:
    async with make_app().run_test(size=(150, 24)) as pilot:
        await opened(pilot)
        await until(pilot, lambda lines: " left" in lines[3][:26])


async def test_the_detail_stands_beside_the_list_where_there_is_room(make_app: MakeApp, looked: Path) -> None:
    async with make_app().run_test(size=(130, 40)) as pilot:
        await on_techstart(pilot)
        await until_text(pilot, "▸ Ana Ruiz: Every shop is live")


async def test_why_tells_evidence_and_thresholds(make_app: MakeApp, looked: Path) -> None:
    async with make_app().run_test(size=(80, 24)) as pilot:
        await on_techstart(pilot)
        await pilot.press("w")
        lines = await until_text(pilot, "Evidence")
        text = "\n".join(lines)
        assert "of the seats in use for the first time" in text
        await pilot.press("escape")


async def test_snooze_asks_for_a_day_and_a_reason(make_app: MakeApp, looked: Path) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        view = await on_techstart(pilot)
        signal_id = view.table.current_key
        await pilot.press("z", *"+3", "enter")
        await until_text(pilot, "why not now?")
        await pilot.press(*"Trade fair", "enter")
        await until_text(pilot, "Signal put off until 26 Nov")
        (signal,) = [each for each in stored(app) if each.id == signal_id]
        assert (signal.status, signal.why) == ("snoozed", "Trade fair")


async def test_an_empty_reason_is_asked_for_again_and_nothing_typed_becomes_a_key(
    make_app: MakeApp, looked: Path
) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        view = await on_techstart(pilot)
        signal_id = view.table.current_key
        await pilot.press("z", "enter")
        await until_text(pilot, "A day is needed")
        await pilot.press(*"+3")
        await until_text(pilot, "TechStart · quiet until:")
        await pilot.press("enter")
        await until(pilot, lambda lines: "why not now?" in lines[-1] and "→" not in lines[-2])
        await pilot.press("enter")
        await until_text(pilot, "A few words are needed")
        await pilot.press(*"did ask for Monday", "enter")
        await until_text(pilot, "Signal put off until 26 Nov")
        (signal,) = [each for each in stored(app) if each.id == signal_id]
        assert (signal.status, signal.why) == ("snoozed", "did ask for Monday")


async def test_leaving_a_question_brings_the_keys_back(make_app: MakeApp, looked: Path) -> None:
    async with make_app().run_test(size=(80, 24)) as pilot:
        await on_techstart(pilot)
        await pilot.press("z", *"+3")
        await until_text(pilot, "→ Thu 26 Nov")
        await pilot.press("escape")
        await until(pilot, lambda lines: "put off" in lines[-1])


async def test_settling_says_what_came_of_it_and_undo_brings_it_back(make_app: MakeApp, looked: Path) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        view = await on_techstart(pilot)
        signal_id = view.table.current_key
        await pilot.press("d", *"Thanked them", "enter")
        await until_text(pilot, "Signal settled")
        await pilot.press("u")
        await until(pilot, lambda lines: "TechStart" in lines[3])
        assert [each.status for each in stored(app) if each.id == signal_id] == ["open"]


async def test_all_shows_what_was_settled_and_it_can_be_opened_again(make_app: MakeApp, looked: Path) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await on_techstart(pilot)
        await pilot.press("d", *"Thanked them", "enter")
        await until_text(pilot, "Signal settled")
        await until_text(pilot, "No signal fits")
        await pilot.press("a")
        await until(pilot, lambda lines: "✓ 23 Nov" in lines[3])
        await pilot.press("d")
        await until_text(pilot, "This signal is settled already")
        await pilot.press("r")
        await until_text(pilot, "Signal opened again")


async def test_a_signal_is_raised_by_hand(make_app: MakeApp, looked: Path) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        await pilot.press("n")
        await until_text(pilot, "For which account?")
        await pilot.press(*"techst", "enter")
        await until_text(pilot, "What is it?")
        await pilot.press(*"champion", "enter")
        await until_text(pilot, "what happened?")
        await pilot.press(*"Marta told me", "enter")
        await until_text(pilot, "Signal raised: champion left")
        assert any(each.figures.get("told") == "Marta told me" for each in stored(app))


async def test_enter_opens_the_account_with_its_signals_on_top(make_app: MakeApp, looked: Path) -> None:
    async with make_app().run_test(size=(80, 24)) as pilot:
        await on_techstart(pilot)
        await pilot.press("enter")
        lines = await until_text(pilot, "Ana Ruiz: Every shop is live")
        assert "Signals" in lines[6]
        await pilot.press("enter")
        await until_text(pilot, "asks for")


async def test_a_call_begun_from_a_signal_is_linked_to_it(make_app: MakeApp, looked: Path) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        view = await on_techstart(pilot)
        signal_id = view.table.current_key
        await pilot.press("c")
        await until(pilot, lambda lines: any("▯" in line for line in lines))
        (signal,) = [each for each in stored(app) if each.id == signal_id]
        assert signal.touch


async def test_an_empty_list_says_what_is_watched(make_app: MakeApp) -> None:
    async with make_app().run_test(size=(80, 24)) as pilot:
        await until_text(pilot, "▲")
        await pilot.press("S")
        lines = await until_text(pilot, "No open signal here. Watched for:")
        assert any("Champion left:" in line for line in lines)


async def test_signals_are_looked_for_when_the_first_screen_stands(
    make_app: MakeApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(looking, "_REST_SECONDS", 0.01)
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        await until(pilot, lambda lines: "Mon 12:00" in lines[3])
        assert stored(app)


async def test_a_reader_looks_for_nothing_and_changes_nothing(
    make_app: MakeApp, looked: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(looking, "_REST_SECONDS", 0.01)
    app = make_app(acting="lead")
    app.workspace.actor = replace(app.workspace.actor, role="reader")
    before = app.workspace.store.seq
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        for key in ("d", "z", "n", "c"):
            await pilot.press(key)
            await until_text(pilot, "Readers change nothing")
        assert app.workspace.store.seq == before


async def test_late_ones_stand_out_in_words(make_app: MakeApp, looked: Path) -> None:
    app = make_app(now=NOW + timedelta(days=8))
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        lines = await until(pilot, lambda lines: "d late›" in lines[3])
        assert "late" in lines[1]
