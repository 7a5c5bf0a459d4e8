"""Holidays of a year that were worked out before, kept in the user's cache folder.

The library that knows them takes longer to load than most commands have time (design: budgets).
"""

import os
import re
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import msgspec
from msgspec import Struct
from platformdirs import user_cache_path

_PLAIN = re.compile(r"[A-Z]{2}-[A-Za-z0-9]{0,8}-\d{4}-[A-Za-z-]{2,8}")
_ONLY_OWNER = 0o600


class _Kept(Struct, frozen=True):
    """Names by day, and the state of the library that gave them."""

    library: str
    days: dict[date, str]


def remembered(
    country: str, subdivision: str, year: int, language: str, work_out: Callable[[], dict[date, str]]
) -> dict[date, str]:
    """What `work_out` gives, from the cache if the same library gave it before.

    Where nothing can be kept it is worked out each time.
    """
    name = f"{country}-{subdivision}-{year}-{language}"
    library = _library()
    # Codes come from documents: one that is no plain code must not name a file.
    if not library or not _PLAIN.fullmatch(name):
        return work_out()
    file = user_cache_path("cadence") / "holidays" / f"{name}.json"
    with suppress(OSError, msgspec.MsgspecError, UnicodeDecodeError):
        kept = msgspec.json.decode(file.read_bytes(), type=_Kept)
        if kept.library == library:
            return kept.days
    days = work_out()
    fresh = file.with_suffix(f".{os.getpid()}.new")
    with suppress(OSError):
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, _ONLY_OWNER), "wb") as stream:
            stream.write(msgspec.json.encode(_Kept(library, days)))
        fresh.replace(file)
    return days


@cache
def _library() -> str:
    """The library as it is installed, without loading it: its place, and when that was last changed."""
    found = find_spec("holidays")
    if found is None or found.origin is None:
        return ""
    with suppress(OSError):
        return f"{found.origin} {Path(found.origin).stat().st_mtime_ns}"
    return ""
