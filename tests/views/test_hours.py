"""Hours in the reader's words, which can be typed again."""

import pytest

from cadence_tui.content.load import load_rules
from cadence_tui.locale import LANGUAGES, speech
from cadence_tui.model.documents.account import Language
from cadence_tui.model.rules.recurrence import RecurrenceWords
from cadence_tui.practice.typed_wishes import read_hours, wish_terms
from cadence_tui.views.hours import hours_text

HOURS = "Mon-Thu 09:00-12:00 14:00-18:00, Fri 09:00-12:00, Sat-Sun 10:00-11:00"
PACKS = {name: load_rules(RecurrenceWords, f"{name}/recurrence") for name in LANGUAGES}


def test_hours_are_told_in_the_readers_weekdays() -> None:
    assert hours_text("Mon-Thu 09:00-12:00", speech("es")) == "lun-jue 09:00-12:00"
    assert hours_text("Mon-Thu 09:00-12:00", speech("pt-BR")) == "seg-qui 09:00-12:00"


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_told_can_be_typed(language: Language) -> None:
    others = [PACKS[other] for other in LANGUAGES if other != language]
    terms = wish_terms({}, [PACKS[language], *others])
    assert read_hours(hours_text(HOURS, speech(language)), terms) == HOURS
