"""Rhythms laid out in days: each touch so long after the last one that counted (P1, T3)."""

from collections.abc import Sequence
from datetime import date, timedelta
from math import ceil
from zlib import crc32

from msgspec import Struct

from cadence_tui.model.documents import Touchpoint
from cadence_tui.model.hours import WEEKDAYS
from cadence_tui.model.message import Reason, reason
from cadence_tui.model.rules.touch_model import Rule, Touch
from cadence_tui.practice.due.contact_days import shift_reasons
from cadence_tui.practice.due.situation import Asked, Situation
from cadence_tui.practice.due.wishes import wished_period


class Piece(Struct, frozen=True):
    """Days (as ordinals) in which one rule sets the rhythm."""

    rule: Rule
    first: int
    last: int
    period: float
    reasons: tuple[Reason, ...]

    def after(self, position: float) -> float:
        """Where the next touch falls after one at `position`; parts of a day count."""
        if not self.rule.weekdays:
            return max(position + self.period, self.first)
        day = max(int(position) + 1, self.first)
        wanted = {WEEKDAYS.index(name) for name in self.rule.weekdays}
        return next(day + step for step in range(7) if date.fromordinal(day + step).weekday() in wanted)


class Clock(Struct, frozen=True):
    """Where a series stands. Floating: nobody knows since when, so any day of the first period will do."""

    position: float
    previous: date
    label: str
    floating: bool
    reasons: tuple[Reason, ...]


def series(touch: Touch, at: Situation, restarts: Sequence[date]) -> list[Asked]:
    """The touches of one kind up to the situation's last day, in order.

    `restarts` are the days, ascending, on which weightier or agreed touches restart this clock: they absorb
    what would come too near.
    """
    pieces = _pieces(touch, at)
    to_come = [piece for piece in pieces if piece.last >= at.today.toordinal()]
    if not to_come:
        return []
    clock = _anchored(touch, at, pieces) or _floating(touch, at, to_come[0])
    return _Walk(touch, at, to_come if clock.floating else pieces, clock, restarts).asked()


class _Walk:
    """Steps through one series.

    `position` keeps the beat, `previous` is the day of the last touch, `untouched` holds until one is known.
    """

    def __init__(
        self, touch: Touch, at: Situation, pieces: list[Piece], clock: Clock, restarts: Sequence[date]
    ) -> None:
        self.touch, self.at, self.pieces, self.clock, self.restarts = touch, at, pieces, clock, restarts
        self.days = at.days(touch)
        self.position, self.previous, self.number = clock.position, clock.previous, 0
        self.agreed = list(at.agreed)
        self.untouched = True

    def asked(self) -> list[Asked]:
        """All of the series up to the last day."""
        found: list[Asked] = []
        while (piece := _piece_after(self.pieces, self.position)) is not None:
            nominal = date.fromordinal(int(piece.after(self.position)))
            if nominal > self.at.last_day:
                break
            meant = self._open_day(nominal, piece)
            ideal = self.days.on_or_after(self.at.today) if meant and meant < self.at.today else meant
            if meant is None or ideal is None:
                break
            if not self._answered(nominal, ideal, piece):
                found.append(self._ask(nominal, meant, ideal, piece))
        return found

    def _open_day(self, nominal: date, piece: Piece) -> date | None:
        if self.clock.floating and self.untouched:
            return self.days.nearest(nominal, self.at.today)
        apart = max(1, ceil(self.at.model.clock.absorb_share * piece.period))
        return self.days.nearest(nominal, self.previous + timedelta(days=apart))

    def _answered(self, nominal: date, ideal: date, piece: Piece) -> bool:
        """Whether an agreed or weightier touch stands for this one; the clock then restarts with it."""
        if (agreed := self._agreed(nominal, ideal, piece)) is not None:
            self.number += agreed.due_id == self._id()
            self.agreed.remove(agreed)
            self._restart(max(self.previous, agreed.date))
            return True
        reach = ideal.toordinal() + self.at.model.clock.absorb_share * piece.period
        near = next((day for day in self.restarts if day > self.previous and day.toordinal() < reach), None)
        if near is None:
            return False
        self._restart(near)
        return True

    def _agreed(self, nominal: date, ideal: date, piece: Piece) -> Touchpoint | None:
        tolerance = timedelta(days=piece.rule.tolerance_days)
        for touchpoint in self.agreed:
            if touchpoint.due_id == self._id():
                return touchpoint
            if touchpoint.touch != self.touch.id:
                continue
            planned_for = touchpoint.ideal or touchpoint.date
            if min(abs(planned_for - nominal), abs(touchpoint.date - ideal)) <= tolerance:
                return touchpoint
        return None

    def _restart(self, day: date) -> None:
        self.untouched = False
        self.previous = day
        self.position = float(day.toordinal())

    def _ask(self, nominal: date, meant: date, ideal: date, piece: Piece) -> Asked:
        first = self.untouched
        anchored = first and not self.clock.floating
        moved = shift_reasons(nominal, meant, ideal, self.days)
        asked = Asked(
            id=self._id(),
            touch=self.touch,
            form=piece.rule,
            rule=piece.rule.id,
            ideal=ideal,
            earliest=ideal,
            latest=ideal,
            overdue=max(0, (self.at.today - meant).days),
            silence=(self.at.today - self.clock.previous).days if anchored else 0,
            floating=first and self.clock.floating and self.touch.routine,
            optional=piece.rule.optional,
            reasons=[*self._why(piece, first), *moved],
        )
        _set_window(asked, piece, self.at)
        self._advance(nominal, meant, ideal, piece)
        return asked

    def _advance(self, nominal: date, meant: date, ideal: date, piece: Piece) -> None:
        # A weekend only borrows a day and the beat goes on; an overdue or closed day starts it anew.
        anew = meant < self.at.today or bool(self.days.why_closed(nominal))
        anew = anew or abs((ideal - nominal).days) > piece.period / 2
        beat = piece.after(self.position)
        self.number += 1
        self.untouched = False
        self.previous = ideal
        self.position = float(ideal.toordinal()) if anew else beat

    def _why(self, piece: Piece, first: bool) -> list[Reason]:
        rule = piece.rule
        figures = {"touch": rule.touch, "segment": rule.segment, "stage": rule.stage}
        reasons = [reason("rhythm", every_days=piece.period, **figures), *piece.reasons]
        if first:
            return [*reasons, *self.clock.reasons]
        if self.previous.toordinal() < piece.first:
            reasons.append(reason("stage_begins", stage=rule.stage, day=date.fromordinal(piece.first)))
        return reasons

    def _id(self) -> str:
        return f"{self.at.account.id}:{self.touch.id}:{self.clock.label}:{self.number + 1}"


