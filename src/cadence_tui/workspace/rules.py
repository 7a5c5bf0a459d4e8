"""The rule files in force for a store; each, and its schema, is loaded when it is first asked for."""

import hashlib
from functools import cached_property
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from cadence_tui import __version__
from cadence_tui.workspace.rule_files import is_ours, model_file

if TYPE_CHECKING:
    from cadence_tui.model.rules.brief import BriefRules
    from cadence_tui.model.rules.call import Agendas, Checklist, RecapWords
    from cadence_tui.model.rules.capture import CaptureWords
    from cadence_tui.model.rules.closing import ClosingRules
    from cadence_tui.model.rules.health import HealthRules
    from cadence_tui.model.rules.materials import Materials
    from cadence_tui.model.rules.planning import PlanningRules
    from cadence_tui.model.rules.questions import QuestionBank
    from cadence_tui.model.rules.recurrence import RecurrenceWords
    from cadence_tui.model.rules.reminders import NudgeWords, ReminderRules
    from cadence_tui.model.rules.review import ReviewRules
    from cadence_tui.model.rules.search import SearchWords
    from cadence_tui.model.rules.sessions import InvitationWords, SessionRules
    from cadence_tui.model.rules.suggestions import Suggestions
    from cadence_tui.model.rules.team import TeamRules
    from cadence_tui.model.rules.touch_model import TouchModel

R = TypeVar("R")


