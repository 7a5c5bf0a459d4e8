"""The cover of a leave: proposed, accepted as one act, changed, and over by itself (P6)."""

from collections.abc import Collection, Mapping
from datetime import UTC, date, timedelta

from msgspec.structs import replace

from cadence_tui.model.clock import today
from cadence_tui.model.documents import Absence, Account, Cover, CoverPart, Person, Touchpoint
from cadence_tui.model.errors import NotFound, Refused
from cadence_tui.model.ids import shared_id
from cadence_tui.model.message import message
from cadence_tui.model.text import plain
from cadence_tui.practice.cover_needs import CALLS, Need, is_agreed
from cadence_tui.practice.cover_plan import AccountCover, CoverPlan, cover_plan, is_there
from cadence_tui.practice.covering import part_of, stretch_on, stretches
from cadence_tui.practice.working_time import minute_of
from cadence_tui.workspace.cover_book import customers, mates
from cadence_tui.workspace.covering import cover_of, give_back
from cadence_tui.workspace.leave import require_leave_of, sessions_in, without_days
from cadence_tui.workspace.session import Edit, Workspace

_DAY = timedelta(days=1)


def next_leave(ws: Workspace, person: Person, day: date | None = None) -> Absence:
    """The leave that a day lies in; without one the running or the next. Raises NotFound."""
    if day is not None:
        found = stretch_on(person, day)
    else:
        here = today(ws.clock, person.timezone)
        found = next((each for each in stretches(person) if each.last >= here), None)
    if found is None and day is not None:
        raise NotFound(message("{name} has no leave on {day}", name=person.name, day=day))
    if found is None:
        raise NotFound(message("{name} has no leave to come", name=person.name))
    return found


def propose_cover(ws: Workspace, who: str, day: date | None = None) -> CoverPlan:
    """Which accounts need somebody in a leave, and who that could be; what is accepted already stays.

    Raises NotFound where there is no leave, Refused for one that is over.
    """
    person = ws.records.person(who)
    leave = next_leave(ws, person, day)
    if leave.last < today(ws.clock, person.timezone):
        raise Refused(message("That leave is over"))
    cover = cover_of(ws, person.id, leave.first, leave.last)
    return cover_plan(
        person,
        leave,
        customers(ws, person, leave, cover),
        mates(ws, person, leave),
        sessions_in(ws, person, leave.first, leave.last),
    )


def accept_cover(
    ws: Workspace,
    who: str,
    day: date | None = None,
    *,
    assigned: Mapping[str, str] | None = None,
    moved: Collection[str] = (),
    seen: CoverPlan | None = None,
) -> Cover:
    """Makes the plan the cover, in one act: calls in the leave are the stand-ins'.

    `assigned` names other stand-ins by account, ids both; the agreed calls of accounts in `moved` stay with
    their owner and are no longer agreed, so that the planner asks for another day. Where the plan `seen` and
    that of now differ, what was seen counts. Raises NotPermitted, NotFound, Refused for somebody who is not
    there, and when nothing needs somebody; Conflict when somebody accepted meanwhile.
    """
    person = ws.records.person(who)
    require_leave_of(ws, person)
    ws.catch_up()
    plan = propose_cover(ws, person.id, day)
    chosen = {each.account.id: each.stand_in for each in (seen or plan).accounts if each.stand_in}
    chosen.update(assigned or {})
    parts: list[CoverPart] = []
    edits: list[Edit] = []
    cover = cover_of(ws, person.id, plan.leave.first, plan.leave.last)
    for each in plan.accounts:
        if each.account.id in moved:
            edits += _asked_again(ws, each, plan.leave)
        needs = [need for need in each.needs if not _is_moved(need, each, moved)]
        stand_in = chosen.get(each.account.id, each.stand_in)
        if not stand_in or not any(not need.moves for need in needs):
            continue
        colleague = _able(ws, stand_in, person, needs, each.account)
        before = part_of(cover, each.account.id)
        parts.append(
            CoverPart(account=each.account.id, stand_in=colleague.id, note=before.note if before else "")
        )
        edits += _handed_over(ws, needs, person, colleague)
    if not parts and not edits:
        raise Refused(message("Nothing in this leave needs somebody else"))
    new = _with_parts(cover, parts, person, plan.leave, ws)
    told = message(
        "Cover for {name}, {first} to {last}; accounts: {n}",
        name=person.name,
        first=plan.leave.first,
        last=plan.leave.last,
        n=len(parts),
    )
    if cover is None:
        ws.commit(told, edits=edits, made=[new])
    else:
        ws.commit(told, edits=[(cover, new), *edits])
    return ws.records.get(Cover, new.id)