def _pieces(touch: Touch, at: Situation) -> list[Piece]:
    own = {
        rule.stage: rule
        for rule in at.model.rules
        if rule.touch == touch.id and rule.segment == at.segment.id
    }
    pieces: list[Piece] = []
    for span in at.spans if own else ():
        if (rule := own.get(span.stage)) is not None:
            period, reasons = wished_period(rule, touch, at)
            pieces.append(Piece(rule, span.first.toordinal(), span.last.toordinal(), period, reasons))
    return pieces


def _piece_after(pieces: Sequence[Piece], position: float) -> Piece | None:
    """The piece in which the next touch after a position falls."""
    for piece in pieces:
        if piece.last >= position and piece.after(position) < piece.last + 1:
            return piece
    return None


def _anchored(touch: Touch, at: Situation, pieces: Sequence[Piece]) -> Clock | None:
    """The clock from the last held touch, or from a start whose first touch was not missed for too long."""
    last, start = at.last_held.get(touch.group), at.account.start
    if last and not (start and start > last):
        why = reason("last_held", day=last, days=(at.today - last).days)
        return Clock(float(last.toordinal()), last, f"{last:%Y%m%d}", False, (why,))
    if start is None:
        return None
    position = float(start.toordinal())
    piece = _piece_after(pieces, position)
    given_up = at.today.toordinal() - at.model.clock.missed_days
    if piece is not None and int(piece.after(position)) < given_up:
        return None
    return Clock(position, start, f"{start:%Y%m%d}", False, (reason("from_start", start=start),))


def _floating(touch: Touch, at: Situation, piece: Piece) -> Clock:
    """A beat drawn from the account's id: spread over a book, the same on every day."""
    begins = max(piece.first, at.today.toordinal())
    draw = crc32(f"{at.account.id}:{touch.id}".encode())
    phase = (draw - begins) % max(1, int(piece.period))
    position = begins + phase - piece.period
    why = reason("never_held", every_days=piece.period)
    label = f"{at.account.start:%Y%m%d}" if at.account.start else "0"
    return Clock(position, date.min, label, True, (why,))


def _set_window(asked: Asked, piece: Piece, at: Situation) -> None:
    scale = piece.period / piece.rule.period
    tolerance = timedelta(days=int(piece.rule.tolerance_days * scale))
    asked.earliest = max(at.today, asked.ideal - tolerance)
    asked.latest = asked.ideal + tolerance
    if asked.overdue:
        asked.latest += timedelta(days=int(at.model.clock.late_share * piece.period))
    if asked.floating:
        begins = date.fromordinal(max(piece.first, at.today.toordinal()))
        asked.earliest = min(asked.ideal, begins)
        asked.latest = max(asked.ideal, begins + timedelta(days=int(piece.period)))
