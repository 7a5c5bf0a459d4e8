"""Wishes and contacts on the account page, with nothing but keys."""

from collections.abc import Callable

import pytest
from textual.pilot import Pilot

from cadence_tui.model.documents import Contact, Preferences
from cadence_tui.model.documents.account import Pinned
from cadence_tui.tui.app import CadenceApp
from cadence_tui.workspace.session import act_of
from cadence_tui.workspace.wishes import set_account_wishes
from tests.tui.account.test_account_page import opened
from tests.tui.screen_text import until_text

MakeApp = Callable[..., CadenceApp]
CHECK_IN = Pinned(touch="check_in", when="FREQ=MONTHLY;BYDAY=1TU")


async def people_of(pilot: Pilot[None]) -> None:
    await opened(pilot)
    await pilot.press("left", "left")
    await until_text(pilot, "Alex Moreno")


def wishes_of(app: CadenceApp) -> Preferences:
    return app.workspace.records.account("TechStart").preferences


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_every_wish_can_be_typed_and_chosen(make_app: MakeApp, size: tuple[int, int]) -> None:
    app = make_app()
    async with app.run_test(size=size) as pilot:
        await opened(pilot)
        await pilot.press("W")
        await until_text(pilot, "Wishes: TechStart")
        await pilot.press(
            *"28", "tab", "right", "tab", "end", *", Wed", "tab", "tab", *"2027-01-04..2027-01-08"
        )
        await pilot.press("tab", *"check-in: primer martes de cada mes", "tab", "space")
        await until_text(pilot, "type to narrow")
        await pilot.press(*"newsl", "enter", "tab", "t")
        await until_text(pilot, "Product tips")
        await pilot.press("enter", "tab", "right", "ctrl+s")
        await until_text(pilot, "Wishes of TechStart")

        kept = wishes_of(app)
        assert (kept.every_days, kept.channel, kept.weekdays) == (28, "call", (0, 1, 2))
        assert [str(day) for day in kept.quiet[0]] == ["2027-01-04", "2027-01-08"]
        assert kept.pinned == (CHECK_IN,)
        assert (kept.refused, kept.wanted) == (("newsletter",), ("tips",))
        assert app.workspace.records.account("TechStart").language == "es"


