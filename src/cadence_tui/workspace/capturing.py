"""Acts of the capture line: what is typed during a call becomes entries and promises (C4, C6)."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

import msgspec
from msgspec import Struct

from cadence_tui.model.documents import Account, Action, Call, Contact, Entry, HalfLine
from cadence_tui.model.documents.action import Side
from cadence_tui.model.errors import NotFound, Refused
from cadence_tui.model.message import Message, message
from cadence_tui.model.money import Money
from cadence_tui.model.rules.capture import CaptureWords
from cadence_tui.model.rules.closing import Amounts
from cadence_tui.practice.capture import MARKS, Captured, parse_line
from cadence_tui.practice.due_days import DueFacts, day_flags
from cadence_tui.practice.flag import Flag
from cadence_tui.practice.spoken_amount import heard_amount, spoken_amount
from cadence_tui.workspace.at_once import beside_others
from cadence_tui.workspace.calls import account_name, open_call
from cadence_tui.workspace.covering import on_behalf
from cadence_tui.workspace.half_lines import keeping, kept
from cadence_tui.workspace.session import PASSING, Edit, Workspace

_HOLIDAYS_AHEAD = timedelta(days=366)
_SIDES: dict[str, Side] = {"promise_ours": "ours", "promise_theirs": "theirs"}
_MARK_OF = {mark: char for char, mark in MARKS.items()} | {"promise_theirs": "!"}


class Listener(Struct, frozen=True, kw_only=True):
    """All that is needed to understand lines typed in a call; reading a line needs no store."""

    languages: tuple[CaptureWords, ...]
    today: date
    people: dict[str, str]
    contacts: tuple[str, ...]
    me: str
    days: DueFacts
    amounts: Amounts
    currency: str

    def understand(self, line: str) -> Captured:
        """A line as it was meant, in the language that says most of it; the first on a tie."""
        best = min((self._read(line, words) for words in self.languages), key=_unclear)
        if best.mark == "opportunity":
            return self._priced(best)
        against = day_flags(best.due, best.side, best.owner, self.days)
        return msgspec.structs.replace(best, flags=(*best.flags, *against)) if against else best

    def doubts(self, entry: Entry) -> tuple[Flag, ...]:
        """What speaks against the day of a promise that was written down."""
        return day_flags(entry.due, _SIDES.get(entry.mark), entry.owner, self.days)

    def amount(self, entry: Entry) -> Money | None:
        """The amount of an opportunity that was written down."""
        return spoken_amount(entry.text, self.amounts, self.currency) if entry.mark == "opportunity" else None

    def line_of(self, entry: Entry) -> str:
        """The line that is understood as that entry again."""
        mark = _MARK_OF.get(entry.mark, "")
        if entry.mark not in ("promise_ours", "promise_theirs"):
            return f"{mark} {entry.text}".strip()
        owner = self._called(entry)
        due = f" {entry.due.isoformat()}" if entry.due else ""
        return f"{mark} {owner}{': ' if owner else ''}{entry.text}{due}"

    def _priced(self, captured: Captured) -> Captured:
        heard = heard_amount(captured.text, self.amounts, self.currency)
        unclear = Flag("unclear_amount", message("the amount is not understood"))
        return msgspec.structs.replace(
            captured,
            amount=heard.money,
            flags=(*captured.flags, unclear) if heard.unclear else captured.flags,
        )

    def _called(self, entry: Entry) -> str:
        """What a line says of whose its promise is: nothing of the typist's own, as that is understood."""
        if entry.owner:
            names = {person: name for name, person in self.people.items()}
            return names.get(entry.owner, entry.owner) if entry.owner != self.me else ""
        if not self.understand(f"! {entry.text}").owner:
            return ""
        words = self.languages[0].promises
        return (words.nobody if entry.mark == "promise_ours" else words.them)[0]

    def _read(self, line: str, words: CaptureWords) -> Captured:
        return parse_line(
            line, words=words, today=self.today, people=self.people, contacts=self.contacts, me=self.me
        )


def _unclear(captured: Captured) -> tuple[int, int]:
    """A vague promise is understood too: what was heard counts before what is missing."""
    return -captured.heard, len(captured.flags)


