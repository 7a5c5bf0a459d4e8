"""Rhythms laid out in days: each touch so long after the last one that counted (P1, T3)."""

from collections.abc import Sequence
from datetime import date
from math import ceil
from zlib import crc32

from msgspec import Struct

from cadence_tui.model.documents import Touchpoint
from cadence_tui.model.message import Reason, reason
from cadence_tui.model.rules.touch_model import AT_RISK, Touch
from cadence_tui.practice.due.contact_days import shift_reasons
from cadence_tui.practice.due.pieces import Piece, piece_after, pieces_of
from cadence_tui.practice.due.situation import Asked, Situation


class Clock(Struct, frozen=True):
    """Where a series stands, in ordinals.

    `known` when it runs from a contact or the start. Floating: nobody knows since when, so any day of the
    first period will do.
    """

    position: float
    previous: int
    label: str
    known: bool
    floating: bool
    reasons: tuple[Reason, ...]


def series(touch: Touch, at: Situation, restarts: Sequence[int]) -> list[Asked]:
    """The touches of one kind up to the situation's last day, in order.

    `restarts` are the days, ascending, on which weightier or agreed touches restart this clock: they absorb
    what would come too near.
    """
    pieces = pieces_of(touch, at)
    to_come = [piece for piece in pieces if piece.last >= at.now]
    if not to_come:
        return []
    clock = _anchored(touch, at, pieces) or _unanchored(touch, at, to_come[0])
    return _Walk(touch, at, pieces if clock.known else to_come, clock, restarts).asked()


class _Walk:
    """Steps through one series.

    `position` keeps the beat, `previous` is the day of the last touch, `untouched` holds until one is known.
    """

    def __init__(
        self, touch: Touch, at: Situation, pieces: list[Piece], clock: Clock, restarts: Sequence[int]
    ) -> None:
        self.touch, self.at, self.pieces, self.clock, self.restarts = touch, at, pieces, clock, restarts
        self.days = at.days(touch)
        self.position, self.previous, self.number = clock.position, clock.previous, 0
        self.agreed = list(at.agreed)
        self.untouched = True

    def asked(self) -> list[Asked]:
        """All of the series up to the last day."""
        found: list[Asked] = []
        while (piece := piece_after(self.pieces, self.position)) is not None:
            nominal = int(piece.after(self.position))
            if nominal > self.at.end:
                break
            meant = self._open_day(nominal, piece)
            ideal = self.days.on_or_after(self.at.now) if meant and meant < self.at.now else meant
            if meant is None or ideal is None:
                break
            if not self._answered(nominal, ideal, piece):
                found.append(self._ask(nominal, meant, ideal, piece))
        return found

    def _open_day(self, nominal: int, piece: Piece) -> int | None:
        if self.untouched and not self.clock.known:
            return self.days.nearest(nominal, self.at.now)
        apart = max(1, ceil(self.at.model.clock.absorb_share * piece.period))
        return self.days.nearest(nominal, self.previous + apart)

    def _answered(self, nominal: int, ideal: int, piece: Piece) -> bool:
        """Whether an agreed or weightier touch stands for this one; the clock then restarts with it."""
        if self.agreed and (agreed := self._agreed(nominal, ideal, piece)) is not None:
            self.number += agreed.due_id == self._id()
            self.agreed.remove(agreed)
            self._restart(max(self.previous, agreed.date.toordinal()))
            return True
        reach = ideal + self.at.model.clock.absorb_share * piece.period
        for day in self.restarts:
            if day > self.previous and day < reach:
                self._restart(day)
                return True
        return False

    def _agreed(self, nominal: int, ideal: int, piece: Piece) -> Touchpoint | None:
        for touchpoint in self.agreed:
            if touchpoint.due_id == self._id():
                return touchpoint
            if touchpoint.touch != self.touch.id:
                continue
            planned_for = (touchpoint.ideal or touchpoint.date).toordinal()
            off = min(abs(planned_for - nominal), abs(touchpoint.date.toordinal() - ideal))
            if off <= piece.rule.tolerance_days:
                return touchpoint
        return None

    def _restart(self, day: int) -> None:
        self.untouched = False
        self.previous = day
        self.position = float(day)

    def _ask(self, nominal: int, meant: int, ideal: int, piece: Piece) -> Asked:
        first = self.untouched
        asked = Asked(
            id=self._id(),
            touch=self.touch,
            form=piece.rule,
            rule=piece.rule.id,
            ideal=ideal,
            earliest=ideal,
            latest=ideal,
            overdue=max(0, self.at.now - meant),
            silence=self.at.now - self.clock.previous if first and self.clock.known else 0,
            floating=first and self.clock.floating and self.touch.routine,
            optional=piece.rule.optional,
            reasons=self._why(piece, first),
        )
        if meant != nominal or ideal != meant:
            asked.reasons += shift_reasons(nominal, meant, ideal, self.days)
        _set_window(asked, piece, self.at)
        self._advance(nominal, meant, ideal, piece)
        return asked

    def _advance(self, nominal: int, meant: int, ideal: int, piece: Piece) -> None:
        # A weekend only borrows a day and the beat goes on; an overdue or closed day starts it anew.
        anew = meant < self.at.now
        if not anew and ideal != nominal:
            anew = bool(self.days.why_closed(nominal)) or abs(ideal - nominal) > piece.period / 2
        beat = piece.after(self.position)
        self.number += 1
        self.untouched = False
        self.previous = ideal
        self.position = float(ideal) if anew else beat

    def _why(self, piece: Piece, first: bool) -> list[Reason]:
        if first:
            return [*piece.why, *self.clock.reasons]
        if self.previous < piece.first and piece.over is not None:
            return [*piece.why, reason("rhythm_over", until=piece.over)]
        if self.previous < piece.first and piece.rule.stage != AT_RISK:
            begins = date.fromordinal(piece.first)
            return [*piece.why, reason("stage_begins", stage=piece.rule.stage, day=begins)]
        return list(piece.why)

    def _id(self) -> str:
        return f"{self.at.account.id}:{self.touch.id}:{self.clock.label}:{self.number + 1}"


