"""Who is who before a call, and with whom nobody of ours has spoken for long."""

from collections.abc import Iterator
from datetime import date

from msgspec import Struct

from cadence_tui.model.documents import Contact
from cadence_tui.model.record import AccountRecord
from cadence_tui.model.rules.brief import BriefRules
from cadence_tui.model.rules.touch_types import LIVE_CHANNELS
from cadence_tui.model.text import fold
from cadence_tui.practice.brief.line import BriefLine, line
from cadence_tui.practice.brief.look_back import LookBack, closed_calls, held_at


class Acquaintance(Struct, frozen=True, kw_only=True):
    """A contact, when somebody of ours last spoke with them, and whether that is too long ago."""

    contact: Contact
    spoken: date | None
    silent: bool

    @property
    def key(self) -> bool:
        """Whether much depends on them."""
        return self.contact.champion or self.contact.sponsor


def acquaintances(record: AccountRecord, back: LookBack, rules: BriefRules) -> list[Acquaintance]:
    """The contacts who are there: champion, sponsor, then those longest without a conversation.

    Before the first conversation with the account nobody counts as silent.
    """
    spoken = _spoken(record, back)
    here = [each for each in record.contacts if each.left is None or each.left > back.today]
    known: list[Acquaintance] = []
    for contact in here:
        last = spoken.get(contact.id)
        silent = back.day is not None and (last is None or back.days_ago(last) >= rules.silent_days)
        known.append(Acquaintance(contact=contact, spoken=last, silent=silent))
    return sorted(
        known,
        key=lambda each: (
            not each.contact.champion,
            not each.contact.sponsor,
            each.spoken is None,
            each.spoken or date.min,
        ),
    )


def people_lines(
    record: AccountRecord, back: LookBack, rules: BriefRules, expected: str = ""
) -> list[BriefLine]:
    """Who is expected in the call and who carries the account, who of them left, who has long been silent."""
    known = acquaintances(record, back, rules)
    first = [each for each in known if each.contact.id == expected or each.key]
    first.sort(key=lambda each: each.contact.id != expected)
    lines = [_person(each, back, expected) for each in first]
    if record.contacts and not any(each.contact.champion for each in known):
        lines.append(line("no_champion", record.account.id))
    lines += _left(record, back)
    silent = [each for each in known if each.silent and each not in first]
    lines += [_person(each, back, expected) for each in silent[: rules.most_silent]]
    if len(silent) > rules.most_silent:
        lines.append(line("more_silent", record.account.id, count=len(silent) - rules.most_silent))
    return lines


def _person(each: Acquaintance, back: LookBack, expected: str) -> BriefLine:
    contact = each.contact
    code = "champion" if contact.champion else "sponsor" if contact.sponsor else "person"
    return line(
        code,
        contact.id,
        name=contact.name,
        role=contact.role,
        champion=contact.champion,
        sponsor=contact.sponsor,
        expected=contact.id == expected,
        spoken=each.spoken,
        days=back.days_ago(each.spoken) if each.spoken else None,
        silent=each.silent,
    )


def _left(record: AccountRecord, back: LookBack) -> Iterator[BriefLine]:
    """Those who carried the account and left before the last call; who left since is told as a change."""
    for contact in record.contacts:
        gone = contact.left is not None and contact.left <= back.today and not back.since(contact.left)
        if gone and (contact.champion or contact.sponsor):
            yield line("person_left", contact.id, left=contact.left, name=contact.name, role=contact.role)


def _spoken(record: AccountRecord, back: LookBack) -> dict[str, date]:
    """The day on which somebody of ours last spoke with each: calls name them, touchpoints have ids."""
    by_name = {fold(contact.name): contact.id for contact in record.contacts}
    days: dict[str, date] = {}
    for call in closed_calls(record):
        when = held_at(call)
        for name in call.attendees:
            if when and (known := by_name.get(fold(name))):
                days[known] = max(days.get(known, date.min), back.day_of(when))
    for touch in record.touchpoints:
        held = touch.status == "held" and touch.channel in LIVE_CHANNELS and not touch.internal
        if held and touch.contact and touch.date <= back.today:
            days[touch.contact] = max(days.get(touch.contact, date.min), touch.date)
    return days