class Rules:
    """Shipped rules, with those of the store's `rules` folder over them.

    `kept` is the text of the touch model as the store's documents have it, if it was changed in the program.
    """

    def __init__(self, store: Path, preset: str, kept: str | None = None) -> None:
        self.folder = store / "rules"
        self.preset = preset
        self._store, self._kept = store, kept
        self._packs: dict[tuple[str, str], Any] = {}

    @cached_property
    def touch_model(self) -> "TouchModel":
        """Segments, stages, rhythms (T1-T8)."""
        from cadence_tui.content.touch_model import read_touch_model

        return read_touch_model(*self._source)

    @property
    def touch_model_text(self) -> str:
        """The touch model as it is written down. Raises BadInput when there is none or it cannot be read."""
        from cadence_tui.content.load import rules_text

        return rules_text(*self._source)

    @cached_property
    def _source(self) -> tuple[bytes, str]:
        """What is in force and its file: what was saved in the program, unless a hand was in the file."""
        from cadence_tui.content.touch_model import touch_model_source

        if not is_ours(self._store, self.preset, self._kept):
            return touch_model_source(self.preset, self.folder)
        if self._kept is None:
            return touch_model_source(self.preset)
        return self._kept.encode(), str(model_file(self._store, self.preset))

    @cached_property
    def health(self) -> "HealthRules":
        """Weights and thresholds of health, attention and observations (H1-H6)."""
        from cadence_tui.content.load import load_rules
        from cadence_tui.model.rules.health import HealthRules

        return load_rules(HealthRules, "health", self.folder)

    @cached_property
    def fingerprint(self) -> str:
        """A sum over the rules that accounts are reckoned by; another one makes kept figures worthless."""
        from cadence_tui.content.load import own_rules

        summed = hashlib.sha256(__version__.encode())
        summed.update(self._source[0])
        own = own_rules(self.folder / "health.toml")
        summed.update(_shipped("health.toml") if own is None else own)
        return summed.hexdigest()[:16]

    @cached_property
    def planning(self) -> "PlanningRules":
        """How far, how finely and how full the calendar is planned (P2, P3)."""
        from cadence_tui.content.load import load_rules
        from cadence_tui.model.rules.planning import PlanningRules

        return load_rules(PlanningRules, "planning", self.folder)

    @cached_property
    def agendas(self) -> "Agendas":
        """Kinds of call and the figures of the live guide (C2, C3)."""
        from cadence_tui.content.load import load_rules
        from cadence_tui.model.rules.call import Agendas

        return load_rules(Agendas, "agendas", self.folder)

    @cached_property
    def closing(self) -> "ClosingRules":
        """What a closed call leaves behind (C7, C8)."""
        from cadence_tui.content.load import load_rules
        from cadence_tui.model.rules.closing import ClosingRules

        return load_rules(ClosingRules, "closing", self.folder)

    @cached_property
    def checklist(self) -> "Checklist":
        """What to do before a call (C1)."""
        from cadence_tui.content.load import load_rules
        from cadence_tui.model.rules.call import Checklist

        return load_rules(Checklist, "checklist", self.folder)

    @cached_property
    def suggestions(self) -> "Suggestions":
        """What an observation suggests (C1)."""
        from cadence_tui.content.load import load_rules
        from cadence_tui.model.rules.suggestions import Suggestions

        return load_rules(Suggestions, "suggestions", self.folder)

    @cached_property
    def brief(self) -> "BriefRules":
        """How far a brief looks back, and what is worth a line in it (C1)."""
        from cadence_tui.content.load import load_rules
        from cadence_tui.model.rules.brief import BriefRules

        return load_rules(BriefRules, "brief", self.folder)

    @cached_property
    def materials(self) -> "Materials":
        """What to have at hand in a call (C1)."""
        from cadence_tui.content.load import load_rules
        from cadence_tui.model.rules.materials import Materials

        return load_rules(Materials, "materials", self.folder)

    @cached_property
    def review(self) -> "ReviewRules":
        """What waits for the team lead (A3)."""
        from cadence_tui.content.load import load_rules
        from cadence_tui.model.rules.review import ReviewRules

        own = load_rules(ReviewRules, "review", self.folder)
        return own.over(load_rules(ReviewRules, "review"))

    @cached_property
    def reminders(self) -> "ReminderRules":
        """When people are reminded of promises and calls (A2)."""
        from cadence_tui.content.load import load_rules
        from cadence_tui.model.rules.reminders import ReminderRules

        return load_rules(ReminderRules, "reminders", self.folder)

    @cached_property
    def team(self) -> "TeamRules":
        """What the team's figures look back on and ahead to (M2, M3)."""
        from cadence_tui.content.load import load_rules
        from cadence_tui.model.rules.team import TeamRules

        return load_rules(TeamRules, "team", self.folder)

    @cached_property
    def sessions(self) -> "SessionRules":
        """What group sessions are made with, and when guests are written to (P9)."""
        from cadence_tui.content.load import load_rules
        from cadence_tui.model.rules.sessions import SessionRules

        return load_rules(SessionRules, "sessions", self.folder)

    @cached_property
    def search(self) -> "SearchWords":
        """The words by which a search is narrowed (C9)."""
        from cadence_tui.content.load import load_rules
        from cadence_tui.model.rules.search import SearchWords

        return load_rules(SearchWords, "search", self.folder)

    def questions(self, language: str) -> "QuestionBank":
        """The question bank of a language (C4)."""
        from cadence_tui.model.rules.questions import QuestionBank

        return self._pack(QuestionBank, "questions", language)

    def capture_words(self, language: str) -> "CaptureWords":
        """The words by which a captured line of a language is understood (C6)."""
        from cadence_tui.model.rules.capture import CaptureWords

        return self._pack(CaptureWords, "capture", language)

    def recap_words(self, language: str) -> "RecapWords":
        """The recap mail of a language (C8)."""
        from cadence_tui.model.rules.call import RecapWords

        return self._pack(RecapWords, "recap", language)

    def nudge_words(self, language: str) -> "NudgeWords":
        """The mail of a language that reminds customers of their promises (A2)."""
        from cadence_tui.model.rules.reminders import NudgeWords

        return self._pack(NudgeWords, "nudge", language)

    def invitation_words(self, language: str) -> "InvitationWords":
        """What guests of a group session are written in a language (P9)."""
        from cadence_tui.model.rules.sessions import InvitationWords

        return self._pack(InvitationWords, "invitation", language)

    def recurrence_words(self, language: str) -> "RecurrenceWords":
        """How people of a language say a day that comes again (T9)."""
        from cadence_tui.model.rules.recurrence import RecurrenceWords

        return self._pack(RecurrenceWords, "recurrence", language)

    def _pack(self, shape: type[R], name: str, language: str) -> R:
        from cadence_tui.content.load import load_rules

        key = (name, language)
        if key not in self._packs:
            self._packs[key] = load_rules(shape, f"{language}/{name}", self.folder)
        found: R = self._packs[key]
        return found


def _shipped(name: str) -> bytes:
    file = files("cadence_tui.content") / name
    return file.read_bytes() if file.is_file() else b""
