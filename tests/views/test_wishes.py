"""Wishes and their warnings in words: every shipped touch model, every language, nothing left open."""

from datetime import date
from typing import Any, cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cadence_tui.content.load import load_rules
from cadence_tui.content.touch_model import load_touch_model
from cadence_tui.locale import LANGUAGES, speech
from cadence_tui.model.documents import Contact, Preferences
from cadence_tui.model.documents.account import Language, Pinned
from cadence_tui.model.record import AccountRecord
from cadence_tui.model.rules.recurrence import RecurrenceWords
from cadence_tui.practice.typed_wishes import WISHED_CHANNELS, WishTerms, read_pinned, wish_terms
from cadence_tui.practice.wish_warnings import wish_warnings
from cadence_tui.practice.wishes import wishes_in_force
from cadence_tui.views.names import names_of
from cadence_tui.views.wishes import typed_pinned, warning_lines, wishes_lines
from cadence_tui.views.words import Words
from tests.practice.accounts import START, TODAY, in_stage

MODELS = {name: load_touch_model(name) for name in ("check-in-guide", "cadence-models", "touch-model")}
PACKS = {name: load_rules(RecurrenceWords, f"{name}/recurrence") for name in LANGUAGES}
RULES = (
    "FREQ=MONTHLY;BYDAY=1TU",
    "FREQ=WEEKLY;INTERVAL=2;BYDAY=WE",
    "FREQ=WEEKLY;BYDAY=SA",
    "FREQ=MONTHLY;BYMONTHDAY=15",
    "FREQ=MONTHLY;INTERVAL=3;BYDAY=-1FR",
    "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=1",
    "FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=15",
    "FREQ=DAILY",
    "FREQ=NEVER",
)
USUAL = (
    "FREQ=MONTHLY;BYDAY=1TU",
    "FREQ=MONTHLY;BYDAY=2MO",
    "FREQ=MONTHLY;BYDAY=2WE,4WE",
    "FREQ=MONTHLY;INTERVAL=3;BYDAY=-1FR",
    "FREQ=MONTHLY;BYMONTHDAY=15",
    "FREQ=MONTHLY;BYMONTHDAY=-1",
    "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=1",
    "FREQ=WEEKLY;INTERVAL=2;BYDAY=WE",
    "FREQ=WEEKLY;BYDAY=MO,TH",
    "FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=15",
)
TIERS = ("enterprise", "mid_market", "smb", "tech_touch")


def reader(language: str, model: str) -> Words:
    return Words(speech=speech(cast(Language, language)), names=names_of(MODELS[model]))


def terms(language: str, model: str) -> WishTerms:
    titles = {each.id: (each.title.en, each.title.es, each.title.pt_br) for each in MODELS[model].touches}
    return wish_terms(titles, [PACKS[language], *(PACKS[other] for other in LANGUAGES if other != language)])


@st.composite
def asked(draw: st.DrawFn) -> tuple[str, Preferences]:
    model = draw(st.sampled_from(sorted(MODELS)))
    kinds = st.sampled_from([each.id for each in MODELS[model].touches])
    days = st.dates(date(2026, 1, 1), date(2027, 6, 1))
    quiet = st.tuples(days, days).map(lambda ends: (min(ends), max(ends)))
    pinned = st.builds(Pinned, touch=kinds, when=st.sampled_from(RULES))
    return model, draw(
        st.builds(
            Preferences,
            channel=st.sampled_from(["", *WISHED_CHANNELS]),
            every_days=st.sampled_from([None, 1, 7, 28, 90, 366]),
            weekdays=st.sets(st.integers(0, 6)).map(lambda days: tuple(sorted(days))),
            quiet=st.lists(quiet, max_size=2).map(tuple),
            refused=st.lists(kinds, unique=True).map(tuple),
            pinned=st.lists(pinned, max_size=3, unique_by=lambda each: each.touch).map(tuple),
        )
    )


@settings(max_examples=60, deadline=None)
@given(asked(), st.sampled_from(TIERS), st.sampled_from(sorted(START)), st.sampled_from(LANGUAGES))
def test_every_warning_of_every_model_has_its_sentence(
    wished: tuple[str, Preferences], tier: str, stage: str, language: str
) -> None:
    model, preferences = wished
    record = AccountRecord(account=in_stage(tier, stage, preferences=preferences))
    found = wish_warnings(record, MODELS[model], TODAY)

    for shown in warning_lines(found, reader(language, model)):
        text = "".join(text for text, _ in shown.spans)
        assert "{" not in text
        assert "None" not in text
        assert not text.startswith("! wish ")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("rule", [rule for rule in RULES if rule != "FREQ=NEVER"])
def test_agreed_days_stand_in_the_form_as_they_can_be_typed(language: str, rule: str) -> None:
    model = "check-in-guide"
    wishes = Preferences(pinned=(Pinned(touch="check_in", when=rule),))
    text = typed_pinned(wishes, terms(language, model), reader(language, model))

    assert read_pinned(text, terms(language, model)) == wishes.pinned


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_usual_days_stand_there_in_words(language: str) -> None:
    for rule in USUAL:
        wishes = Preferences(pinned=(Pinned(touch="check_in", when=rule),))
        text = typed_pinned(wishes, terms(language, "check-in-guide"), reader(language, "check-in-guide"))
        assert "FREQ" not in text


def test_a_wish_says_whose_it_is_where_it_is_not_the_accounts() -> None:
    own: dict[str, Any] = {"preferences": Preferences(every_days=28)}
    account = in_stage("mid_market", "maturity", preferences=Preferences(channel="email"))
    contact = Contact(id="c1", account=account.id, name="Alex", champion=True, **own)
    record = AccountRecord(account=account, contacts=[contact])
    lines = wishes_lines(record, wishes_in_force(record, TODAY), reader("en", "check-in-guide"))

    told = ["".join(text for text, _ in line.spans) for line in lines]
    assert told[:2] == ["channel: email", "rhythm: every 28 days  (Alex)"]
