"""The board of promises: cards in columns by status, scoped, ordered and grouped (A2)."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Literal, TypeAlias, get_args
from zoneinfo import ZoneInfo

from msgspec import Struct

from cadence_tui.locale import Speech
from cadence_tui.model.clock import monday
from cadence_tui.model.documents import Account, Action, Person
from cadence_tui.model.documents.action import LIVE_STATUSES, Priority, Side
from cadence_tui.model.message import Message, message
from cadence_tui.model.text import fold, plain
from cadence_tui.practice.nudge import last_nudge, waiting_since
from cadence_tui.practice.review import returned
from cadence_tui.views.portfolio_list import Scope

Column = Literal["open", "in_progress", "blocked", "waiting", "done"]
Sort = Literal["urgency", "due", "age", "account"]
Group = Literal["", "owner", "account", "due_week"]
COLUMNS: tuple[Column, ...] = get_args(Column)
SORTS: tuple[Sort, ...] = get_args(Sort)
GROUPS: tuple[Group, ...] = get_args(Group)

COLUMN_TITLES: Mapping[Column, Message] = {
    "open": message("status|Open"),
    "in_progress": message("status|In progress"),
    "blocked": message("status|Blocked"),
    "waiting": message("status|Waiting"),
    "done": message("status|Done this week"),
}
SORT_TITLES: Mapping[Sort, Message] = {
    "urgency": message("order|urgent first"),
    "due": message("order|by due date"),
    "age": message("order|oldest first"),
    "account": message("order|by account"),
}
SCOPE_TITLES: Mapping[Scope, Message] = {
    "mine": message("promises|mine"),
    "pod": message("promises|of the pod"),
    "all": message("promises|all"),
}
GROUP_TITLES: Mapping[Group, Message] = {
    "": message("no groups"),
    "owner": message("grouped by owner"),
    "account": message("grouped by account"),
    "due_week": message("grouped by due week"),
}
_PRIORITY: Mapping[Priority, int] = {"high": 0, "normal": 1, "low": 2}
_NEVER = date.max


class Card(Struct, frozen=True, kw_only=True):
    """A promise on the board. `owner` names a colleague when ours, a person at the customer when theirs.

    `late_days` is 0 unless it is live and past its date; `carried` counts the calls that brought it along;
    `returned` is why the lead gave it back, while nobody has answered; `escalated` the deadline of that.
    `waits_days` is for how long it has waited on the customer, `nudged_days` how long ago they were reminded
    last, None when neither; `evidence` says what shows that it is done.
    """

    id: str
    account: str
    account_name: str
    account_owner: str
    pod: str
    title: str
    side: Side
    owner: str
    owner_name: str
    column: Column
    due: date | None
    done: date | None
    late_days: int
    age_days: int
    slips: int
    carried: int
    comments: int
    priority: Priority
    blocked_reason: str
    returned: str | None
    escalated: date | None
    waits_days: int | None = None
    nudged_days: int | None = None
    evidence: str = ""


class BoardView(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """How a person looks at the board."""

    scope: Scope = "mine"
    filter: str = ""
    sort: Sort = "urgency"
    group: Group = ""


class Head(Struct, frozen=True):
    """The head of a group within a column, and how many cards follow."""

    title: str
    count: int


Entry: TypeAlias = Card | Head


def cards(
    actions: Iterable[Action],
    accounts: Mapping[str, Account],
    people: Mapping[str, Person],
    *,
    today: date,
    zone: str,
) -> list[Card]:
    """Cards of the live promises and of those done this week; by id; days are those of the reader's zone."""
    week, reader = monday(today), ZoneInfo(zone)
    return [
        _card(action, accounts, people, today, reader)
        for action in actions
        if _on_board(action, week, reader)
    ]


def in_scope(
    found: Iterable[Card], scope: Scope, *, person: str, pod: str, covered: Collection[str] = ()
) -> list[Card]:
    """One person's own promises and what their customers owe, those of their pod, or all.

    Of `covered` accounts those of the owner who is away are one's own too.
    """
    if scope == "all" or (scope == "pod" and not pod):
        return list(found)
    if scope == "pod":
        return [card for card in found if card.pod == pod]
    return [card for card in found if _of_person(card, person) or _is_covered(card, covered)]


def columns(
    found: Sequence[Card], *, sort: Sort, group: Group, today: date, speech: Speech
) -> dict[Column, list[Entry]]:
    """The cards by column in their order, under the heads of their groups."""
    return in_columns(ordered(found, sort), group=group, today=today, speech=speech)


def ordered(found: Iterable[Card], sort: Sort) -> list[Card]:
    """The cards in an order."""
    return sorted(found, key=_ORDERS[sort])


