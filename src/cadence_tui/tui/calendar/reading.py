"""What the calendar reads in one look, and what takes a moment longer to work out."""

from msgspec import Struct

from cadence_tui.model.documents import Person
from cadence_tui.planning.dials import Calm, Level, Preferences, dials
from cadence_tui.planning.problem import Mode
from cadence_tui.views.calendar import Calendar
from cadence_tui.views.names import Names, names_of
from cadence_tui.views.proposal import OwnerPlan, Proposal
from cadence_tui.workspace.calendar import calendar_owners, read_calendar
from cadence_tui.workspace.planning_book import Book
from cadence_tui.workspace.proposing import agreed_plan, solve, usual_dials
from cadence_tui.workspace.session import Workspace


class Glance(Struct, frozen=True):
    """One owner's calendar, whose calendars may be looked at, names by id; `seq` is the state it is of."""

    owners: list[Person]
    calendar: Calendar
    names: Names
    accounts: dict[str, str]
    seq: int

    @property
    def owner(self) -> Person:
        """Whose calendar it is."""
        return self.calendar.book.owner


class Asked(Struct, frozen=True, kw_only=True):
    """How a plan is asked for: the verb, and the three dials."""

    mode: Mode = "repair"
    level: Level = "usual"
    calm: Calm = "usual"
    preferences: Preferences = "usual"


class Outlook(Struct, frozen=True):
    """The agreed weeks with their bound, and what a plan would make of them, as it was asked for."""

    agreed: OwnerPlan
    proposal: Proposal
    asked: Asked


def glance(ws: Workspace, owner: str, language: str) -> Glance:
    """A look at the calendar of an owner, or of the first who may be looked at."""
    owners = calendar_owners(ws)
    known = [person.id for person in owners] or [owner]
    shown = owner if owner in known else known[0]
    return Glance(
        owners=owners,
        calendar=Calendar(read_calendar(ws, shown, language)),
        names=names_of(ws.rules.touch_model, ws.records.people()),
        accounts={account.id: account.name for account in ws.records.accounts()},
        seq=ws.store.seq,
    )


def outlook(book: Book, seq: int, asked: Asked) -> Outlook:
    """The outlook of the one owner of a book."""
    weights = dials(
        usual_dials(book.rules), level=asked.level, calm=asked.calm, preferences=asked.preferences
    )
    return Outlook(agreed_plan(book)[0], solve(book, seq, mode=asked.mode, dials=weights), asked)