async def test_what_leaves_the_guideline_is_shown_before_and_kept_with_its_reason(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        await pilot.press("W")
        await until_text(pilot, "Wishes: TechStart")
        await pilot.press("7", "ctrl+s")
        await until_text(pilot, "Outside the guideline")
        await until_text(pilot, "! Check-in every 7 days is outside the guideline of Mid-market: 28 to")
        assert wishes_of(app).every_days is None

        await pilot.press("escape")
        await until_text(pilot, "Wishes: TechStart")
        await pilot.press("ctrl+s")
        await until_text(pilot, "Outside the guideline")
        await pilot.press(*"crunch time", "enter")
        await until_text(pilot, "Wishes of TechStart")
        assert wishes_of(app).every_days == 7
        assert str(act_of(next(iter(app.workspace.store.log())))) == "Wishes of TechStart: crunch time"


async def test_a_fault_is_named_and_nothing_typed_is_lost(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        await pilot.press("W")
        await until_text(pilot, "Wishes: TechStart")
        await pilot.press("tab", "tab", "tab", "tab", "tab", *"check-in: whenever", "ctrl+s")
        await until_text(pilot, "Agreed days: write a day that comes again")
        await pilot.press(*["backspace"] * 8, *"last Monday", "ctrl+s")
        await until_text(pilot, "Wishes of TechStart")
        assert wishes_of(app).pinned == (Pinned(touch="check_in", when="FREQ=MONTHLY;BYDAY=-1MO"),)


async def test_agreed_days_come_back_in_the_readers_words(make_app: MakeApp) -> None:
    app = make_app(language="pt-BR")
    account = app.workspace.records.account("TechStart")
    set_account_wishes(app.workspace, account.id, Preferences(pinned=(CHECK_IN,)))
    async with app.run_test(size=(80, 24)) as pilot:
        await until_text(pilot, "▲")
        await pilot.press("ctrl+k")
        await until_text(pilot, "Ir para")
        await pilot.press(*"techst")
        await until_text(pilot, "TechStart")
        await pilot.press("enter")
        await until_text(pilot, "Resumo")
        await pilot.press("W")
        await until_text(pilot, "Check-in: a primeira terça-feira do mês")
        await pilot.press("ctrl+s")
        await until_text(pilot, "Preferências de TechStart")
        assert wishes_of(app).pinned == (CHECK_IN,)


async def test_a_person_there_has_wishes_of_their_own(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await people_of(pilot)
        await pilot.press("W")
        await until_text(pilot, "Wishes: Alex Moreno")
        await pilot.press("4", "2", "ctrl+s")
        await until_text(pilot, "rhythm: every 42 days  (Alex Moreno)")
        assert wishes_of(app).every_days is None


async def test_wishes_of_who_is_not_spoken_to_are_doubted_and_stay_to_be_seen(make_app: MakeApp) -> None:
    app = make_app()
    waits = "Alex Moreno (champion) is spoken to; these wishes count when Priya Raman is"
    async with app.run_test(size=(120, 40)) as pilot:
        await people_of(pilot)
        await pilot.press("j", "W")
        await until_text(pilot, "Wishes: Priya Raman")
        await pilot.press("tab", "tab", *"Sat", "ctrl+s")
        await until_text(pilot, "Outside the guideline")
        await until_text(pilot, "none of the wished weekdays (Sat)")
        await until_text(pilot, waits.removesuffix(" Raman is"))
        await pilot.press("enter")
        await until_text(pilot, "weekdays: Sat")
        await until_text(pilot, waits)

        await pilot.press("enter")
        lines = await until_text(pilot, "email: priya.raman")
        assert any("sponsor" in line for line in lines)
        await until_text(pilot, "○ Alex Moreno (champion) is spoken to; these wishes count when")


async def test_a_new_contact_is_written_down_and_changed(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        await pilot.press("n")
        await until_text(pilot, "New contact")
        await pilot.press("ctrl+s")
        await until_text(pilot, "A contact needs a name")
        await pilot.press(*"Marta Gil", "tab", *"CFO", "ctrl+s")
        await until_text(pilot, "Marta Gil  CFO")

        await pilot.press("j", "j", "j", "e")
        await until_text(pilot, "Left on")
        await pilot.press("shift+tab", *"2026-11-01", "ctrl+s")
        await until_text(pilot, "left 1 Nov 2026")
        account = app.workspace.records.account("TechStart")
        marta = next(
            each for each in app.workspace.records.of_account(Contact, account.id) if each.name == "Marta Gil"
        )
        assert (marta.role, str(marta.left)) == ("CFO", "2026-11-01")


async def test_what_a_rule_refuses_comes_back_as_it_was_typed(make_app: MakeApp) -> None:
    async with make_app().run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        await pilot.press("n")
        await until_text(pilot, "New contact")
        await pilot.press(*"Alex Moreno", "ctrl+s")
        lines = await until_text(pilot, "Alex Moreno is a contact there already")
        assert any("Name" in line and "Alex Moreno" in line for line in lines)


async def test_the_line_over_the_wishes_opens_those_of_the_account(make_app: MakeApp) -> None:
    async with make_app().run_test(size=(80, 24)) as pilot:
        await people_of(pilot)
        await pilot.press("end", "enter")
        await until_text(pilot, "Wishes: TechStart")


async def test_wishes_open_from_the_portfolio_too(make_app: MakeApp) -> None:
    async with make_app().run_test(size=(80, 24)) as pilot:
        await until_text(pilot, "▲")
        await pilot.press("W")
        await until_text(pilot, "Wishes: Nimbus Retail")


async def test_hours_and_languages_stand_there_in_the_readers_words(make_app: MakeApp) -> None:
    app = make_app(language="es")
    account = app.workspace.records.account("TechStart")
    set_account_wishes(app.workspace, account.id, Preferences())
    async with app.run_test(size=(80, 24)) as pilot:
        await until_text(pilot, "▲")
        await pilot.press("ctrl+k")
        await until_text(pilot, "Saltar a")
        await pilot.press(*"techst")
        await until_text(pilot, "TechStart")
        await pilot.press("enter")
        await until_text(pilot, "Resumen")
        await pilot.press("W")
        await until_text(pilot, "lun-jue 09:00-12:00")
        await until_text(pilot, "‹ inglés ›")
        await pilot.press("tab", "tab", "tab", *"lun-mié 10:00-12:00", "ctrl+s")
        await until_text(pilot, "Preferencias de TechStart")
        assert wishes_of(app).hours == "Mon-Wed 10:00-12:00"
        await pilot.press("left", "left")
        await until_text(pilot, "horario: lun-mié 10:00-12:00")
        await until_text(pilot, "idioma: inglés")