def in_columns(
    found: Iterable[Card], *, group: Group, today: date, speech: Speech
) -> dict[Column, list[Entry]]:
    """Cards that are in their order already, by column and under the heads of their groups."""
    board: dict[Column, list[Card]] = {column: [] for column in COLUMNS}
    for card in found:
        board[card.column].append(card)
    board["done"].sort(key=lambda card: card.done or _NEVER, reverse=True)
    return {column: grouped(held, group, today, speech) for column, held in board.items()}


def grouped(found: Sequence[Card], group: Group, today: date, speech: Speech) -> list[Entry]:
    """Cards under the heads of their groups, each group in the order of the cards."""
    if not group:
        return list(found)
    members: dict[tuple[object, ...], list[Card]] = {}
    for card in found:
        members.setdefault(_group_key(card, group, today), []).append(card)
    listed: list[Entry] = []
    for key in sorted(members):
        listed += [
            Head(_group_title(members[key][0], group, today, speech), len(members[key])),
            *members[key],
        ]
    return listed


def urgency(card: Card) -> tuple[object, ...]:
    """Sorts what cannot wait to the front: returned, late, blocked, high, next due."""
    return (
        card.returned is None,
        -card.late_days,
        card.column != "blocked",
        _PRIORITY[card.priority],
        card.due or _NEVER,
        -card.age_days,
        card.id,
    )


def late_mark(days: int, speech: Speech) -> str:
    """`‹12d late›`."""
    return speech.say("‹{n}d late›", n=days)


def _on_board(action: Action, week: date, reader: ZoneInfo) -> bool:
    if action.status in LIVE_STATUSES:
        return True
    return action.status == "done" and action.done is not None and _day(action.done, reader) >= week


def _day(instant: datetime, reader: ZoneInfo) -> date:
    return instant.astimezone(reader).date()


def _card(
    action: Action,
    accounts: Mapping[str, Account],
    people: Mapping[str, Person],
    today: date,
    reader: ZoneInfo,
) -> Card:
    account = accounts.get(action.account)
    live = action.status in LIVE_STATUSES
    back = returned(action) if live else None
    last = action.verdicts[-1] if action.verdicts else None
    keeper = people.get(account.owner) if account else None
    owner = people.get(action.owner) if action.side == "ours" else None
    waits, nudged = waiting_since(action), last_nudge(action) if live else None
    return Card(
        id=action.id,
        account=action.account,
        account_name=plain(account.name) if account else "?",
        account_owner=account.owner if account else "",
        pod=(account.pod if account else "") or (keeper.pod if keeper else ""),
        title=plain(action.title),
        side=action.side,
        owner=action.owner,
        owner_name=plain(owner.name if owner else action.owner),
        column="done" if action.status in ("done", "dropped") else action.status,
        due=action.due,
        done=_day(action.done, reader) if action.done else None,
        late_days=max(0, (today - action.due).days) if live and action.due else 0,
        age_days=(today - _day(action.created, reader)).days,
        slips=len(action.slips),
        carried=len(action.carried),
        comments=len(action.comments),
        priority=action.priority,
        blocked_reason=plain(action.blocked_reason),
        returned=plain(back.why) if back else None,
        escalated=last.deadline if live and last and last.verdict == "escalated" else None,
        waits_days=(today - _day(waits, reader)).days if waits else None,
        nudged_days=(today - _day(nudged, reader)).days if nudged else None,
        evidence=plain(action.evidence),
    )


def _of_person(card: Card, person: str) -> bool:
    if card.side == "ours" and card.owner:
        return card.owner == person
    return card.account_owner == person


def _is_covered(card: Card, covered: Collection[str]) -> bool:
    return card.account in covered and _of_person(card, card.account_owner)


def _group_key(card: Card, group: Group, today: date) -> tuple[object, ...]:
    if group == "due_week":
        return (_week(card, today),)
    name = card.account_name if group == "account" else card.owner_name
    return (not name, fold(name), name)


def _group_title(card: Card, group: Group, today: date, speech: Speech) -> str:
    if group == "account":
        return card.account_name
    if group == "owner":
        return card.owner_name or speech.say("nobody's")
    week = _week(card, today)
    if week == _NEVER:
        return speech.say("without a date")
    if week == date.min:
        return speech.say("due|late")
    if week == monday(today):
        return speech.say("due|this week")
    return speech.say("due in the week of {day}", day=speech.day(week))


def _week(card: Card, today: date) -> date:
    """The Monday of the due week; the first day of all for late ones, the last for undated ones."""
    if card.late_days:
        return date.min
    return monday(card.due) if card.due and card.due < _NEVER - timedelta(days=7) else _NEVER


_ORDERS: Mapping[Sort, Callable[[Card], tuple[object, ...]]] = {
    "urgency": urgency,
    "due": lambda card: (card.due or _NEVER, *urgency(card)),
    "age": lambda card: (-card.age_days, *urgency(card)),
    "account": lambda card: (fold(card.account_name), *urgency(card)),
}
