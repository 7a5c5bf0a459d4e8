"""Words that stand for a value in usage lines, in the reader's language: `ID|ACCOUNT`, `FILE`."""

import re

from cadence_tui.locale import Speech
from cadence_tui.model.message import message, without_context

_WORD = re.compile(r"[A-Z]{2,}")
PLACEHOLDERS = {
    without_context(each.text): each
    for each in (
        message("metavar|ACCOUNT"),
        message("metavar|AMOUNT"),
        message("metavar|ANOTHER"),
        message("metavar|ANSWER"),
        message("metavar|CALL"),
        message("metavar|CAUSE"),
        message("metavar|DATE"),
        message("metavar|DAY"),
        message("metavar|DAYS"),
        message("metavar|FILE"),
        message("metavar|FILES"),
        message("metavar|FILTER"),
        message("metavar|FOLDER"),
        message("metavar|FROM"),
        message("metavar|GUEST"),
        message("metavar|HOURS"),
        message("metavar|KIND"),
        message("metavar|LETTER"),
        message("metavar|LIKE"),
        message("metavar|NAME"),
        message("metavar|OTHER"),
        message("metavar|OWNER"),
        message("metavar|PATH"),
        message("metavar|PERSON"),
        message("metavar|PRESET"),
        message("metavar|QUESTION"),
        message("metavar|REVIEW"),
        message("metavar|SEGMENT"),
        message("metavar|SOURCE"),
        message("metavar|STAGE"),
        message("metavar|TEXT"),
        message("metavar|TITLE"),
        message("metavar|TO"),
        message("metavar|WHAT"),
        message("metavar|WORDS"),
        message("metavar|ZONE"),
    )
}
"""By the English word; one that is not here (`ID`, `N`) is the same in every language."""


def spoken_placeholder(text: str, speech: Speech) -> str:
    """A place for a value with its words in a language; brackets and choices stay as they are."""

    def spoken(found: re.Match[str]) -> str:
        known = PLACEHOLDERS.get(found.group())
        return speech.word(known) if known else found.group()

    return _WORD.sub(spoken, text)