def listener(ws: Workspace, call: Call, language: str) -> Listener:
    """Understands lines about a call in the customer's language and in the typist's."""
    account = ws.records.get(Account, call.account)
    contacts = ws.records.of_account(Contact, call.account)
    languages = dict.fromkeys((account.language, language))
    return Listener(
        languages=tuple(ws.rules.capture_words(name) for name in languages),
        today=ws.today(),
        people={person.name: person.id for person in ws.records.people() if not person.gone},
        contacts=tuple(contact.name for contact in contacts if not contact.left),
        me=ws.actor.id,
        days=DueFacts(
            today=ws.today(),
            people={person.id: person for person in ws.records.people() if not person.gone},
            country=account.country,
            renewal=account.renewal,
        ),
        amounts=ws.rules.closing.amounts,
        currency=account.arr.currency if account.arr else ws.rules.touch_model.currency,
    )


def knowing_holidays(known: Listener, language: str) -> Listener:
    """The same one, who knows the holidays of the coming year by their names. Loads the library for them."""
    from cadence_tui.workspace.public_holidays import country_name, public_holidays

    first, last = known.today, known.today + _HOLIDAYS_AHEAD
    countries = known.days.countries()
    days = msgspec.structs.replace(
        known.days,
        holidays={each: public_holidays(each, "", first, last, language) for each in countries},
        country_names={each: country_name(each, language) for each in countries},
    )
    return msgspec.structs.replace(known, days=days)


def keep_draft(ws: Workspace, call_id: str, text: str, *, corrects: Entry | None = None) -> Call:
    """Keeps the line as far as it is typed, so that nothing is lost with the connection (C6).

    A line that corrects an entry is kept beside the one that was begun before.
    """
    ws.require_writer()

    def keep() -> Call:
        call = open_call(ws, call_id)
        was = kept(call, ws.actor.id)
        half = msgspec.structs.replace(was, corrected=text, corrects=corrects)
        new = keeping(call, ws.actor.id, half if corrects else HalfLine(text=text))
        ws.commit(message("Draft"), edits=[(call, new)], marks=PASSING)
        return ws.records.get(Call, call_id)

    return beside_others(ws, keep)


def write_line(ws: Workspace, call_id: str, was: Entry | None, captured: Captured) -> Call:
    """Writes a line down, or puts the one right that it corrects."""
    if was is None:
        return add_entry(ws, call_id, captured)
    return edit_entry(ws, call_id, was, captured)


def add_entry(ws: Workspace, call_id: str, captured: Captured) -> Call:
    """Writes a line down; a promise becomes an action item at once."""
    ws.require_writer()
    if not captured.text:
        raise Refused(message("There is nothing on the line"))
    return beside_others(ws, lambda: _add(ws, call_id, captured))


def edit_entry(ws: Workspace, call_id: str, was: Entry, captured: Captured) -> Call:
    """Puts a line right; its action item follows, comes or goes. Raises NotFound when the line is gone."""
    ws.require_writer()
    if not captured.text:
        raise Refused(message("There is nothing on the line"))
    return beside_others(ws, lambda: _edit(ws, call_id, was, captured))


def remove_entry(ws: Workspace, call_id: str, was: Entry) -> Call:
    """Strikes a line out, with the action item that came of it. Raises NotFound when the line is gone."""
    ws.require_writer()
    return beside_others(ws, lambda: _remove(ws, call_id, was))


def _add(ws: Workspace, call_id: str, captured: Captured) -> Call:
    call = open_call(ws, call_id)
    action = promise_of_line(ws, call, captured)
    entry = entry_of_line(captured, ws.now(), call.section, action)
    new = msgspec.structs.replace(
        keeping(call, ws.actor.id, HalfLine()),
        entries=(*call.entries, entry),
        actions=(*call.actions, action.id) if action else call.actions,
    )
    ws.commit(_noted(ws, call, captured), edits=[(call, new)], made=[action] if action else [])
    return ws.records.get(Call, call_id)


