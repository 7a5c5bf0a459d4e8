"""Wishes of an account and of a person there: who may change them, what is refused, what is warned of."""

from collections.abc import Callable
from datetime import date

import pytest
from msgspec.structs import replace

from cadence_tui.model.documents import Account, Contact, Preferences
from cadence_tui.model.documents.account import Pinned
from cadence_tui.model.errors import BadInput, Conflict, NotFound, NotPermitted, Refused
from cadence_tui.model.message import message
from cadence_tui.workspace.accounts import view_account
from cadence_tui.workspace.contacts import ContactEdit, add_contact
from cadence_tui.workspace.plan import propose
from cadence_tui.workspace.portfolio import portfolio_book
from cadence_tui.workspace.session import Workspace, act_of
from cadence_tui.workspace.wishes import read_quiet_days, set_account_wishes, set_contact_wishes, weigh

OpenAs = Callable[[str], Workspace]
EVERY_WEEK = Preferences(every_days=7)


@pytest.fixture
def account(ana: Workspace) -> Account:
    return ana.records.account("TechStart")


def champion(ws: Workspace, account: Account) -> Contact:
    return next(each for each in ws.records.of_account(Contact, account.id) if each.champion)


def test_wishes_are_kept_with_their_reason_in_one_entry_of_the_log(ana: Workspace, account: Account) -> None:
    before = ana.store.seq
    set_account_wishes(ana, account.id, EVERY_WEEK, language="es", why="Alex asked")

    kept = ana.records.get(Account, account.id)
    assert (kept.preferences, kept.language) == (EVERY_WEEK, "es")
    assert ana.store.seq == before + 1
    assert str(act_of(next(iter(ana.store.log())))) == "Wishes of TechStart: Alex asked"


def test_the_champions_wishes_stand_over_the_accounts_on_the_page(ana: Workspace, account: Account) -> None:
    person = champion(ana, account)
    set_contact_wishes(ana, person.id, Preferences(channel="email"), language="pt-BR")

    view = view_account(ana, account.id)
    assert view.wishes.preferences.channel == "email"
    assert view.wishes.preferences.weekdays == account.preferences.weekdays
    assert view.wishes.sources["channel"] == person.id
    assert view.wishes.language == "pt-BR"
    assert "wish_no_calls" in {each.code for each in view.wish_warnings}


def test_weighing_tells_only_what_is_new(ana: Workspace, account: Account) -> None:
    wished = replace(account.preferences, every_days=7)
    assert "wish_rhythm_outside" in {each.code for each in weigh(ana, account, wished)}

    set_account_wishes(ana, account.id, wished)
    again = ana.records.get(Account, account.id)
    assert weigh(ana, again, replace(wished, quiet=((date(2027, 1, 1), date(2027, 1, 2)),))) == ()


def test_weighing_writes_nothing(ana: Workspace, account: Account) -> None:
    before = ana.store.seq
    weigh(ana, champion(ana, account), EVERY_WEEK)
    assert ana.store.seq == before
    assert champion(ana, account).preferences == Preferences()


def test_the_wishes_of_somebody_else_are_weighed_as_if_they_were_spoken_to(
    ana: Workspace, account: Account
) -> None:
    boss = add_contact(ana, account.id, ContactEdit(name="Rita Paz", sponsor=True))
    wished = Preferences(channel="email", weekdays=(5,))
    found = weigh(ana, boss, wished)

    assert found[0].code == "wish_not_in_force"
    assert dict(found[0].args) == {"name": "Rita Paz", "spoken": "Alex Moreno", "role": "champion"}
    assert {"wish_weekdays_closed", "wish_no_calls"} <= {each.code for each in found}
    assert weigh(ana, boss, Preferences()) == ()

    kept = set_contact_wishes(ana, boss.id, wished)
    assert weigh(ana, kept, wished) == ()
    assert "wish_no_calls" not in {each.code for each in view_account(ana, account.id).wish_warnings}


