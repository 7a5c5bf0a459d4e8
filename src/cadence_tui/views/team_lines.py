"""The team in words: cells of its table, the page of one person, where each figure comes from (M1-M3)."""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from cadence_tui.locale import Speech
from cadence_tui.model.rules.team import TeamRules
from cadence_tui.model.text import plain
from cadence_tui.practice.attendance import Counts
from cadence_tui.practice.kept import Kept
from cadence_tui.views.calendar_lines import rescheduled_text
from cadence_tui.views.kept import rate_text
from cadence_tui.views.lines import BLANK, Spans, TextLine, heading, line
from cadence_tui.views.team import PersonFigures, WeekLoad

_BARS = "▁▂▃▄▅▆▇"
_BAR_CELLS = 10


class Team(Struct, frozen=True, kw_only=True):
    """All rows together."""

    people: int
    accounts: int
    kept: Kept
    attendance: Counts


def together(rows: Sequence[PersonFigures]) -> Team:
    """The sums of the rows; rates come from the counts, never from rates."""
    return Team(
        people=len(rows),
        accounts=sum(row.accounts for row in rows),
        kept=Kept(
            in_time=sum(row.kept.in_time for row in rows),
            late=sum(row.kept.late for row in rows),
            open_late=sum(row.kept.open_late for row in rows),
        ),
        attendance=Counts(
            held=sum(row.attendance.held for row in rows),
            no_show=sum(row.attendance.no_show for row in rows),
            declined=sum(row.attendance.declined for row in rows),
            rescheduled=sum(row.attendance.rescheduled for row in rows),
        ),
    )


def load_cell(row: PersonFigures, rules: TeamRules, speech: Speech) -> Spans:
    """The coming weeks as bars, and how full the fullest is."""
    fullest = row.fullest
    bars = "".join(_bar(week) for week in row.weeks)
    if fullest is None or fullest.share is None:
        return [(bars, "dim"), (" –", "dim")]
    return [(bars + " ", "trend"), (speech.percent(fullest.share), _load_role(fullest, rules))]


def coverage_cell(row: PersonFigures) -> Spans:
    """Touched accounts of all."""
    return [(f"{row.coverage.touched}/{row.accounts}", "")]


def overdue_cell(row: PersonFigures) -> Spans:
    """Accounts whose next touch is overdue."""
    overdue = row.coverage.overdue
    if overdue is None:
        return [("…", "dim")]
    return [(str(overdue) if overdue else "–", "warn" if overdue else "dim")]


def attendance_cell(counts: Counts, speech: Speech) -> Spans:
    """The share of calls that were held."""
    return [(speech.percent(counts.rate), "")] if counts.rate is not None else [("–", "dim")]


def kept_cell(kept: Kept, speech: Speech) -> Spans:
    """The share of promises kept in time, with how many were judged."""
    if kept.rate is None:
        return [("–", "dim")]
    return [(speech.percent(kept.rate), ""), (f" /{kept.judged}", "dim")]


def promises_cell(row: PersonFigures, speech: Speech) -> Spans:
    """Open promises of ours, and how many of them are late."""
    spans: Spans = [(str(row.open_promises), "")]
    if row.late_promises:
        spans.append((" ‹" + speech.say("{n} late", n=row.late_promises) + "›", "bad"))
    return spans


def revenue_text(row: PersonFigures, speech: Speech) -> str:
    """Revenue a year: the sum itself in one currency, its rough worth when there are several."""
    if len(row.revenue) == 1:
        return speech.money(row.revenue[0], short=True)
    return f"≈ {speech.money(row.yearly, short=True)}" if row.yearly else "–"


def person_lines(row: PersonFigures, rules: TeamRules, speech: Speech) -> list[TextLine]:
    """One person's figures, each with what it was counted from."""
    name = plain(row.name)
    lines = [line((name, "strong"), (f" · {plain(row.pod)}" if row.pod else "", "dim"))]
    accounts = speech.plural("{n} account", "{n} accounts", row.accounts)
    money = " + ".join(speech.money(amount, short=True) for amount in row.revenue)
    lines.append(line((" · ".join(filter(None, (accounts, money))), "")))
    lines += [BLANK, *_weeks(row, rules, speech)]
    lines += [BLANK, *_coverage(row, rules, speech)]
    lines += [BLANK, *_attendance(row.attendance, speech)]
    return [*lines, BLANK, *_promises(row, rules, speech)]


def _weeks(row: PersonFigures, rules: TeamRules, speech: Speech) -> Iterator[TextLine]:
    yield heading(speech.say("Load of the coming weeks"))
    for week in row.weeks:
        share = week.share
        full = min(_BAR_CELLS, round((share or 0) * _BAR_CELLS))
        minutes = speech.say("{minutes} of {capacity} min", minutes=week.minutes, capacity=week.capacity)
        percent = speech.percent(share) if share is not None else speech.say("away")
        yield line(
            (f"{speech.day(week.week):>6} ", "dim"),
            ("▮" * full, _load_role(week, rules)),
            ("▯" * (_BAR_CELLS - full), "dim"),
            (f" {percent:>5}  ", _load_role(week, rules)),
            (minutes, "dim"),
        )


def _coverage(row: PersonFigures, rules: TeamRules, speech: Speech) -> Iterator[TextLine]:
    found = row.coverage
    yield heading(speech.say("Accounts, last {days} days", days=rules.touched_days))
    yield line((f"{found.touched:>4} ", "good"), (speech.say("with a contact held"), ""))
    yield line((f"{found.untouched:>4} ", ""), (speech.say("without one"), ""))
    if found.overdue is None:
        yield line(("   … ", "dim"), (speech.say("overdue: not reckoned yet"), "dim"))
        return
    late = speech.say("whose next touch is overdue by their rhythm")
    yield line((f"{found.overdue:>4} ", "warn" if found.overdue else ""), (late, ""))


def _attendance(counts: Counts, speech: Speech) -> Iterator[TextLine]:
    yield heading(speech.say("Attendance, last 12 months"))
    if counts.rate is None:
        yield line((speech.say("no call was due to be held"), "dim"))
        return
    told = speech.say(
        "{held} held, {missed} no-show, {declined} declined",
        held=counts.held,
        missed=counts.no_show,
        declined=counts.declined,
    )
    yield line((speech.percent(counts.rate) + "  ", "strong"), (told, ""))
    if counts.rescheduled:
        yield line((rescheduled_text(counts.rescheduled, speech), ""), indent=2)


def _promises(row: PersonFigures, rules: TeamRules, speech: Speech) -> Iterator[TextLine]:
    kept = row.kept
    yield heading(speech.say("Own promises, last {days} days", days=rules.kept_days))
    told = speech.say(
        "{kept} kept in time, {late} late, {open} past their date and open",
        kept=kept.in_time,
        late=kept.late,
        open=kept.open_late,
    )
    yield line((rate_text(kept, speech) + "  ", "strong"), (told, ""), indent=2)
    now = speech.say("open now: {n}, of them late: {late}", n=row.open_promises, late=row.late_promises)
    yield line((now, "bad" if row.late_promises else ""))


def _bar(week: WeekLoad) -> str:
    if week.share is None:
        return "·"
    return _BARS[min(len(_BARS) - 1, int(week.share * len(_BARS)))] if week.minutes else "▁"


def _load_role(week: WeekLoad, rules: TeamRules) -> str:
    share = week.share or 0.0
    if share > 1 or (week.minutes and not week.capacity):
        return "bad"
    return "warn" if share >= rules.full_share else ""
