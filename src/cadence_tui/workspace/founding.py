"""Makes a store for a person who has none: themselves its admin, the sample if they like."""

from __future__ import annotations

import os
import pwd
import secrets
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import available_timezones

from msgspec import structs

from cadence_tui.content.touch_model import load_touch_model
from cadence_tui.model.documents import Document, Person
from cadence_tui.model.documents.account import Language
from cadence_tui.model.ids import new_id
from cadence_tui.model.text import plain
from cadence_tui.workspace.clock import FixedClock
from cadence_tui.workspace.public_holidays import public_holidays
from cadence_tui.workspace.session import open_workspace, system_login
from cadence_tui.workspace.setup import create_store

if TYPE_CHECKING:
    from cadence_tui.content.sample.portfolio import SampleSize

_LOCALTIME = Path("/etc/localtime")
_ZONES = "zoneinfo/"


def found_store(
    path: Path, *, now: datetime, language: Language, preset: str, sample: SampleSize | None = None
) -> None:
    """A store in a new or empty folder; the person whose login is the system user becomes its admin.

    Raises StoreError when the folder cannot become a store, NotFound for a preset that there is not.
    """
    load_touch_model(preset)
    me = Person(
        id=new_id(now, secrets.randbits(30)),
        name=_name(),
        login=system_login(),
        role="admin",
        timezone=_timezone(),
        language=language,
    )
    documents = _with_sample(me, sample, now) if sample else iter([me])
    create_store(path, documents, made=now, preset=preset, sample=sample or "").close()
    if sample:
        _look_for_signals(path, now)


def _look_for_signals(path: Path, now: datetime) -> None:
    from cadence_tui.workspace.signal_look import look_for_signals

    workspace = open_workspace(path, acting=system_login(), clock=FixedClock(now))
    look_for_signals(workspace)
    workspace.close()


def _with_sample(me: Person, sample: SampleSize, now: datetime) -> Iterator[Document]:
    from cadence_tui.content.sample.portfolio import sample_portfolio

    among_them = False
    for document in sample_portfolio(sample, now.date(), days_off=public_holidays):
        if isinstance(document, Person) and document.login == me.login:
            among_them = True
            yield structs.replace(document, role="admin")
        else:
            yield document
    if not among_them:
        yield me


def _name() -> str:
    try:
        full = pwd.getpwuid(os.getuid()).pw_gecos.split(",")[0]
    except KeyError:
        full = ""
    return plain(full).strip() or system_login()


def _timezone() -> str:
    """The IANA zone of the machine, else UTC."""
    zone = str(_LOCALTIME.resolve()).rpartition(_ZONES)[2]
    return zone if zone in available_timezones() else "UTC"
