"""Shape of `sessions.toml` and of the invitations of each language (P9)."""

from typing import Annotated, Literal

from msgspec import Meta, Struct

from cadence_tui.model.documents.calendar import GROUP_KINDS, GroupKind
from cadence_tui.model.rules.pattern import check_pattern
from cadence_tui.model.rules.touch_types import Id

Minutes = Annotated[int, Meta(gt=0, le=600)]
Work = Annotated[int, Meta(ge=0, le=6000)]
Days = Annotated[int, Meta(ge=0, le=90)]
Letter = Literal["invitation", "reminder", "cancellation", "missed"]
"""What is written to a guest."""
LETTERS: tuple[Letter, ...] = ("invitation", "reminder", "cancellation", "missed")
_FIGURES = {"title", "form", "day", "hour", "zone", "minutes", "where", "host", "name", "account"}


class FormRules(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What a kind of session is made with: length, the host's work around it, places (0: no limit).

    `attendance` is the kind of touch that coming to it is; a touch model without that kind does not count it.
    """

    minutes: Minutes
    work_minutes: Work
    places: Annotated[int, Meta(ge=0, le=10_000)]
    attendance: Id


class SessionRules(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Group sessions.

    `invitation` is the kind of touch that invitations and reminders are: what a customer refuses or wants.
    `invite_days` is how long before the day invitations go out, `reminder_days` when guests are reminded, in
    days before; `ahead_weeks` how far ahead the sessions of a series are made.
    """

    invitation: Id
    invite_days: Days
    reminder_days: tuple[Days, ...]
    ahead_weeks: Annotated[int, Meta(ge=1, le=53)]
    forms: dict[GroupKind, FormRules]

    def __post_init__(self) -> None:
        missing = [form for form in GROUP_KINDS if form not in self.forms]
        if missing:
            raise ValueError(f"forms: a table for {', '.join(missing)}")


class LetterWords(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A mail to a guest; a pattern may hold the names that the shipped one holds."""

    subject: str
    text: str

    def __post_init__(self) -> None:
        check_pattern("subject", self.subject, _FIGURES)
        check_pattern("text", self.text, _FIGURES)


class InvitationWords(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What a guest is written in one language; lines about what a session does not have are left out."""

    forms: dict[GroupKind, str]
    greeting: str
    greeting_all: str
    where: str
    topics: str
    answer: str
    sign_off: str
    invitation: LetterWords
    reminder: LetterWords
    cancellation: LetterWords
    missed: LetterWords

    def __post_init__(self) -> None:
        missing = [form for form in GROUP_KINDS if form not in self.forms]
        if missing:
            raise ValueError(f"forms: a name for {', '.join(missing)}")
        check_pattern("greeting", self.greeting, {"name"})
        check_pattern("greeting_all", self.greeting_all, {"account"})
        check_pattern("where", self.where, {"where"})
        check_pattern("topics", self.topics, set())
        check_pattern("answer", self.answer, set())
        check_pattern("sign_off", self.sign_off, {"host"})

    def letter(self, letter: Letter) -> LetterWords:
        """The words of one kind of mail."""
        return {
            "invitation": self.invitation,
            "reminder": self.reminder,
            "cancellation": self.cancellation,
            "missed": self.missed,
        }[letter]
