"""What a rule finds at an account, and why a signal ends by itself."""

from collections.abc import Mapping
from datetime import date
from typing import Literal, TypeAlias

from msgspec import Struct

from cadence_tui.model.documents import Signal
from cadence_tui.model.message import Reason

Figures: TypeAlias = Mapping[str, str | int | float]
EndCode = Literal["over", "newer_answer", "churned", "unwatched", "duplicate"]
"""Why a signal was ended by the rules: its `why`, where nobody is its `by`."""
TOLD = "told"
"""The figure that holds the words of whoever raised a signal by hand."""


class Found(Struct, frozen=True, kw_only=True):
    """Evidence of a cause on a day.

    `since` is when it began; `evidence` names it where it is an event (an answer, a departure) and not a
    state that lasts. `figures` are kept with the signal, dates in them as ISO texts: `steady` ones as they
    were seen first, and a change of `minor` ones alone is not worth keeping.
    """

    cause: str
    since: date
    subject: str = ""
    evidence: str = ""
    figures: Figures
    steady: tuple[str, ...] = ()
    minor: tuple[str, ...] = ()

    @property
    def kept(self) -> dict[str, str | int | float]:
        """The figures as a signal keeps them, with when it began and which event it was."""
        event = {"evidence": self.evidence} if self.evidence else {}
        return {**self.figures, "since": self.since.isoformat(), **event}

    def refreshed(self, before: Figures) -> dict[str, str | int | float]:
        """The figures of an open signal, now that its cause is found again; as before when nothing is new."""
        firm = {name: value for name, value in before.items() if name in (*self.steady, TOLD)}
        figures = {**self.kept, **firm}
        changed = {name for name in figures.keys() | before.keys() if figures.get(name) != before.get(name)}
        return figures if changed - set(self.minor) else dict(before)

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """Why, for `views.wording`."""
        return (Reason(f"signal_{self.cause}", self.kept),)


def signal_reason(signal: Signal) -> Reason:
    """Why a signal was raised: its evidence as last seen, or the words of whoever raised it."""
    code = "signal_told" if TOLD in signal.figures else f"signal_{signal.cause}"
    return Reason(code, signal.figures)