def _edit(ws: Workspace, call_id: str, was: Entry, captured: Captured) -> Call:
    call = open_call(ws, call_id)
    place = _place(call, was)
    old = _action_of(ws, was, also_removed=captured.side is not None)
    kept_item = old if captured.side else None
    made = promise_of_line(ws, call, captured) if captured.side and kept_item is None else None
    action = kept_item or made
    entry = entry_of_line(captured, was.at, was.section, action)
    gone = old is not None and kept_item is None
    actions = tuple(name for name in call.actions if not (gone and old is not None and name == old.id))
    new = msgspec.structs.replace(
        keeping(call, ws.actor.id, HalfLine(text=kept(call, ws.actor.id).text)),
        entries=(*call.entries[:place], entry, *call.entries[place + 1 :]),
        actions=(*actions, made.id) if made else actions,
    )
    edits: list[Edit] = [(call, new)]
    if kept_item is not None:
        edits.append((kept_item, _followed(kept_item, captured)))
    elif old is not None:
        edits += _given_up(old)
    dropped = [old] if gone and old is not None and _untouched(old) else []
    ws.commit(_noted(ws, call, captured), edits=edits, made=[made] if made else [], dropped=dropped)
    return ws.records.get(Call, call_id)


def _remove(ws: Workspace, call_id: str, was: Entry) -> Call:
    call = open_call(ws, call_id)
    place = _place(call, was)
    action = _action_of(ws, was)
    new = msgspec.structs.replace(
        call,
        entries=(*call.entries[:place], *call.entries[place + 1 :]),
        actions=tuple(name for name in call.actions if name != was.action),
    )
    edits: list[Edit] = [(call, new)]
    dropped = [action] if action and _untouched(action) else []
    if action:
        edits += _given_up(action)
    why = message("Line struck out: {text}", text=was.text)
    ws.commit(why, edits=edits, dropped=dropped)
    return ws.records.get(Call, call_id)


def mark_asked(ws: Workspace, call_id: str, question: str) -> Call:
    """Marks a question as asked, or takes the mark away; asked ones rest in the next calls (C4)."""
    ws.require_writer()
    call = open_call(ws, call_id)
    done = question in call.asked
    asked = tuple(name for name in call.asked if name != question) if done else (*call.asked, question)
    edits: Sequence[Edit] = [(call, msgspec.structs.replace(call, asked=asked))]
    ws.commit(message("Question asked: {account}", account=account_name(ws, call.account)), edits=edits)
    return ws.records.get(Call, call_id)


def entry_of_line(captured: Captured, at: datetime, section: str, action: Action | None) -> Entry:
    """A line as it is written down."""
    return Entry(
        at=at,
        section=section,
        text=captured.text,
        mark=captured.mark,
        owner=captured.owner,
        due=captured.due,
        action=action.id if action else "",
    )


def _noted(ws: Workspace, call: Call, captured: Captured) -> Message:
    account = account_name(ws, call.account)
    if captured.side:
        return message("Promised to {account}: {title}", account=account, title=captured.text)
    return message("Noted about {account}: {text}", account=account, text=captured.text)


def promise_of_line(ws: Workspace, call: Call, captured: Captured) -> Action | None:
    """The item that a line promises; None when it promises nothing."""
    if captured.side is None:
        return None
    action = Action(
        id=ws.new_id(),
        account=call.account,
        title=captured.text,
        side=captured.side,
        owner=captured.owner,
        due=captured.due,
        origin=call.id,
        created=ws.now(),
    )
    return on_behalf(ws, action)


def _followed(action: Action, captured: Captured) -> Action:
    return msgspec.structs.replace(
        action,
        title=captured.text,
        side=captured.side or action.side,
        owner=captured.owner,
        covers=action.covers if captured.owner == action.owner else "",
        due=captured.due,
    )


def _place(call: Call, entry: Entry) -> int:
    if entry not in call.entries:
        raise NotFound(message("This line was changed or struck out meanwhile"))
    return call.entries.index(entry)


def _action_of(ws: Workspace, entry: Entry, *, also_removed: bool = False) -> Action | None:
    """The item that came of a line; one that was removed meanwhile only for those who go on with it."""
    if not entry.action:
        return None
    try:
        if also_removed:
            return ws.records.editable(Action, entry.action)
        return ws.records.get(Action, entry.action)
    except NotFound:
        return None


def _untouched(action: Action) -> bool:
    """Whether nobody has worked on an item since the call, so that it may vanish with its line."""
    return action.status == "open" and not (action.comments or action.slips or action.verdicts)


def _given_up(action: Action) -> list[Edit]:
    if _untouched(action):
        return []
    return [(action, msgspec.structs.replace(action, status="dropped"))]
