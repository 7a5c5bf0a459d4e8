"""Gathers the digest of a person's day (A2). Reads only."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from zoneinfo import ZoneInfo

from cadence_tui.model.clock import monday
from cadence_tui.model.documents import Account, Action, Touchpoint
from cadence_tui.model.errors import NotPermitted
from cadence_tui.model.message import message
from cadence_tui.model.rules.touch_types import LIVE_CHANNELS
from cadence_tui.model.text import plain
from cadence_tui.practice.nudge import last_nudge, waiting_since
from cadence_tui.practice.review import returned
from cadence_tui.views.digest import Digest, DigestCall, DigestPromise, DigestReview
from cadence_tui.workspace.covering import covered_by
from cadence_tui.workspace.review_reading import read_desk
from cadence_tui.workspace.session import Workspace


def workspace_of(ws: Workspace, person: str) -> Workspace:
    """The same store as a colleague sees it, by id, login or name; what waits for them is theirs to read.

    Leads and admins read everybody's. Raises NotFound, Refused, NotPermitted.
    """
    whose = ws.records.person(person) if person else ws.actor
    if whose.id == ws.actor.id:
        return ws
    if ws.actor.role not in ("lead", "admin"):
        raise NotPermitted(
            message("The day of {name} is read by themselves, leads and admins", name=whose.name)
        )
    return Workspace(ws.store, whose, ws.clock, via=ws.via)


def digest(ws: Workspace) -> Digest:
    """The acting person's day: own promises, what their customers owe, for a lead what waits for review."""
    accounts = {account.id: account for account in ws.records.accounts()}
    covered, me, today = covered_by(ws, ws.actor.id), ws.actor.id, ws.today()
    live = ws.records.live_actions()
    mine = [
        action
        for action in sorted(live, key=_order)
        if (action.owner == me if action.side == "ours" else _keeps(accounts, covered, action.account, me))
    ]
    told = {action.id: _promise(ws, action, accounts) for action in mine}

    def some(chosen: Iterable[Action]) -> tuple[DigestPromise, ...]:
        return tuple(told[action.id] for action in chosen)

    late = [action for action in mine if action.due and action.due < today]
    return Digest(
        person=me,
        name=plain(ws.actor.name),
        day=today,
        calls=tuple(_calls(ws, accounts, live)),
        late_ours=some(each for each in late if each.side == "ours"),
        late_theirs=some(each for each in late if each.side == "theirs"),
        due_week=some(
            each for each in mine if each.due and each.due >= today and monday(each.due) == monday(today)
        ),
        returned=some(each for each in mine if returned(each)),
        waiting=some(each for each in mine if each.status == "waiting"),
        review=tuple(_reviews(ws, accounts)) if ws.actor.role == "lead" else (),
    )


def _keeps(accounts: Mapping[str, Account], covered: Mapping[str, object], account: str, me: str) -> bool:
    found = accounts.get(account)
    return account in covered or (found is not None and found.owner == me)


def _calls(ws: Workspace, accounts: Mapping[str, Account], live: Iterable[Action]) -> list[DigestCall]:
    owed: dict[str, list[Action]] = {}
    for action in live:
        owed.setdefault(action.account, []).append(action)
    zone, today = ZoneInfo(ws.actor.timezone), ws.today()
    found = [
        _call(touch, accounts[touch.account], owed.get(touch.account, []), today, zone)
        for touch in ws.records.open_touchpoints(owner=ws.actor.id)
        if touch.channel in LIVE_CHANNELS and touch.account in accounts and _day(touch, zone) == today
    ]
    return sorted(
        found, key=lambda call: (call.start is None, call.start.timestamp() if call.start else 0, call.id)
    )


def _day(touch: Touchpoint, zone: ZoneInfo) -> date:
    return touch.start.astimezone(zone).date() if touch.start else touch.date


def _call(touch: Touchpoint, account: Account, owed: list[Action], today: date, zone: ZoneInfo) -> DigestCall:
    return DigestCall(
        id=touch.id,
        account=account.id,
        name=plain(account.name),
        touch=touch.touch,
        start=touch.start.astimezone(zone) if touch.start else None,
        minutes=touch.minutes,
        purpose=plain(touch.purpose),
        open=len(owed),
        late=sum(action.due is not None and action.due < today for action in owed),
        renewal_days=(account.renewal - today).days if account.renewal else None,
    )


def _promise(ws: Workspace, action: Action, accounts: Mapping[str, Account]) -> DigestPromise:
    zone, account, back = ZoneInfo(ws.actor.timezone), accounts.get(action.account), returned(action)

    def day(instant: datetime | None) -> date | None:
        return instant.astimezone(zone).date() if instant else None

    return DigestPromise(
        id=action.id,
        account=action.account,
        name=plain(account.name) if account else action.account,
        title=plain(action.title),
        side=action.side,
        owner=plain(action.owner) if action.side == "theirs" else action.owner,
        due=action.due,
        late_days=max(0, (ws.today() - action.due).days) if action.due else 0,
        returned=plain(back.why) if back else None,
        since=day(waiting_since(action)),
        nudged=day(last_nudge(action)),
    )


def _reviews(ws: Workspace, accounts: Mapping[str, Account]) -> Iterable[DigestReview]:
    desk = read_desk(ws, pod=ws.actor.pod)
    for item in desk.items:
        account = accounts.get(item.account)
        yield DigestReview(
            id=item.id,
            kind=item.kind,
            account=item.account,
            name=plain(account.name) if account else item.account,
            subject=desk.subjects[item.id],
            age_days=item.age_days,
            reason=item.reasons[0],
        )


def _order(action: Action) -> tuple[date, str]:
    return action.due or date.max, action.id
