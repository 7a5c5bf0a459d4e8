"""`cadence cover`: who looks after what while somebody is away, the handover, the return (P6)."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from cadence_tui.cli.columns import columns
from cadence_tui.cli.command import argument, below, group, option
from cadence_tui.cli.cover_data import plan_data, return_data
from cadence_tui.cli.lines import text_lines
from cadence_tui.cli.request import Request
from cadence_tui.cli.types import DAY, OneOf
from cadence_tui.locale import speech
from cadence_tui.model.documents import Cover, Person
from cadence_tui.model.errors import WrongUsage
from cadence_tui.model.message import message
from cadence_tui.practice.cover_plan import CoverPlan
from cadence_tui.practice.handover import Handover
from cadence_tui.views.brief import brief_data, brief_markdown, brief_parts, brief_text
from cadence_tui.views.cover import CoverRow, cover_rows, needs_summary, offer_text, state_text
from cadence_tui.views.cover_lines import (
    covering_text,
    leave_session_lines,
    plan_head,
    return_head,
    return_lines,
)
from cadence_tui.views.lines import TextLine
from cadence_tui.views.words import Words
from cadence_tui.workspace import cover as acts
from cadence_tui.workspace.covering import cover_of, covered_now
from cadence_tui.workspace.handover import handover_facts, handover_of, handovers, while_away
from cadence_tui.workspace.session import last_done

_DAY_OF = message("A day of the leave that is meant; else the running or next one")


@group("cover")
def cover(request: Request) -> None:
    """While somebody is away."""


@below(cover, "plan", message("Which accounts need somebody in a leave, who that could be, and why"))
@argument("who", says=message("Who is away; you without"), metavar="[PERSON]", required=False)
@option("--day", says=_DAY_OF, type=DAY)
def plan(request: Request, who: str | None, day: date | None) -> None:
    """The proposal, with what is accepted already."""
    found = acts.propose_cover(request.workspace, _person(request, who).id, day)
    _answer_plan(request, found)


@below(
    cover, "accept", message("Make the plan the cover; calls in the leave go to the stand-ins"), writes=True
)
@argument("who", says=message("Who is away; you without"), metavar="[PERSON]", required=False)
@option("--day", says=_DAY_OF, type=DAY)
@option(
    "--assign",
    "assigned",
    says=message("Another stand-in than proposed; may be given several times"),
    multiple=True,
    metavar="ACCOUNT=PERSON",
)
@option(
    "--move",
    "moved",
    says=message("Ask this customer for another day instead; may be given several times"),
    multiple=True,
    metavar="ACCOUNT",
)
def accept(
    request: Request, who: str | None, day: date | None, assigned: Sequence[str], moved: Sequence[str]
) -> None:
    """The cover."""
    ws = request.workspace
    person = _person(request, who)
    chosen = dict(_assignment(request, each) for each in assigned)
    asked = [ws.records.account(each).id for each in moved]
    made = acts.accept_cover(ws, person.id, day, assigned=chosen, moved=asked)
    request.answer(made, lambda: _accepted(request, made))


@below(cover, "assign", message("Give an account of an accepted cover another stand-in"), writes=True)
@argument("account", says=message("Id or name of the account"), metavar="ACCOUNT")
@argument("to", says=message("Login, name or id"), metavar="PERSON")
def assign(request: Request, account: str, to: str) -> None:
    """Somebody else."""
    ws = request.workspace
    request.done(acts.assign_cover(ws, account, to), last_done(ws))


@below(cover, "note", message("Tell the stand-in something about an account"), writes=True)
@argument("account", says=message("Id or name of the account"), metavar="ACCOUNT")
@argument("text", says=message("What they should know; empty takes it away"), metavar="TEXT")
def note(request: Request, account: str, text: str) -> None:
    """A note in the handover."""
    ws = request.workspace
    request.done(acts.note_cover(ws, account, text), last_done(ws))


@below(cover, "brief", message("The handover of an account, or of all of an accepted cover"))
@argument("account", says=message("Id or name of an account"), metavar="[ACCOUNT]", required=False)
@option("--person", says=message("Who is away; you without"), metavar="PERSON")
@option("--day", says=_DAY_OF, type=DAY)
@option(
    "--format", "form", says=message("Form of the page"), type=OneOf(("text", "markdown")), default="text"
)
def brief(request: Request, account: str | None, person: str | None, day: date | None, form: str) -> None:
    """A page for each account, in the language of who stands in."""
    ws = request.workspace
    if account is not None:
        found = [handover_of(ws, account)]
    else:
        found = handovers(ws, _person(request, person).id, day)
    pages = [_page(request, each, form) for each in found]
    data = [data for data, _ in pages]
    request.answer(data[0] if account is not None else data, lambda: _pages([text for _, text in pages]))


@below(cover, "show", message("Who covers for whom now; of a person back again, what happened meanwhile"))
@argument("who", says=message("Who was or is away"), metavar="[PERSON]", required=False)
@option("--day", says=_DAY_OF, type=DAY)
def show(request: Request, who: str | None, day: date | None) -> None:
    """Now, or while somebody was away."""
    ws = request.workspace
    if who is None and day is None:
        running = sorted(covered_now(ws).values(), key=lambda each: (each.person, each.last, each.account))
        names = {account.id: account.name for account in ws.records.accounts()}
        request.answer(
            running,
            lambda: [
                covering_text(each, names.get(each.account, each.account), request.words) for each in running
            ],
        )
        return
    found = while_away(ws, _person(request, who).id, day)
    words = request.words
    request.answer(
        return_data(found, words),
        lambda: [return_head(found, words), "", *_indented(return_lines(found, words))],
    )


@below(cover, "return", message("Somebody is back, also before the leave is over"), writes=True)
@argument("who", says=message("Who is back; you without"), metavar="[PERSON]", required=False)
def return_(request: Request, who: str | None) -> None:
    """Cover ends; what is open is its owner's."""
    ws = request.workspace
    back = acts.come_back(ws, _person(request, who).id)
    request.done(back, last_done(ws))


