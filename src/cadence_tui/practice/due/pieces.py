"""The stretches of days in which one rule sets the rhythm of a kind of touch (T2, T3, T9, T11)."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from math import ceil, inf

from msgspec import Struct
from msgspec.structs import replace

from cadence_tui.model.hours import WEEKDAYS
from cadence_tui.model.message import Reason, reason
from cadence_tui.model.recurrence import is_recurrence, occurrences
from cadence_tui.model.rules.touch_model import Rule, Touch
from cadence_tui.practice.due.situation import Situation
from cadence_tui.practice.due.wishes import decided_on, wished_period


class Piece(Struct, frozen=True):
    """Days (as ordinals) in which one rule sets the rhythm; `why` says which.

    `agreed` are the days of a rule that the customer pinned: they take the place of the rhythm, and none
    nearer than `apart` to the touch before counts. `over` is the last day of a decided rhythm, where the
    rule takes its place within a stage.
    """

    rule: Rule
    first: int
    last: int
    period: float
    why: tuple[Reason, ...]
    apart: float = 0.0
    agreed: tuple[int, ...] | None = None
    over: date | None = None

    def after(self, position: float) -> float:
        """Where the next touch falls after one at `position`; parts of a day count."""
        if self.agreed is not None:
            soonest = max(ceil(position + self.apart), int(position) + 1, self.first)
            place = bisect_left(self.agreed, soonest)
            return self.agreed[place] if place < len(self.agreed) else inf
        if not self.rule.weekdays:
            return max(position + self.period, self.first)
        day = max(int(position) + 1, self.first)
        wanted = {WEEKDAYS.index(name) for name in self.rule.weekdays}
        return next(day + step for step in range(7) if (day + step + 6) % 7 in wanted)


def pieces_of(touch: Touch, at: Situation) -> list[Piece]:
    """The pieces of a kind of touch, in order; none for a kind that the customer refused."""
    if touch.id in at.wishes.refused:
        return []
    pieces = _at_risk(touch, at)
    first_calm = pieces[-1].last + 1 if pieces else None
    rules = at.model.rules_of(at.segment.id, touch.id)
    pinned = pinned_rule(touch.id, at)
    for span in at.spans if rules else ():
        if (rule := rules.get(span.stage)) is None:
            continue
        first, last = span.first.toordinal(), span.last.toordinal()
        if first_calm is not None and first <= first_calm:
            first = first_calm
        if first <= last:
            pieces += _stretches(rule, touch, first, last, pinned, at)
    return pieces


def pinned_rule(touch: str, at: Situation) -> str:
    """The rule of days that the customer agreed for a kind of touch; empty without a usable one."""
    found = next((pinned.when for pinned in at.wishes.pinned if pinned.touch == touch), "")
    return found if found and is_recurrence(found) else ""


def is_pinned(touch: Touch, at: Situation) -> bool:
    """Whether a rhythm of the segment goes by days that the customer agreed."""
    return bool(at.wishes.pinned and pinned_rule(touch.id, at) and at.model.rules_of(at.segment.id, touch.id))


def piece_after(pieces: Sequence[Piece], position: float) -> Piece | None:
    """The piece in which the next touch after a position falls."""
    for piece in pieces:
        if piece.last >= position and piece.after(position) < piece.last + 1:
            return piece
    return None


def _stretches(
    rule: Rule, touch: Touch, first: int, last: int, pinned: str, at: Situation
) -> Iterator[Piece]:
    """The piece of a rule, in two where a decided rhythm ends within it."""
    if pinned:
        yield _pinned(rule, first, last, pinned, at)
        return
    whole = _ruled(rule, touch, first, last, at)
    decided = decided_on(first, touch, at)
    ends = decided.until.toordinal() if decided is not None and decided.until is not None else last
    if ends >= last or whole.period == rule.period:
        yield whole
        return
    yield replace(whole, last=ends)
    yield replace(_ruled(rule, touch, ends + 1, last, at), over=date.fromordinal(ends))


def _ruled(rule: Rule, touch: Touch, first: int, last: int, at: Situation) -> Piece:
    period, reasons = wished_period(rule, touch, at, first)
    figures = {"touch": rule.touch, "segment": rule.segment, "stage": rule.stage}
    return Piece(rule, first, last, period, (reason("rhythm", every_days=period, **figures), *reasons))


def _pinned(rule: Rule, first: int, last: int, when: str, at: Situation) -> Piece:
    # A missed day is not made up on another: the customer meant the next one.
    begin = max(first, at.now)
    days = occurrences(when, date.fromordinal(begin), date.fromordinal(max(begin, last)))
    ordinals = tuple(day.toordinal() for day in days)
    # The usual distance of the agreed days stands for a period: windows and absorption go by it.
    year = occurrences(when, at.today, at.today + timedelta(days=365))
    period = (year[-1] - year[0]).days / (len(year) - 1) if len(year) > 1 else rule.period
    why = reason("pinned", touch=rule.touch, when=when)
    return Piece(rule, first, last, period, (why,), at.model.clock.absorb_share * period, ordinals)


def _at_risk(touch: Touch, at: Situation) -> list[Piece]:
    """The closer rhythm of an account at risk, from today for some weeks, whatever its stage."""
    rule, risk = at.model.risk_rules.get(at.segment.id), at.model.at_risk
    if risk is None or rule is None or rule.touch != touch.id:
        return []
    causes = at.risk_causes
    if at.band not in risk.bands and not causes:
        return []
    last = at.today + timedelta(weeks=risk.weeks, days=-1)
    figures = {"touch": rule.touch, "every_days": rule.period, "weeks": risk.weeks}
    band = at.band if at.band in risk.bands else ""
    why = reason("at_risk", **figures, band=band, causes=causes)
    return [Piece(rule, at.now, last.toordinal(), rule.period, (why,))]
