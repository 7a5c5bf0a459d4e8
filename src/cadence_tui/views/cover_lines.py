"""A cover plan as lines of a page: one account with its reasons, the whole plan, and a return (P6)."""

from collections.abc import Iterator, Mapping, Sequence
from zoneinfo import ZoneInfo

from cadence_tui.model.documents import GroupSession, Touchpoint
from cadence_tui.model.text import plain
from cadence_tui.practice.cover_needs import Need
from cadence_tui.practice.cover_plan import CoverPlan
from cadence_tui.practice.covering import StandingIn
from cadence_tui.practice.while_away import AccountNews, HeldCall, Return
from cadence_tui.views.cover import CoverRow, LeaveRow, need_text, offer_text
from cadence_tui.views.lines import BLANK, TextLine, heading, line
from cadence_tui.views.vocabulary import word_of
from cadence_tui.views.words import Words

_MOST_OFFERS = 5
_MOST_LINES = 6


def row_lines(row: CoverRow, words: Words) -> list[TextLine]:
    """All about one account: what it needs, who is chosen and why, who else there is."""
    say = words.speech.say
    lines = [line((plain(row.cover.account.name), "strong")), *need_lines(row.cover.needs, words)]
    if row.only_moves:
        text = say("Nobody is needed: the planner puts this on other days of its window.")
        return [*lines, BLANK, line((text, "dim"))]
    lines += [BLANK, heading(say("Stand-in"))]
    offer = row.offer
    if row.moved:
        lines.append(line((say("the customer is asked for another day"), "warn"), indent=2))
    if row.stand_in:
        lines.append(line((plain(words.names.person(row.stand_in)), "accent"), indent=2))
        lines += [line((offer_text(offer, words), ""), indent=4)] if offer else []
    else:
        lines.append(line((say("nobody is there in that time"), "bad"), indent=2))
    if row.note:
        lines += [BLANK, heading(say("Note for the stand-in")), line((plain(row.note), ""), indent=2)]
    others = [each for each in row.cover.offers if each.person != row.stand_in][:_MOST_OFFERS]
    if others:
        lines += [BLANK, heading(say("Who else could"))]
    for each in others:
        lines.append(line((plain(words.names.person(each.person)), ""), indent=2))
        lines.append(line((offer_text(each, words), "dim"), indent=4))
    return lines


def need_lines(needs: Sequence[Need], words: Words) -> Iterator[TextLine]:
    """What falls into the leave, one line for each."""
    for need in needs:
        role = "dim" if need.moves else "warn" if need.kind == "agreed_call" else ""
        moves = f" · {words.speech.say('moves')}" if need.moves else ""
        yield line((plain(need_text(need, words)), role), (moves, "dim"), key=need.source, indent=2)


def plan_head(plan: CoverPlan, words: Words) -> str:
    """Whose leave, from when to when, and what of it is open, in a sentence."""
    speech = words.speech
    days = speech.say(
        "{name}, {first} to {last}",
        name=plain(plan.person.name),
        first=speech.day(plan.leave.first),
        last=speech.day(plan.leave.last),
    )
    need = speech.plural("{n} account needs somebody", "{n} accounts need somebody", len(plan.accounts))
    parts = [days, need]
    if plan.uncovered:
        parts.append(speech.say("{n} without anybody", n=len(plan.uncovered)))
    if plan.moving:
        parts.append(speech.plural("{n} only moves", "{n} only move", len(plan.moving)))
    if plan.sessions:
        parts.append(
            speech.plural("{n} group session lies in it", "{n} group sessions lie in it", len(plan.sessions))
        )
    return " · ".join(parts)


def return_lines(found: Return, words: Words) -> list[TextLine]:
    """What happened, by account; those with most first."""
    if not found.accounts:
        return [line((words.speech.say("Nothing happened on the accounts in that time."), "dim"))]
    lines: list[TextLine] = []
    for news in found.accounts:
        lines += [BLANK] if lines else []
        lines += _account(news, found, words)
    return lines


def return_head(found: Return, words: Words) -> str:
    """Whose leave and which days."""
    speech = words.speech
    return speech.say(
        "While {name} was away: {first} to {last}",
        name=plain(found.person.name),
        first=speech.weekday_day(found.leave.first),
        last=speech.weekday_day(found.leave.last),
    )


