"""When a signal is seen and until when it is answered, in the working time of the account's owner."""

from datetime import date, datetime, timedelta
from functools import partial
from zoneinfo import ZoneInfo

from msgspec.structs import replace

from cadence_tui.model.documents import Account, Person
from cadence_tui.model.rules.signals import SignalRule
from cadence_tui.practice.signals.deadline import deadline_of
from cadence_tui.practice.signals.reconcile import Moment
from cadence_tui.workspace.public_holidays import public_holidays
from cadence_tui.workspace.session import Workspace

_HOLIDAYS_AHEAD = timedelta(days=400)
_NOBODY = Person(id="", name="", login="")


class Times:
    """The people of a store with their holidays, read once for many accounts."""

    def __init__(self, ws: Workspace) -> None:
        self._now = ws.now()
        self._people = {person.id: person for person in ws.records.people()}
        self._holidays: dict[str, frozenset[date]] = {}

    def moment(self, account: Account) -> Moment:
        """The present, as the owner of an account has it (design law 6)."""
        owner = self.owner(account)
        now = self._now.astimezone(ZoneInfo(owner.timezone))
        return Moment(day=now.date(), now=now, deadline=partial(self._deadline, owner, now))

    def deadline(self, account: Account, rule: SignalRule) -> datetime:
        """Until when a signal of now is answered."""
        return self.moment(account).deadline(rule)

    def deadline_day(self, account: Account, rule: SignalRule, raised: date) -> date:
        """Until which day a signal of a past day is answered, seen when that day began."""
        owner = self.owner(account)
        begin = datetime(raised.year, raised.month, raised.day, tzinfo=ZoneInfo(owner.timezone))
        return self._deadline(owner, begin, rule).date()

    def owner(self, account: Account) -> Person:
        """Who answers signals of an account; for an account of nobody, usual hours in its own zone."""
        found = self._people.get(account.owner)
        return found or replace(_NOBODY, timezone=account.timezone or _NOBODY.timezone)

    def _deadline(self, owner: Person, raised: datetime, rule: SignalRule) -> datetime:
        return deadline_of(rule.deadline, raised, owner, self._off(owner, raised.date()))

    def _off(self, owner: Person, day: date) -> frozenset[date]:
        key = f"{owner.country} {owner.subdivision} {day.year}"
        if key not in self._holidays:
            first = date(day.year, 1, 1)
            days = public_holidays(owner.country, owner.subdivision, first, day + _HOLIDAYS_AHEAD)
            self._holidays[key] = frozenset(days)
        return self._holidays[key]
