"""Reads rule files: those of the program, or files of the same name in a store's `rules` folder."""

import re
import stat
import tomllib
from collections.abc import Iterator
from importlib.resources import files
from math import isfinite
from pathlib import Path
from typing import Any, TypeVar, cast

import msgspec

from cadence_tui.content.shape_faults import ShapeFault, shape_faults
from cadence_tui.content.toml_lines import line_of, lines_of
from cadence_tui.model.errors import BadInput, NotFound, Where
from cadence_tui.model.message import Message, message
from cadence_tui.model.text import excerpt

R = TypeVar("R")
LIMIT_BYTES = 1_000_000
_MOST = 2**63 - 1
"""TOML has no larger whole number."""
_LONG_KEY = re.compile(r"""(?<![\w-])(?:(?:[\w-]++|"(?:[^"\\\n]|\\.)*+"|'[^'\n]*+')[ \t]*+\.[ \t]*+){40}""")


def load_rules(shape: type[R], name: str, overrides: Path | None = None) -> R:
    """The rule file `NAME.toml` as a `shape`; the one in `overrides` wins over the shipped one.

    Raises BadInput naming the file, the path of the value, what was found and what was expected.
    """
    own = overrides / f"{name}.toml" if overrides else None
    source = own_rules(own) if own else None
    if source is not None:
        return read_rules(shape, source, str(own))
    return read_rules(shape, (files("cadence_tui.content") / f"{name}.toml").read_bytes(), f"{name}.toml")


def own_rules(file: Path) -> bytes | None:
    """The bytes of a store's own rule file; None when it has none. Raises BadInput when it cannot be read."""
    try:
        return _bytes_of(file)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise _unreadable(str(file), None, error.strerror or type(error).__name__) from None


def rules_file(file: Path) -> bytes:
    """The bytes of a rule file that somebody named. Raises NotFound, BadInput when it cannot be read."""
    try:
        return _bytes_of(file)
    except FileNotFoundError as error:
        missing = _unreadable(str(file), None, error.strerror or type(error).__name__)
        raise NotFound(missing.message, missing.where) from None
    except OSError as error:
        raise _unreadable(str(file), None, error.strerror or type(error).__name__) from None


def read_rules(shape: type[R], source: bytes, file: str) -> R:
    """Rules from the bytes of a TOML file; `file` names it in errors.

    Raises BadInput listing every value that does not fit, with its line.
    """
    try:
        return _read(shape, source, file)
    except RecursionError:
        raise _unreadable(file, None, message("it is nested too deeply")) from None
    except ValueError:
        # Python neither reads nor writes a whole number of more than some thousand digits.
        raise _unreadable(file, None, message("a number in it is too long")) from None


def _read(shape: type[R], source: bytes, file: str) -> R:
    text, data = _parsed(source, file)
    try:
        rules = msgspec.convert(data, shape)
    except msgspec.ValidationError:
        raise _unusable(file, text, list(shape_faults(data, shape))) from None
    if endless := list(_endless(data, "$")):
        raise _unusable(file, text, endless)
    return rules


def rules_text(source: bytes, file: str) -> str:
    """The text of a rule file; `file` names it in errors. Raises BadInput when it is not UTF-8."""
    try:
        return source.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = source.count(b"\n", 0, error.start) + 1
        raise _unreadable(file, line, message("line {line} is not UTF-8", line=line)) from None


def _parsed(source: bytes, file: str) -> tuple[str, dict[str, Any]]:
    text = rules_text(source, file)
    _refuse_long_key(text, file)
    try:
        return text, tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _unreadable(file, _line(error), str(error)) from None


def _refuse_long_key(text: str, file: str) -> None:
    # The parser keeps every beginning of a key: its memory grows with the square of the parts.
    if (found := _LONG_KEY.search(text)) is not None:
        line = text.count("\n", 0, found.start()) + 1
        raise _unreadable(file, line, message("a name in it has too many parts (line {line})", line=line))


def _bytes_of(file: Path) -> bytes:
    """Raises OSError, and BadInput for what would never end or is far from a rule file."""
    status = file.stat()
    if not (stat.S_ISREG(status.st_mode) or stat.S_ISDIR(status.st_mode)):
        raise _unreadable(str(file), None, message("it is a pipe or a device, not a file"))
    with file.open("rb") as stream:
        source = stream.read(LIMIT_BYTES + 1)
    if len(source) > LIMIT_BYTES:
        most = LIMIT_BYTES // 1_000_000
        raise _unreadable(str(file), None, message("it is larger than {limit} MB", limit=most))
    return source


def _endless(value: Any, path: str) -> Iterator[ShapeFault]:
    """The values that are `nan`, `inf` or no number of TOML: only shapes with bounds refuse them."""
    if isinstance(value, dict):
        for name, each in cast("dict[str, Any]", value).items():
            yield from _endless(each, f"{path}.{name}")
    elif isinstance(value, list):
        for place, each in enumerate(cast("list[Any]", value)):
            yield from _endless(each, f"{path}[{place}]")
    elif (isinstance(value, float) and not isfinite(value)) or (
        isinstance(value, int) and abs(value) > _MOST
    ):
        yield ShapeFault(path, path, str(value), message("a number to reckon with"))


def _unusable(file: str, source: str, faults: list[ShapeFault]) -> BadInput:
    first = faults[0]
    figures = {"file": file, "path": excerpt(first.path), "found": first.found, "fault": first.expected}
    if first.found:
        text = message("{file} cannot be used at {path}: found “{found}”, expected {fault}", **figures)
    else:
        text = message("{file} cannot be used at {path}: expected {fault}", **figures)
    lines = lines_of(source)
    where = [
        Where(
            file=file,
            row=line_of(fault.place, lines),
            field=excerpt(fault.path),
            found=excerpt(fault.found),
            expected=fault.expected,
        )
        for fault in faults
    ]
    return BadInput(text, where)


def _unreadable(file: str, line: int | None, fault: Message | str) -> BadInput:
    text = message("{file} cannot be read: {fault}", file=file, fault=fault)
    return BadInput(text, [Where(file=file, row=line, expected=message("a TOML file"))])


def _line(error: tomllib.TOMLDecodeError) -> int | None:
    found = re.search(r"at line (\d+)", str(error))
    return int(found[1]) if found else None
