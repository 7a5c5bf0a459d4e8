"""A clash shows both sides, nobody's text is lost, and what was not saved can be saved after all (X4)."""

import base64
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from textual.pilot import Pilot

from cadence_tui.locale import LANGUAGES, speech
from cadence_tui.model.documents import Account, Action
from cadence_tui.model.errors import OutcomeUnknown, StoreError
from cadence_tui.model.message import message
from cadence_tui.tui.app import CadenceApp
from cadence_tui.tui.frame import Frame
from cadence_tui.workspace.accounts import AccountEdit, edit_account
from cadence_tui.workspace.actions import add_action, edit_action
from cadence_tui.workspace.session import Workspace
from cadence_tui.workspace.unsaved import unsaved
from tests.tui.conftest import NOW, MakeApp
from tests.tui.hostile import HOSTILE, assert_inert, start_of
from tests.tui.screen_text import screen_text, until, until_text

Open = Callable[[str], Workspace]
SIZES = [(80, 24), (120, 40)]
MINE, THEIRS = "Open two shops", "Sell in Brazil"


@pytest.fixture
def lead(open_as: Open) -> Workspace:
    return open_as("lead")


async def started(pilot: Pilot[None]) -> Frame:
    await until_text(pilot, "TechStart")
    frame = pilot.app.screen
    assert isinstance(frame, Frame)
    return frame


def clash(frame: Frame, lead: Workspace, mine: str = MINE, theirs: str = THEIRS) -> Account:
    """The reader edits an account that the lead has edited since it was read."""
    workspace = frame.cadence.workspace
    seen = workspace.records.account("TechStart")
    edit_account(lead, seen.id, AccountEdit(goal=theirs))
    edit = AccountEdit(goal=mine, renewal=date(2027, 3, 5))
    frame.perform(lambda: edit_account(workspace, seen.id, edit, seen=seen), None)
    return seen


async def conflict(pilot: Pilot[None], lead: Workspace) -> Frame:
    frame = await started(pilot)
    clash(frame, lead)
    await until_text(pilot, MINE)
    return frame


def goal(ws: Workspace) -> str:
    ws.catch_up()
    return ws.records.account("TechStart").goal


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("size", SIZES)
async def test_both_sides_stand_there_in_the_readers_words(
    make_app: MakeApp, lead: Workspace, language: str, size: tuple[int, int]
) -> None:
    app = make_app(language=language)
    async with app.run_test(size=size) as pilot:
        await conflict(pilot, lead)
        text = "\n".join(screen_text(app))
        words = speech(language)
        for told in (
            THEIRS,
            lead.actor.name,
            words.weekday_day(date(2026, 11, 23)) + " 04:12",
            words.day(date(2027, 3, 5), year=True),
            words.say("copy yours"),
            words.say("save yours over it"),
            words.say("leave it as it is"),
        ):
            assert told in text
        assert "2027-03-05" not in text


async def test_a_form_filled_in_meanwhile_clashes_field_by_field(make_app: MakeApp, lead: Workspace) -> None:
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await started(pilot)
        await pilot.press("slash", *"techstart", "enter")
        await pilot.press("e")
        await until_text(pilot, "for a segment or stage set by hand")
        seen = lead.records.account("TechStart")
        edit_account(lead, seen.id, AccountEdit(goal=THEIRS, language="es"))
        await pilot.press("up", "end", *"!", "ctrl+s")
        lines = await until_text(pilot, "Changed meanwhile")
        assert any(f"{seen.goal}!" in line for line in lines)
        assert any(THEIRS in line for line in lines)
        await pilot.press("S")
        await until_text(pilot, "Saved over it")
        assert goal(lead) == f"{seen.goal}!"
        # What the form only showed is not what its reader changed.
        assert lead.records.account("TechStart").language == "es"


@pytest.mark.parametrize("key", ["escape", "enter", "q"])
async def test_leaving_keeps_theirs_and_says_where_mine_is(
    make_app: MakeApp, lead: Workspace, key: str
) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await conflict(pilot, lead)
        await pilot.press(key)
        await until_text(pilot, "What you entered is kept: f9")
        assert goal(lead) == THEIRS
        await pilot.press("f9")
        lines = await until_text(pilot, "What was not saved")
        assert any("TechStart" in line and f"{lead.actor.name} was quicker"[:12] in line for line in lines)
        await pilot.press("enter")
        await until_text(pilot, MINE)


async def test_saving_over_is_one_key_and_one_key_takes_it_back(make_app: MakeApp, lead: Workspace) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await conflict(pilot, lead)
        await pilot.press("S")
        await until_text(pilot, "Saved over it: Edited: TechStart")
        assert goal(lead) == MINE
        await pilot.press("u")
        await until_text(pilot, "Taken back")
        assert goal(lead) == THEIRS


