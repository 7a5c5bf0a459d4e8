"""Errors on stderr: a line for the reader, or the JSON of the contract."""

import sys
from collections.abc import Iterator, Sequence
from typing import Any

import click
import msgspec

from cadence_tui.locale import Speech
from cadence_tui.model.errors import CadenceError, Conflict, Where, WrongUsage
from cadence_tui.model.message import Message, message
from cadence_tui.model.text import plain
from cadence_tui.workspace.failures import unexpected

_MOST_NAMED = 8
"""Options of a command that are named to whom none of them comes near."""


def refuse(error: CadenceError, speech: Speech, *, as_json: bool, sides: Sequence[str] = ()) -> int:
    """Tells of a refusal, in text with both `sides` of a clash; returns the exit status of the contract."""
    if as_json:
        _write_json({"error": error_data(error, speech)})
    else:
        sys.stderr.writelines(f"{line}\n" for line in error_lines(error, speech, sides))
    return error.exit_status


def notice(text: Message, speech: Speech, *, as_json: bool) -> None:
    """Tells of something on the way, at once."""
    told = plain(speech.word(text))
    if as_json:
        _write_json({"notice": told})
    else:
        sys.stderr.write(f"{told}\n")
    sys.stderr.flush()


def refusal_of(error: Exception) -> CadenceError:
    """The refusal that an error is; what nobody foresaw is kept in the log file."""
    if isinstance(error, click.UsageError):
        return wrong_usage(error)
    return error if isinstance(error, CadenceError) else unexpected(error)


def error_lines(error: CadenceError, speech: Speech, sides: Sequence[str] = ()) -> Iterator[str]:
    """A refusal for the reader: a sentence, and a line for each fault; of a clash its `sides`."""
    yield from map(plain, sides or [speech.word(error.message)])
    yield from (plain(place_line(where, speech)) for where in error.where)


def error_data(error: CadenceError, speech: Speech) -> dict[str, Any]:
    """A refusal as the contract has it."""
    where = [
        {
            "file": plain(place.file),
            "row": place.row,
            "field": plain(place.field),
            "found": plain(place.found),
            "expected": plain(speech.word(place.expected)),
        }
        for place in error.where
    ]
    told = {"code": error.code, "message": plain(speech.word(error.message)), "where": where}
    return {**told, **_conflict_data(error)} if isinstance(error, Conflict) else told


def wrong_usage(error: click.UsageError) -> WrongUsage:
    """What was wrong with the words of the command line, as a message."""
    if isinstance(error, click.NoSuchOption):
        return WrongUsage(_no_option(error))
    if isinstance(error, click.MissingParameter) and error.param is not None:
        param = error.param
        name = param.opts[0] if isinstance(param, click.Option) else param.human_readable_name
        return WrongUsage(message("{name} is missing", name=name))
    if isinstance(error, click.BadOptionUsage):
        return WrongUsage(
            message("{name} does not stand so: its value is missing or too much", name=error.option_name)
        )
    return WrongUsage(message("The words do not fit the command: {fault}", fault=error.format_message()))


def place_line(where: Where, speech: Speech) -> str:
    """One fault on one line: file, row, field, found, expected."""
    place = ":".join(str(part) for part in (where.file, where.row) if part)
    told = [place] if place else []
    if where.field:
        told.append(where.field)
    if where.found:
        told.append(speech.say("found “{found}”", found=where.found))
    if where.expected:
        told.append(speech.say("expected {expected}", expected=speech.word(where.expected)))
    return "  " + " · ".join(told)


def _no_option(error: click.NoSuchOption) -> Message:
    own = [] if error.ctx is None else [param for param in error.ctx.command.params if param.expose_value]
    known = [param.opts[0] for param in own if isinstance(param, click.Option)]
    near = sorted(set(error.possibilities or ()).intersection(known))
    if nearest := near or known[:_MOST_NAMED]:
        return message(
            "There is no option {name}; there is {nearest}",
            name=error.option_name,
            nearest=", ".join(nearest),
        )
    return message("There is no option {name}", name=error.option_name)


def _conflict_data(error: Conflict) -> dict[str, Any]:
    return {
        "who": plain(error.who),
        "at": error.at,
        "kind": error.kind,
        "id": error.id,
        "fields": error.fields,
        "theirs": error.theirs,
        "mine": error.mine,
    }


def _write_json(data: dict[str, Any]) -> None:
    sys.stderr.write(msgspec.json.encode(data).decode() + "\n")
