"""`cadence log`, `undo`, `redo`: what was done, and taking it back."""

from datetime import date
from itertools import islice

from cadence_tui.cli.columns import columns
from cadence_tui.cli.command import argument, command, option
from cadence_tui.cli.request import Request
from cadence_tui.cli.types import PAST_DAY, WholeNumber
from cadence_tui.locale import Speech
from cadence_tui.model.message import message
from cadence_tui.views.fields import lowered_word
from cadence_tui.workspace import taking_back
from cadence_tui.workspace.history import Logged
from cadence_tui.workspace.history import log as logged

_MOST = 10**9


@command("log")
@option("--account", says=message("Only what touched this account"), metavar="ID|NAME")
@option("--since", says=message("Back to this day"), type=PAST_DAY)
@option("--last", says=message("No more than so many"), type=WholeNumber(1, _MOST))
def log(request: Request, account: str | None, since: date | None, last: int | None) -> None:
    """Who did what, when, and to what; the newest first."""
    ws = request.workspace
    speech = request.speech
    wanted = ws.records.account(account).id if account else ""
    acts = list(islice(logged(ws, account=wanted, since=since), last))
    data = [
        {
            "seq": act.seq,
            "at": act.at,
            "who": act.who,
            "via": act.via,
            "what": speech.word(act.what),
            "why": act.why,
            "documents": act.documents,
        }
        for act in acts
    ]
    header = ["#", speech.say("When"), speech.say("Who"), speech.say("What")]
    zone = ws.local_now().tzinfo
    rows = [
        [str(act.seq), f"{act.at.astimezone(zone):%Y-%m-%d %H:%M}", _who(act, speech), _what(act, speech)]
        for act in acts
    ]
    request.answer(data, lambda: columns(header, rows, right=[0]))


def _who(act: Logged, speech: Speech) -> str:
    return speech.say("{who} (via {login})", who=act.who, login=act.via) if act.via else act.who


def _what(act: Logged, speech: Speech) -> str:
    """The sentence and, of an edit, the fields that it changed."""
    fields = ", ".join(lowered_word(name, speech) for name in act.edited)
    return " · ".join(part for part in (speech.word(act.what), fields) if part)


@command("undo", writes=True)
@argument(
    "number",
    says=message("The number in the log; your last act without"),
    required=False,
    type=WholeNumber(1, _MOST),
    metavar="[N]",
)
def undo(request: Request, number: int | None) -> None:
    """Takes an act back."""
    what = taking_back.undo(request.workspace, number)
    request.done({"undone": request.speech.word(what)}, message("Taken back: {what}", what=what))


@command("redo", writes=True)
def redo(request: Request) -> None:
    """Does again what was taken back last."""
    what = taking_back.redo(request.workspace)
    request.done({"redone": request.speech.word(what)}, message("Done again: {what}", what=what))
