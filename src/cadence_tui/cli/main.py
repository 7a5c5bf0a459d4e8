"""The program `cadence`: reads the command line, runs the command, ends with the status of the contract."""

import errno
import os
import sys
from collections.abc import Sequence

import click

from cadence_tui import __version__
from cadence_tui.cli.command import Option, request_of
from cadence_tui.cli.index import PROGRAM, Index
from cadence_tui.cli.refusals import refusal_of
from cadence_tui.cli.request import Request
from cadence_tui.model.errors import Refused
from cadence_tui.model.message import message

COMPLETION = "_CADENCE_COMPLETE"
_INTERRUPTED = 130
_READER_LEFT = 141
_UNWRITTEN = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO}


def main() -> None:
    """The entry point of the installed program."""
    sys.exit(run(sys.argv[1:]))


def run(words: Sequence[str]) -> int:
    """Carries out a command line; returns the exit status."""
    instruction = os.environ.get(COMPLETION)
    if instruction:
        from click.shell_completion import shell_complete

        return shell_complete(program(), {}, PROGRAM, COMPLETION, instruction)
    request = _foreseen(words)
    try:
        status = _carry_out(words, request)
        sys.stdout.flush()
        return status
    except BrokenPipeError:
        _forget_output()
        return _READER_LEFT
    except (KeyboardInterrupt, click.Abort):
        return _INTERRUPTED
    except OSError as error:
        if error.filename is not None or error.errno not in _UNWRITTEN:
            return request.refuse(refusal_of(error))
        _forget_output()
        text = message("The answer could not be written: {fault}", fault=error.strerror)
        return request.refuse(Refused(text))
    except Exception as error:
        return request.refuse(refusal_of(error))
    finally:
        request.close()


def _forget_output() -> None:
    # The interpreter would complain once more when it flushes at its end.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def program() -> Index:
    """The command line as click has it."""
    return Index(
        PROGRAM,
        says=message(
            "The workspace of a Customer Success Manager; without a command it opens the interface."
        ),
        params=[_version()],
        callback=_bare,
        invoke_without_command=True,
    )


def _carry_out(words: Sequence[str], request: Request) -> int:
    index = program()
    try:
        with index.make_context(PROGRAM, list(words), obj=request) as context:
            index.invoke(context)
    except click.exceptions.Exit as end:
        return end.exit_code
    return 0


def _bare() -> None:
    context = click.get_current_context()
    if context.invoked_subcommand is None:
        from cadence_tui.cli.commands.interface import open_interface

        context.exit(open_interface(request_of(context)))


def _version() -> Option:
    def show(context: click.Context, parameter: click.Parameter, value: bool) -> None:
        if value and not context.resilient_parsing:
            request_of(context).pour([f"{PROGRAM} {__version__}\n".encode()])
            context.exit()

    return Option(
        ["--version"],
        says=message("The version of the program"),
        is_flag=True,
        expose_value=False,
        is_eager=True,
        callback=show,
    )


def _foreseen(words: Sequence[str]) -> Request:
    """The request as far as it must be known before the words are understood: to refuse or explain them."""
    words = words[: words.index("--")] if "--" in words else words
    language = ""
    for word, following in zip(words, [*words, ""][1:], strict=True):
        if word == "--lang":
            language = following
        elif word.startswith("--lang="):
            language = word.partition("=")[2]
    return Request(language, as_json="--json" in words)
