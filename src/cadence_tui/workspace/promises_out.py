"""Promises for other programs and for people: to-dos, tasks, a table, a list to tick off (A4)."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Literal, get_args

from cadence_tui.exchange.exports import export_csv
from cadence_tui.exchange.ics.todos import todos_bytes
from cadence_tui.exchange.promises import Note, Promise
from cadence_tui.exchange.task_list import TaskGroup, TaskLine, task_list
from cadence_tui.exchange.taskwarrior import tasks_json
from cadence_tui.locale import Speech
from cadence_tui.model.documents import Account, Action
from cadence_tui.model.documents.action import LIVE_STATUSES
from cadence_tui.model.errors import WrongUsage
from cadence_tui.model.message import message
from cadence_tui.model.text import fold
from cadence_tui.views.action_filter import CardMatcher
from cadence_tui.views.actions import cards, urgency
from cadence_tui.views.wording_actions import STATUS_WORDS
from cadence_tui.workspace.calendar_events import Changed, changes_of, unchanged
from cadence_tui.workspace.directory import StoreDirectory
from cadence_tui.workspace.outfile import write_out
from cadence_tui.workspace.session import Workspace, document_dict

PromiseForm = Literal["ics", "csv", "markdown", "taskwarrior"]
PROMISE_FORMS: tuple[PromiseForm, ...] = get_args(PromiseForm)
Grouping = Literal["account", "owner"]
GROUPINGS: tuple[Grouping, ...] = get_args(Grouping)
_BY_SUFFIX: Mapping[str, PromiseForm] = {
    ".ics": "ics",
    ".csv": "csv",
    ".md": "markdown",
    ".markdown": "markdown",
    ".json": "taskwarrior",
}
_OF_THE_TODO = {
    "action": frozenset(
        {"account", "title", "side", "owner", "due", "status", "priority", "blocked_reason", "slips"}
        | {"comments", "done", "evidence"}
    )
}


def chosen_promises(ws: Workspace, words: str = "") -> list[Action]:
    """Every promise by creation; with filter words the live ones that fit, as the board finds them."""
    if not words.strip():
        return sorted(ws.records.every(Action), key=lambda action: action.id)
    live = {action.id: action for action in ws.records.live_actions()}
    accounts = {account.id: account for account in ws.records.accounts()}
    people = {person.id: person for person in ws.records.people()}
    board = cards(live.values(), accounts, people, today=ws.today(), zone=ws.actor.timezone)
    return [live[card.id] for card in sorted(CardMatcher().matching(board, words, ws.today()), key=urgency)]


def promises_file(
    ws: Workspace, form: PromiseForm, actions: Sequence[Action], speech: Speech, *, by: Grouping = "account"
) -> Iterator[bytes]:
    """The bytes of a file of promises; `by` groups the list of Markdown."""
    if form == "csv":
        lines = export_csv("actions", map(document_dict, actions), StoreDirectory(ws))
        return (line.encode() for line in lines)
    if form == "markdown":
        return (line.encode() for line in task_list(speech.say("Promises"), _groups(ws, actions, speech, by)))
    promises = promises_of(ws, actions, speech, changes_of_promises(ws))
    return iter([todos_bytes(promises)]) if form == "ics" else tasks_json(promises, ws.actor.timezone)


def write_promises(ws: Workspace, path: Path, ids: Collection[str], speech: Speech) -> None:
    """Writes promises to a new file, in the form that its name asks for.

    Raises WrongUsage for another ending, Refused when there is such a file or it cannot be written.
    """
    form = _BY_SUFFIX.get(path.suffix.lower())
    if form is None:
        raise WrongUsage(
            message("{path} ends with none of: {choices}", path=path.name, choices=", ".join(_BY_SUFFIX))
        )
    actions = [ws.records.get(Action, action_id) for action_id in ids]
    write_out(path.expanduser(), promises_file(ws, form, actions, speech))


def changes_of_promises(ws: Workspace) -> dict[str, Changed]:
    """By promise what the log tells of its changes, as far as other programs show them."""
    return changes_of(ws, _OF_THE_TODO)


def promises_of(
    ws: Workspace, actions: Iterable[Action], speech: Speech, changes: Mapping[str, Changed]
) -> list[Promise]:
    """Promises as files carry them."""
    directory = StoreDirectory(ws)
    accounts = {account.id: account for account in ws.records.accounts()}
    people = {person.id: person.name for person in ws.records.people()}
    return [
        Promise(
            action=action,
            account=directory.account(action.account),
            account_name=_account_name(accounts, action),
            owner=directory.person(action.owner) if action.side == "ours" else action.owner,
            owner_name=people.get(action.owner, action.owner),
            notes=tuple(notes_of(action, people, speech)),
            changed=max((changes.get(action.id) or unchanged(action.id)).at, action.done or action.created),
            sequence=(changes.get(action.id) or unchanged(action.id)).sequence,
        )
        for action in actions
    ]


def notes_of(action: Action, people: Mapping[str, str], speech: Speech) -> Iterator[Note]:
    """Moved dates and remarks of a promise, worded."""
    for slip in action.slips:
        days = {"was": slip.was or "–", "to": slip.to or "–"}
        yield Note(slip.at, speech.say("Moved from {was} to {to}: {why}", **days, why=slip.why))
    for comment in action.comments:
        yield Note(comment.at, f"{people.get(comment.by, comment.by)}: {comment.text}")


def _groups(ws: Workspace, actions: Sequence[Action], speech: Speech, by: Grouping) -> Iterator[TaskGroup]:
    accounts = {account.id: account for account in ws.records.accounts()}
    people = {person.id: person.name for person in ws.records.people()}
    found: dict[str, list[TaskLine]] = {}
    for action in sorted(actions, key=lambda action: (action.due or date.max, action.id)):
        account, owner = _account_name(accounts, action), people.get(action.owner, action.owner)
        if by == "account":
            title, other = account, owner
        else:
            title, other = owner or speech.say("Nobody"), account
        if action.side == "theirs":
            other = " · ".join(filter(None, (speech.say("theirs"), other)))
        found.setdefault(title, []).append(_line(action, other, people, speech))
    for title in sorted(found, key=fold):
        yield TaskGroup(title, tuple(sorted(found[title], key=lambda line: line.closed)))


def _line(action: Action, other: str, people: Mapping[str, str], speech: Speech) -> TaskLine:
    due = speech.say("due {day}", day=speech.day(action.due, year=True)) if action.due else ""
    status = "" if action.status in ("open", "done") else speech.word(STATUS_WORDS[action.status])
    urgent = speech.say("filter word|urgent") if action.priority == "high" else ""
    held = [speech.say("Blocked: {why}", why=action.blocked_reason)] if action.blocked_reason else []
    shown = notes_of(action, people, speech) if action.status in LIVE_STATUSES else ()
    return TaskLine(
        closed=action.status not in LIVE_STATUSES,
        title=action.title,
        facts=(other, due, urgent, status),
        notes=(*held, *(note.text for note in shown)),
    )


def _account_name(accounts: Mapping[str, Account], action: Action) -> str:
    account = accounts.get(action.account)
    return account.name if account else action.account
