"""Errors on stderr: a line for the reader, or the JSON of the contract."""

import sys

import click
import msgspec

from cadence_tui.locale import Speech
from cadence_tui.model.errors import CadenceError, Where, WrongUsage
from cadence_tui.model.message import Message, message
from cadence_tui.model.text import plain


def refuse(error: CadenceError, speech: Speech, *, as_json: bool) -> int:
    """Tells of a refusal; returns the exit status of the contract."""
    if as_json:
        _write_json(error, speech)
    else:
        lines = [speech.word(error.message), *(place_line(where, speech) for where in error.where)]
        sys.stderr.writelines(f"{plain(line)}\n" for line in lines)
    return error.exit_status


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
    if error.possibilities:
        nearest = ", ".join(sorted(error.possibilities))
        return message(
            "There is no option {name}; there is {nearest}", name=error.option_name, nearest=nearest
        )
    return message("There is no option {name}", name=error.option_name)


def _write_json(error: CadenceError, speech: Speech) -> None:
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
    sys.stderr.write(msgspec.json.encode({"error": told}).decode() + "\n")