def _anchored(touch: Touch, at: Situation, pieces: Sequence[Piece]) -> Clock | None:
    """The clock from the last held touch, or from a start whose first touch was not missed for too long."""
    last, start = at.last_held.get(touch.group), at.account.start
    if last and not (start and start > last):
        why = reason("last_held", day=last, days=(at.today - last).days)
        return Clock(float(last.toordinal()), last.toordinal(), f"{last:%Y%m%d}", True, False, (why,))
    if start is None:
        return None
    position = float(start.toordinal())
    piece = piece_after(pieces, position)
    if piece is not None and piece.after(position) < at.now - at.model.clock.missed_days:
        return None
    why = reason("from_start", start=start)
    return Clock(position, start.toordinal(), f"{start:%Y%m%d}", True, False, (why,))


def _unanchored(touch: Touch, at: Situation, piece: Piece) -> Clock:
    """A beat drawn from the account's id, spread over a book; agreed days have theirs."""
    begins = max(piece.first, at.now)
    label = f"{at.account.start:%Y%m%d}" if at.account.start else "0"
    why = reason("never_held", every_days=piece.period)
    if piece.agreed is not None:
        return Clock(begins - max(piece.apart, 1), 0, label, False, False, (why,))
    draw = crc32(f"{at.account.id}:{touch.id}".encode())
    phase = (draw - begins) % max(1, int(piece.period))
    return Clock(begins + phase - piece.period, 0, label, False, True, (why,))


def _set_window(asked: Asked, piece: Piece, at: Situation) -> None:
    if piece.agreed is not None:
        return  # an agreed day is a day, not a window
    tolerance = int(piece.rule.tolerance_days * piece.period / piece.rule.period)
    asked.earliest = max(at.now, asked.ideal - tolerance)
    asked.latest = asked.ideal + tolerance
    if asked.overdue:
        asked.latest += int(at.model.clock.late_share * piece.period)
    if asked.floating:
        begins = max(piece.first, at.now)
        asked.earliest = min(asked.ideal, begins)
        asked.latest = max(asked.ideal, begins + int(piece.period))
