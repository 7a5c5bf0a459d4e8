"""Two people in one call: what one does to it takes nothing from what the other is typing (C6, C7)."""

from collections.abc import Callable

import pytest
from textual.pilot import Pilot

from cadence_tui.model.documents import Call
from cadence_tui.tui.app import CadenceApp
from cadence_tui.tui.call.guide import GuideView
from cadence_tui.tui.frame import Frame
from cadence_tui.workspace import calls, capturing
from cadence_tui.workspace.closing import CallRecord, close_call
from cadence_tui.workspace.session import Workspace
from tests.tui.call.test_call import MakeApp, open_call, start_guide, type_line
from tests.tui.screen_text import screen_text, until, until_text


@pytest.fixture
def lead(open_as: Callable[[str], Workspace]) -> Workspace:
    return open_as("lead")


def close_by(lead: Workspace, call_id: str, record: CallRecord) -> None:
    lead.catch_up()
    close_call(lead, call_id, record, next_touch=None, reason="x")


def guide_of(app: CadenceApp) -> GuideView:
    frame = app.screen_stack[0] if not isinstance(app.screen, Frame) else app.screen
    assert isinstance(frame, Frame)
    view = frame.view
    assert isinstance(view, GuideView)
    return view


async def until_left(pilot: Pilot[None]) -> None:
    await until(pilot, lambda _: isinstance(pilot.app.screen, Frame) and not is_guide(pilot.app.screen))


def is_guide(frame: Frame) -> bool:
    return isinstance(frame.view, GuideView)


async def press_line(pilot: Pilot[None], text: str) -> None:
    await pilot.press(*("space" if char == " " else char for char in text))


@pytest.mark.parametrize(("size", "end"), [((80, 24), "enter"), ((120, 40), "escape"), ((80, 24), "ctrl+g")])
async def test_a_call_closed_by_another_stays_and_takes_the_line_into_its_record(
    make_app: MakeApp, lead: Workspace, size: tuple[int, int], end: str
) -> None:
    app = make_app()
    async with app.run_test(size=size) as pilot:
        await start_guide(pilot, app)
        call_id = open_call(app.workspace).id
        await press_line(pilot, "note about the offer")
        close_by(lead, call_id, CallRecord(summary="the lead's"))
        await until_text(pilot, f"{lead.actor.name} closed this call")
        await press_line(pilot, " Nothing to do")
        await pilot.press(end)
        await until_text(pilot, "Added to the record: note about the offer Nothing to do")
        call = app.workspace.records.get(Call, call_id)
        assert (call.summary, call.key_points) == ("the lead's", ("note about the offer Nothing to do",))
        assert [entry.text for entry in call.entries] == ["note about the offer Nothing to do"]
        if end == "enter":
            await pilot.press("escape")
        await until_left(pilot)
        assert app.workspace.records.open_calls() == lead.records.open_calls()


async def test_keys_do_nothing_in_a_call_that_another_closed(make_app: MakeApp, lead: Workspace) -> None:
    app = make_app(language="es")
    async with app.run_test(size=(80, 24)) as pilot:
        await start_guide(pilot, app)
        call_id = open_call(app.workspace).id
        close_by(lead, call_id, CallRecord())
        await until_text(pilot, "cerró la llamada")
        before = app.workspace.store.seq
        for key in ("enter", "space", "tab", "ctrl+t", "ctrl+o"):
            await pilot.press("a", "backspace")
            await pilot.press(key)
            await until_text(pilot, "cerró la llamada: enter agrega")
        await pilot.press("escape")
        await until_left(pilot)
        assert app.workspace.store.seq == before


async def test_who_looks_on_is_told_who_closed_it(make_app: MakeApp, lead: Workspace) -> None:
    touch = next(
        each
        for each in lead.records.open_touchpoints()
        if each.account == lead.records.account("TechStart").id
    )
    call = calls.start_call(lead, touch.id)
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("3")
        await until_text(pilot, f"{lead.actor.name} is on the phone")
        assert guide_of(app).watching
        close_by(lead, call.id, CallRecord())
        await until_text(pilot, f"{lead.actor.name} closed this call: esc leaves it")
        await pilot.press("T")
        await until_text(pilot, f"{lead.actor.name} closed this call: esc leaves it")
        assert app.workspace.records.get(Call, call.id).owner == lead.actor.id
        await pilot.press("escape")
        await until_left(pilot)


