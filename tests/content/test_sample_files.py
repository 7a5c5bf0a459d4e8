"""The files of `sample_data` that a person may edit."""

from string import Formatter

import pytest

from cadence_tui.content.assets import asset_folder
from cadence_tui.content.load import read_rules
from cadence_tui.content.sample.patterns import Patterns
from cadence_tui.content.sample.stories import Stories
from cadence_tui.content.sample.world import LANGUAGES, load_world
from cadence_tui.model.errors import BadInput


def test_the_three_languages_have_the_same_banks():
    banks = [
        {(group, bank) for group, banks in load_world().phrases[language].items() for bank in banks}
        for language in LANGUAGES
    ]
    assert banks[0] == banks[1] == banks[2]


@pytest.mark.parametrize("language", LANGUAGES)
def test_phrases_ask_only_for_names_that_are_filled_in(language):
    for group, banks in load_world().phrases[language].items():
        for bank, texts in banks.items():
            assert len(set(texts)) == len(texts), (group, bank)
            for text in texts:
                asked = {name for _, name, _, _ in Formatter().parse(text) if name}
                assert asked <= {"team", "feature", "contact"}, text


def test_patterns_name_only_what_exists():
    world = load_world()
    patterns = world.patterns
    assert set(patterns.rhythms) == set(patterns.segments) == set(patterns.ladder_channels)
    assert all(set(stages) == set(patterns.stages) for stages in patterns.rhythms.values())
    moods = {mood.id for mood in patterns.moods}
    assert patterns.usual_mood in moods
    industries = {industry.id: industry for industry in world.trades.industries}
    assert all(set(industry.teams) <= set(world.trades.teams) for industry in industries.values())
    for story in world.stories.stories:
        assert story.mood in moods
        assert story.segment in patterns.segments
        assert story.stage in patterns.stages
        assert story.industry in industries
        assert story.country in world.countries
        assert story.owner in {member.login for member in world.team.people}


def test_a_mistyped_key_is_refused_with_its_place():
    source = (asset_folder("sample_data") / "stories.toml").read_bytes()
    with pytest.raises(BadInput) as refused:
        read_rules(Stories, source.replace(b"champion = true", b"campion = true", 1), "stories.toml")
    assert refused.value.where[0].file == "stories.toml"
    assert refused.value.where[0].field.startswith("$.stories[")
    assert "campion" in str(refused.value)


def test_a_figure_of_the_wrong_kind_is_refused_with_its_place():
    source = (asset_folder("sample_data") / "patterns.toml").read_bytes()
    with pytest.raises(BadInput) as refused:
        read_rules(Patterns, source.replace(b"usage_weeks = 26", b'usage_weeks = "many"'), "patterns.toml")
    assert refused.value.where[0].field == "$.usage_weeks"
