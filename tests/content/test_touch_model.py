"""The shipped touch model to the figure, a store's own, and every fault that a model file can have."""

from importlib.resources import files
from pathlib import Path

import pytest

from cadence_tui.content.touch_model import load_touch_model, presets
from cadence_tui.locale.speech import speech
from cadence_tui.model.errors import BadInput

MODEL = load_touch_model("check-in-guide")
SHIPPED = Path(str(files("cadence_tui.content"))) / "touch_models" / "check-in-guide.toml"

# T3: segment, stage -> touch, days, minutes, channel; in brackets what is optional.
MATRIX = {
    ("enterprise", "onboarding"): [("check_in", 7, 30, "video")],
    ("enterprise", "early_adoption"): [("check_in", 14, 30, "video")],
    ("enterprise", "maturity"): [("check_in", 28, 45, "video"), ("business_review", 91, 60, "video")],
    ("enterprise", "pre_renewal"): [("check_in", 14, 30, "video")],
    ("mid_market", "onboarding"): [("check_in", 14, 20, "video")],
    ("mid_market", "early_adoption"): [("check_in", 28, 30, "video")],
    ("mid_market", "maturity"): [("check_in", 28, 30, "video"), ("business_review", 91, 60, "video")],
    ("mid_market", "pre_renewal"): [("check_in", 28, 30, "video")],
    ("smb", "onboarding"): [("email_check_in", 7, 0, "email"), ("check_in", 28, 20, "call")],
    ("smb", "early_adoption"): [("email_check_in", 14, 0, "email"), ("check_in", 28, 20, "call")],
    ("smb", "maturity"): [("email_check_in", 28, 0, "email"), ("check_in", 91, 20, "call")],
    ("smb", "pre_renewal"): [("email_check_in", 14, 0, "email"), ("check_in", 28, 20, "call")],
    ("tech_touch", "onboarding"): [("email_check_in", 3.5, 0, "auto_email")],
    ("tech_touch", "early_adoption"): [("email_check_in", 7, 0, "auto_email")],
    ("tech_touch", "maturity"): [("email_check_in", 28, 0, "auto_email")],
    ("tech_touch", "pre_renewal"): [("email_check_in", 14, 0, "auto_email")],
}


@pytest.mark.parametrize(("pair", "rhythms"), MATRIX.items())
def test_the_check_in_guide_is_its_matrix(
    pair: tuple[str, str], rhythms: list[tuple[str, float, int, str]]
) -> None:
    own = [rule for rule in MODEL.rules if (rule.segment, rule.stage) == pair]
    assert [(rule.touch, rule.every_days, rule.minutes, rule.channel) for rule in own] == rhythms
    assert [rule.id for rule in own if rule.optional] == (
        ["smb.onboarding.check_in"] if pair == ("smb", "onboarding") else []
    )


def test_segments_and_their_thresholds() -> None:
    assert [(segment.id, segment.arr_from) for segment in MODEL.segments] == [
        ("enterprise", 100_000),
        ("mid_market", 25_000),
        ("smb", 5_000),
        ("tech_touch", 0),
    ]


@pytest.mark.parametrize("segment", [segment.id for segment in MODEL.segments])
def test_every_segment_has_kickoff_first_check_in_and_the_whole_ladder(segment: str) -> None:
    first = [(step.touch, step.day) for step in MODEL.new_account if step.segment == segment]
    assert first[:2] == [("kickoff", 3), ("week_one", 7)]
    ladder = [step for step in MODEL.renewal if step.segment == segment]
    assert [step.day for step in ladder] == [90, 60, 30, 14, 7]
    if segment == "tech_touch":
        assert {step.channel for step in ladder} == {"auto_email"}


def test_mid_market_may_be_called_every_two_months_without_a_warning() -> None:
    rule = next(rule for rule in MODEL.rules if rule.id == "mid_market.maturity.check_in")
    assert rule.guideline_days == (28, 56)


@pytest.mark.parametrize("preset", presets())
def test_every_shipped_model_is_sound(preset: str) -> None:
    assert load_touch_model(preset).rules


@pytest.mark.parametrize("name", ["nobody", "", "../check-in-guide", "CHECK-IN-GUIDE"])
def test_an_unknown_model_is_refused_with_the_names_that_there_are(name: str, tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="check-in-guide"):
        load_touch_model(name, tmp_path)


def own_model(tmp_path: Path, name: str, *changes: tuple[str, str]) -> Path:
    """A store's `rules` folder with the shipped model under `name`, changed."""
    text = SHIPPED.read_text(encoding="utf-8")
    for was, becomes in changes:
        assert was in text, was
        text = text.replace(was, becomes, 1)
    folder = tmp_path / "touch_models"
    folder.mkdir()
    (folder / f"{name}.toml").write_text(text, encoding="utf-8")
    return tmp_path


def test_a_stores_own_model_wins_and_may_have_a_name_of_its_own(tmp_path: Path) -> None:
    rules = own_model(tmp_path, "ours", ("arr_from = 100_000", "arr_from = 80_000"))
    assert load_touch_model("ours", rules).segments[0].arr_from == 80_000
    assert load_touch_model("check-in-guide", rules).segments[0].arr_from == 100_000