def assign_cover(ws: Workspace, account_id: str, stand_in: str) -> Cover:
    """Gives an account another stand-in, or one at all. Raises NotFound, NotPermitted, Refused.

    Before a cover is accepted there is nothing to change: `accept_cover` takes other stand-ins.
    """
    account, cover, away = accepted_cover(ws, account_id)
    colleague = ws.records.person(stand_in)
    require_leave_of(ws, away)
    plan = propose_cover(ws, away.id, max(cover.first, today(ws.clock, away.timezone)))
    found = next((each for each in (*plan.accounts, *plan.moving) if each.account.id == account.id), None)
    needs = found.needs if found else ()
    _able(ws, colleague.id, away, needs, account)
    part = part_of(cover, account.id) or CoverPart(account=account.id, stand_in="")
    if part.stand_in == colleague.id:
        text = message("{name} looks after {account} already", name=colleague.name, account=account.name)
        raise Refused(text)
    new = _replaced(cover, replace(part, stand_in=colleague.id))
    told = message(
        "{name} looks after {account} while {away} is away",
        name=colleague.name,
        account=account.name,
        away=away.name,
    )
    ws.commit(told, edits=[(cover, new), *_handed_over(ws, needs, away, colleague)])
    return ws.records.get(Cover, cover.id)


def note_cover(ws: Workspace, account_id: str, text: str, *, seen: CoverPart | None = None) -> Cover:
    """What the owner tells the stand-in about an account; an empty text takes it away.

    Raises NotFound, NotPermitted, Refused when somebody wrote another one since it was `seen`.
    """
    account, cover, away = accepted_cover(ws, account_id)
    part = part_of(cover, account.id)
    if part is None:
        raise NotFound(message("Nobody looks after {account} in that time", account=account.name))
    if ws.actor.id != part.stand_in:
        require_leave_of(ws, away)
    if seen is not None and seen.note != part.note:
        raise Refused(message("Somebody has changed this note meanwhile: {text}", text=part.note or "–"))
    new = _replaced(cover, replace(part, note=plain(text).strip()))
    ws.commit(message("Note for the cover of {account}", account=account.name), edits=[(cover, new)])
    return ws.records.get(Cover, cover.id)


def come_back(ws: Workspace, who: str = "") -> Person:
    """Somebody is back: leave that runs ends yesterday, its cover is over, what is open is theirs again.

    Nobody has to do this when the leave ends as entered. Raises NotPermitted, Refused when there is nothing
    to take back.
    """
    person = ws.records.person(who) if who else ws.actor
    person = ws.records.get(Person, person.id)
    require_leave_of(ws, person)
    here = today(ws.clock, person.timezone)
    running = stretch_on(person, here)
    kept = without_days(person.leave, here, running.last) if running else person.leave
    new = replace(person, leave=kept)
    edits: list[Edit] = [] if new == person else [(person, new)]
    over = [each for each in ws.records.covers() if each.person == person.id and each.first <= here]
    edits += [(cover, replace(cover, ended=ws.now())) for cover in over]
    covers = {cover.id for cover in over}
    edits += [edit for edit in give_back(ws, new) if edit[0].id not in covers]
    if not edits:
        raise Refused(message("{name} has no leave and no cover that could end", name=person.name))
    ws.commit(message("{name} is back", name=person.name), edits=edits)
    return ws.records.get(Person, person.id)


