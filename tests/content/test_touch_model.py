"""The shipped touch model to the figure, a store's own, and every fault that a model file can have."""

from datetime import date, timedelta
from importlib.resources import files
from itertools import pairwise
from pathlib import Path

import pytest

from cadence_tui.content.toml_lines import line_of, lines_of
from cadence_tui.content.touch_model import load_touch_model, presets
from cadence_tui.locale.speech import speech
from cadence_tui.model.errors import BadInput, NotFound
from cadence_tui.model.recurrence import occurrences
from tests.content.touch_model_faults import FAULTS, RISK

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


def test_who_delivers_it_and_what_for_is_told_by_segment_and_stage() -> None:
    who = {
        segment.id: {rule.delivered_by for rule in MODEL.rules if rule.segment == segment.id}
        for segment in MODEL.segments
    }
    assert who == {"enterprise": {"csm"}, "mid_market": {"csm"}, "smb": {"pod"}, "tech_touch": {"automation"}}
    outcomes = {
        stage.id: {rule.outcome for rule in MODEL.rules if rule.stage == stage.id} for stage in MODEL.stages
    }
    assert outcomes == {
        "onboarding": {"activation"},
        "early_adoption": {"adoption"},
        "maturity": {"value"},
        "pre_renewal": {"renewal"},
    }


def test_segments_and_their_thresholds() -> None:
    assert [(segment.id, segment.arr_from) for segment in MODEL.segments] == [
        ("enterprise", 100_000),
        ("mid_market", 25_000),
        ("smb", 5_000),
        ("tech_touch", 0),
    ]


@pytest.mark.parametrize("preset", presets())
@pytest.mark.parametrize("segment", [segment.id for segment in MODEL.segments])
def test_every_segment_has_kickoff_first_check_in_and_the_whole_ladder(segment: str, preset: str) -> None:
    model = load_touch_model(preset)
    steps = {step.touch: step.day for step in model.new_account if step.segment == segment}
    assert (steps["kickoff"], steps["week_one"]) == (3, 7)
    ladder = [step for step in model.renewal if step.segment == segment]
    assert [(step.touch, step.day) for step in ladder] == [
        (f"renewal_{day}", day) for day in (90, 60, 30, 14, 7)
    ]
    if segment == "tech_touch":
        assert {step.channel for step in ladder} == {"auto_email"}


def test_a_switch_of_models_keeps_segments_stages_and_kinds_valid() -> None:
    models = [load_touch_model(preset) for preset in presets()]
    assert presets() == ["cadence-models", "check-in-guide", "touch-model"]
    tiers = {tuple((segment.id, segment.arr_from) for segment in model.segments) for model in models}
    assert tiers == {(("enterprise", 100_000), ("mid_market", 25_000), ("smb", 5_000), ("tech_touch", 0))}
    common = {"onboarding", "early_adoption", "maturity", "pre_renewal"}
    assert all(common <= {stage.id for stage in model.stages} for model in models)
    assert len({frozenset(touch.id for touch in model.touches) for model in models}) == 1


@pytest.mark.parametrize("preset", presets())
def test_every_shipped_model_answers_everything(preset: str) -> None:
    model = load_touch_model(preset)
    assert set(model.signals.watched()) == set(model.signals.__struct_fields__)
    assert model.at_risk
    assert model.adaptive
    assert model.experiments
    assert model.economy
    coverage = [
        (each.coverage.by, each.coverage.accounts, each.coverage.csms)
        for each in model.segments
        if each.coverage
    ]
    assert coverage[:3] == [
        ("dedicated", (15, 30), (1, 1)),
        ("pod", (200, 300), (3, 4)),
        ("scaled", (200, 500), (1, 1)),
    ]
    assert coverage[3][0] == "automation"
    assert model.segments[0].hours_per_month == (10, 15)
    invitations = [said for said in model.communications if said.touch == "event_invitation"]
    assert all(said.days_before == (14, 7, 1) for said in invitations)
    assert {segment for said in invitations for segment in said.segments} == {
        each.id for each in model.segments
    }
    assert all("BYDAY=WE" in said.when for said in model.communications if said.touch == "tips")
    signals = model.signals
    assert signals.promoter
    assert signals.promoter.deadline.hours == 48
    assert signals.milestone
    assert signals.milestone.deadline.same_week


@pytest.mark.parametrize("preset", presets())
def test_every_shipped_model_is_sound(preset: str) -> None:
    assert load_touch_model(preset).rules


