"""`cadence review`: what waits for the lead, the verdicts, the signed record (A3)."""

from collections.abc import Sequence
from datetime import date, timedelta

import click

from cadence_tui.cli.columns import columns
from cadence_tui.cli.command import argument, below, group, option
from cadence_tui.cli.lines import text_lines
from cadence_tui.cli.pages import page_lines, page_markdown
from cadence_tui.cli.request import Request
from cadence_tui.cli.review_data import item_data, said_data, session_data, told_data
from cadence_tui.cli.types import DAY, PAST_DAY, OneOf
from cadence_tui.model.documents import Document
from cadence_tui.model.message import message
from cadence_tui.views.review_page import subject_title
from cadence_tui.views.review_record import record_parts, record_title, session_line
from cadence_tui.views.said import said_lines
from cadence_tui.views.wording import worded_all
from cadence_tui.views.words import Words
from cadence_tui.workspace import review as verdicts
from cadence_tui.workspace.review_reading import Desk, pod_of, read_desk, subject_called
from cadence_tui.workspace.review_record import (
    record_reader,
    sign_off,
    signed_review,
    signed_reviews,
    unsigned,
)
from cadence_tui.workspace.review_said import read_said
from cadence_tui.workspace.review_session import start_of_day
from cadence_tui.workspace.session import last_done

_FORMATS = ("text", "markdown")
_IDS = message("Ids of promises and risks or parts of their titles, or ACCOUNT.segment and the like")


@group("review", invoke_without_command=True)
@option("--lead", says=message("Only what waits in this lead's pod"), metavar="PERSON")
def review(request: Request, lead: str | None) -> None:
    """The queue, the weightiest first."""
    if click.get_current_context().invoked_subcommand is not None:
        return
    ws, words = request.workspace, request.words
    desk = read_desk(ws, pod=pod_of(ws, lead) if lead else "")
    request.answer([item_data(item, desk, words) for item in desk.items], lambda: _table(desk, words))


@below(review, "approve", message("It is in good hands"), writes=True)
@argument("ids", says=_IDS, nargs=-1, required=True, metavar="ID...")
@option("--why", says=message("A word on it"), metavar="TEXT", default="")
def approve(request: Request, ids: Sequence[str], why: str) -> None:
    """Approved."""
    _told(request, verdicts.approve(request.workspace, *_meant(request, ids), why=why))


@below(review, "return", message("Back to its owner"), writes=True)
@argument("ids", says=_IDS, nargs=-1, required=True, metavar="ID...")
@option("--why", says=message("The reason"), required=True, metavar="TEXT")
def return_(request: Request, ids: Sequence[str], why: str) -> None:
    """Returned."""
    _told(request, verdicts.send_back(request.workspace, *_meant(request, ids), reason=why))


@below(review, "escalate", message("It has the lead's attention until a day"), writes=True)
@argument("ids", says=_IDS, nargs=-1, required=True, metavar="ID...")
@option("--until", says=message("That day; without, as many days ahead as the rules say"), type=DAY)
@option("--why", says=message("A word on it"), metavar="TEXT", default="")
def escalate(request: Request, ids: Sequence[str], until: date | None, why: str) -> None:
    """Escalated."""
    ws = request.workspace
    deadline = until or ws.today() + timedelta(days=ws.rules.review.escalation_days)
    _told(request, verdicts.escalate(ws, *_meant(request, ids), deadline=deadline, why=why))


@below(review, "reassign", message("Somebody else sees to it"), writes=True)
@argument("ids", says=_IDS, nargs=-1, required=True, metavar="ID...")
@option("--to", says=message("Who sees to it from now on"), required=True, metavar="PERSON")
@option("--why", says=message("A word on it"), metavar="TEXT", default="")
def reassign(request: Request, ids: Sequence[str], to: str, why: str) -> None:
    """Reassigned."""
    _told(request, verdicts.reassign(request.workspace, *_meant(request, ids), to=to, why=why))


