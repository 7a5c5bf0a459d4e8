"""Shapes of `agendas.toml`, `checklist.toml` and the recap mail of each language (C1, C2, C8)."""

from typing import Annotated

from msgspec import Meta, Struct

from cadence_tui.model.rules.pattern import check_pattern
from cadence_tui.model.rules.worded import Worded

Count = Annotated[int, Meta(ge=0, le=3600)]
_RECAP_NAMES = {
    "subject": {"account", "date"},
    "greeting": {"name"},
    "promise": {"text", "owner", "due"},
    "promise_undated": {"text", "owner"},
    "next_touch": {"when"},
    "sign_off": {"sender"},
}


class Section(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A part of a call: minutes at the agenda's own length, the minutes it never falls below, what to cover,
    and the topics its questions come from."""

    id: str
    title: Worded
    minutes: Annotated[float, Meta(le=1440)]
    floor: float = 0
    hints: tuple[Worded, ...] = ()
    topics: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.minutes <= 0 or not 0 <= self.floor <= self.minutes:
            raise ValueError(f"section {self.id}: minutes above 0 and a floor between 0 and the minutes")


class Agenda(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A kind of call. `minutes` is its usual length, to which its sections are scaled; `touches` names the
    kinds of touchpoint it serves."""

    id: str
    title: Worded
    minutes: Annotated[int, Meta(le=1440)]
    sections: tuple[Section, ...]
    touches: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        names = [section.id for section in self.sections]
        if not names or len(set(names)) < len(names):
            raise ValueError(f"agenda {self.id}: at least one section, each with an id of its own")
        if self.minutes <= 0 or sum(section.floor for section in self.sections) > self.minutes:
            raise ValueError(f"agenda {self.id}: minutes above 0 that hold the floors of all sections")


class Guide(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Figures of the live guide: when its clocks warn, whose turn it should be, how long questions rest.

    `warning_share` is a share of the planned time, `last_seconds` the end of a call that is announced,
    `listen_low` and `listen_high` the customer's share of the talking to aim for, `rest_calls` the number of
    calls in which an asked question is not suggested again, `suggestions` the most that a brief makes,
    `summary_lines` the number of captured lines that a summary begins with, `left_minutes` after how long
    without a sign a running call counts as left open.
    """

    warning_share: float
    last_seconds: Count
    listen_low: float
    listen_high: float
    rest_calls: Count
    suggestions: Count
    summary_lines: Count
    left_minutes: Count = 180

    def __post_init__(self) -> None:
        if not 0 < self.warning_share <= 1:
            raise ValueError("warning_share between 0 and 1")
        if not 0 <= self.listen_low <= self.listen_high <= 1:
            raise ValueError("listen_low and listen_high ascending between 0 and 1")


class Agendas(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """All agendas; `fallback` is the id of the one for touchpoints that none names.

    `preferred` are ids of those that a team takes where several fit a touchpoint equally well.
    """

    guide: Guide
    fallback: str
    preferred: tuple[str, ...] = ()
    agendas: tuple[Agenda, ...]

    def __post_init__(self) -> None:
        names = [agenda.id for agenda in self.agendas]
        if len(set(names)) < len(names):
            raise ValueError("agendas: an id of its own for each agenda")
        if self.fallback not in names:
            raise ValueError(f"fallback: one of {', '.join(names)}")
        if not set(self.preferred) <= set(names):
            raise ValueError(f"preferred: some of {', '.join(names)}")


class CheckItem(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One thing to do before a call."""

    id: str
    text: Worded


class Checklist(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The preparation list, in the order of the work."""

    items: tuple[CheckItem, ...]


class RecapWords(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The recap mail in one language; a pattern may hold the names that the shipped one holds.

    Without `shared` things to share are not mentioned.
    """

    subject: str
    greeting: str
    greeting_all: str
    thanks: str
    points: str
    decisions: str
    ours: str
    theirs: str
    promise: str
    promise_undated: str
    next_touch: str
    no_next_touch: str
    correct_me: str
    sign_off: str
    shared: str = ""

    def __post_init__(self) -> None:
        for field in self.__struct_fields__:
            check_pattern(field, getattr(self, field), _RECAP_NAMES.get(field, set()))
