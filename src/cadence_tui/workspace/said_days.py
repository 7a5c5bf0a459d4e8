"""Days as a person says them in their language, where only a day is asked for."""

from datetime import date

from cadence_tui.practice.past_day import past_day
from cadence_tui.practice.typed_date import typed_date
from cadence_tui.workspace.session import Workspace


def coming_day_said(ws: Workspace, text: str, language: str) -> date | None:
    """The day ahead that is meant: `friday`, `in two weeks`, `4/12`, `15`; None for what is no day."""
    # A comma within a date parts no reason from it, as it does on the screens.
    return typed_date(text.replace(",", " "), ws.rules.capture_words(language).dates, ws.today()).day


def past_day_said(ws: Workspace, text: str, language: str) -> date | None:
    """The day behind that is meant: `yesterday`, `30d`, `2026-10`; None for what is no day."""
    day_first = ws.rules.capture_words(language).dates.day_first
    return past_day(text, ws.rules.search.past, ws.today(), day_first=day_first)
