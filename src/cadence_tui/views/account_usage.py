"""The usage part of the account page: teams, features, seats by week, as pictures and figures (H4)."""

from collections.abc import Sequence
from statistics import median

from cadence_tui.model.documents import UsageWeek
from cadence_tui.views.account import AccountView
from cadence_tui.views.lines import BLANK, TextLine, heading, line
from cadence_tui.views.pictures import picture
from cadence_tui.views.words import Words

_WEEKS = 26


def usage_lines(view: AccountView, words: Words) -> list[TextLine]:
    """Logins by team, uses by feature, active seats: the last half year, the last week, what is usual."""
    usage, say = view.record.usage, words.speech.say
    weeks = usage.weeks[-_WEEKS:] if usage else ()
    if not weeks:
        return [line((say("no usage known; it comes with: cadence import usage FILE"), "dim"))]
    last = words.date(weeks[-1].week)
    lines = [line((say("{n} weeks, the last one begins on {day}", n=len(weeks), day=last), "dim")), BLANK]
    lines += [heading(say("Logins by team")), *_team_lines(weeks, words)]
    features = dict.fromkeys(name for week in weeks for name in week.features)
    if features:
        lines += [BLANK, heading(say("Uses by feature"))]
        initial = usage.initial_features if usage else ()
        for name in features:
            note = "" if name in initial or not initial else say("not part of the initial setup")
            lines.append(_series_line(name, [week.features.get(name) for week in weeks], words, note))
    return lines


def _team_lines(weeks: Sequence[UsageWeek], words: Words) -> list[TextLine]:
    teams = dict.fromkeys(name for week in weeks for name in week.teams)
    lines = [
        _series_line(
            name,
            [_logins(week, name) for week in weeks],
            words,
            _seats(weeks[-1], name, words),
        )
        for name in teams
    ]
    together = [sum(use.logins for use in week.teams.values()) if week.teams else None for week in weeks]
    if len(teams) > 1:
        lines.append(_series_line(words.speech.say("all teams"), together, words, ""))
    return lines


def _series_line(name: str, figures: Sequence[int | None], words: Words, note: str) -> TextLine:
    known = [figure for figure in figures if figure is not None]
    usual = words.speech.number(median(known[:-1])) if len(known) > 1 else "?"
    last = words.speech.number(figures[-1]) if figures[-1] is not None else "?"
    told = words.speech.say("usually {usual}", usual=usual)
    note = f" · {note}" if note else ""
    return line(
        (picture(figures), "trend"),
        (f" {last:>6}  ", "strong"),
        (name, ""),
        (f" · {told}{note}", "dim"),
        indent=4,
    )


def _logins(week: UsageWeek, team: str) -> int | None:
    use = week.teams.get(team)
    return None if use is None else use.logins


def _seats(week: UsageWeek, team: str, words: Words) -> str:
    use = week.teams.get(team)
    if use is None or not use.seats:
        return ""
    return words.speech.say("{active} of {seats} seats active", active=use.active, seats=use.seats)