@pytest.mark.parametrize("name", ["nobody", "", "../check-in-guide", "CHECK-IN-GUIDE"])
def test_an_unknown_model_is_refused_with_the_names_that_there_are(name: str, tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="check-in-guide"):
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


@pytest.mark.parametrize(("was", "becomes", "path", "found", "expected"), FAULTS)
def test_a_fault_is_named_with_file_line_path_found_and_expected(
    was: str, becomes: str, path: str, found: str, expected: str, tmp_path: Path
) -> None:
    rules = own_model(tmp_path, "ours", (was, becomes))
    file = rules / "touch_models" / "ours.toml"
    with pytest.raises(BadInput) as caught:
        load_touch_model("ours", rules)
    assert (path, found, expected) in [
        (where.field, where.found, str(where.expected)) for where in caught.value.where
    ]
    text = file.read_text(encoding="utf-8")
    for where in caught.value.where:
        assert where.file == str(file)
        assert where.row == line_of(where.field, lines_of(text))
        assert where.row


def test_an_id_that_stands_twice_is_told_without_what_follows_from_it(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="More may be found once this is put right") as caught:
        load_touch_model("ours", own_model(tmp_path, "ours", ('id = "mid_market"', 'id = "enterprise"')))
    assert [where.field for where in caught.value.where] == ["$.segments[1].id"]


def test_a_stage_with_a_gap_alone_leaves_the_caps_of_the_segments(tmp_path: Path) -> None:
    slow = ('id = "maturity"\n', 'id = "maturity"\nmin_gap_days = 5\n')
    assert load_touch_model("ours", own_model(tmp_path, "ours", slow)).limits_by_stage


def test_a_refusal_of_the_shape_says_that_the_meaning_was_not_looked_at(tmp_path: Path) -> None:
    changes = (("every_days = 7,", "every_days = 0,"), ("red_days = 14", "red_days = 10"))
    with pytest.raises(BadInput, match="More may be found once this is put right"):
        load_touch_model("ours", own_model(tmp_path, "ours", *changes))


def test_the_headline_stays_short_where_there_are_many_names(tmp_path: Path) -> None:
    typo = ('touch = "check_in"', 'touch = "chek_in"')
    with pytest.raises(BadInput, match="one of 32 kinds of contact, such as check_in") as caught:
        load_touch_model("ours", own_model(tmp_path, "ours", typo))
    assert "newsletter" not in str(caught.value)


def test_the_line_of_a_fault_is_the_line_in_the_file(tmp_path: Path) -> None:
    rules = own_model(
        tmp_path, "ours", ("score_from = 9", "score_from = 6"), (RISK, RISK.replace("14", "30"))
    )
    with pytest.raises(BadInput) as caught:
        load_touch_model("ours", rules)
    text = (rules / "touch_models" / "ours.toml").read_text(encoding="utf-8").splitlines()
    lines = [text[(where.row or 0) - 1].strip() for where in caught.value.where]
    assert lines[0] == "score_from = 6"
    assert lines[1].startswith('{ segment = "smb", touch = "recovery", every_days = 30')


@pytest.mark.parametrize("needs_consent", [False, True])
def test_messages_count_towards_a_touch_a_month_unless_they_need_consent(
    needs_consent: bool, tmp_path: Path
) -> None:
    slow = ('every_days = 28, channel = "auto_email"', 'every_days = 31.5, channel = "auto_email"')
    monthly = 'when = "FREQ=MONTHLY;BYDAY=1MO"\n'
    changes = [slow, (monthly, f"{monthly}needs_consent = true\n")] if needs_consent else [slow]
    rules = own_model(tmp_path, "ours", *changes)
    if not needs_consent:
        assert load_touch_model("ours", rules)
        return
    with pytest.raises(BadInput) as caught:
        load_touch_model("ours", rules)
    [where] = caught.value.where
    assert (where.found, str(where.expected)) == (
        "31.5",
        "a touch at least every 31 days for tech_touch in maturity",
    )


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


@pytest.mark.parametrize("preset", presets())
def test_the_messages_of_a_model_do_not_stand_in_each_others_way(preset: str) -> None:
    """They lie as far apart as the gap asks; only tips, which are asked for, come besides."""
    model = load_touch_model(preset)
    for segment in model.segments:
        days = sorted(
            day - timedelta(days=ahead)
            for said in model.communications
            if segment.id in said.segments and not said.needs_consent
            for day in occurrences(said.when, date(2025, 1, 1), date(2028, 12, 31))
            for ahead in said.days_before or (0,)
        )
        assert min((later - earlier).days for earlier, later in pairwise(days)) >= segment.min_gap_days
