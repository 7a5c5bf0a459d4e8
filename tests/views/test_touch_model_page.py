"""The page of the touch model: the five answers of each segment, and everything beside them (T4)."""

import pytest

from cadence_tui.content.touch_model import load_touch_model, presets
from cadence_tui.locale import LANGUAGES, speech
from cadence_tui.views.model_page import PagePart
from cadence_tui.views.touch_model_page import touch_model_parts

CONTACTS = (
    *(
        "Check-in",
        "Email check-in",
        "Business review",
        "Kickoff",
        "First-week check-in",
        "First results review",
    ),
    *("Value summary before renewal", "Renewal conversation", "Renewal proposal"),
    *("Unsigned renewal follow-up", "Renewal escalation"),
)
EVERY = [(preset, language) for preset in presets() for language in LANGUAGES]


def page(preset: str, language: str = "en", segment: str = "") -> dict[str, PagePart]:
    parts = touch_model_parts(load_touch_model(preset), speech(language), segment)
    return {part.title: part for part in parts}


def rows(part: PagePart) -> list[tuple[str, ...]]:
    return [row for group in part.groups for row in group.rows]


def row_of(part: PagePart, title: str) -> tuple[str, ...]:
    return next(row for row in rows(part) if row[0] == title)


def test_a_segment_opens_with_its_five_answers() -> None:
    assert page("cadence-models")["Core"].facts == (
        ("Which accounts", "from US$ 25,000 a year"),
        ("How often", "every 7 days to every 182 days, by stage"),
        ("Which channels", "video call, email, call"),
        (
            "Which contacts",
            ", ".join(CONTACTS),
        ),
        ("Who", "the CSM; a pod of 3–4 CSMs for 200–300 accounts"),
        ("What for", "Up and running, Wider adoption, Value shown, Renewal secured"),
    )


def test_the_top_tier_says_how_many_hours_an_account_may_take() -> None:
    facts = dict(page("touch-model")["High-touch"].facts)
    assert (
        facts["Who"] == "the CSM; a CSM of their own for 15–30 accounts; 10–15 hours a month for an account"
    )


def test_stages_follow_each_other_with_their_days_and_rules() -> None:
    part = page("cadence-models")["Scale"]
    assert [group.title for group in part.groups] == [
        "First week · until week 1",
        "Onboarding · until month 3",
        "Adoption · until month 12",
        "Retention and growth · from then on",
        "Renewal period · from 90 days before the renewal",
    ]
    assert [group.rows[0][:5] for group in part.groups][:3] == [
        ("Email check-in", "every working day", "automated email", "", "automation"),
        ("Email check-in", "every 7 days", "automated email", "", "automation"),
        ("Email check-in", "every 91 days", "automated email", "", "automation"),
    ]
    assert rows(page("check-in-guide")["Mid-market"])[2][1:4] == (
        "every 28 days (28–56 at the customer's wish)",
        "video call",
        "30 + 15 min",
    )


def test_what_is_only_if_wished_says_so() -> None:
    part = page("check-in-guide")["SMB"]
    assert row_of(part, "Check-in")[1] == "every 28 days, if there is room"


def test_messages_say_their_days_in_words() -> None:
    part = page("check-in-guide")["Messages to many"]
    invitation = row_of(part, "Webinar invitation")
    assert (
        invitation[1]
        == "14, 7 and 1 days before the event (the third Thursday of January, April, July and October)"
    )
    assert invitation[-1] == "everybody"
    assert row_of(part, "Product update")[1] == "the first Monday of the month"
    assert row_of(part, "Product tips")[-1].endswith("; only who asked for it")


def test_signals_say_their_figure_and_their_deadline() -> None:
    part = page("check-in-guide")["Signals"]
    assert row_of(part, "Usage drop")[1:3] == (
        "logins of 2 weeks 40 % below those of the 8 weeks before, of at least 10",
        "within 3 working days",
    )
    assert row_of(part, "NPS detractor")[1:3] == (
        "NPS of 6 or less in the last 30 days",
        "within 4 working hours",
    )
    assert row_of(part, "NPS promoter")[2] == "within 48 hours on working days"
    assert row_of(part, "Success milestone")[1:3] == (
        "50 % or 80 % of the seats in use for the first time in 2 weeks",
        "in the same week",
    )
    assert row_of(part, "Support spike")[-1] == "counts as risk"


def test_steps_ladder_risk_seasons_and_budget_are_on_it() -> None:
    parts = page("touch-model")
    assert row_of(parts["New accounts"], "Implementation check-in")[:2] == (
        "Implementation check-in",
        "day 14 after the start",
    )
    assert [row[1] for row in parts["The way to the renewal"].groups[0].rows] == [
        f"{days} days before" for days in (90, 60, 30, 14, 7)
    ]
    assert row_of(parts["At risk"], "High-touch")[2] == "every 7 days"
    assert row_of(parts["Seasons without"], "No business reviews in December")[1:3] == (
        "1 Dec – 31 Dec",
        "Business review",
    )
    assert row_of(parts["Contact budget"], "High-touch")[1] == "3 contacts a week, 3 days apart"
    assert dict(parts["Contact budget"].facts)["At least"] == "a contact every 31 days"
    assert (
        row_of(page("cadence-models")["Contact budget"], "First week")[1] == "5 contacts a week, 1 day apart"
    )


def test_one_segment_alone_is_all_that_is_told() -> None:
    parts = page("cadence-models", segment="smb")
    assert {"Strategic", "Core", "Tech-touch"}.isdisjoint(parts)
    assert [group.title for group in parts["New accounts"].groups] == ["Scale"]
    assert [row[0] for row in rows(parts["At risk"])] == ["Scale"]
    assert "Value report" not in [row[0] for row in rows(parts["Messages to many"])]


@pytest.mark.parametrize(("preset", "language"), EVERY)
def test_every_row_fits_its_header_in_every_language(preset: str, language: str) -> None:
    for title, part in page(preset, language).items():
        assert part.facts or part.groups, title
        for row in rows(part):
            assert len(row) == len(part.header), (title, row)
            assert row[0]


def test_the_page_says_what_the_minutes_are_and_how_many_a_message_takes() -> None:
    parts = page("check-in-guide")
    [(label, legend)] = parts["How to read it"].facts
    assert label == "Minutes"
    assert legend.startswith("a + b: a with the customer, b for preparation and write-up")
    report = row_of(parts["Messages to many"], "Value report")
    assert report[2:5] == ("email", "20 min", "the CSM")


@pytest.mark.parametrize(
    ("language", "title", "said"), [("es", "En riesgo", "rojo"), ("pt-BR", "Em risco", "no vermelho")]
)
def test_health_is_in_the_red_as_people_say_it(language: str, title: str, said: str) -> None:
    assert any(said in text for _, text in page("check-in-guide", language)[title].facts)
