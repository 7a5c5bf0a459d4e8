"""A folder of `.ics` files, one event each, as vdirsyncer and khal keep it (P8)."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from hashlib import sha256
from pathlib import Path
from stat import S_ISREG
from typing import Any
from zoneinfo import ZoneInfo

from msgspec import Struct

from cadence_tui.exchange.faults import bad
from cadence_tui.exchange.ics.reading import IcsFile, read_ics
from cadence_tui.exchange.ics.writing import OWN
from cadence_tui.model.clock import FIRST_YEAR, LAST_YEAR
from cadence_tui.model.errors import BadInput
from cadence_tui.model.message import message

_UNSAFE = re.compile(r"[^A-Za-z0-9@._-]")
_SUFFIX = ".ics"
_UNFINISHED = re.compile(rf"\.[A-Za-z0-9][A-Za-z0-9._-]*{re.escape(OWN)}{re.escape(_SUFFIX)}\.[a-z0-9_]{{8}}")
"""An event of ours that is being written, under the name that it has until it is whole."""


class VdirFile(Struct, frozen=True, kw_only=True):
    """A file of the folder: what is in it, or why it cannot be read. `digest` is of its bytes."""

    name: str
    digest: str
    content: IcsFile | None = None
    fault: BadInput | None = None


class There(Struct, frozen=True, kw_only=True):
    """An event of ours as the folder has it. `place` is as `place_text` writes it; empty when called off."""

    file: str
    digest: str
    place: str
    alarms: tuple[Any, ...]


def read_vdir(folder: Path) -> list[VdirFile]:
    """The files of a folder by name; hidden ones and those of other kinds are left alone. Raises OSError."""
    files = sorted(path for path in folder.iterdir() if _is_item(path))
    return [_read(path) for path in files]


def remove_unfinished(folder: Path, *, before: float) -> None:
    """Removes our events that were still being written before an instant when the program ended."""
    for path in folder.iterdir():
        if not _UNFINISHED.fullmatch(path.name):
            continue
        found = path.lstat()
        if S_ISREG(found.st_mode) and found.st_mtime < before:
            path.unlink(missing_ok=True)


def file_name(uid: str) -> str:
    """The name of an event's file: its UID where that is a name without harm, else one made of it."""
    safe = _UNSAFE.sub("_", uid)
    if safe != uid or not safe or safe.startswith("."):
        safe = f"{safe.lstrip('.')[:80]}-{digest_of(uid.encode())[:8]}"
    return safe + _SUFFIX


def digest_of(content: bytes) -> str:
    """What tells one content from another."""
    return sha256(content).hexdigest()


def ours_in(file: VdirFile, zone: ZoneInfo) -> tuple[str, There] | None:
    """The id of the call that a file's event is, and the event as it stands there; None for others' files."""
    event = next(_own_events(file.content), None) if file.content else None
    if event is None:
        return None
    cancelled = str(event.get("STATUS", "")).upper() == "CANCELLED"
    there = There(
        file=file.name,
        digest=file.digest,
        place="" if cancelled else _place_of(event["DTSTART"].dt, zone),
        alarms=tuple(part for part in event.subcomponents if part.name == "VALARM"),
    )
    return str(event["UID"]).removesuffix(OWN), there


def place_text(day: date, start: datetime | None) -> str:
    """A place as one text, to compare: an instant in UTC, or a day where the hour is open."""
    return start.astimezone(UTC).isoformat() if start else day.isoformat()


def instant_of_place(place: str, zone: ZoneInfo) -> datetime:
    """The instant of a place; of a day its midnight in the zone."""
    if "T" in place:
        return datetime.fromisoformat(place)
    return datetime.combine(date.fromisoformat(place), time(), zone).astimezone(UTC)


def _is_item(path: Path) -> bool:
    return path.suffix.lower() == _SUFFIX and not path.name.startswith(".") and path.is_file()


def _read(path: Path) -> VdirFile:
    try:
        content = read_ics(path)
        _check_years(content)
        return VdirFile(name=path.name, digest=digest_of(path.read_bytes()), content=content)
    except BadInput as fault:
        return VdirFile(name=path.name, digest="", fault=fault)
    except OSError as error:
        fault = bad(str(path), message("a readable file"), found=str(error))
        return VdirFile(name=path.name, digest="", fault=fault)


def _check_years(file: IcsFile) -> None:
    for event in _own_events(file):
        moment = event["DTSTART"].dt
        if not FIRST_YEAR <= moment.year <= LAST_YEAR:
            expected = message(
                "a year between {first} and {last}", first=str(FIRST_YEAR), last=str(LAST_YEAR)
            )
            raise file.fault(event, "DTSTART", expected, moment)


def _own_events(file: IcsFile) -> Iterator[Any]:
    """Our event in a file; exceptions that a program made of it are not it."""
    for event in file.components("VEVENT"):
        if str(event.get("UID", "")).endswith(OWN) and "RECURRENCE-ID" not in event:
            yield event


def _place_of(moment: date | datetime, zone: ZoneInfo) -> str:
    if not isinstance(moment, datetime):
        return place_text(moment, None)
    return place_text(moment.date(), moment if moment.tzinfo else moment.replace(tzinfo=zone))
