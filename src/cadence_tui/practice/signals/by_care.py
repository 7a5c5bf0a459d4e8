"""Causes that our own care shows: health that fell, tickets that pile up, an account nobody speaks to."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from cadence_tui.model.band import Band
from cadence_tui.model.documents import Signal, Ticket
from cadence_tui.model.rules.signals import BandDrop, SilentAccount, SupportSpike
from cadence_tui.practice.segments import comparable_arr
from cadence_tui.practice.signals.evidence import Day
from cadence_tui.practice.signals.found import Found

_RANKS: dict[str, int] = {"red": 0, "yellow": 1, "green": 2}
_WEEK = 7


def band_drop(at: Day, rule: BandDrop) -> Iterator[Found]:
    """A band worse than a week ago, two weeks ago and so on; an unknown one is neither better nor worse."""
    score, band = at.standing()
    if band not in _RANKS or _RANKS[band] == max(_RANKS.values()):
        return
    better: dict[int, tuple[int | None, Band]] = {}
    for back in _looks_back(rule):
        then = at.standing(back)
        if _RANKS.get(then[1], -1) > _RANKS[band] and (then[0] or 0) - (score or 0) >= rule.least_points:
            better[back] = then
    if not better:
        return
    before_score, before = max(better.values(), key=lambda each: _RANKS[each[1]])
    last = at.day - timedelta(days=min(better))
    figures = {
        "band": band,
        "score": score or 0,
        "before": before,
        "before_score": before_score or 0,
        "last": last.isoformat(),
    }
    yield Found(
        cause="band_drop",
        since=last + timedelta(days=1),
        figures=figures,
        steady=("before", "before_score", "last", "since"),
        minor=("score",),
    )


def band_is_back(at: Day, rule: BandDrop, signal: Signal) -> bool:
    """Whether the band is again what it was before it dropped."""
    _, band = at.standing()
    return band in _RANKS and _RANKS[band] >= _RANKS.get(str(signal.figures.get("before")), 0)


def support_spike(at: Day, rule: SupportSpike) -> Iterator[Found]:
    """Many more tickets than usual, or severe ones."""
    first = at.day - timedelta(days=rule.window_days - 1)
    opened = at.evidence.opened(first, at.day)
    severe = [ticket for ticket in opened if ticket.severity in rule.severe]
    before = at.evidence.opened(first - timedelta(days=rule.baseline_days), first - timedelta(days=1))
    usual = len(before) * rule.window_days / rule.baseline_days
    many = len(opened) >= rule.least_tickets and len(opened) >= rule.factor * usual
    if not many and not (rule.severe and len(severe) >= rule.least_severe):
        return
    telling = opened if many else severe
    figures = {
        "tickets": len(opened),
        "severe": len(severe),
        "usual": round(usual, 1),
        "days": rule.window_days,
        "source": telling[-1].id,
    }
    yield Found(
        cause="support_spike",
        since=telling[0].opened,
        figures=figures,
        steady=("since",),
        minor=("usual", "source"),
    )


def support_is_calm(at: Day, rule: SupportSpike, signal: Signal) -> bool:
    """Whether the spike is over and no severe ticket is left open."""
    return not any(support_spike(at, rule)) and not _open_severe(at, rule)


def silent_account(at: Day, rule: SilentAccount) -> Iterator[Found]:
    """A paying account without contact; one that stays silent for as long again has a new cause."""
    account = at.evidence.account
    last = at.evidence.last_held(at.day)
    begin = last or account.start
    if begin is None or not (comparable_arr(account, at.evidence.model) or 0) > 0:
        return
    times = (at.day - begin).days // rule.days
    if times < 1:
        return
    figures = {"last": begin.isoformat(), "never": int(last is None), "days": rule.days * times}
    yield Found(cause="silent_account", since=_nth(begin, rule.days, times), figures=figures)


def was_contacted(at: Day, rule: SilentAccount, signal: Signal) -> bool:
    """Whether the account was spoken to since."""
    return not any(silent_account(at, rule))


def _looks_back(rule: BandDrop) -> Sequence[int]:
    return sorted({*range(_WEEK, rule.within_days + 1, _WEEK), rule.within_days})


def _open_severe(at: Day, rule: SupportSpike) -> bool:
    return any(_is_open(ticket, at.day) for ticket in at.evidence.tickets if ticket.severity in rule.severe)


def _is_open(ticket: Ticket, day: date) -> bool:
    return ticket.opened <= day and (ticket.closed is None or ticket.closed > day)


def _nth(begin: date, days: int, times: int) -> date:
    return begin + timedelta(days=days * times)
