"""The record of an account prepared once, so that every rule can be asked what it saw on any day."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from msgspec import Struct

from cadence_tui.model.band import Band
from cadence_tui.model.clock import monday
from cadence_tui.model.documents import Account, Contact, Survey, Ticket
from cadence_tui.model.record import AccountRecord
from cadence_tui.model.rules.health import HealthRules
from cadence_tui.model.rules.touch_model import TouchModel
from cadence_tui.practice.health.history import History, history_of
from cadence_tui.practice.health.score import standing_on
from cadence_tui.practice.segments import segment_of
from cadence_tui.practice.signals.found import Found
from cadence_tui.practice.stages import stage_of

_NPS = "nps"
Standing = tuple[int | None, Band]


class Evidence(Struct, kw_only=True):
    """What is known of an account, dated. `answers` are those to the NPS question, `tickets` by the day they
    were opened, `held_days` those of outward contacts; `by_name` has the contacts whose name nobody shares.
    What was reckoned for a day is remembered."""

    account: Account
    model: TouchModel
    health: HealthRules
    history: History
    contacts: Sequence[Contact]
    by_name: Mapping[str, str]
    answers: Sequence[Survey]
    tickets: Sequence[Ticket]
    ticket_days: Sequence[date]
    held_days: Sequence[date]
    weekly: dict[tuple[str, date], list[Found]] = {}
    standings: dict[tuple[date, str, str], Standing] = {}

    def opened(self, first: date, last: date) -> Sequence[Ticket]:
        """The tickets opened between two days, both included."""
        return self.tickets[bisect_left(self.ticket_days, first) : bisect_right(self.ticket_days, last)]

    def last_held(self, day: date) -> date | None:
        """The day of the last contact that had taken place."""
        count = bisect_right(self.held_days, day)
        return self.held_days[count - 1] if count else None

    def contact(self, contact_id: str) -> Contact | None:
        """The contact of an id."""
        return next((contact for contact in self.contacts if contact.id == contact_id), None)

    def subject(self, told: str) -> str:
        """Whom an answer or a signal speaks of: a contact goes by id, even where only the name was known."""
        return self.by_name.get(told, told)


class Day(Struct, frozen=True, kw_only=True):
    """The evidence as of a day; a usage week counts once it is over, that is before `week`."""

    evidence: Evidence
    day: date
    week: date
    segment: str
    stage: str

    def standing(self, back: int = 0) -> Standing:
        """Health score and band so many days ago, by the weights of this day's segment and stage."""
        then = self.day - timedelta(days=back)
        key = (then, self.segment, self.stage)
        known = self.evidence.standings.get(key)
        if known is None:
            placed = {"segment": self.segment, "stage": self.stage}
            known = standing_on(self.evidence.history, self.evidence.health, day=then, **placed)
            self.evidence.standings[key] = known
        return known


def evidence_of(record: AccountRecord, model: TouchModel, health: HealthRules) -> Evidence:
    """The record, dated and ordered; internal contacts are left aside."""
    history = history_of(record)
    tickets = sorted(record.tickets, key=lambda ticket: ticket.opened)
    held = [touch.date for touch in record.touchpoints if touch.status == "held" and not touch.internal]
    return Evidence(
        account=record.account,
        model=model,
        health=health,
        history=history,
        contacts=record.contacts,
        by_name=_by_name(record.contacts),
        answers=[survey for survey in history.surveys if survey.survey == _NPS],
        tickets=tickets,
        ticket_days=[ticket.opened for ticket in tickets],
        held_days=sorted(held),
    )


def _by_name(contacts: Sequence[Contact]) -> dict[str, str]:
    shared = Counter(contact.name for contact in contacts)
    return {contact.name: contact.id for contact in contacts if shared[contact.name] == 1}


def on_day(evidence: Evidence, day: date) -> Day:
    """What was known on a day."""
    account, model = evidence.account, evidence.model
    return Day(
        evidence=evidence,
        day=day,
        week=monday(day),
        segment=segment_of(account, model, day).value,
        stage=stage_of(account, model, day).value,
    )
