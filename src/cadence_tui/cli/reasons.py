"""Reasons as data for scripts: the code and figures of the rule, and the sentence for a reader."""

from collections.abc import Iterable
from typing import Any

from cadence_tui.model.message import Reason
from cadence_tui.views.wording import worded
from cadence_tui.views.words import Words


def reasons_data(reasons: Iterable[Reason], words: Words) -> list[dict[str, Any]]:
    """Each reason with code, figures and text."""
    return [{"code": each.code, "figures": dict(each.args), "text": worded(each, words)} for each in reasons]
