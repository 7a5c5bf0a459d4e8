"""The contact budget in words, in every language."""

from datetime import timedelta

import pytest

from cadence_tui.locale import LANGUAGES, speech
from cadence_tui.model.documents import Preferences
from cadence_tui.model.record import AccountRecord
from cadence_tui.practice.contact_budget import budget_of
from cadence_tui.views.budget_lines import budget_lines
from cadence_tui.views.lines import TextLine
from cadence_tui.views.names import names_of
from cadence_tui.views.words import Words
from tests.practice.accounts import MODEL, TODAY, in_stage, touch

DAY = timedelta(days=1)


def texts(lines: list[TextLine]) -> list[str]:
    return ["".join(text for text, _ in line.spans) for line in lines]


def told(language: str = "en") -> list[str]:
    quiet = Preferences(quiet=((TODAY + 2 * DAY, TODAY + 3 * DAY),), weekdays=(0, 1, 2, 3))
    record = AccountRecord(
        account=in_stage("enterprise", "maturity", preferences=quiet),
        touchpoints=[touch(TODAY - DAY), touch(TODAY - 10 * DAY, "email_check_in")],
    )
    words = Words(speech=speech(language), names=names_of(MODEL))  # type: ignore[arg-type]
    return texts(budget_lines(budget_of(record, MODEL, TODAY), words))


def test_what_was_had_what_holds_and_when_it_may_be_again() -> None:
    assert told() == [
        "contacts: 1 in 7 days, 2 in 28 days (1 call, 1 email) · at most 3 a week, 3 days apart",
        "next eligible day: Mon 9 Mar",
        "▸ contact on 1 Mar: at least 3 days apart",
        "▸ quiet days of the customer",
        "▸ contact on Mon, Tue, Wed, Thu only",
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_language_leaves_a_figure_open(language: str) -> None:
    assert not [text for text in told(language) if "{" in text or "None" in text]