async def test_mine_is_copied_whole_and_the_page_stays(
    make_app: MakeApp, lead: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    copied: list[str] = []
    monkeypatch.setattr(CadenceApp, "copy_to_clipboard", lambda _, text: copied.append(text))
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await conflict(pilot, lead)
        await pilot.press("y")
        await until_text(pilot, "Sent to your clipboard")
        assert len(base64.b64encode(copied[0].encode()))
        assert f"Goal: {MINE}" in copied[0]
        assert "Renewal: 5 Mar 2027" in copied[0]
        assert THEIRS not in copied[0]
        await pilot.press("escape")
        await until_text(pilot, "Changed meanwhile")


async def test_the_list_copies_saves_and_forgets(
    make_app: MakeApp, lead: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    copied: list[str] = []
    monkeypatch.setattr(CadenceApp, "copy_to_clipboard", lambda _, text: copied.append(text))
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        frame = await conflict(pilot, lead)
        await pilot.press("escape")
        await until(pilot, lambda _: app.screen is frame)
        clash(frame, lead, mine="Hire", theirs="Sell in Chile")
        await until_text(pilot, "Hire")
        await pilot.press("escape")
        await until(pilot, lambda _: app.screen is frame)
        await pilot.press("f9")
        await until_text(pilot, "What was not saved")
        await pilot.press("y")
        await until_text(pilot, "Sent to your clipboard")
        assert "Hire" in copied[0]
        await pilot.press("escape", "D")
        await until(pilot, lambda _: len(unsaved(app.workspace)) == 1)
        await until_text(pilot, "What was not saved")
        await pilot.press("S")
        await until_text(pilot, "Saved over it")
        assert goal(lead) == MINE
        await pilot.press("f9")
        await until_text(pilot, "Everything of yours is saved")


async def test_a_line_that_dropped_finds_it_again(
    make_app: MakeApp, lead: Workspace, own_state: Path
) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await conflict(pilot, lead)
        assert len(list(own_state.iterdir())) == 1
    app = make_app(now=NOW + timedelta(hours=1))
    async with app.run_test(size=(80, 24)) as pilot:
        await until_text(pilot, "1 thing was not saved: f9")
        await pilot.press("f9")
        await until_text(pilot, "What was not saved")
        await pilot.press("enter")
        await until_text(pilot, MINE)
        await pilot.press("escape", "escape")
    app = make_app(now=NOW + timedelta(hours=2))
    async with app.run_test(size=(80, 24)) as pilot:
        frame = await started(pilot)
        await until(pilot, lambda _: frame._ear is not None)
        # Whoever has seen it is not told again.
        assert "not saved" not in screen_text(app)[-1]


async def test_of_many_remarks_only_those_that_differ_are_shown(make_app: MakeApp, lead: Workspace) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        frame = await started(pilot)
        ws = app.workspace
        account = lead.records.account("TechStart")
        made = add_action(lead, account.id, "Send the offer", owner="ana", due=date(2026, 12, 1))
        made = edit_action(lead, made.id, due=date(2026, 12, 2), why="first move")
        ws.catch_up()
        seen = ws.records.get(Action, made.id)
        edit_action(lead, made.id, due=date(2026, 12, 8), why="they asked")
        frame.perform(lambda: edit_action(ws, made.id, due=date(2026, 12, 4), why="holiday", seen=seen), None)
        lines = await until_text(pilot, "holiday")
        text = "\n".join(lines)
        assert "they asked" in text
        assert "first move" not in text
        assert "Send the offer · TechStart · promise" in text
        assert "8 Dec 2026" in text
        assert "4 Dec 2026" in text


@pytest.mark.parametrize("kind", [kind for kind in HOSTILE if kind != "surrogate"])
async def test_hostile_text_is_text(make_app: MakeApp, lead: Workspace, kind: str) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        frame = await started(pilot)
        clash(frame, lead, mine=HOSTILE[kind] + " mine", theirs=HOSTILE[kind])
        lines = await until_text(pilot, "Changed meanwhile")
        assert_inert(app)
        assert sum(start_of(HOSTILE[kind], 6) in line for line in lines) >= 2


@pytest.mark.parametrize(
    "fault",
    [
        StoreError(message("{path} can only be read here: no permission to write", path="/there")),
        StoreError(message("The disk of {path} is full: nothing was written", path="/there")),
        OutcomeUnknown(
            message(
                "The disk of {path} reported {fault}: the outcome is unknown, the change may be lost",
                path="/there",
                fault="EIO",
            )
        ),
    ],
    ids=["read-only", "full", "unknown"],
)
async def test_a_store_that_cannot_write_says_so_until_a_key_and_keeps_it(
    make_app: MakeApp, monkeypatch: pytest.MonkeyPatch, fault: StoreError
) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        frame = await started(pilot)
        workspace = app.workspace
        account = workspace.records.account("TechStart")

        def refuse(*_: object, **__: object) -> None:
            raise fault

        monkeypatch.setattr(workspace.store, "commit", refuse)
        frame.perform(lambda: edit_account(workspace, account.id, AccountEdit(goal=MINE)), None)
        told = speech("en").word(fault.message).split("/there")[-1].strip(": ")[:20]

        def said(lines: list[str]) -> bool:
            foot = " ".join(line.strip() for line in lines[-4:])
            return told in foot and "kept: f9" in foot

        await until(pilot, said)
        frame.look()
        frame.show_bars()
        await pilot.pause()
        assert said(screen_text(app))
        await pilot.press("down")
        await until(pilot, lambda lines: not any(told in line for line in lines[-4:]))
        assert len(unsaved(workspace)) == 1


async def test_what_cannot_be_kept_is_shown_with_a_warning(
    make_app: MakeApp, lead: Workspace, own_state: Path
) -> None:
    own_state.parent.mkdir(parents=True)
    own_state.write_text("in the way")
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await conflict(pilot, lead)
        assert "copy it before you close" in " ".join(" ".join(screen_text(app)).replace("│", " ").split())


async def test_a_form_that_a_rule_refuses_comes_back_as_it_was(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await started(pilot)
        await pilot.press("e")
        await until_text(pilot, "for a segment or stage set by hand")
        # A segment by hand needs a reason: the form does not know, the rule does.
        await pilot.press("tab", "tab", "tab", "right", "up", "up", "up", "end", *" Renamed", "ctrl+s")
        await until_text(pilot, "Setting it by hand needs a reason")
        lines = await until_text(pilot, "for a segment or stage set by hand")
        assert any("Renamed" in line for line in lines)
        assert any("needs a reason" in line for line in lines)
