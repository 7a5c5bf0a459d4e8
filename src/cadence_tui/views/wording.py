"""Reasons as sentences: every code that the layers below give, in the reader's language."""

from collections.abc import Iterable
from functools import cache

from cadence_tui.locale import Speech
from cadence_tui.model.message import Message, Reason
from cadence_tui.views.names import NO_NAMES, Names
from cadence_tui.views.words import Pattern, Words


def worded(reason: Reason, words: Words) -> str:
    """The sentence of a reason. A code that nobody has worded shows itself with its figures."""
    pattern = _patterns().get(reason.code)
    if pattern is None:
        figures = ", ".join(f"{name} {words.speech.figure(value)}" for name, value in reason.args.items())
        return f"{reason.code.replace('_', ' ')} {figures}".rstrip()
    if isinstance(pattern, Message):
        return words.speech.word(Message(pattern.text, reason.args))
    return pattern(reason.args, words)


def worded_all(reasons: Iterable[Reason], words: Words) -> str:
    """Several reasons on one line."""
    return " · ".join(worded(reason, words) for reason in reasons)


def reason_text(reason: Reason, speech: Speech, names: Names = NO_NAMES) -> str:
    """The sentence of a reason for a reader of a language."""
    return worded(reason, Words(speech=speech, names=names))


@cache
def _patterns() -> dict[str, Pattern]:
    # Loaded when the first reason is worded: a list of accounts needs none.
    from cadence_tui.views.wording_actions import ACTIONS
    from cadence_tui.views.wording_adaptation import ADAPTATION
    from cadence_tui.views.wording_attention import ATTENTION
    from cadence_tui.views.wording_cover import COVER
    from cadence_tui.views.wording_due import DUE
    from cadence_tui.views.wording_feasibility import FEASIBILITY
    from cadence_tui.views.wording_findings import FINDINGS
    from cadence_tui.views.wording_health import HEALTH
    from cadence_tui.views.wording_observations import OBSERVATIONS
    from cadence_tui.views.wording_plan import PLAN
    from cadence_tui.views.wording_remedies import REMEDIES
    from cadence_tui.views.wording_review import REVIEW
    from cadence_tui.views.wording_sessions import SESSIONS
    from cadence_tui.views.wording_signals import SIGNALS
    from cadence_tui.views.wording_touch import TOUCH
    from cadence_tui.views.wording_wishes import WISHES

    return {
        **ACTIONS,
        **ADAPTATION,
        **COVER,
        **HEALTH,
        **REMEDIES,
        **ATTENTION,
        **OBSERVATIONS,
        **PLAN,
        **DUE,
        **FINDINGS,
        **REVIEW,
        **SESSIONS,
        **SIGNALS,
        **TOUCH,
        **WISHES,
        **FEASIBILITY,
    }