def accepted_cover(ws: Workspace, account_id: str) -> tuple[Account, Cover, Person]:
    """The cover that an account is in, or its owner's running or next one. Raises NotFound."""
    account = ws.records.account(account_id)
    covers = [
        cover
        for cover in ws.records.covers()
        if part_of(cover, account.id) is not None or cover.person == account.owner
    ]
    for cover in sorted(covers, key=lambda cover: (part_of(cover, account.id) is None, cover.first)):
        away = ws.records.get(Person, cover.person)
        if cover.last >= today(ws.clock, away.timezone) and stretch_on(away, cover.last) is not None:
            return account, cover, away
    raise NotFound(message("No cover of {account} is accepted", account=account.name))


def _able(ws: Workspace, stand_in: str, away: Person, needs: Collection[Need], account: Account) -> Person:
    person = ws.records.get(Person, stand_in)
    if person.id == away.id:
        raise Refused(message("{name} is the one who is away", name=person.name))
    if person.gone is not None or person.role == "reader":
        raise Refused(message("{name} cannot look after accounts", name=person.name))
    if not is_there(person, [need for need in needs if not need.moves]):
        figures = {"name": person.name, "account": account.name}
        raise Refused(message("{name} is away too when {account} needs somebody", **figures))
    return person


def _is_moved(need: Need, each: AccountCover, moved: Collection[str]) -> bool:
    return need.kind in CALLS and each.account.id in moved


def _asked_again(ws: Workspace, each: AccountCover, leave: Absence) -> list[Edit]:
    """Agreed calls become planned ones with days after the leave in their window."""
    tolerance = timedelta(days=ws.rules.planning.ad_hoc.tolerance_days)
    edits: list[Edit] = []
    for touch in (ws.records.get(Touchpoint, need.source) for need in each.needs if need.kind in CALLS):
        latest = max(touch.latest or touch.date + tolerance, leave.last + tolerance)
        new = replace(touch, status="planned", pinned=False, latest=latest)
        # One that was handed over before is its owner's again.
        edits.append((touch, replace(new, owner=touch.covers or touch.owner, covers="")))
    return edits


def _handed_over(ws: Workspace, needs: Collection[Need], away: Person, to: Person) -> list[Edit]:
    edits: list[Edit] = []
    for need in needs:
        if need.kind not in CALLS or need.moves:
            continue
        touch = ws.records.get(Touchpoint, need.source)
        new = replace(touch, owner=to.id, covers=away.id)
        if touch.start is not None and not is_agreed(touch) and not _is_free(ws, to, touch):
            # Nobody was promised this hour: the planner finds another one.
            new = replace(new, start=None)
        edits.append((touch, new))
    return edits


def _is_free(ws: Workspace, person: Person, touch: Touchpoint) -> bool:
    assert touch.start is not None
    end = touch.start + timedelta(minutes=touch.minutes)
    for other in ws.records.open_touchpoints(owner=person.id):
        if other.start is None or other.id == touch.id:
            continue
        if other.start < end and touch.start < other.start + timedelta(minutes=other.minutes):
            return False
    # The day of a call is that of who makes it.
    return minute_of(touch.start, person.timezone)[0] == touch.date


def _with_parts(
    cover: Cover | None, parts: list[CoverPart], person: Person, leave: Absence, ws: Workspace
) -> Cover:
    if cover is None:
        new_id = _id_of(ws, person)
        return Cover(id=new_id, person=person.id, first=leave.first, last=leave.last, parts=tuple(parts))
    new = {part.account: part for part in parts}
    kept = tuple(new.pop(part.account, part) for part in cover.parts)
    return replace(cover, first=leave.first, last=leave.last, parts=(*kept, *new.values()))


def _id_of(ws: Workspace, person: Person) -> str:
    """That of whoever else accepts from the same state: a leave has one cover, so the second is refused."""
    before = sum(cover.person == person.id for cover in ws.records.every(Cover))
    return shared_id(ws.now().astimezone(UTC).date(), person.id, "cover", str(before))


def _replaced(cover: Cover, part: CoverPart) -> Cover:
    parts = {each.account: each for each in cover.parts} | {part.account: part}
    return replace(cover, parts=tuple(parts.values()))
