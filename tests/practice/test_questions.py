"""The question bank: open, fitting, in three languages, and never the same twice in a row (C4)."""

from datetime import UTC, datetime
from string import Formatter

import pytest

from cadence_tui.content.load import load_rules, read_rules
from cadence_tui.locale.speech import LANGUAGES
from cadence_tui.model.documents import Call, Entry, OwnQuestion
from cadence_tui.model.errors import BadInput
from cadence_tui.model.rules.call import Agendas
from cadence_tui.model.rules.questions import QuestionBank
from cadence_tui.practice.questions import (
    Wanted,
    all_questions,
    language_of,
    left_questions,
    open_form,
    resting_questions,
    suggest,
)

BANKS = {language: load_rules(QuestionBank, f"{language}/questions") for language in LANGUAGES}
ENGLISH = BANKS["en"]


def places(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_the_same_questions_with_the_same_places(language: str) -> None:
    bank = BANKS[language]
    assert {name: places(text) for name, text in all_questions(bank).items()} == {
        name: places(text) for name, text in all_questions(ENGLISH).items()
    }
    assert {name: set(topic.questions) for name, topic in bank.topics.items()} == {
        name: set(topic.questions) for name, topic in ENGLISH.topics.items()
    }
    assert bank.core.keys() == ENGLISH.core.keys()
    assert bank.rewrites.keys() == ENGLISH.rewrites.keys()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_bank_is_as_full_as_promised(language: str) -> None:
    bank = BANKS[language]
    assert len(bank.topics) == 5
    assert all(
        sum(not places(text) for text in topic.questions.values()) >= 7 for topic in bank.topics.values()
    )
    assert len(bank.core) == 6
    assert all(len(question.follow_ups) == 2 for question in bank.core.values())
    assert len(bank.rewrites) >= 6


@pytest.mark.parametrize("language", LANGUAGES)
def test_questions_are_questions_and_all_different(language: str) -> None:
    texts = [*all_questions(BANKS[language]).values()]
    assert len(set(texts)) == len(texts)
    assert all(text.endswith("?") for text in texts)
    if language == "es":
        assert all(text.count("¿") == text.count("?") for text in texts)


@pytest.mark.parametrize("agenda", load_rules(Agendas, "agendas").agendas, ids=lambda agenda: agenda.id)
def test_agendas_ask_from_topics_of_the_bank(agenda: object) -> None:
    asked = {topic for section in agenda.sections for topic in section.topics}  # type: ignore[attr-defined]
    assert asked <= ENGLISH.topics.keys()


def test_questions_that_name_a_fact_come_first_and_need_it() -> None:
    with_fact = suggest(ENGLISH, ["usage_adoption"], Wanted(facts={"team": "product", "feature": ""}))
    assert (with_fact[0].id, "product" in with_fact[0].text) == ("team_elsewhere", True)
    without = suggest(ENGLISH, ["usage_adoption"], Wanted())
    assert all("{" not in prompt.text for prompt in (*with_fact, *without))
    assert "team_elsewhere" not in {prompt.id for prompt in without}
    assert "feature_started" not in {prompt.id for prompt in with_fact}


def test_a_fact_with_braces_is_shown_as_it_is() -> None:
    first = suggest(ENGLISH, ["usage_adoption"], Wanted(facts={"team": "{goal}"}))[0]
    assert "{goal}" in first.text


def test_core_questions_bring_their_follow_ups() -> None:
    prompts = {prompt.id: prompt for prompt in suggest(ENGLISH, ["value"], Wanted())}
    assert len(prompts["bought_for"].follow_ups) == 2


def test_topics_of_a_section_take_turns() -> None:
    topics = [prompt.topic for prompt in suggest(ENGLISH, ["value", "future"], Wanted())]
    assert topics[:4] == ["value", "future", "value", "future"]


def test_what_was_asked_in_the_last_two_calls_rests() -> None:
    calls = [
        Call(id="1", account="a", asked=("budget",)),
        Call(id="2", account="a", asked=("one_wish",)),
        Call(id="3", account="a", asked=("in_the_way", "business_news")),
        Call(id="now", account="a", asked=("next_project",)),
    ]
    resting = resting_questions(calls, 2, current="now")
    assert resting == {"one_wish", "in_the_way", "business_news"}
    offered = {prompt.id for prompt in suggest(ENGLISH, ["future"], Wanted(resting=resting))}
    assert not offered & resting
    assert "budget" in offered


def test_no_rest_means_everything_may_be_asked() -> None:
    assert resting_questions([Call(id="1", account="a", asked=("budget",))], 0) == frozenset()


@pytest.mark.parametrize(
    ("language", "closed"),
    [
        ("en", "is everything working"),
        ("en", "Any questions?"),
        ("es", "¿tienen alguna pregunta?"),
        ("es", "Todo bien"),
        ("pt-BR", "têm alguma pergunta"),
        ("pt-BR", "Vão renovar?"),
    ],
)
def test_a_closed_question_gets_its_open_form(language: str, closed: str) -> None:
    assert open_form(BANKS[language], closed).endswith("?")


def test_an_open_question_is_left_alone() -> None:
    assert open_form(ENGLISH, "What has changed?") == ""


def test_a_bank_with_an_unknown_place_names_file_and_question() -> None:
    source = (
        '[topics.value]\ntitle = "V"\n[topics.value.questions]\nwho = "Who is {boss}?"\n[core]\n[rewrites]\n'
    )
    with pytest.raises(BadInput) as refused:
        read_rules(QuestionBank, source.encode(), "questions.toml")
    assert "questions.toml" in str(refused.value)
    assert "who: {feature}, {goal}, {team}" in str(refused.value)


def test_pinned_ones_come_first_and_do_not_rest() -> None:
    offered = suggest(ENGLISH, ["future"], Wanted(resting={"budget", "one_wish"}, pinned=["budget"]))
    assert (offered[0].id, offered[0].pinned) == ("budget", True)
    assert "one_wish" not in {prompt.id for prompt in offered}
    assert not any(prompt.pinned for prompt in offered[1:])


def test_a_pinned_question_without_its_fact_waits_for_it() -> None:
    assert "team_gain" not in {each.id for each in suggest(ENGLISH, ["value"], Wanted(pinned=["team_gain"]))}


NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


def own(name: str, text: str) -> OwnQuestion:
    return OwnQuestion(
        id=name, text=text, language="en", topic="value", follow_ups=("And?",), by="a", made=NOON
    )


def test_own_questions_stand_with_their_topic_and_rest_like_others() -> None:
    mine = [own("q1", "What did {goal} cost?"), own("q2", "What next?")]
    offered = {each.id: each for each in suggest(ENGLISH, ["value"], Wanted(own=mine, resting={"q2"}))}
    assert (offered["q1"].text, offered["q1"].own, offered["q1"].follow_ups) == (
        "What did {goal} cost?",
        True,
        ("And?",),
    )
    assert "q2" not in offered
    assert not suggest(ENGLISH, ["future"], Wanted(own=mine))[0].own


def test_questions_taken_along_wait_until_they_are_answered() -> None:
    calls = [
        Call(id="1", account="a", entries=(Entry(at=NOON, text="Trello?", mark="question"),)),
        Call(
            id="2",
            account="a",
            entries=(
                Entry(at=NOON.replace(hour=13), text="Who signs?", mark="question"),
                Entry(at=NOON, text="Price?", mark="question", answered=NOON),
                Entry(at=NOON, text="a note"),
            ),
        ),
        Call(id="now", account="a", entries=(Entry(at=NOON, text="Today?", mark="question"),)),
    ]
    assert [left.text for left in left_questions(calls, current="now")] == ["Who signs?", "Trello?"]


@pytest.mark.parametrize(
    ("typed", "language"),
    [
        ("Who decides?", "en"),
        ("What would make the renewal easy?", "en"),
        ("¿Quién decide esto?", "es"),
        ("¿Cuándo empieza el nuevo equipo?", "es"),
        ("Quem decide isso?", "pt-BR"),
        ("o que falta para vocês renovarem", "pt-BR"),
        ("Quando começa a nova equipe?", "pt-BR"),
    ],
)
@pytest.mark.parametrize("usual", LANGUAGES)
def test_the_language_of_a_typed_question_is_heard(typed: str, language: str, usual: str) -> None:
    assert language_of(typed, BANKS, usual) == language


@pytest.mark.parametrize("usual", LANGUAGES)
def test_words_that_no_language_knows_are_in_the_usual_one(usual: str) -> None:
    assert language_of("Xyzzy?", BANKS, usual) == usual
