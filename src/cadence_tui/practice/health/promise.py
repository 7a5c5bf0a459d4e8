"""A promise as it stood on any day: open or closed, its due date then, its slips so far."""

from datetime import date

from msgspec import Struct

from cadence_tui.model.documents import Action


class Promise(Struct, frozen=True, kw_only=True):
    """A promise with its days: made, closed (None while open), and whether closing meant keeping it."""

    action: Action
    made: date
    closed: date | None
    kept: bool

    def open_on(self, day: date) -> bool:
        """Whether it was open at the end of that day."""
        return self.made <= day and (self.closed is None or self.closed > day)

    def due_on(self, day: date) -> date | None:
        """The due date as it stood that day, before any later slip."""
        if not self.action.slips:
            return self.action.due
        later = (slip.was for slip in self.action.slips if slip.at.date() > day)
        return next(later, self.action.due)

    def slips_on(self, day: date) -> int:
        """How often it had slipped by that day."""
        slips = self.action.slips
        return sum(1 for slip in slips if slip.at.date() <= day) if slips else 0

    def days_late(self, day: date) -> int:
        """Days past the due date that stood that day; 0 when closed, undated or in time."""
        due = self.due_on(day) if self.open_on(day) else None
        return (day - due).days if due and due < day else 0


def promise_of(action: Action) -> Promise:
    """An action item with its days."""
    made = action.created.date()
    over = action.status in ("done", "dropped")
    closed = action.done.date() if action.done and over else None
    # An item closed on no known day never counted as open: nobody can say on which days it was.
    return Promise(
        action=action,
        made=made,
        closed=made if over and closed is None else closed,
        kept=action.status == "done" and closed is not None,
    )
