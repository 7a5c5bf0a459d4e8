"""Shape of a language's `questions.toml`: the question bank (C4)."""

from msgspec import Struct

from cadence_tui.model.rules.pattern import check_pattern

PLACEHOLDERS = ("team", "feature", "goal")


class Topic(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A topic and its open questions by id; a text may hold `{team}`, `{feature}` or `{goal}`."""

    title: str
    questions: dict[str, str]


class CoreQuestion(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A question worth asking in every relationship, and how to go on from its answer."""

    topic: str
    ask: str
    follow_ups: tuple[str, ...]


class Rewrite(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Ways to ask that end in yes or no, and the open question to ask instead."""

    closed: tuple[str, ...]
    open: str


class QuestionBank(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Topics, core questions and rewrites by id; the ids are the same in every language."""

    topics: dict[str, Topic]
    core: dict[str, CoreQuestion]
    rewrites: dict[str, Rewrite]

    def __post_init__(self) -> None:
        ids = [name for topic in self.topics.values() for name in topic.questions] + list(self.core)
        twice = {name for name in ids if ids.count(name) > 1}
        if twice:
            raise ValueError(f"each question id once, not twice: {', '.join(sorted(twice))}")
        for topic in self.topics.values():
            for name, text in topic.questions.items():
                check_pattern(name, text, PLACEHOLDERS)
        for name, question in self.core.items():
            if question.topic not in self.topics:
                raise ValueError(f"core.{name}: a topic out of {', '.join(self.topics)}")
