"""`cadence signal`: one signal, shown, put off, settled, opened again, raised by hand."""

from datetime import date

from cadence_tui.cli.command import argument, below, group, option
from cadence_tui.cli.lines import text_lines
from cadence_tui.cli.request import Request
from cadence_tui.cli.types import DAY
from cadence_tui.model.documents import Signal
from cadence_tui.model.message import message
from cadence_tui.views.signal_lines import why_lines
from cadence_tui.views.signals import signal_data
from cadence_tui.workspace import signals as acts
from cadence_tui.workspace.session import last_done
from cadence_tui.workspace.signal_reading import rows_of


@group("signal")
def signal(request: Request) -> None:
    """One signal."""


@below(signal, "show", message("Its evidence, its rule, since when and until when"))
@argument("id", says=message("Id, or the account with one open signal"))
def show(request: Request, id: str) -> None:
    """A signal with its reasons."""
    ws, words = request.workspace, request.words
    row = rows_of(ws, words, [acts.signal_called(ws, id)])[0]
    rules, now = ws.rules.touch_model.signals, ws.now()
    request.answer(signal_data(row), lambda: text_lines(why_lines(row, rules, words, now)))


@below(signal, "snooze", message("Keep it quiet until a day"), writes=True)
@argument("id", says=message("Id, or the account with one open signal"))
@option("--until", says=message("The day on which it may come back"), type=DAY, required=True)
@option("--why", says=message("The reason"), required=True, metavar="TEXT")
def snooze(request: Request, id: str, until: date, why: str) -> None:
    """Put off."""
    ws = request.workspace
    _told(request, acts.snooze(ws, acts.signal_called(ws, id).id, until, why))


@below(signal, "settle", message("Somebody has seen to it"), writes=True)
@argument("id", says=message("Id, or the account with one open signal"))
@option("--why", says=message("What came of it"), required=True, metavar="TEXT")
def settle(request: Request, id: str, why: str) -> None:
    """Settled."""
    ws = request.workspace
    _told(request, acts.settle(ws, acts.signal_called(ws, id).id, why))


@below(signal, "reopen", message("It is open again"), writes=True)
@argument("id", says=message("Id, or the account: its signal put off, else the one settled last"))
def reopen(request: Request, id: str) -> None:
    """Open."""
    ws = request.workspace
    _told(request, acts.reopen(ws, acts.quiet_signal_called(ws, id).id))


@below(
    signal,
    "raise",
    message("Raise one that no rule can see, such as a success told by telephone"),
    writes=True,
)
@argument("account", says=message("Id or name of the account"))
@argument("cause", says=message("Such as {example}", example="milestone"))
@option("--why", says=message("What happened"), required=True, metavar="TEXT")
def raise_(request: Request, account: str, cause: str, why: str) -> None:
    """Raised by hand."""
    _told(request, acts.raise_by_hand(request.workspace, account, cause, why))


def _told(request: Request, changed: Signal) -> None:
    """The signal as it is now, in the words of the log."""
    row = rows_of(request.workspace, request.words, [changed])[0]
    request.done(signal_data(row), last_done(request.workspace))