@below(review, "redate", message("Another date"), writes=True)
@argument("ids", says=_IDS, nargs=-1, required=True, metavar="ID...")
@option("--due", says=message("Until when"), type=DAY, required=True)
@option("--why", says=message("Why the date moves"), required=True, metavar="TEXT")
def redate(request: Request, ids: Sequence[str], due: date, why: str) -> None:
    """A new date."""
    _told(request, verdicts.redate(request.workspace, *_meant(request, ids), due=due, why=why))


@below(review, "by-rule", message("What was set by hand ends, the rule decides again"), writes=True)
@argument("ids", says=_IDS, nargs=-1, required=True, metavar="ID...")
@option("--why", says=message("The reason"), required=True, metavar="TEXT")
def by_rule(request: Request, ids: Sequence[str], why: str) -> None:
    """The rule decides again."""
    _told(request, verdicts.let_rule_decide(request.workspace, *_meant(request, ids), reason=why))


@below(review, "comment", message("A remark without a verdict"), writes=True)
@argument("ids", says=_IDS, nargs=-1, required=True, metavar="ID...")
@option("--text", says=message("review|The remark"), required=True, metavar="TEXT")
def comment(request: Request, ids: Sequence[str], text: str) -> None:
    """Remarked."""
    _told(request, verdicts.comment(request.workspace, *_meant(request, ids), text=text))


@below(review, "sign", message("Sign your verdicts of today: they become a record"), writes=True)
@option("--since", says=message("Those since the morning of this day"), type=PAST_DAY)
@option("--comment", says=message("Closing words"), metavar="TEXT", default="")
def sign(request: Request, since: date | None, comment: str) -> None:
    """Signed."""
    ws = request.workspace
    begin = start_of_day(ws, since)
    undecided = len(read_desk(ws, pod=ws.actor.pod).items)
    signed = sign_off(ws, unsigned(ws, begin), since=begin, undecided=undecided, comment=comment)
    request.done(signed, last_done(ws))


@below(review, "sessions", message("Reviews that were signed, the newest first"))
def sessions(request: Request) -> None:
    """The signed ones."""
    ws, words = request.workspace, request.words
    found = signed_reviews(ws)
    who = record_reader(ws, words.speech)
    lines = [session_line(each, who) for each in found]
    request.answer(
        [session_data(each) for each in found],
        lambda: (
            [f"{each.id}  {line}" for each, line in zip(found, text_lines(lines), strict=True)]
            or [words.speech.say("No review is signed yet.")]
        ),
    )


@below(review, "show", message("A signed review: each item as it was decided"))
@argument("id", says=message("Id of the review"), metavar="REVIEW")
@option("--format", "form", says=message("Form of the page"), type=OneOf(_FORMATS), default="text")
def show(request: Request, id: str, form: str) -> None:
    """One record."""
    ws, words = request.workspace, request.words
    found, who = signed_review(ws, id), record_reader(ws, words.speech)
    title, parts = record_title(found, who), record_parts(found, who)
    page = page_markdown if form == "markdown" else page_lines
    request.answer(told_data(found), lambda: page(title, parts))


@below(review, "said", message("What leads said about your own items"))
def said(request: Request) -> None:
    """What was said."""
    ws, words = request.workspace, request.words
    found = read_said(ws)
    who = record_reader(ws, words.speech)
    request.answer([said_data(each) for each in found], lambda: text_lines(said_lines(found, who)))


def _table(desk: Desk, words: Words) -> list[str]:
    say, speech = words.speech.say, words.speech
    rows: list[list[str]] = []
    for item in desk.items:
        account = desk.accounts.get(item.account)
        title = subject_title(desk.subjects[item.id], words)
        age = say("{n} d", n=item.age_days)
        rows.append([item.id, age, account.name if account else "?", title, worded_all(item.reasons, words)])
    lines = list(columns([say("Id"), say("Age"), say("Account"), say("Title"), say("Why")], rows, right=[1]))
    return [*lines, speech.plural("{n} item waits", "{n} items wait", len(desk.items))]


def _meant(request: Request, words: Sequence[str]) -> list[str]:
    return [subject_called(request.workspace, word).id for word in words]


def _told(request: Request, changed: Sequence[Document]) -> None:
    request.done(changed[0] if len(changed) == 1 else changed, last_done(request.workspace))
