"""Shapes of `reminders.toml` and of the nudge of each language: when people are reminded, and how (A2)."""

from typing import Annotated

from msgspec import Meta, Struct

from cadence_tui.model.rules.pattern import check_pattern

Days = Annotated[int, Meta(ge=1, le=365)]
_FIGURES = {
    "subject": {"account"},
    "greeting": {"name"},
    "greeting_all": {"account"},
    "promise": {"text", "due", "made"},
    "promise_undated": {"text", "made"},
    "needed": {"text"},
    "next_touch": {"when"},
    "sign_off": {"sender"},
}


class ReminderRules(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """When something is worth a reminder.

    What waits on the customer wants a nudge after `wait_days` without one; a customer nudged less than
    `nudge_rest_days` ago is left in peace. A call is announced `call_minutes` before it begins. A digest
    names at most `digest_lines` of a kind, and of what waits for the lead.
    """

    wait_days: Days
    nudge_rest_days: Days
    call_minutes: Annotated[int, Meta(ge=0, le=240)]
    digest_lines: Annotated[int, Meta(ge=1, le=1000)]


class NudgeWords(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A reminder mail in one language; a pattern may hold the names that the shipped one holds.

    `needed` is for what we promised and cannot go on with, `depends` stands over what waits on our side.
    """

    subject: str
    greeting: str
    greeting_all: str
    opening: str
    opening_many: str
    promise: str
    promise_undated: str
    needed: str
    depends: str
    next_touch: str
    answer: str
    sign_off: str

    def __post_init__(self) -> None:
        for field in self.__struct_fields__:
            check_pattern(field, getattr(self, field), _FIGURES.get(field, set()))
