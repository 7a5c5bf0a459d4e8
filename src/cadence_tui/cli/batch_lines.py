"""The lines of a batch: read one at a time, and taken apart into the words of a command."""

import shlex
from collections.abc import Iterator
from typing import BinaryIO

import msgspec

from cadence_tui.model.errors import WrongUsage
from cadence_tui.model.message import message

MOST = 1_000_000
_PIECE = 1 << 16
_json = msgspec.json.Decoder(list[str])


def numbered_lines(stream: BinaryIO) -> Iterator[tuple[int, bytes]]:
    """Lines with their numbers, each as soon as it is whole; of one that is too long only the beginning."""
    number = 0
    while line := stream.readline(MOST + 2):
        number += 1
        piece = line
        while piece and not piece.endswith(b"\n"):
            piece = stream.readline(_PIECE)
        yield number, line


def words_of(line: bytes) -> list[str] | None:
    """The words of a command: as a shell has them, or a JSON array; None for a blank line or a remark.

    Raises WrongUsage for what cannot be taken apart.
    """
    if len(line.rstrip(b"\r\n")) > MOST:
        raise WrongUsage(message("A line of a batch has {most} bytes at most", most=MOST))
    try:
        text = line.decode().strip()
    except UnicodeDecodeError:
        raise WrongUsage(message("The line is not UTF-8")) from None
    if not text or text.startswith("#"):
        return None
    return _json_words(text) if text.startswith(("[", "{")) else _shell_words(text)


def _json_words(text: str) -> list[str]:
    try:
        return _json.decode(text)
    except msgspec.DecodeError:
        raise WrongUsage(message("The line is no JSON array of words")) from None


def _shell_words(text: str) -> list[str]:
    try:
        return shlex.split(text)
    except ValueError:
        raise WrongUsage(message("A quotation is not closed in the line")) from None