def _account(news: AccountNews, found: Return, words: Words) -> Iterator[TextLine]:
    say = words.speech.say
    stood_in = f"  · {plain(words.names.person(news.stand_in))}" if news.stand_in else ""
    yield line((plain(news.account.name), "strong"), (stood_in, "dim"), key=news.account.id)
    if news.moved:
        moved = say("health {before} → {after}", before=news.before, after=news.after)
        yield line((moved, "good" if news.moved > 0 else "bad"), indent=2)
    for held in news.held[:_MOST_LINES]:
        yield _held(held, words)
    for touch in news.left[:_MOST_LINES]:
        told = say("not held: {touch}, {day}", touch=words.touch(touch.touch), day=words.day(touch.date))
        status = word_of("touch_status", touch.status, words.speech)
        yield line((told, "warn"), (f" · {status}", "dim"), key=touch.id, indent=2)
    for action in news.promises[:_MOST_LINES]:
        due = words.day(action.due) if action.due else say("no date")
        owner = plain(words.names.person(action.owner)) or say("nobody")
        told = say("new promise: {title}", title=plain(action.title))
        yield line((told, ""), (f" · {owner} · {due}", "dim"), key=action.id, indent=2)
    for signal in news.signals[:_MOST_LINES]:
        day = words.day(signal.raised.astimezone(ZoneInfo(words.zone)).date())
        told = say("signal: {cause}", cause=words.title("cause", signal.cause))
        role = "warn" if signal.status == "open" else ""
        yield line((told, role), (f" · {day}", "dim"), key=signal.id, indent=2)


def _held(held: HeldCall, words: Words) -> TextLine:
    touch, call = held.touch, held.call
    told = words.speech.say("held: {touch}, {day}", touch=words.touch(touch.touch), day=words.day(touch.date))
    by = f" · {plain(words.names.person(touch.owner))}" if touch.owner else ""
    summary = f": {plain(call.summary)}" if call and call.summary else ""
    return line((told, "good"), (by, "dim"), (summary, ""), key=call.id if call else touch.id, indent=2)


def covering_text(each: StandingIn, account: str, words: Words) -> str:
    """`TechStart: Íñigo covers for Ana until Fri 12 Dec`."""
    return words.speech.say(
        "{account}: {stand_in} covers for {name} until {day}",
        account=plain(account),
        stand_in=plain(words.names.person(each.stand_in)),
        name=plain(words.names.person(each.person)),
        day=words.speech.weekday_day(each.last),
    )


def leave_call_text(touch: Touchpoint, accounts: Mapping[str, str], words: Words) -> str:
    """A call that lies in a leave: when, with whom, and whether it is agreed."""
    when = words.speech.weekday_day(touch.date)
    if touch.start is not None:
        local = touch.start.astimezone(ZoneInfo(words.zone))
        when = f"{words.speech.weekday_day(local.date())} {words.speech.time(local)}"
    status = word_of("touch_status", touch.status, words.speech)
    return " · ".join([when, plain(accounts.get(touch.account, touch.account)), status])


def leave_session_text(session: GroupSession, words: Words) -> str:
    """A group session that lies in a leave: when, and what it is called."""
    local = session.start.astimezone(ZoneInfo(words.zone))
    return f"{words.speech.weekday_day(local.date())} {words.speech.time(local)} · {plain(session.title)}"


def sessions_way_out(words: Words) -> str:
    """What can be done about group sessions in a leave."""
    return words.speech.say(
        "Nobody stands in for these: move them or call them off in the list of group sessions, or plan them "
        "anew there with another host."
    )


def leave_session_lines(sessions: Sequence[GroupSession], words: Words) -> list[TextLine]:
    """The group sessions that lie in a leave, and what can be done about them; nothing without any."""
    if not sessions:
        return []
    return [
        BLANK,
        heading(words.speech.say("Group sessions in the leave")),
        *(line((leave_session_text(each, words), "warn"), indent=2) for each in sessions),
        line((sessions_way_out(words), "dim"), indent=2),
    ]


def leave_lines(leave: LeaveRow, words: Words) -> list[TextLine]:
    """A leave: who, which days, and how far it is covered."""
    speech = words.speech
    days = f"{speech.weekday_day(leave.first)} – {speech.weekday_day(leave.last)}"
    number = (leave.last - leave.first).days + 1
    lines = [
        line((plain(leave.person.name), "strong")),
        line((days, ""), (f" · {words.days(number)}", "dim"), indent=2),
    ]
    if leave.why:
        lines.append(line((plain(leave.why), "dim"), indent=2))
    for stand_in, number in leave.stand_ins.items():
        told = speech.plural("{n} account", "{n} accounts", number)
        lines.append(line((plain(words.names.person(stand_in)), "accent"), (f" · {told}", ""), indent=2))
    if not leave.stand_ins:
        lines.append(line((speech.say("no cover is accepted"), "warn"), indent=2))
    return [*lines, *leave_session_lines(leave.sessions, words)]
