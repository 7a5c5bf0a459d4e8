"""What stands in the columns of the portfolio: each state as glyph, word or figure and role (H3)."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from cadence_tui.locale import Speech
from cadence_tui.model.band import Band
from cadence_tui.views.lines import Spans
from cadence_tui.views.names import Names
from cadence_tui.views.portfolio_row import NextTouch, PortfolioRow

BAND_MARKS: Mapping[Band, tuple[str, str]] = {
    "green": ("▲", "good"),
    "yellow": ("●", "warn"),
    "red": ("▼", "bad"),
    "unknown": ("○", "dim"),
}
TOUCH_MARKS: Mapping[str, tuple[str, str]] = {
    "due": ("◇", "ghost"),
    "planned": ("○", ""),
    "confirmed": ("●", ""),
}
_BARS = "▁▂▃▄▅▆▇"
_NEAR = timedelta(days=6)
_DAYS_OF_RENEWAL_SHOWN = 999


def health_cell(row: PortfolioRow) -> Spans:
    """Band, score, and the score against four weeks ago."""
    if not row.known:
        return [("…", "dim")]
    glyph, role = BAND_MARKS[row.band]
    score = "?" if row.score is None else str(row.score)
    return [(f"{glyph} {score:>3}", role), (f"{signed(row.delta):>4}", "dim")]


def trend_cell(row: PortfolioRow) -> Spans:
    """The weekly scores as bars."""
    return [(bars(row.trend), BAND_MARKS[row.band][1])] if row.known else []


def account_cell(row: PortfolioRow, *, covered: bool = False) -> Spans:
    """The name, marked when the account is at risk or has left, or is looked after for somebody else."""
    if row.churned is not None:
        return [("✗ ", "dim"), (row.name, "dim")]
    mark = [("⇄ ", "info")] if covered else []
    return [("! " if row.risks else "  ", "bad"), *mark, (row.name, "")]


def segment_cell(row: PortfolioRow, names: Names, speech: Speech) -> Spans:
    """The title of the segment."""
    return [(names.title("segment", row.segment, speech), "")]


def stage_cell(row: PortfolioRow, names: Names, speech: Speech) -> Spans:
    """The title of the stage."""
    return [(names.title("stage", row.stage, speech), "")]


def revenue_cell(row: PortfolioRow, speech: Speech) -> Spans:
    """The revenue a year, shortened."""
    return [(speech.money(row.arr, short=True), "")] if row.arr else [("–", "dim")]


def last_cell(row: PortfolioRow, speech: Speech, today: date) -> Spans:
    """Days since the last contact."""
    if not row.known:
        return []
    if row.last_touch is None:
        return [("–", "warn" if row.untouched else "dim")]
    return [(speech.say("{n} d", n=(today - row.last_touch).days), "warn" if row.untouched else "")]


def next_cell(row: PortfolioRow, speech: Speech, today: date, zone: str) -> Spans:
    """The next contact: agreed, or asked for by the touch model; late when that was due before."""
    if not row.known:
        return []
    if row.next_touch is None:
        return [("–", "dim")]
    glyph, role = TOUCH_MARKS[row.next_touch.status]
    role = "warn" if row.overdue_touch_days else role
    return [(f"{glyph} {moment(row.next_touch, speech, today, zone)}", role)]


def renewal_cell(row: PortfolioRow, speech: Speech, today: date) -> Spans:
    """Days to the renewal."""
    if row.renewal is None or row.churned is not None:
        return [("–", "dim")]
    days = (row.renewal - today).days
    if days > _DAYS_OF_RENEWAL_SHOWN:
        return [(str(row.renewal.year), "dim")]
    text = speech.say("{n} d", n=f"−{-days}" if days < 0 else days)
    return [(text, "bad" if days < 0 else "warn" if row.renewing else "")]


def promises_cell(row: PortfolioRow, speech: Speech) -> Spans:
    """Open promises of both sides, and how many of them are late."""
    if not row.known:
        return []
    if not row.open_actions:
        return [("–", "dim")]
    if not row.overdue_actions:
        return [(str(row.open_actions), "")]
    late = speech.say("{n} late", n=row.overdue_actions)
    return [(f"{row.open_actions} ", ""), (f"‹{late}›", "bad")]


def owner_cell(row: PortfolioRow, names: Names) -> Spans:
    """Who looks after it."""
    return [(names.person(row.owner), "")] if row.owner else [("–", "dim")]


def moment(touch: NextTouch, speech: Speech, today: date, zone: str) -> str:
    """When a touch is: weekday and hour within the week, the date beyond."""
    if today <= touch.date <= today + _NEAR:
        day = speech.weekday(touch.date)
        return f"{day} {speech.time(local(touch.start, zone))}" if touch.start else day
    return speech.day(touch.date)


def local(instant: datetime, zone: str) -> datetime:
    """An instant in the reader's zone."""
    return instant.astimezone(ZoneInfo(zone))


def bars(scores: tuple[int | None, ...]) -> str:
    """Scores as a picture, one cell a week; a dot where nothing was known."""
    return "".join("·" if score is None else _BARS[min(score, 99) * len(_BARS) // 100] for score in scores)


def signed(change: int | None) -> str:
    """A change with its sign; nothing when there is none to show."""
    if not change:
        return ""
    return f"+{change}" if change > 0 else f"−{-change}"
