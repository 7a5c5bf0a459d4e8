"""Reminding customers of what they promised: the mails to send, and that they were sent (A2)."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from msgspec import Struct
from msgspec.structs import replace

from cadence_tui.exchange.mail_file import MailPerson, unsent_mail
from cadence_tui.locale import speech
from cadence_tui.model.documents import Account, Action, Contact, Nudge
from cadence_tui.model.errors import CadenceError, Refused
from cadence_tui.model.message import Message, message
from cadence_tui.model.rules.touch_types import LIVE_CHANNELS
from cadence_tui.model.text import fold, plain
from cadence_tui.practice.contact_budget import Budget
from cadence_tui.practice.letters import place_of_hour
from cadence_tui.practice.nudge import last_nudge, nudge_letter, waits_on_customer
from cadence_tui.workspace.budget import contact_budget
from cadence_tui.workspace.ledger import change_actions
from cadence_tui.workspace.outfile import write_out
from cadence_tui.workspace.session import Workspace


class NudgeMail(Struct, frozen=True, kw_only=True):
    """A reminder to one account about some promises, to be sent by a person.

    `to` are names with addresses, which may be empty; `budget` is set when a contact today is more than the
    account's budget allows (T10), `nudged` when it was reminded of one of these less than the rest ago.
    """

    account: str
    name: str
    actions: tuple[str, ...]
    to: tuple[MailPerson, ...]
    language: str
    subject: str
    body: str
    budget: Budget | None
    nudged: datetime | None

    def with_line(self, words: str) -> "NudgeMail":
        """The mail with a sentence of one's own after the greeting."""
        greeting, _, rest = self.body.partition("\n\n")
        typed = plain(words).strip()
        return replace(self, body=f"{greeting}\n\n{typed}\n\n{rest}") if typed else self


def nudge_mails(ws: Workspace, *ids: str) -> list[NudgeMail]:
    """The mails that remind customers of these promises, one for each account; nothing is recorded.

    Raises NotFound, and Refused for a promise in which the customer does not have to move.
    """
    found: dict[str, list[Action]] = {}
    for action_id in dict.fromkeys(ids):
        action = _nudgeable(ws.records.get(Action, action_id))
        found.setdefault(action.account, []).append(action)
    return [_mail(ws, ws.records.get(Account, account), actions) for account, actions in found.items()]


def nudge(ws: Workspace, *ids: str, channel: str = "email") -> list[Action]:
    """The customer was reminded of these, by mail or another channel of the vocabulary.

    Raises NotFound, NotPermitted, Conflict, and Refused for a promise in which they do not have to move.
    """
    made = Nudge(by=ws.actor.id, at=ws.now(), channel=channel)
    return change_actions(
        ws,
        ids,
        lambda what: message("Customer reminded: {what}", what=what),
        lambda action: replace(action, nudges=(*_nudgeable(action).nudges, made)),
    )


def nudge_file(ws: Workspace, mail: NudgeMail) -> bytes:
    """The mail as a file that mail programs open for sending."""
    sender = MailPerson(ws.actor.name, ws.actor.email)
    return unsent_mail(mail.subject, mail.body, sender, mail.to).as_bytes()


def nudge_by_file(
    ws: Workspace, mails: Sequence[NudgeMail], path: Path, *, replace: bool = False
) -> list[Path]:
    """Writes one mail to a file, several beside each other with numbers, and records that they are sent.

    Raises what `nudge` raises, and Refused as `write_out` does; then there are no files and no record.
    """
    target, written = path.expanduser(), list[Path]()
    names = [target] if len(mails) == 1 else [_numbered(target, at) for at in range(1, len(mails) + 1)]
    try:
        for file, mail in zip(names, mails, strict=True):
            write_out(file, [nudge_file(ws, mail)], replace=replace)
            written.append(file)
        nudge(ws, *(each for mail in mails for each in mail.actions))
    except CadenceError:
        for file in written:
            file.unlink(missing_ok=True)
        raise
    return written


def warnings_of(mail: NudgeMail) -> list[Message]:
    """What speaks against sending it today; it may be sent all the same."""
    found: list[Message] = []
    if mail.nudged is not None:
        found.append(
            message("{account} was reminded on {day} already", account=mail.name, day=mail.nudged.date())
        )
    if mail.budget is not None and mail.budget.next_eligible is not None:
        day = mail.budget.next_eligible
        found.append(
            message("{account}: the contact budget asks to wait until {day}", account=mail.name, day=day)
        )
    return found


def _numbered(path: Path, number: int) -> Path:
    return path.with_name(f"{path.stem}-{number}{path.suffix or '.eml'}")


def _nudgeable(action: Action) -> Action:
    if not waits_on_customer(action):
        raise Refused(message("{title} does not wait on the customer", title=plain(action.title)))
    return action


def _mail(ws: Workspace, account: Account, actions: Sequence[Action]) -> NudgeMail:
    to = _readers(ws, account, actions)
    language = next((each.language for each in to if each.language), None) if len(to) == 1 else None
    spoken = language or account.language
    zone = account.timezone or ws.actor.timezone
    coming = _next_call(ws, account, zone)
    letter = nudge_letter(
        account,
        actions,
        _depending(ws, account, {action.id for action in actions}),
        ws.rules.nudge_words(spoken),
        speech(spoken),
        to=to[0].name.split(" ")[0] if len(to) == 1 else "",
        sender=ws.actor.name,
        zone=zone,
        next_touch=coming,
        place=place_of_hour(coming, account.timezone, ws.actor.timezone),
    )
    budget = contact_budget(ws, account.id)
    return NudgeMail(
        account=account.id,
        name=plain(account.name),
        actions=tuple(action.id for action in actions),
        to=tuple(MailPerson(plain(each.name), each.email) for each in to),
        language=spoken,
        subject=letter.subject,
        body=letter.body,
        budget=budget if budget.next_eligible != ws.today() else None,
        nudged=_lately(ws, actions),
    )


def _readers(ws: Workspace, account: Account, actions: Iterable[Action]) -> list[Contact]:
    """Whom the promises are from; for what nobody named the champion, else whoever has an address."""
    here = [each for each in ws.records.of_account(Contact, account.id) if each.left is None]
    named = {fold(action.owner) for action in actions if action.side == "theirs" and action.owner}
    found = [each for each in here if fold(each.name) in named]
    if found:
        return found
    likely = sorted(here, key=lambda each: (not each.champion, not each.email, each.id))
    return likely[:1]


def _depending(ws: Workspace, account: Account, chosen: set[str]) -> list[Action]:
    """What we promised and cannot do before the customer has moved."""
    return [
        action
        for action in ws.records.live_actions(account=account.id)
        if action.side == "ours" and action.status == "waiting" and action.id not in chosen
    ]


def _next_call(ws: Workspace, account: Account, zone: str) -> date | datetime | None:
    coming = [
        touch
        for touch in ws.records.open_touchpoints(account=account.id)
        if touch.channel in LIVE_CHANNELS and touch.date >= ws.today()
    ]
    following = min(coming, key=lambda touch: (touch.date, touch.id), default=None)
    if following is None:
        return None
    return following.start.astimezone(ZoneInfo(zone)) if following.start else following.date


def _lately(ws: Workspace, actions: Iterable[Action]) -> datetime | None:
    last = max((at for action in actions if (at := last_nudge(action))), default=None)
    rest = ws.rules.reminders.nudge_rest_days
    return last if last is not None and (ws.now() - last).days < rest else None
