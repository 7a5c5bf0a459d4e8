"""Wording of the lines of a brief: every code as a text with roles (C1)."""

from functools import cache

from cadence_tui.practice.brief.line import BriefLine
from cadence_tui.views.brief_words import BriefWords, Wording
from cadence_tui.views.lines import Spans


def brief_spans(line: BriefLine, words: BriefWords) -> Spans:
    """A line of a brief in words."""
    known = _lines().get(line.code) or _of_handover(line.code)
    return known(line.args, words)


@cache
def _lines() -> dict[str, Wording]:
    # Loaded for the first brief: the list of calls needs none.
    from cadence_tui.views.wording_brief_account import ACCOUNT
    from cadence_tui.views.wording_brief_call import CALL
    from cadence_tui.views.wording_brief_people import PEOPLE
    from cadence_tui.views.wording_brief_promises import PROMISES
    from cadence_tui.views.wording_brief_since import SINCE
    from cadence_tui.views.wording_brief_usage import USAGE

    return {**ACCOUNT, **CALL, **PEOPLE, **PROMISES, **SINCE, **USAGE}


def _of_handover(code: str) -> Wording:
    # Loaded for a brief of that kind alone: the others are opened before every call.
    from cadence_tui.views.wording_cover import HANDOVER

    return HANDOVER[code]