ONBOARDING_RULE = 'stage = "onboarding", touch = "check_in", every_days = 7'
FAULTS = [
    ('id = "mid_market"', 'id = "enterprise"', "$.segments[1].id"),
    ('en = "Onboarding"', 'en = " "', "$.stages[0].title.en"),
    ('pt-BR = "PME"', 'pt-BR = ""', "$.segments[2].title.pt-BR"),
    ("arr_from = 25_000", "arr_from = 100_000", "$.segments[1].arr_from"),
    ("arr_from = 0", "arr_from = 1", "$.segments[3].arr_from"),
    ('default_segment = "tech_touch"', 'default_segment = "gold"', "$.default_segment"),
    ("until_month = 6", "until_month = 1", "$.stages[1]"),
    ("until_week = 8", "until_week = 8\nuntil_day = 56", "$.stages[0]"),
    ("until_month = 6", "", "$.stages[2]"),
    ("before_renewal_days = 90", "until_month = 9", "$.stages[3]"),
    (ONBOARDING_RULE, ONBOARDING_RULE.replace("onboarding", "onbording"), "$.rules[0].stage"),
    (ONBOARDING_RULE, ONBOARDING_RULE.replace("check_in", "chekin"), "$.rules[0].touch"),
    ('outcome = "activation"', 'outcome = "joy"', "$.rules[0].outcome"),
    ('segment = "enterprise"', 'segment = "gold"', "$.rules[0].segment"),
    ("every_days = 7,", 'every_days = 7, weekdays = ["Tue"],', "$.rules[0]"),
    ("every_days = 7,", "", "$.rules[0]"),
    ("red_days = 14", "red_days = 10", "$.rules[0].red_days"),
    ("amber_days = 10", "amber_days = 5", "$.rules[0].amber_days"),
    ("guideline_days = [14, 56]", "guideline_days = [56, 14]", "$.rules[2].guideline_days"),
    ("minutes = 30", "minutes = 0", "$.rules[0].minutes"),
    (ONBOARDING_RULE, ONBOARDING_RULE.replace("onboarding", "maturity"), "$.rules"),
    ('first = "12-01"', 'first = "02-30"', "$.blackouts[0].first"),
    ('first = "12-01"', 'first = "01-01"', "$.blackouts[0]"),
    ('touches = ["business_review"]', 'touches = ["reviews"]', "$.blackouts[0].touches"),
    ('restarts = ["review", "call", "email"]', 'restarts = ["call", "email"]', "$.touches[8].restarts"),
    ("wish_factors = [0.5, 2.0]", "wish_factors = [2.0, 0.5]", "$.contact.wish_factors"),
    ("within_days = 14, factor", "within_days = 40, factor", "$.value.renewal"),
    ('touch = "week_one", day = 7', 'touch = "kickoff", day = 7', "$.new_account[1]"),
]


@pytest.mark.parametrize(("was", "becomes", "path"), FAULTS)
def test_a_fault_is_named_with_file_and_path(was: str, becomes: str, path: str, tmp_path: Path) -> None:
    rules = own_model(tmp_path, "ours", (was, becomes))
    with pytest.raises(BadInput) as caught:
        load_touch_model("ours", rules)
    assert path in [where.field for where in caught.value.where]
    assert all(where.file == str(tmp_path / "touch_models" / "ours.toml") for where in caught.value.where)


@pytest.mark.parametrize(
    ("was", "becomes", "path"),
    [
        ("every_days = 7,", "every_days = 0,", "$.rules[0].every_days"),
        ("every_days = 7,", "every_days = inf,", "$.rules[0].every_days"),
        ("every_days = 7,", "evry_days = 7,", "$.rules[0]"),
        ('es = "Gran empresa", ', "", "$.segments[0].title"),
        ('channel = "video"', 'channel = "fax"', "$.rules[0].channel"),
        ('first = "12-01"', 'first = "1 December"', "$.blackouts[0].first"),
        ("absorb_share = 0.4", "absorb_share = 4", "$.clock.absorb_share"),
    ],
)
def test_a_wrong_shape_is_named_with_file_and_path(was: str, becomes: str, path: str, tmp_path: Path) -> None:
    with pytest.raises(BadInput) as caught:
        load_touch_model("ours", own_model(tmp_path, "ours", (was, becomes)))
    assert caught.value.where[0].field == path


def test_all_faults_are_listed_at_once_in_the_readers_language(tmp_path: Path) -> None:
    changes = (("arr_from = 25_000", "arr_from = 100_000"), ("red_days = 14", "red_days = 10"))
    with pytest.raises(BadInput) as caught:
        load_touch_model("ours", own_model(tmp_path, "ours", *changes))
    assert [where.field for where in caught.value.where] == ["$.segments[1].arr_from", "$.rules[0].red_days"]
    assert "errores encontrados: 2" in speech("es").word(caught.value.message)
    assert "erros encontrados: 2" in speech("pt-BR").word(caught.value.message)
