"""Reads rule files: those of the program, or files of the same name in a store's `rules` folder."""

import re
import tomllib
from importlib.resources import files
from pathlib import Path
from typing import TypeVar

import msgspec

from cadence_tui.model.errors import BadInput, Where
from cadence_tui.model.message import message

R = TypeVar("R")


def load_rules(shape: type[R], name: str, overrides: Path | None = None) -> R:
    """The rule file `NAME.toml` as a `shape`; the one in `overrides` wins over the shipped one.

    Raises BadInput naming the file, the path of the value, what was found and what was expected.
    """
    own = overrides / f"{name}.toml" if overrides else None
    if own and own.is_file():
        return read_rules(shape, own.read_bytes(), str(own))
    return read_rules(shape, (files("cadence_tui.content") / f"{name}.toml").read_bytes(), f"{name}.toml")


def read_rules(shape: type[R], source: bytes, file: str) -> R:
    """Rules from the bytes of a TOML file; `file` names it in errors."""
    try:
        return msgspec.convert(tomllib.loads(source.decode("utf-8-sig")), shape)
    except UnicodeDecodeError as error:
        line = source.count(b"\n", 0, error.start) + 1
        raise _unreadable(file, line, f"UTF-8 (at line {line})") from None
    except tomllib.TOMLDecodeError as error:
        raise _unreadable(file, _line(error), str(error)) from None
    except msgspec.ValidationError as error:
        expected, _, path = str(error).partition(" - at ")
        path = path.strip("`") or "$"
        text = message("{file} cannot be used at {path}: {fault}", file=file, path=path, fault=expected)
        raise BadInput(text, [Where(file=file, field=path, expected=expected)]) from None


def _unreadable(file: str, line: int | None, fault: str) -> BadInput:
    text = message("{file} cannot be read: {fault}", file=file, fault=fault)
    return BadInput(text, [Where(file=file, row=line, expected=fault)])


def _line(error: tomllib.TOMLDecodeError) -> int | None:
    found = re.search(r"at line (\d+)", str(error))
    return int(found[1]) if found else None
