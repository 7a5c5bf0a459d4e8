"""`cadence due`, `plan`: what is asked for, what is proposed."""

from collections.abc import Iterator, Sequence
from typing import Any

from cadence_tui.cli.columns import columns
from cadence_tui.cli.command import command, option
from cadence_tui.cli.commands.plan_file import plan_of_file, refuse_beside_file, refuse_without_file
from cadence_tui.cli.plan_data import PlanWords, call_data, plan_data
from cadence_tui.cli.plan_page import peak_sentence
from cadence_tui.cli.request import Request
from cadence_tui.cli.types import OneOf, WholeNumber
from cadence_tui.exchange.problem_file import MOST_WEEKS
from cadence_tui.model.message import message
from cadence_tui.planning.dials import CALMS, LEVELS, PREFERENCES, Calm, Level, Preferences, dials
from cadence_tui.planning.problem import MODES, Mode
from cadence_tui.practice.due.left_out import LeftOut
from cadence_tui.practice.due.touches import Due
from cadence_tui.views.proposal import OwnerPlan, Proposal, ProposedCall
from cadence_tui.views.wording import worded_all
from cadence_tui.workspace import plan as planner
from cadence_tui.workspace.plan import Accepted
from cadence_tui.workspace.proposing import usual_dials

_WEEKS = WholeNumber(1, 53)


@command("due")
@option("--weeks", says=message("How far ahead"), type=_WEEKS)
@option("--owner", says=message("Whose; all that you plan for without"), metavar="PERSON")
@option("--account", says=message("Of this account alone"), metavar="ACCOUNT")
@option("--messages", says=message("With the messages that go to many"), is_flag=True)
@option("--held-back", says=message("What the contact budget held back, instead"), is_flag=True)
def due(
    request: Request,
    weeks: int | None,
    owner: str | None,
    account: str | None,
    messages: bool,
    held_back: bool,
) -> None:
    """What the touch model asks for, calls and mails, by ideal day."""
    askings = planner.asked_for(
        request.workspace, owner_ids(request, owner), weeks, messages=messages or held_back
    )
    if account is not None:
        wanted = request.workspace.records.account(account)
        if wanted.id not in askings:
            askings = planner.asked_for(
                request.workspace, [wanted.owner], weeks, messages=messages or held_back
            )
        askings = {wanted.id: askings[wanted.id]} if wanted.id in askings else {}
    plan = plan_words(request)
    if held_back:
        left = [(each.day, of, each) for of, asking in askings.items() for each in asking.left_out]
        left.sort(key=lambda found: (found[0], found[1], found[2].touch))
        request.answer(
            [_left_out_data(of, each, plan) for _, of, each in left],
            lambda: _left_out_table([(of, each) for _, of, each in left], plan),
        )
        return
    found = [touch for asking in askings.values() for touch in asking.due]
    found.sort(key=lambda touch: (touch.ideal, touch.id))
    request.answer([_due_data(each, plan) for each in found], lambda: _due_table(found, plan))


@command("plan", writes=True)
@option("--weeks", says=message("How far ahead"), type=_WEEKS)
@option("--owner", says=message("Whose; all that you plan for without"), metavar="PERSON")
@option("--mode", says=message("Keep what stands, level anew, or flatten"), type=OneOf(MODES))
@option("--level", says=message("Flat weeks or calls on time"), type=OneOf(LEVELS))
@option("--calm", says=message("How much planned calls may move"), type=OneOf(CALMS))
@option("--preferences", says=message("How much customers' wishes count"), type=OneOf(PREFERENCES))
@option("--accept", says=message("Make it the calendar"), is_flag=True)
@option("--problem", says=message("A problem in a JSON file instead of a store"), metavar="FILE")
@option("--previous", says=message("With --problem: the plan to keep to, an earlier answer"), metavar="FILE")
@option(
    "--slots-weeks",
    says=message("With --problem: so many weeks get hours, later ones days"),
    type=WholeNumber(0, MOST_WEEKS),
)
def plan(
    request: Request,
    weeks: int | None,
    owner: str | None,
    mode: Mode | None,
    level: Level | None,
    calm: Calm | None,
    preferences: Preferences | None,
    accept: bool,
    problem: str | None,
    previous: str | None,
    slots_weeks: int | None,
) -> None:
    """A level calendar as a difference to the one that is agreed, or the plan of a problem in a file."""
    if problem is not None:
        turned = {"level": level, "calm": calm, "preferences": preferences}
        refuse_beside_file(
            weeks=weeks, owner=owner, accept=accept, txn=request.txn, if_rev=request.if_rev, **turned
        )
        plan_of_file(request, problem, previous, mode, slots_weeks)
        return
    refuse_without_file(previous=previous, slots_weeks=slots_weeks)
    ws = request.workspace
    weights = dials(
        usual_dials(ws.rules.planning),
        level=level or "usual",
        calm=calm or "usual",
        preferences=preferences or "usual",
    )
    chosen = owner_ids(request, owner)
    proposal = planner.propose(ws, chosen, weeks, mode=mode or "repair", dials=weights)
    words = plan_words(request)
    data = plan_data(proposal, words)
    accepted = planner.accept(ws, proposal) if accept and proposal.changes() else None
    if accept:
        data["accepted"] = _accepted_data(accepted, words)
    request.answer(data, lambda: _plan_lines(proposal, accepted, words, accept=accept))


