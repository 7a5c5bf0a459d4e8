"""`cadence digest`: a person's day as plain text, for cron to mail (A2)."""

from collections.abc import Iterator
from typing import Any

from cadence_tui.cli.command import argument, command, option
from cadence_tui.cli.mail_text import fitted, wrapped
from cadence_tui.cli.reasons import reasons_data
from cadence_tui.cli.request import Request
from cadence_tui.locale import Speech, speech
from cadence_tui.model.message import message
from cadence_tui.views.digest import Digest, digest_lines
from cadence_tui.views.names import names_of
from cadence_tui.views.review_page import subject_title
from cadence_tui.views.words import Words
from cadence_tui.workspace.digest import digest as gathered
from cadence_tui.workspace.digest import workspace_of
from cadence_tui.workspace.session import Workspace


@command("digest")
@argument(
    "person",
    says=message("Whose day: login, name or id; without: yours. Leads and admins read everybody's"),
    required=False,
)
@option(
    "--quiet-if-empty", "quiet", says=message("Print nothing when there is nothing to tell"), is_flag=True
)
def digest(request: Request, person: str | None, quiet: bool) -> None:
    """The digest in the person's language, unless another is asked for."""
    ws = workspace_of(request.workspace, person or "")
    found = gathered(ws)
    if quiet and found.is_empty and not request.as_json:
        return
    spoken = request.speech if request.language else speech(ws.actor.language)
    request.answer(_data(found, ws, spoken), lambda: fitted(_text(found, ws, spoken)))


def _text(found: Digest, ws: Workspace, spoken: Speech) -> Iterator[str]:
    names = names_of(ws.rules.touch_model, ws.records.people())
    for line in digest_lines(found, names, spoken, ws.rules.reminders.digest_lines):
        yield from wrapped(line.text, line.indent, line.hanging)


def _data(found: Digest, ws: Workspace, spoken: Speech) -> dict[str, Any]:
    words = Words(
        speech=spoken, names=names_of(ws.rules.touch_model, ws.records.people()), zone=ws.actor.timezone
    )
    return {
        "person": found.person,
        "name": found.name,
        "day": found.day,
        "empty": found.is_empty,
        "calls": found.calls,
        "returned": found.returned,
        "late_ours": found.late_ours,
        "late_theirs": found.late_theirs,
        "due_week": found.due_week,
        "waiting": found.waiting,
        "review": {
            "count": len(found.review),
            "first": [
                {
                    "id": each.id,
                    "account": each.account,
                    "name": each.name,
                    "kind": each.kind,
                    "title": subject_title(each.subject, words),
                    "age_days": each.age_days,
                    "reason": reasons_data([each.reason], words)[0],
                }
                for each in found.review[: ws.rules.reminders.digest_lines]
            ],
        },
    }