async def test_what_was_typed_in_the_form_is_offered_for_the_record_that_another_made(
    make_app: MakeApp, lead: Workspace
) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await start_guide(pilot, app)
        call_id = open_call(app.workspace).id
        await pilot.press("ctrl+g")
        await until_text(pilot, "Next touch")
        await pilot.press("tab", "tab", "tab", *"mine")
        await until_text(pilot, "mine")
        close_by(lead, call_id, CallRecord(forecast="renews"))
        await until_text(pilot, "Amend the record")
        await until_text(pilot, f"{lead.actor.name} closed this call; what you typed stands here")
        lines = screen_text(app)
        assert any("Summary" in line and "mine" in line for line in lines)
        assert any("Forecast" in line and "renews" in line for line in lines)
        await pilot.press("ctrl+s")
        await until(pilot, lambda _: app.workspace.records.get(Call, call_id).summary == "mine")
        assert app.workspace.records.get(Call, call_id).forecast == "renews"
        # Nothing acts on another customer: the guide is still there.
        assert guide_of(app).over
        await pilot.press("escape")
        await until_left(pilot)


async def test_a_form_in_which_nothing_was_typed_only_tells(make_app: MakeApp, lead: Workspace) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await start_guide(pilot, app)
        call_id = open_call(app.workspace).id
        await pilot.press("ctrl+g")
        await until_text(pilot, "Next touch")
        close_by(lead, call_id, CallRecord(summary="all well"))
        await until_text(pilot, f"{lead.actor.name} closed this call: enter adds")
        assert guide_of(app).over


async def test_a_half_line_is_taken_in_when_closing_begins(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await start_guide(pilot, app)
        call_id = open_call(app.workspace).id
        await press_line(pilot, "! me: half typed promise by Friday")
        await pilot.press("ctrl+g")
        await until_text(pilot, "makes 1 promise")
        await pilot.press("enter")
        await until_text(pilot, "Hi Alex,")
        call = app.workspace.records.get(Call, call_id)
        assert [entry.text for entry in call.entries] == ["half typed promise"]
        assert len(call.actions) == 1


async def test_a_half_line_that_belongs_to_nobody_stands_in_the_way(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await start_guide(pilot, app)
        await press_line(pilot, "! send the guide by Friday")
        await pilot.press("ctrl+g")
        await until_text(pilot, "makes 1 promise")
        await pilot.press("escape")
        await until_text(pilot, "! send the guide")
        await press_line(pilot, "on we go")
        await until(pilot, lambda _: open_call(app.workspace).draft == "on we go")


async def test_anothers_half_line_is_named_in_the_form(make_app: MakeApp, lead: Workspace) -> None:
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await start_guide(pilot, app)
        call_id = open_call(app.workspace).id
        lead.catch_up()
        capturing.keep_draft(lead, call_id, "they also")
        await until(pilot, lambda _: bool(open_call(app.workspace).half_lines))
        await pilot.press("ctrl+g")
        await until_text(pilot, f"{lead.actor.name} has an unfinished line: they also")
        await pilot.press("enter")
        await until_text(pilot, "Hi Alex,")
        (entry,) = app.workspace.records.get(Call, call_id).entries
        assert (entry.text, entry.owner) == ("they also", lead.actor.id)


async def test_what_is_typed_in_a_line_of_the_form_is_kept_before_it_is_left(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await start_guide(pilot, app)
        await pilot.press("ctrl+g")
        await until_text(pilot, "Next touch")
        await pilot.press("tab", "tab", "tab", *"mine")
        await until(pilot, lambda _: open_call(app.workspace).summary == "mine")


async def test_enter_pressed_too_often_closes_once_and_says_nothing_else(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await start_guide(pilot, app)
        await type_line(pilot, "launched mobile")
        await until_text(pilot, "· launched mobile")
        call_id = open_call(app.workspace).id
        await pilot.press("ctrl+g")
        await until_text(pilot, "Next touch")
        # As fast as they are typed: none of them waits for what the one before has done.
        for _ in range(2):
            app.simulate_key("enter")
        await until(pilot, lambda _: app.workspace.records.get(Call, call_id).status == "closed")
        await until_text(pilot, "Hi Alex,")
        assert not any("closed already" in line for line in screen_text(app))
        assert app.workspace.records.get(Call, call_id).asked == ()


async def test_a_call_taken_over_keeps_the_line_of_who_led_it(make_app: MakeApp, lead: Workspace) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await start_guide(pilot, app)
        call_id = open_call(app.workspace).id
        await press_line(pilot, "half")
        await until(pilot, lambda _: open_call(app.workspace).draft == "half")
        lead.catch_up()
        calls.take_over(lead, call_id)
        await until_text(pilot, f"{lead.actor.name} took this call over; your line is kept")
        assert open_call(app.workspace).half_lines[app.workspace.actor.id].text == "half"
        # What is typed on was meant for the line.
        await pilot.press(*"T1qh", "enter")
        assert open_call(app.workspace).owner == lead.actor.id
        assert guide_of(app).watching
        await pilot.press("escape")
        await until_text(pilot, "T take over")
        await pilot.press("T")
        await until_text(pilot, "You lead this call now")
        await until_text(pilot, "> half")
