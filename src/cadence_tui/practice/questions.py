"""Which questions to ask next: open, fitting, and not those of the last calls (C4)."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import zip_longest
from string import Formatter

from msgspec import Struct

from cadence_tui.model.documents.call import Call
from cadence_tui.model.rules.questions import QuestionBank
from cadence_tui.model.text import fold


class Prompt(Struct, frozen=True, kw_only=True):
    """A question as it is asked: its id, topic, text with the customer's facts in it, and follow-ups."""

    id: str
    topic: str
    text: str
    follow_ups: tuple[str, ...] = ()


def suggest(
    bank: QuestionBank, topics: Sequence[str], *, resting: Collection[str], facts: Mapping[str, str]
) -> list[Prompt]:
    """The questions for a section, best first, the topics taking turns; no topics means all.

    `resting` are ids not to be asked again now. `facts` may fill `team`, `feature` and `goal`; a question
    that names one of them is offered first when the fact is there, and not at all when it is not.
    """
    columns = [[*_of_topic(bank, topic, resting, facts)] for topic in topics or bank.topics]
    return [prompt for row in zip_longest(*columns) for prompt in row if prompt]


def resting_questions(calls: Sequence[Call], rest_calls: int, *, current: str = "") -> frozenset[str]:
    """Ids asked in the last calls before the current one; calls are ordered oldest first."""
    before = [call for call in calls if call.id != current]
    return frozenset(name for call in before[max(0, len(before) - rest_calls) :] for name in call.asked)


def all_questions(bank: QuestionBank) -> dict[str, str]:
    """Every question's text by id, core questions included."""
    asked = {name: text for topic in bank.topics.values() for name, text in topic.questions.items()}
    return asked | {name: question.ask for name, question in bank.core.items()}


def open_form(bank: QuestionBank, typed: str) -> str:
    """The open question to ask instead of a typed closed one; empty when none is known."""
    sought = _bare(typed)
    for rewrite in bank.rewrites.values():
        if sought in map(_bare, rewrite.closed):
            return rewrite.open
    return ""


def _of_topic(
    bank: QuestionBank, name: str, resting: Collection[str], facts: Mapping[str, str]
) -> Iterator[Prompt]:
    topic = bank.topics.get(name)
    if topic is None:
        return
    known = {place: fact for place, fact in facts.items() if fact}
    general: list[Prompt] = []
    for question, text in topic.questions.items():
        needed = {place for _, place, _, _ in Formatter().parse(text) if place}
        if question in resting or not needed <= known.keys():
            continue
        prompt = Prompt(id=question, topic=name, text=text.format_map(known) if needed else text)
        if needed:
            yield prompt
        else:
            general.append(prompt)
    for question, core in bank.core.items():
        if core.topic == name and question not in resting:
            yield Prompt(id=question, topic=name, text=core.ask, follow_ups=core.follow_ups)
    yield from general


def _bare(text: str) -> str:
    return re.sub(r"[^\w ]", "", fold(text)).strip()
