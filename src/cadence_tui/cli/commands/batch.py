"""`cadence batch`: many commands in one process, each acknowledged when it is kept."""

import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import Any, BinaryIO

import click
import msgspec
from msgspec import Struct

from cadence_tui.cli.batch_lines import numbered_lines, words_of
from cadence_tui.cli.batch_request import Desk, LineRequest
from cadence_tui.cli.command import argument, command, option
from cadence_tui.cli.index import PROGRAM, LineIndex
from cadence_tui.cli.refusals import error_data, error_lines, refusal_of
from cadence_tui.cli.request import Request
from cadence_tui.cli.whole import whole
from cadence_tui.model.errors import BadInput, CadenceError, OutcomeUnknown
from cadence_tui.model.message import message
from cadence_tui.model.text import plain


class NotDone(CadenceError):
    """The lines that nobody looked at because the batch ended before."""

    code = "not_done"


class Outcome(Struct, frozen=True):
    """What became of a line: its status, and its answer or the refusal."""

    line: LineRequest
    status: int
    error: CadenceError | None = None


@command("batch")
@argument(
    "source",
    says=message("A file with a command on each line; - is the standard input"),
    required=False,
    default="-",
    metavar="[FILE|-]",
)
@option("--stop", says=message("End at the first line that fails"), is_flag=True)
def batch(request: Request, source: str, stop: bool) -> None:
    """Carries out one line after the other; ends with the first status that is not 0."""
    desk = Desk(request)
    with _opened(source) as stream:
        status = _carry_out(desk, stream, stop=stop)
    click.get_current_context().exit(status)


def _opened(source: str) -> AbstractContextManager[BinaryIO]:
    if source == "-":
        return nullcontext(sys.stdin.buffer)
    try:
        return Path(source).open("rb")
    except (OSError, ValueError) as error:
        fault = getattr(error, "strerror", None) or type(error).__name__
        raise BadInput(message("{path} cannot be read: {fault}", path=source, fault=fault)) from None


def _carry_out(desk: Desk, stream: BinaryIO, *, stop: bool) -> int:
    index = LineIndex(PROGRAM)
    first = 0
    for number, line in numbered_lines(stream):
        outcome = _outcome(index, desk, line)
        if outcome is None:
            continue
        _acknowledge(number, outcome)
        unknown = isinstance(outcome.error, OutcomeUnknown)
        if unknown or (stop and outcome.status):
            rest = NotDone(message("Nothing after line {number} is carried out", number=str(number)))
            _acknowledge(number + 1, Outcome(outcome.line, rest.exit_status, rest))
            return outcome.status if unknown else first or outcome.status
        first = first or outcome.status
    return first


def _outcome(index: LineIndex, desk: Desk, line: bytes) -> Outcome | None:
    """What became of a line; None when there is nothing to do on it."""
    request = LineRequest(desk)
    try:
        words = words_of(line)
        if words is None:
            return None
        desk.catch_up()
        with index.make_context(PROGRAM, words, obj=request) as context:
            index.invoke(context)
    except click.exceptions.Exit as end:
        return Outcome(request, end.exit_code)
    except Exception as error:
        refusal = refusal_of(error)
        return Outcome(request, refusal.exit_status, refusal)
    return Outcome(request, 0)


def _acknowledge(number: int, outcome: Outcome) -> None:
    if outcome.line.batch.as_json:
        sys.stdout.buffer.write(msgspec.json.encode(_told(number, outcome)) + b"\n")
    else:
        sys.stdout.writelines(f"{number}: {plain(line)}\n" for line in _lines(outcome))
    sys.stdout.flush()


def _told(number: int, outcome: Outcome) -> dict[str, Any]:
    told: dict[str, Any] = {"line": number, "exit": outcome.status}
    if outcome.error is not None:
        return {**told, "error": error_data(outcome.error, outcome.line.speech)}
    return {**told, "answer": whole(outcome.line.data)}


def _lines(outcome: Outcome) -> Iterator[str]:
    if outcome.error is None:
        yield from outcome.line.lines
    else:
        error, line = outcome.error, outcome.line
        yield from (f"! {told}" for told in error_lines(error, line.speech, line.sides(error)))