def owner_ids(request: Request, owner: str | None) -> list[str]:
    """The id of the person named, or nobody's."""
    return [request.workspace.records.person(owner).id] if owner else []


def plan_words(request: Request) -> PlanWords:
    """The reader, and the names of accounts."""
    accounts = {account.id: account.name for account in request.workspace.records.accounts()}
    return PlanWords(request.words, accounts)


def _due_data(each: Due, plan: PlanWords) -> dict[str, Any]:
    return {
        "id": each.id,
        "account": each.account,
        "owner": each.owner,
        "kind": each.touch,
        "channel": each.channel,
        "minutes": each.minutes,
        "work_minutes": each.work_minutes,
        "ideal": each.ideal,
        "earliest": each.earliest,
        "latest": each.latest,
        "rule": each.rule,
        "value": each.value,
        "overdue_days": each.overdue,
        "optional": each.optional,
        "message": each.message,
        "signals": each.signals,
        "why": plan.reasons(each.reasons),
    }


def _left_out_data(account: str, each: LeftOut, plan: PlanWords) -> dict[str, Any]:
    return {
        "account": account,
        "kind": each.touch,
        "day": each.day,
        "rule": each.rule,
        "why": plan.reasons((each.why,)),
    }


def _left_out_table(found: Sequence[tuple[str, LeftOut]], plan: PlanWords) -> Iterator[str]:
    say = plan.words.speech.say
    rows = [
        [
            each.day.isoformat(),
            plan.account(account),
            plan.words.touch(each.touch),
            worded_all([each.why], plan.words),
        ]
        for account, each in found
    ]
    yield from columns([say("Day"), say("Account"), say("Touch"), say("Why")], rows)
    yield plan.words.speech.plural("{n} touch held back", "{n} touches held back", len(rows))


def _due_table(found: Sequence[Due], plan: PlanWords) -> Iterator[str]:
    say = plan.words.speech.say
    header = [say("Ideal day"), say("Account"), say("Touch"), say("Channel"), say("Minutes"), say("Why")]
    rows = [
        [
            each.ideal.isoformat(),
            plan.account(each.account),
            plan.words.touch(each.touch),
            plan.words.word("channel", each.channel),
            str(each.minutes or ""),
            worded_all(each.reasons, plan.words),
        ]
        for each in found
    ]
    yield from columns(header, rows, right=[4])
    yield plan.words.speech.plural("{n} touch due", "{n} touches due", len(rows))


def _plan_lines(
    proposal: Proposal, accepted: Accepted | None, plan: PlanWords, *, accept: bool
) -> Iterator[str]:
    yield from (_peak_line(owner, plan) for owner in proposal.owners)
    changes = proposal.changes()
    say = plan.words.speech.say
    if changes:
        header = [say("When"), say("Account"), say("Touch"), say("Owner"), say("What"), say("Why")]
        yield ""
        yield from columns(header, [_change_row(call, plan) for call in changes])
    if proposal.shed:
        yield ""
        yield say("No room for:")
        for call in proposal.shed:
            why = worded_all(call.reasons, plan.words)
            what = f"{plan.account(call.account)} · {plan.words.touch(call.touch)}"
            yield f"  {call.ideal.isoformat()}  {what}  {why}"
    yield ""
    yield _outcome(len(changes), accepted, plan, accept=accept)


def _outcome(changes: int, accepted: Accepted | None, plan: PlanWords, *, accept: bool) -> str:
    say = plan.words.speech.say
    if not changes:
        return say("The calendar is as it should be: nothing to change")
    if accepted is not None:
        return say(
            "Accepted: {made} new, {moved} moved, {dropped} taken away, {left} left out",
            made=accepted.made,
            moved=accepted.moved,
            dropped=accepted.dropped,
            left=len(accepted.left_out),
        )
    changed = plan.words.speech.plural("{n} change", "{n} changes", changes)
    return say("{changes} proposed; to accept: cadence plan --accept", changes=changed)


def _peak_line(owner: OwnerPlan, plan: PlanWords) -> str:
    figures = (owner.peak, owner.capacity, owner.lower_bound)
    return peak_sentence(plan.words.names.person(owner.owner), owner.peak_week, figures, plan.words.speech)


def _change_row(call: ProposedCall, plan: PlanWords) -> list[str]:
    kinds = {
        "new": plan.words.speech.say("plan|new"),
        "moved": plan.words.speech.say("plan|moved"),
        "timed": plan.words.speech.say("plan|given an hour"),
        "dropped": plan.words.speech.say("plan|taken away"),
    }
    when = f"{call.start:%Y-%m-%d %H:%M}" if call.start else call.date.isoformat()
    return [
        when,
        plan.account(call.account),
        plan.words.touch(call.touch),
        plan.words.names.person(call.owner),
        kinds[call.change],
        worded_all(call.reasons, plan.words),
    ]


def _accepted_data(accepted: Accepted | None, plan: PlanWords) -> dict[str, Any]:
    if accepted is None:
        return {"made": 0, "moved": 0, "dropped": 0, "left_out": []}
    left = [{**call_data(out.call, plan), "why_not": plan.reasons(out.why)} for out in accepted.left_out]
    return {"made": accepted.made, "moved": accepted.moved, "dropped": accepted.dropped, "left_out": left}
