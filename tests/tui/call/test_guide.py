"""The live guide: agendas, sections, questions, calls left open, and looking on at a colleague's (C2-C5)."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from cadence_tui.model.documents import Account, Call
from cadence_tui.tui.app import CadenceApp
from cadence_tui.tui.call.guide import GuideView
from cadence_tui.tui.frame import Frame
from cadence_tui.workspace import calls, capturing, questions, short_ways
from cadence_tui.workspace.clock import FixedClock
from cadence_tui.workspace.session import Workspace
from tests.tui.conftest import NOW
from tests.tui.screen_text import until, until_text

MakeApp = Callable[..., CadenceApp]
SIZES = ((80, 24), (120, 40))
WIDE = (120, 40)


def techstart(ws: Workspace) -> Account:
    return ws.records.account("TechStart")


def open_call(ws: Workspace) -> Call:
    return next(call for call in ws.records.open_calls() if call.started)


def guide_of(app: CadenceApp) -> GuideView:
    frame = app.screen
    assert isinstance(frame, Frame)
    assert isinstance(frame.view, GuideView)
    return frame.view


def running(app: CadenceApp) -> Call:
    """A call with TechStart begun before the program is opened."""
    return calls.start_ad_hoc(app.workspace, techstart(app.workspace).id)


@pytest.mark.parametrize("size", SIZES)
async def test_whoever_is_on_the_phone_begins_in_the_guide(make_app: MakeApp, size: tuple[int, int]) -> None:
    app = make_app()
    running(app)
    async with app.run_test(size=size) as pilot:
        await until_text(pilot, "0:00 / 30:00")
        await until_text(pilot, "▸ Since last time")


@pytest.mark.parametrize("size", SIZES)
async def test_another_agenda_is_chosen_while_the_call_runs(make_app: MakeApp, size: tuple[int, int]) -> None:
    running(make_app())
    app = make_app(now=NOW + timedelta(minutes=7))
    async with app.run_test(size=size) as pilot:
        await until_text(pilot, "7:00 / 30:00")
        await pilot.press("f3", *"pulse", "enter")
        await until_text(pilot, "Pulse check")
        await until_text(pilot, "▸ How it is going")
        assert open_call(app.workspace).sections[0].used == 7 * 60


async def test_another_agenda_is_chosen_before_the_call(make_app: MakeApp) -> None:
    app = make_app(now=NOW + timedelta(hours=10))
    async with app.run_test(size=WIDE) as pilot:
        frame = app.screen
        assert isinstance(frame, Frame)
        records = app.workspace.records
        touches = records.open_touchpoints(account=techstart(app.workspace).id)
        frame.root(3).open_touch(touches[0].id)  # type: ignore[attr-defined]
        await until(pilot, lambda lines: any("TechStart" in line and "30 min" in line for line in lines))
        await pilot.press("A", *"six", "enter")
        await until(pilot, lambda _: any(call.agenda == "template30" for call in records.open_calls()))
        await pilot.press("enter")
        await until_text(pilot, "Check-in in six parts")


async def test_any_section_by_part_of_its_name(make_app: MakeApp) -> None:
    app = make_app()
    running(app)
    async with app.run_test(size=(80, 24)) as pilot:
        await until_text(pilot, "▸ Since last time")
        await pilot.press("f2", *"their", "enter")
        await until_text(pilot, "▸ Their questions")
        await pilot.press("escape", "g", *"next", "enter")
        await until_text(pilot, "▸ Next steps")


async def test_a_question_is_pinned_and_let_go_by_one_key(make_app: MakeApp) -> None:
    app = make_app()
    running(app)
    async with app.run_test(size=(80, 24)) as pilot:
        await until_text(pilot, "▸ What could we do")
        await pilot.press("f4")
        await until_text(pilot, "▸ ◆ What could we do")
        assert techstart(app.workspace).pinned_questions == ("easier_life",)
        await pilot.press("escape", "f")
        await until(pilot, lambda _: techstart(app.workspace).pinned_questions == ())


async def test_a_question_of_ones_own_stands_there_at_once(make_app: MakeApp) -> None:
    app = make_app()
    running(app)
    async with app.run_test(size=(80, 24)) as pilot:
        await until_text(pilot, "▸ Since last time")
        await pilot.press(*"half", "ctrl+n", *"Who", "space", *"decides?", "enter")
        await until_text(pilot, "▸ ✎ Who decides?")
        await until_text(pilot, " > half")
        await pilot.press("X")
        await until_text(pilot, " > halfX")
        (made,) = questions.own_questions(app.workspace)
        assert (made.account, made.topic) == (techstart(app.workspace).id, "relationship")


async def test_a_section_without_questions_still_shows_the_one_that_was_added(make_app: MakeApp) -> None:
    app = make_app()
    busy = {touch.account for touch in app.workspace.records.open_touchpoints()}
    free = next(
        each for each in app.workspace.records.accounts() if each.id not in busy and each.language == "en"
    )
    calls.start_ad_hoc(app.workspace, free.id)
    async with app.run_test(size=(80, 24)) as pilot:
        await until_text(pilot, "▸ Why we talk")
        await pilot.press("f4")
        await until_text(pilot, "No question is chosen")
        await pilot.press("ctrl+n", *"Who", "space", *"decides?", "enter")
        await until_text(pilot, "▸ ✎ Who decides?")


@pytest.mark.parametrize(
    ("keys", "kept"),
    [(("enter",), "What has your team wanted to know"), (("down", "enter"), "Any questions?")],
)
async def test_a_closed_question_is_offered_openly(make_app: MakeApp, keys: list[str], kept: str) -> None:
    app = make_app()
    running(app)
    async with app.run_test(size=(80, 24)) as pilot:
        await until_text(pilot, "▸ Since last time")
        await pilot.press("ctrl+n", *"*Any", "space", *"questions?", "enter")
        await until_text(pilot, "answered with yes or no")
        await pilot.press(*keys)
        await until_text(pilot, f"✎ {kept}")
        (made,) = questions.own_questions(app.workspace)
        assert (made.account, made.language) == ("", "en")


@pytest.mark.parametrize(("keys", "kept"), [(("enter",), "es"), (("down", "enter"), "en")])
async def test_the_language_of_a_question_is_asked_where_it_seems_to_be_another(
    make_app: MakeApp, keys: list[str], kept: str
) -> None:
    app = make_app()
    running(app)
    async with app.run_test(size=(80, 24)) as pilot:
        await until_text(pilot, "▸ Since last time")
        await pilot.press("ctrl+n", *"Quién", "space", *"decide", "space", *"esto?", "enter")
        await until_text(pilot, "In which language is this question?")
        await until_text(pilot, "the customer's language")
        await pilot.press(*keys)
        await until_text(pilot, "Question added, in ")
        (made,) = questions.own_questions(app.workspace)
        assert (made.language, made.text) == (kept, "Quién decide esto?")


async def test_help_is_offered_while_typing_and_the_speaker_changes_after_escape(make_app: MakeApp) -> None:
    app = make_app(language="es")
    running(app)
    async with app.run_test(size=(80, 24)) as pilot:
        await until_text(pilot, "/ 30:00")
        await until(pilot, lambda lines: "f1 ayuda" in lines[-1])
        await pilot.press("ctrl+t")
        await until(pilot, lambda _: open_call(app.workspace).speaker == "them")
        await pilot.press("escape", "ctrl+t")
        await until(pilot, lambda _: open_call(app.workspace).speaker == "us")


async def test_questions_taken_along_are_at_hand_in_the_next_call(make_app: MakeApp) -> None:
    earlier = make_app()
    call = running(earlier)
    heard = capturing.listener(earlier.workspace, call, "en").understand("? who signs the renewal")
    capturing.add_entry(earlier.workspace, call.id, heard)
    short_ways.wrong_contact(earlier.workspace, call.id, "Nobody")
    app = make_app()
    running(app)
    async with app.run_test(size=WIDE) as pilot:
        await until_text(pilot, "Left open")
        await until_text(pilot, "? who signs the renewal")


@pytest.mark.parametrize(("key", "shown"), [("enter", "Close the call"), ("g", "0:00 / 30:00")])
async def test_a_call_that_was_left_asks_what_shall_become_of_it(
    make_app: MakeApp, key: str, shown: str
) -> None:
    running(make_app())
    app = make_app(now=NOW + timedelta(days=1))
    async with app.run_test(size=(80, 24)) as pilot:
        lines = await until_text(pilot, "This call was never closed. The last sign of it: Mon 23 Nov")
        assert not any("over the booked" in line for line in lines)
        await pilot.press(key)
        await until_text(pilot, shown)


async def test_left_for_later_it_waits_in_the_list(make_app: MakeApp) -> None:
    running(make_app())
    app = make_app(now=NOW + timedelta(days=1))
    async with app.run_test(size=(80, 24)) as pilot:
        await until_text(pilot, "never closed")
        await pilot.press("escape")
        await until(pilot, lambda lines: not any("never closed" in line for line in lines))
        assert open_call(app.workspace).ended is None


@pytest.mark.parametrize("size", SIZES)
async def test_the_call_that_stands_in_the_way_is_closed_and_the_next_begins(
    make_app: MakeApp, size: tuple[int, int]
) -> None:
    app = make_app()
    call = running(app)
    async with app.run_test(size=size) as pilot:
        await until_text(pilot, "▸ Since last time")
        await pilot.press("escape", "1")
        await until_text(pilot, "c call")
        await until_text(pilot, "Nimbus Retail")
        await pilot.press("c")
        await until_text(pilot, "A call is still open: TechStart")
        await pilot.press("enter")
        await until_text(pilot, "Next touch")
        await pilot.press("ctrl+s")
        await until_text(pilot, "Hi Alex,")
        await pilot.press("enter")
        await until(pilot, lambda _: open_call(app.workspace).account != call.account)
        await until_text(pilot, "Nimbus Retail")
        assert len(app.screen.query(GuideView)) == 1


async def test_nothing_follows_a_call_that_was_not_closed_after_all(make_app: MakeApp) -> None:
    app = make_app()
    call = running(app)
    async with app.run_test(size=(80, 24)) as pilot:
        await until_text(pilot, "▸ Since last time")
        await pilot.press("escape", "1")
        await until_text(pilot, "c call")
        await until_text(pilot, "Nimbus Retail")
        await pilot.press("c")
        await until_text(pilot, "A call is still open")
        await pilot.press("enter")
        await until_text(pilot, "Next touch")
        await pilot.press("escape")
        await until(pilot, lambda _: open_call(app.workspace).running_since is not None)
        await pilot.press("ctrl+g")
        await until_text(pilot, "Next touch")
        await pilot.press("ctrl+s")
        await until_text(pilot, "Hi Alex,")
        await pilot.press("enter")
        await until_text(pilot, "calls today")
        assert app.workspace.records.get(Call, call.id).status == "closed"
        assert not any(each.started for each in app.workspace.records.open_calls())


async def test_the_call_that_stands_in_the_way_is_gone_on_with(make_app: MakeApp) -> None:
    app = make_app()
    running(app)
    async with app.run_test(size=(80, 24)) as pilot:
        await until_text(pilot, "▸ Since last time")
        await pilot.press("escape", "1")
        await until_text(pilot, "c call")
        await until_text(pilot, "Nimbus Retail")
        await pilot.press("c")
        await until_text(pilot, "A call is still open")
        await pilot.press("g")
        await until_text(pilot, "▸ Since last time")
        assert len(app.screen.query(GuideView)) == 1


@pytest.mark.parametrize("size", SIZES)
async def test_a_lead_looks_on_and_may_take_over(make_app: MakeApp, size: tuple[int, int]) -> None:
    call = running(make_app())
    app = make_app(acting="lead")
    async with app.run_test(size=size) as pilot:
        await pilot.press("3", "o", "o")
        await until_text(pilot, "TechStart")
        await pilot.press("enter")
        await until_text(pilot, "Ana Ruiz is on the phone")
        await pilot.press("p", *"note", "enter", "ctrl+g")
        await until_text(pilot, "T take over")
        again = app.workspace.records.get(Call, call.id)
        assert again.rev == call.rev
        await pilot.press("T")
        await until_text(pilot, "You lead this call now; Ana Ruiz looks on")
        assert app.workspace.records.get(Call, call.id).owner == app.workspace.actor.id
        await pilot.press(*"mine", "enter")
        await until_text(pilot, "· mine")


async def test_who_looks_on_leaves_with_escape(make_app: MakeApp) -> None:
    running(make_app())
    app = make_app(acting="lead")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("3", "o", "o")
        await until_text(pilot, "TechStart")
        await pilot.press("enter")
        await until_text(pilot, "Ana Ruiz is on the phone")
        await pilot.press("escape")
        await until_text(pilot, "calls today")


async def test_a_call_taken_over_elsewhere_is_only_looked_at_here(make_app: MakeApp) -> None:
    app = make_app()
    call = running(app)
    async with app.run_test(size=(80, 24)) as pilot:
        await until_text(pilot, "▸ Since last time")
        calls.take_over(make_app(acting="lead").workspace, call.id)
        await until_text(pilot, "Marta Oliveira is on the phone")
        await until_text(pilot, "esc goes on")
        await pilot.press("escape")
        await until_text(pilot, "T take over")


async def test_a_clock_set_back_takes_nothing_from_the_call(make_app: MakeApp) -> None:
    running(make_app())
    app = make_app(now=NOW + timedelta(minutes=4))
    async with app.run_test(size=(80, 24)) as pilot:
        await until_text(pilot, "4:00 / 30:00")
        app.workspace.clock = FixedClock(NOW - timedelta(hours=1))
        await until(pilot, lambda _: open_call(app.workspace).running_since == NOW - timedelta(hours=1))
        await until_text(pilot, "4:00 / 30:00")


@pytest.mark.parametrize(
    ("minutes", "seconds", "told"),
    [
        (4, 0, "! 4:00 / 5 · section ends soon"),
        (5, 30, "! 5:30 / 5 · section over"),
        (24, 0, "! 6 minutes left"),
        (29, 1, "! last minute of the call"),
        (30, 20, "! booked time over"),
        (33, 0, "! 3 min over the booked time"),
        (64, 5, "1:04:05 / 30:00"),
    ],
)
async def test_every_warning_has_a_sign_and_words(
    make_app: MakeApp, minutes: int, seconds: int, told: str
) -> None:
    running(make_app())
    app = make_app(now=NOW + timedelta(minutes=minutes, seconds=seconds))
    async with app.run_test(size=(80, 24)) as pilot:
        await until_text(pilot, told)


@pytest.mark.parametrize(
    ("us", "told"), [(2, "you 20 % ·▸them 80 % ▲"), (4, "you 40 % ·▸them 60 % ✓"), (6, "·▸them 40 % ▼")]
)
async def test_the_meter_says_how_the_share_stands_to_the_aim(make_app: MakeApp, us: int, told: str) -> None:
    ws = make_app().workspace
    call = calls.start_ad_hoc(ws, techstart(ws).id)
    for _ in range(2):
        calls.toggle_speaker(ws, call.id)
    calls.toggle_speaker(make_app(now=NOW + timedelta(minutes=us)).workspace, call.id)
    app = make_app(now=NOW + timedelta(minutes=10))
    async with app.run_test(size=(80, 24)) as pilot:
        await until_text(pilot, told)


@pytest.mark.parametrize(("tab", "key"), [("2", "C"), ("4", "C")])
async def test_the_phone_rings_in_the_calendar_and_on_the_board(
    make_app: MakeApp, tab: str, key: str
) -> None:
    app = make_app()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press(tab)
        await until(pilot, lambda lines: "? keys" in lines[-1] and "read" not in lines[1])
        await pilot.press(key)
        await until(pilot, lambda lines: any(" / 20:00" in line or " / 30:00" in line for line in lines))
        assert guide_of(app).call.owner == app.workspace.actor.id
