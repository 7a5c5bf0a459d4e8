"""Who is who in a brief, and who has long not been spoken with (C1)."""

from cadence_tui.model.documents import Call, Contact, Touchpoint
from tests.practice.brief.records import RULES, account, ago, lines, techstart, told


def contact(name: str, **parts: object) -> Contact:
    return Contact(id=name.lower(), account="a", name=name, **parts)  # type: ignore[arg-type]


def test_champion_sponsor_then_who_was_not_spoken_with() -> None:
    assert told(techstart(), "people") == [("champion", "alex"), ("person", "leo")]


def test_calls_name_whom_one_spoke_with_and_touchpoints_have_ids() -> None:
    contacts = [contact("José", champion=True), contact("Eva", sponsor=True), contact("Max"), contact("Ida")]
    calls = [
        Call(id="c", account="a", status="closed", started=ago(30), attendees=("jose", "Max")),
        Call(
            id="w", account="a", status="closed", outcome="wrong_contact", started=ago(3), attendees=("Ida",)
        ),
    ]
    touches = [
        Touchpoint(id="t", account="a", status="held", contact="eva", date=ago(RULES.silent_days).date()),
        Touchpoint(id="m", account="a", status="held", channel="email", contact="ida", date=ago(2).date()),
    ]
    found = lines(account(contacts=contacts, calls=calls, touchpoints=touches), "people")
    said = {line.source: (line.args["days"], line.args["silent"]) for line in found}
    assert said == {"josé": (30, False), "eva": (RULES.silent_days, True), "ida": (None, True)}


def test_nobody_is_silent_before_the_first_conversation() -> None:
    contacts = [contact("Eva", champion=True), contact("Max")]
    found = lines(account(calls=[], contacts=contacts), "people")
    assert [(line.source, line.args["silent"]) for line in found] == [("eva", False)]


def test_who_is_expected_comes_first() -> None:
    contacts = [contact("Eva", champion=True), contact("Max")]
    found = lines(account(contacts=contacts), "people", expected="max")
    assert [(line.source, line.args["expected"]) for line in found] == [("max", True), ("eva", False)]


def test_many_silent_ones_are_counted() -> None:
    contacts = [contact("Eva", champion=True), *(contact(f"N{number}") for number in range(9))]
    shown = lines(account(contacts=contacts), "people")
    assert len(shown) == 1 + RULES.most_silent + 1
    assert shown[-1].args["count"] == 9 - RULES.most_silent


def test_an_account_without_a_champion_says_so() -> None:
    left = [contact("Eva", champion=True, left=ago(100).date()), contact("Max", sponsor=True)]
    assert told(account(contacts=left), "people") == [
        ("sponsor", "max"),
        ("no_champion", "a"),
        ("person_left", "eva"),
    ]
