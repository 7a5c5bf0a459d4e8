"""Whose wishes count where the account and the person spoken to both have some."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from cadence_tui.model.documents import Account, Contact, Preferences
from cadence_tui.model.documents.account import Pinned
from cadence_tui.model.record import AccountRecord
from cadence_tui.practice.wishes import as_spoken_to, spoken_to, why_not_in_force, wishes_in_force

TODAY = date(2026, 11, 23)
KINDS = ("check_in", "newsletter", "tips")


def record(account: Preferences, *contacts: Contact) -> AccountRecord:
    return AccountRecord(
        account=Account(id="a1", name="Nimbus", language="es", preferences=account), contacts=list(contacts)
    )


def person(id: str, **fields: object) -> Contact:
    return Contact(id=id, account="a1", name=id, **fields)  # type: ignore[arg-type]


PINNED = st.builds(Pinned, touch=st.sampled_from(KINDS), when=st.just("FREQ=MONTHLY;BYDAY=1TU"))
DAYS = st.dates(date(2026, 1, 1), date(2027, 1, 1))
WISHES = st.builds(
    Preferences,
    channel=st.sampled_from(["", "call", "email"]),
    every_days=st.sampled_from([None, 7, 14, 56]),
    weekdays=st.sampled_from([(), (0,), (1, 3)]),
    hours=st.sampled_from(["", "Mon-Fri 09:00-12:00"]),
    quiet=st.lists(st.tuples(DAYS, DAYS).map(sorted).map(tuple), max_size=3, unique=True).map(
        lambda quiet: tuple(sorted(quiet))
    ),
    refused=st.lists(st.sampled_from(KINDS), unique=True).map(tuple),
    wanted=st.lists(st.sampled_from(KINDS), unique=True).map(tuple),
    pinned=st.lists(PINNED, unique_by=lambda pinned: pinned.touch).map(tuple),
)


@given(WISHES, WISHES)
def test_each_wish_of_the_contact_stands_over_the_accounts(account: Preferences, contact: Preferences):
    found = wishes_in_force(record(account, person("c1", preferences=contact)), TODAY).preferences

    for field in ("channel", "every_days", "weekdays", "hours"):
        assert getattr(found, field) == (getattr(contact, field) or getattr(account, field))
    assert set(found.quiet) == {*account.quiet, *contact.quiet}
    assert set(found.refused) == {*account.refused, *contact.refused}
    assert set(found.wanted) == {*account.wanted, *contact.wanted} - set(found.refused)


@given(WISHES, WISHES)
def test_an_agreed_day_of_the_contact_replaces_the_accounts_for_that_kind_alone(
    account: Preferences, contact: Preferences
):
    found = wishes_in_force(record(account, person("c1", preferences=contact)), TODAY).preferences

    theirs = {pinned.touch for pinned in contact.pinned}
    kept = [pinned for pinned in account.pinned if pinned.touch not in theirs]
    assert list(found.pinned) == [*kept, *contact.pinned]


@given(WISHES, WISHES)
def test_every_wish_says_whose_it_is(account: Preferences, contact: Preferences):
    found = wishes_in_force(record(account, person("c1", preferences=contact)), TODAY)

    held = {name for name in Preferences.__struct_fields__ if getattr(found.preferences, name)}
    assert set(found.sources) == held
    for name, source in found.sources.items():
        assert source == ("c1" if getattr(contact, name) else "")


@given(WISHES)
def test_without_anybody_to_speak_to_the_accounts_wishes_stand(account: Preferences):
    two = record(account, person("c1"), person("c2", preferences=Preferences(channel="email")))

    wanted = tuple(kind for kind in account.wanted if kind not in account.refused)
    assert wishes_in_force(two, TODAY).preferences == replace(account, wanted=wanted)


@pytest.mark.parametrize(
    ("contacts", "chosen"),
    [
        ([], None),
        ([person("c1")], "c1"),
        ([person("c1"), person("c2")], None),
        ([person("c1"), person("c2", sponsor=True)], "c2"),
        ([person("c1", sponsor=True), person("c2", champion=True)], "c2"),
        ([person("c2", champion=True), person("c1", champion=True)], "c1"),
        ([person("c1", champion=True, left=TODAY), person("c2", sponsor=True)], "c2"),
        ([person("c1", champion=True, left=date(2026, 11, 24)), person("c2")], "c1"),
        ([person("c1", left=TODAY), person("c2")], "c2"),
    ],
)
def test_who_is_spoken_to(contacts: list[Contact], chosen: str | None):
    found = spoken_to(contacts, TODAY)

    assert (found.id if found else None) == chosen


def test_the_language_is_the_contacts_where_they_have_one():
    own = record(Preferences(), person("c1", language="pt-BR"))

    assert wishes_in_force(own, TODAY).language == "pt-BR"
    assert wishes_in_force(own, TODAY).sources == {"language": "c1"}
    assert wishes_in_force(record(Preferences(), person("c1")), TODAY).language == "es"


def test_why_the_wishes_of_a_person_do_not_count():
    champion, boss = person("c1", champion=True), person("c2", sponsor=True)
    gone, other = person("c3", champion=True, left=TODAY), person("c4")
    here = record(Preferences(), champion, boss, gone)

    codes = [why and why.code for why in (why_not_in_force(each, here, TODAY) for each in here.contacts)]
    assert codes == [None, "wish_not_in_force", "wish_of_somebody_gone"]
    sponsored = why_not_in_force(other, record(Preferences(), boss, other), TODAY)
    assert sponsored is not None
    assert dict(sponsored.args) == {"name": "c4", "spoken": "c2", "role": "sponsor"}
    nobody = record(Preferences(), other, person("c5"))
    assert [why.code for why in [why_not_in_force(other, nobody, TODAY)] if why] == ["wish_of_nobody_meant"]


def test_the_wishes_of_anybody_can_be_looked_at_as_if_they_were_spoken_to():
    wished = Preferences(every_days=14)
    boss = person("c2", sponsor=True, preferences=wished)
    here = record(Preferences(channel="email"), person("c1", champion=True), boss)

    assert wishes_in_force(here, TODAY).preferences.every_days is None
    alone = as_spoken_to(here, "c2", TODAY)
    assert wishes_in_force(alone, TODAY).preferences == replace(wished, channel="email")
    assert as_spoken_to(here, "c1", TODAY) is here
    assert as_spoken_to(here, "nobody", TODAY) is here