@pytest.mark.parametrize(
    "wishes",
    [
        Preferences(every_days=0),
        Preferences(every_days=5000),
        Preferences(channel="fax"),
        Preferences(weekdays=(7,)),
        Preferences(hours="mornings"),
        Preferences(quiet=((date(2027, 1, 2), date(2027, 1, 1)),)),
        Preferences(quiet=((date(2026, 12, 1), date.max),)),
        Preferences(quiet=((date(226, 12, 1), date(2026, 12, 2)),)),
        Preferences(refused=("spam",)),
        Preferences(refused=("tips",), wanted=("tips",)),
        Preferences(refused=("renewal_90",)),
        Preferences(pinned=(Pinned(touch="kickoff", when="FREQ=MONTHLY;BYDAY=1TU"),)),
        Preferences(pinned=(Pinned(touch="check_in", when="FREQ=MONTHLY"),)),
        Preferences(pinned=(Pinned(touch="spam", when="FREQ=MONTHLY;BYDAY=1TU"),)),
    ],
)
def test_wishes_that_nobody_could_keep_are_refused(
    ana: Workspace, account: Account, wishes: Preferences
) -> None:
    before = ana.store.seq
    for act in (
        lambda: set_account_wishes(ana, account.id, wishes),
        lambda: set_contact_wishes(ana, champion(ana, account).id, wishes),
    ):
        with pytest.raises(Refused):
            act()
    assert ana.store.seq == before


def test_quiet_days_to_the_end_of_the_calendar_can_be_read_and_left_standing(
    ana: Workspace, account: Account
) -> None:
    # A restored export may hold them: nobody typed them here.
    endless = ((date(2026, 12, 1), date.max), (date(2027, 1, 1), date(2027, 1, 5)), (date.min, date.min))
    old = replace(account, preferences=Preferences(quiet=endless))
    ana.commit(message("Restored"), edits=[(account, old)])

    assert "wish_quiet_too_long" in {each.code for each in view_account(ana, account.id).wish_warnings}
    portfolio_book(ana)
    propose(ana)
    wishes = replace(old.preferences, every_days=28)
    assert set_account_wishes(ana, account.id, wishes).preferences == wishes


def test_kinds_of_an_earlier_touch_model_do_not_stand_in_the_way(ana: Workspace, account: Account) -> None:
    old = replace(account, preferences=Preferences(refused=("old_kind",)))
    ana.commit(message("Another touch model"), edits=[(account, old)])

    wishes = Preferences(refused=("old_kind",), every_days=28)
    assert set_account_wishes(ana, account.id, wishes).preferences == wishes


def test_readers_change_no_wishes(ana: Workspace, open_as: OpenAs, account: Account) -> None:
    ana.commit(message("Role"), edits=[(ana.actor, replace(ana.actor, role="reader"))])
    with pytest.raises(NotPermitted):
        set_account_wishes(open_as("ana"), account.id, EVERY_WEEK)


def test_nobody_has_no_wishes(ana: Workspace) -> None:
    with pytest.raises(NotFound):
        set_account_wishes(ana, "nobody", EVERY_WEEK)
    with pytest.raises(NotFound):
        set_contact_wishes(ana, "nobody", EVERY_WEEK)


def test_two_who_change_the_same_wishes_clash(ana: Workspace, open_as: OpenAs, account: Account) -> None:
    set_account_wishes(open_as("lead"), account.id, EVERY_WEEK)
    ana.catch_up()
    with pytest.raises(Conflict) as clash:
        set_account_wishes(ana, account.id, Preferences(every_days=14), seen=account)
    assert clash.value.fields == ("preferences",)


@pytest.mark.parametrize(
    ("language", "text", "first", "last"),
    [
        ("es", "22/12/2026..5/1/2027", "2026-12-22", "2027-01-05"),
        ("es", "5/1/2027", "2027-01-05", "2027-01-05"),
        ("en", "1/5/2027", "2027-01-05", "2027-01-05"),
        ("en", "22/12/2026..5/1/2027", "2026-12-22", "2027-01-05"),
        ("pt-BR", "22.12.2026 até 05.01.2027", "2026-12-22", "2027-01-05"),
        ("en", "2026-12-22..2027-01-05", "2026-12-22", "2027-01-05"),
    ],
)
def test_quiet_days_are_read_as_files_write_them_in_the_readers_order(
    ana: Workspace, language: str, text: str, first: str, last: str
) -> None:
    ((begin, end),) = read_quiet_days(ana, text, language)
    assert (begin.isoformat(), end.isoformat()) == (first, last)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("5/1/2027..22/12/2026", "a last day that does not lie before the first"),
        ("soon", "a date such as 2026-12-31"),
        ("1/2/27", "a date with a year of four digits, such as 2026-12-31"),
    ],
)
def test_quiet_days_that_cannot_be_read_say_what_is_wrong(ana: Workspace, text: str, expected: str) -> None:
    with pytest.raises(BadInput) as refused:
        read_quiet_days(ana, text, "es")
    assert (refused.value.where[0].field, str(refused.value.where[0].expected)) == ("quiet", expected)