def _person(request: Request, who: str | None) -> Person:
    return request.workspace.records.person(who) if who else request.workspace.actor


def _assignment(request: Request, text: str) -> tuple[str, str]:
    account, mark, person = text.partition("=")
    if not mark or not account or not person:
        raise WrongUsage(message("--assign: ACCOUNT=PERSON is expected, not {text}", text=text))
    records = request.workspace.records
    return records.account(account).id, records.person(person).id


def _answer_plan(request: Request, found: CoverPlan) -> None:
    ws, words = request.workspace, request.words
    accepted = cover_of(ws, found.person.id, found.leave.first, found.leave.last)
    rows = cover_rows(found, accepted)
    request.answer(
        plan_data(found, rows, accepted, words),
        lambda: [
            plan_head(found, words),
            *_plan_table(rows, words),
            *text_lines(leave_session_lines(found.sessions, words)),
        ],
    )


def _plan_table(rows: Sequence[CoverRow], words: Words) -> Iterator[str]:
    if not rows:
        return
    say = words.speech.say
    header = [say("Account"), say("Needs"), say("State"), say("Stand-in"), say("Why")]
    table = [
        [
            row.cover.account.name,
            needs_summary(row.cover.needs, words),
            state_text(row, words),
            words.names.person(row.stand_in) if row.stand_in else "–",
            offer_text(row.offer, words) if row.offer else "",
        ]
        for row in rows
    ]
    yield from columns(header, table)


def _accepted(request: Request, made: Cover) -> Iterator[str]:
    ws, words = request.workspace, request.words
    names = {account.id: account.name for account in ws.records.accounts()}
    yield request.speech.word(last_done(ws))
    for part in made.parts:
        yield f"  {names.get(part.account, part.account)}: {words.names.person(part.stand_in)}"


def _page(request: Request, handover: Handover, form: str) -> tuple[dict[str, Any], str]:
    ws = request.workspace
    facts = handover_facts(ws, handover)
    reader = next((each for each in ws.records.people() if each.id == handover.stand_in), ws.actor)
    # Whoever names a language wants that one; the page itself is for who stands in.
    spoken = request.speech if request.language else speech(reader.language)
    parts = brief_parts(facts, spoken, reader.timezone)
    worded = brief_markdown if form == "markdown" else brief_text
    data = {
        "account": handover.account,
        "person": handover.person,
        "stand_in": handover.stand_in or None,
        "from": handover.first,
        "to": handover.last,
        "language": spoken.language,
        "sections": brief_data(parts),
    }
    return data, worded(facts, parts, ids=True)


def _pages(texts: Sequence[str]) -> Iterator[str]:
    for number, text in enumerate(texts):
        if number:
            yield ""
        yield from text.splitlines()


def _indented(lines: Sequence[TextLine]) -> Iterator[str]:
    for each, text in zip(lines, text_lines(lines), strict=True):
        yield f"{' ' * each.indent}{text}"
