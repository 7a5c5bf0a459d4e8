"""Which questions to ask next: open, fitting, and not those of the last calls (C4)."""

import re
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from itertools import zip_longest
from string import Formatter

from msgspec import Struct
from msgspec.structs import replace

from cadence_tui.model.documents.call import Call
from cadence_tui.model.documents.question import OwnQuestion
from cadence_tui.model.rules.questions import QuestionBank
from cadence_tui.model.text import fold


class Prompt(Struct, frozen=True, kw_only=True):
    """A question as it is asked: its id, topic, text with the customer's facts in it, and follow-ups.

    `pinned` when it is asked every time, `own` when somebody of the team added it.
    """

    id: str
    topic: str
    text: str
    follow_ups: tuple[str, ...] = ()
    pinned: bool = False
    own: bool = False


class Wanted(Struct, frozen=True, kw_only=True):
    """What decides on the questions of a call beside the bank.

    `resting` are ids not to be asked again now, unless they are among the `pinned`. `facts` may fill `team`,
    `feature` and `goal`. `own` are the team's own questions for this customer.
    """

    resting: Collection[str] = ()
    pinned: Collection[str] = ()
    facts: Mapping[str, str] = {}
    own: Sequence[OwnQuestion] = ()


class LeftQuestion(Struct, frozen=True, kw_only=True):
    """A question that was taken along from a call and found no answer yet."""

    call: str
    text: str
    at: datetime


def suggest(bank: QuestionBank, topics: Sequence[str], wanted: Wanted) -> list[Prompt]:
    """The questions for a section, best first, the topics taking turns; no topics means all.

    In a topic pinned ones come first, then those that name a fact, the team's own, core questions, the rest.
    A question that names a fact is not offered when that is not known.
    """
    columns = [_of_topic(bank, topic, wanted) for topic in topics or bank.topics]
    return [prompt for row in zip_longest(*columns) for prompt in row if prompt]


def left_questions(calls: Sequence[Call], *, current: str = "") -> list[LeftQuestion]:
    """Questions taken along from earlier calls and not answered yet, the latest first (C6)."""
    found = [
        LeftQuestion(call=call.id, text=entry.text, at=entry.at)
        for call in calls
        if call.id != current
        for entry in call.entries
        if entry.mark == "question" and entry.answered is None
    ]
    return sorted(found, key=lambda left: left.at, reverse=True)


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


def language_of(typed: str, banks: Mapping[str, QuestionBank], usual: str) -> str:
    """The language whose questions know most of the words that were typed; the usual one on a tie."""
    words = set(_bare(typed).split())
    known = {language: len(words & _words_of(bank)) for language, bank in banks.items()}
    return max(known, key=lambda language: (known[language], language == usual), default=usual)


def _words_of(bank: QuestionBank) -> frozenset[str]:
    texts = [
        *all_questions(bank).values(),
        *(closed for each in bank.rewrites.values() for closed in each.closed),
    ]
    return frozenset(word for text in texts for word in _bare(text).split())


def _of_topic(bank: QuestionBank, name: str, wanted: Wanted) -> list[Prompt]:
    factual, general = _from_bank(bank, name, wanted.facts)
    own = [
        Prompt(id=each.id, topic=name, text=each.text, follow_ups=each.follow_ups, own=True)
        for each in wanted.own
        if each.topic == name
    ]
    core = [
        Prompt(id=question, topic=name, text=each.ask, follow_ups=each.follow_ups)
        for question, each in bank.core.items()
        if each.topic == name
    ]
    prompts = [
        replace(prompt, pinned=prompt.id in wanted.pinned)
        for prompt in (*factual, *own, *core, *general)
        if prompt.id in wanted.pinned or prompt.id not in wanted.resting
    ]
    return sorted(prompts, key=lambda prompt: not prompt.pinned)


def _from_bank(bank: QuestionBank, name: str, facts: Mapping[str, str]) -> tuple[list[Prompt], list[Prompt]]:
    """The questions of a topic that name a fact which is known, and those that name none."""
    known = {place: fact for place, fact in facts.items() if fact}
    factual: list[Prompt] = []
    general: list[Prompt] = []
    questions = bank.topics[name].questions if name in bank.topics else {}
    for question, text in questions.items():
        needed = {place for _, place, _, _ in Formatter().parse(text) if place}
        if not needed:
            general.append(Prompt(id=question, topic=name, text=text))
        elif needed <= known.keys():
            factual.append(Prompt(id=question, topic=name, text=text.format_map(known)))
    return factual, general


def _bare(text: str) -> str:
    return re.sub(r"[^\w ]", "", fold(text)).strip()
