"""The brief for who stands in: why, what is due in the time, who is who, wishes, the owner's note (P6)."""

from collections.abc import Iterator, Mapping
from datetime import date

from msgspec import Struct

from cadence_tui.model.documents import Contact
from cadence_tui.model.record import AccountRecord
from cadence_tui.practice.brief.line import BriefLine, line
from cadence_tui.practice.brief.page import Brief, BriefSection, SectionId
from cadence_tui.practice.cover_needs import Need
from cadence_tui.practice.health.result import Health
from cadence_tui.practice.signals.found import signal_reason
from cadence_tui.practice.wishes import wishes_in_force

_KEPT: tuple[SectionId, ...] = ("ours", "theirs", "since_last", "questions", "outlook", "tickets")
"""Parts of the brief before a call that a stand-in needs as they are."""
_MOST_PEOPLE = 6


class Handover(Struct, frozen=True, kw_only=True):
    """One account in a cover: who is away, who stands in, the days, and what falls into them.

    `cover` is the id of the accepted cover; empty while it is a proposal.
    """

    account: str
    person: str
    stand_in: str
    first: date
    last: date
    needs: tuple[Need, ...]
    note: str = ""
    cover: str = ""


def handover_brief(
    record: AccountRecord, brief: Brief, handover: Handover, health: Health, today: date
) -> Brief:
    """The brief of an account made into one for a stand-in; its parts in the order of their use."""
    parts = {section.id: section.lines for section in brief.sections}
    sections: dict[SectionId, tuple[BriefLine, ...]] = {
        "cover": tuple(_why(handover)),
        "in_leave": tuple(_need(need) for need in handover.needs),
        "people": tuple(_people(record, today)),
        "wishes": tuple(_wishes(record, today)),
        "movers": (_health(record, health), *parts["movers"]),
        "signals": tuple(_signals(record, handover.needs, parts["since_last"])),
        **{name: parts[name] for name in _KEPT},
    }
    made = tuple(BriefSection(id=name, lines=lines) for name, lines in sections.items())
    return Brief(account=brief.account, last_call=brief.last_call, sections=made)


def _why(handover: Handover) -> Iterator[BriefLine]:
    source = handover.cover or handover.account
    days: Mapping[str, object] = {"first": handover.first, "last": handover.last}
    yield line("cover_why", source, person=handover.person, stand_in=handover.stand_in, **days)
    if handover.note:
        yield line("cover_note", source, person=handover.person, text=handover.note)


def _need(need: Need) -> BriefLine:
    return line("cover_need", need.source, need=need)


def _people(record: AccountRecord, today: date) -> Iterator[BriefLine]:
    here = [each for each in record.contacts if each.left is None or each.left > today]
    ranked = sorted(here, key=lambda each: (not each.champion, not each.sponsor))
    for each in ranked[:_MOST_PEOPLE]:
        yield line("cover_contact", each.id, **_reached(each, record.account.language))
    for each in record.contacts:
        if each.left and each.left <= today and (each.champion or each.sponsor):
            yield line("person_left", each.id, left=each.left, name=each.name, role=each.role)


def _reached(contact: Contact, language: str) -> dict[str, object]:
    return {
        "name": contact.name,
        "role": contact.role,
        "champion": contact.champion,
        "sponsor": contact.sponsor,
        "language": contact.language or language,
        "phone": contact.phone,
        "email": contact.email,
    }


def _wishes(record: AccountRecord, today: date) -> Iterator[BriefLine]:
    found, account = wishes_in_force(record, today), record.account
    yield line("cover_reached", account.id, language=found.language, timezone=account.timezone)
    yield line("cover_wishes", account.id, wishes=found.preferences)


def _health(record: AccountRecord, health: Health) -> BriefLine:
    return line("cover_health", record.account.id, score=health.score, band=health.band)


def _signals(
    record: AccountRecord, needs: tuple[Need, ...], changes: tuple[BriefLine, ...]
) -> Iterator[BriefLine]:
    told = {need.source for need in needs} | {change.source for change in changes}
    for signal in record.signals:
        if signal.status == "open" and signal.id not in told:
            figures = {"why": signal_reason(signal), "until": signal.deadline}
            yield line("cover_signal", signal.id, cause=signal.cause, **figures)
