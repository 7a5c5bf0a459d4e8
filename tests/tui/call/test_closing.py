"""Closing by keyboard: what is seen, what is made, the recap, the short ways, amending (C7, C8)."""

from datetime import timedelta
from email import message_from_bytes
from pathlib import Path

import pytest

from cadence_tui.model.documents import Action, Call, Handoff, Opportunity, Risk, Signal, Touchpoint
from cadence_tui.tui.app import CadenceApp
from cadence_tui.tui.call.close_fields import form_fields
from cadence_tui.tui.call.recap_editor import MailArea
from cadence_tui.workspace import calls
from cadence_tui.workspace.closing import closing_draft
from tests.tui.call.test_call import MakeApp, open_call, planned, show_brief, start_guide, type_line
from tests.tui.call.test_list import list_of
from tests.tui.conftest import NOW
from tests.tui.screen_text import screen_text, until, until_text


async def test_a_worrying_call_is_closed_with_four_keys(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await start_guide(pilot, app)
        call_id = open_call(app.workspace).id
        await type_line(pilot, "! me: send onboarding templates today")
        await type_line(pilot, "- product team stays in Trello")
        await type_line(pilot, "+ 10 engineers in Q2 5k")
        await until_text(pilot, "+ 10 engineers")
        await pilot.press("ctrl+g")
        await until_text(pilot, "makes 1 promise, 1 risk, 1 opportunity")
        await pilot.press("m", "m", "m")
        await until_text(pilot, "1 signal")
        await pilot.press("enter")
        await until_text(pilot, "To: Alex Moreno <alex.moreno@techstart.example>")
        records = app.workspace.records
        account = planned_account(app)
        (risk,) = (each for each in records.of_account(Risk, account) if each.origin == call_id)
        (chance,) = (each for each in records.of_account(Opportunity, account) if each.origin == call_id)
        assert (risk.title, chance.title) == ("product team stays in Trello", "10 engineers in Q2 5k")
        assert "call_concern" in {each.cause for each in records.of_account(Signal, account)}


async def test_whose_a_promise_of_nobody_is_is_asked_when_closing(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await start_guide(pilot, app)
        call_id = open_call(app.workspace).id
        await type_line(pilot, "! they: send minutes")
        await type_line(pilot, "! me: ask around")
        await until_text(pilot, "ask around")
        await pilot.press("ctrl+g")
        await until_text(pilot, "‹ send minutes → ? ›")
        assert any("makes 2 promises (2 without a date)" in line for line in screen_text(app))
        await pilot.press("ctrl+s")
        await until_text(pilot, "Nobody is named for “send minutes”")
        await pilot.press("right")
        await until_text(pilot, "‹ send minutes → Alex Moreno ›")
        await pilot.press("enter", "enter")
        await until_text(pilot, "send minutes (Alex Moreno, date to be agreed)")
        made = app.workspace.records.of_account(Action, planned_account(app))
        (promise,) = (each for each in made if each.title == "send minutes")
        assert (promise.origin, promise.side, promise.owner) == (call_id, "theirs", "Alex Moreno")


async def test_a_day_that_is_typed_stands_in_the_place_of_the_chosen_time(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await start_guide(pilot, app)
        await pilot.press("ctrl+g")
        await until_text(pilot, "Next touch")
        chosen = next_touch_line(app)
        await pilot.press("t", *"in")
        await until(pilot, lambda _: "→ …" in next_touch_line(app))
        await pilot.press("space", *"three", "space", *"weeks")
        await until(pilot, lambda _: "→ Mon 14 Dec 14:00" in next_touch_line(app))
        await pilot.press("tab", "right")
        await until(pilot, lambda _: next_touch_line(app) == chosen)
        assert not any("three weeks" in line for line in screen_text(app))


async def test_the_first_time_says_why_it_is_first_and_the_others_stand_by_day(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await start_guide(pilot, app)
        await pilot.press("ctrl+g")
        await until_text(pilot, "Next touch")
        draft = closing_draft(app.workspace, open_call(app.workspace).id, "en")
        mark = "planned" if draft.slots[0].planned else "best"
        assert f" · {mark} · " in next_touch_line(app)
        fields = form_fields(draft, app.speech)
        first, *others = [draft.slots[int(key)].date for key, _ in fields[-1].options if key != "none"]
        assert first == draft.slots[0].date
        assert others == sorted(others)


async def test_the_keys_at_the_foot_are_those_of_the_line(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await start_guide(pilot, app)
        await pilot.press("ctrl+g")
        await until_text(pilot, "m a r change that line")
        await pilot.press("t")
        await until_text(pilot, "↵ next")
        assert not any("change that line" in line for line in screen_text(app))


def next_touch_line(app: CadenceApp) -> str:
    return next((line for line in screen_text(app) if "Next touch" in line), "")


async def test_what_is_typed_survives_a_kill(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await start_guide(pilot, app)
        await pilot.press("ctrl+g")
        await until_text(pilot, "Next touch")
        await pilot.press("up", "up", "up", *"sent", "up")
        await until(pilot, lambda _: open_call(app.workspace).shared == ("sent",))
    again = make_app()
    async with again.run_test(size=(80, 24)) as pilot:
        await pilot.press("3")
        await until_text(pilot, "/ 30:00")
        await pilot.press("ctrl+g")
        await until_text(pilot, "makes 1 promise")
        assert any(
            "To be sent" in line and "sent" in line.split("To be sent")[1] for line in screen_text(again)
        )


async def test_the_recap_is_edited_written_and_handed_off(make_app: MakeApp, tmp_path: Path) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await start_guide(pilot, app)
        call_id = open_call(app.workspace).id
        await type_line(pilot, "- export is slow")
        await until_text(pilot, "- export")
        await pilot.press("ctrl+g")
        await until_text(pilot, "Next touch")
        await pilot.press("enter")
        await until_text(pilot, "Hi Alex,")
        await pilot.press("e")
        await until_text(pilot, "as the template gives it")
        area = app.screen.query_one(MailArea)
        await pilot.press("ctrl+home", *"Dear", "escape")
        await until_text(pilot, "DearTechStart")
        assert area.text.startswith("Dear")
        assert app.workspace.records.get(Call, call_id).recap.startswith("DearTechStart")
        await pilot.press("e")
        await until_text(pilot, "as the template gives it")
        await pilot.press("ctrl+r", "escape")
        await until(pilot, lambda _: not app.workspace.records.get(Call, call_id).recap)
        await until_text(pilot, "To: Alex")
        await pilot.press("f")
        await until_text(pilot, "recap-techstart-2026-11-23.eml")
        path = tmp_path / "m.eml"
        await pilot.press("ctrl+u", *str(path), "enter")
        await until(pilot, lambda _: path.exists())
        assert message_from_bytes(path.read_bytes())["To"] == "Alex Moreno <alex.moreno@techstart.example>"
        await until_text(pilot, "To: Alex")
        await pilot.press("h")
        await until_text(pilot, "export is slow")
        await pilot.press("right", "tab", "tab", *"they wait for it", "ctrl+s")
        await until_text(pilot, "Why: they wait for it")
        found = app.workspace.records.of_account(Handoff, planned_account(app))
        (made,) = (each for each in found if each.origin == call_id)
        assert (made.to, made.origin, made.what) == ("support", call_id, "export is slow")


async def test_what_is_copied_and_handed_off_is_said(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await start_guide(pilot, app)
        await type_line(pilot, "- export is slow")
        await until_text(pilot, "- export")
        await pilot.press("ctrl+g")
        await until_text(pilot, "Next touch")
        await pilot.press("enter")
        await until_text(pilot, "Call closed")
        await pilot.press("y")
        await until_text(pilot, "Copied to the clipboard")
        await pilot.press("escape")
        await until_text(pilot, "To: Alex")
        assert any("Copied to the clipboard" in line for line in screen_text(app))
        await pilot.press("h")
        await until_text(pilot, "export is slow")
        await pilot.press("tab", "tab", *"they wait", "ctrl+s")
        await until_text(pilot, "Handed off for TechStart: export is slow · Copied")


async def test_a_short_call_is_one_picked_way_out(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await start_guide(pilot, app)
        call_id = open_call(app.workspace).id
        await type_line(pilot, "they had five minutes")
        await until_text(pilot, "· they had")
        await pilot.press("ctrl+x")
        await until_text(pilot, "How did it end?")
        await pilot.press("enter")
        await until_text(pilot, "Hi Alex,")
        call = app.workspace.records.get(Call, call_id)
        assert (call.outcome, call.status) == ("short", "closed")
        assert app.workspace.records.get(Touchpoint, call.next_touch).status == "planned"


@pytest.mark.parametrize("running", [False, True])
async def test_they_said_no_before_the_call_or_when_it_began(make_app: MakeApp, running: bool) -> None:
    app = make_app()
    touch = planned(app.workspace)
    async with app.run_test(size=(80, 24)) as pilot:
        if running:
            await start_guide(pilot, app)
            await pilot.press("escape")
            await until_text(pilot, "i type")
        else:
            await show_brief(pilot, app)
        await pilot.press("D")
        await until_text(pilot, "What did they say?")
        await pilot.press(*"release", "enter")
        await until_text(pilot, "when again?")
        await pilot.press("enter")
        await until(pilot, lambda _: app.workspace.records.get(Touchpoint, touch.id).status == "declined")
        await until_text(pilot, "Declined, and on record")
        assert app.workspace.records.get(Touchpoint, touch.id).why == "release"
        assert planned(app.workspace).date > NOW.date()


async def test_the_wrong_contact_before_the_call(make_app: MakeApp) -> None:
    app = make_app(now=NOW + timedelta(hours=10))
    touch = planned(app.workspace)
    async with app.run_test(size=(80, 24)) as pilot:
        await show_brief(pilot, app)
        await pilot.press("W")
        await until_text(pilot, "Who was reached?")
        await pilot.press(*"Jordan", "enter")
        await until_text(pilot, "When is the right person tried?")
        await pilot.press("enter")
        await until(pilot, lambda _: app.workspace.records.get(Touchpoint, touch.id).internal)


async def test_a_closed_call_is_amended_from_the_account(make_app: MakeApp) -> None:
    app = make_app()
    from cadence_tui.workspace.closing import CallRecord, close_call

    call = calls.start_call(app.workspace, planned(app.workspace).id)
    close_call(app.workspace, call.id, CallRecord(summary="all well"), next_touch=None, reason="x")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("3")
        await until_text(pilot, "When")
        from cadence_tui.tui.account.view import AccountPage

        app.screen.open(AccountPage(call.account, "timeline"))  # type: ignore[attr-defined]
        await until_text(pilot, "with notes")
        await pilot.press("e")
        await until_text(pilot, "Amend the record")
        await pilot.press("right", "left")
        await pilot.press("up", "up", "up", "up", "up", "up", "up", "up", "up", "end", *", really", "ctrl+s")
        await until(pilot, lambda _: app.workspace.records.get(Call, call.id).summary == "all well, really")
        await pilot.press("enter")
        await until_text(pilot, "Summary before: all well")
        await pilot.press("m")
        await until_text(pilot, "Hi Alex,")


def planned_account(app: object) -> str:
    return app.workspace.records.account("TechStart").id  # type: ignore[attr-defined]


async def test_enter_twice_on_the_last_dialog_begins_no_other_call(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await start_guide(pilot, app)
        call = open_call(app.workspace)
        await pilot.press("ctrl+g")
        await until_text(pilot, "Next touch")
        await pilot.press("enter")
        await until_text(pilot, "Hi Alex,")
        await pilot.press("y")
        await until_text(pilot, "Copied")
        await pilot.press("enter", "enter", "enter")
        await until_text(pilot, "↵ start")
        assert not any(each.started for each in app.workspace.records.open_calls())
        assert app.workspace.records.get(Call, call.id).asked == ()
        await until(pilot, lambda _: not list_of(app).is_resting)
        await pilot.press("enter")
        await until(pilot, lambda _: any(each.started for each in app.workspace.records.open_calls()))
