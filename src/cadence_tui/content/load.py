"""Reads rule files: shipped with the program, overridden by files of the same name in a store's `rules` folder."""

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
        return msgspec.convert(tomllib.loads(source.decode("utf-8")), shape)
    except UnicodeDecodeError as error:
        raise _fault(file, f"byte {error.start}", "UTF-8") from None
    except tomllib.TOMLDecodeError as error:
        raise _fault(file, "", str(error)) from None
    except msgspec.ValidationError as error:
        expected, _, path = str(error).partition(" - at ")
        raise _fault(file, path.strip("`"), expected) from None


def _fault(file: str, path: str, expected: str) -> BadInput:
    text = message("{file} cannot be used at {path}: {fault}", file=file, path=path or "?", fault=expected)
    return BadInput(text, [Where(file=file, field=path, expected=expected)])
