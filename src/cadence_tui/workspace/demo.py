"""Throw-away copies of the sample portfolio, dated to today; made once a day, copied at every start."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Generator
from contextlib import contextmanager, suppress
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from platformdirs import user_cache_path

from cadence_tui import __version__
from cadence_tui.workspace.clock import FixedClock
from cadence_tui.workspace.session import open_workspace

if TYPE_CHECKING:
    from cadence_tui.content.sample.portfolio import SampleSize

DEMO_LOGIN = "ana"
_LEAD_LOGIN = "lead"
_PREFIX = "cadence-demo-"


@contextmanager
def demo_store(size: SampleSize, now: datetime) -> Generator[Path]:
    """A private copy of the sample that is gone afterwards."""
    original = _original(size, now)
    _forget_orphans()
    prefix = f"{_PREFIX}{os.getpid()}-"
    with tempfile.TemporaryDirectory(prefix=prefix, ignore_cleanup_errors=True) as folder:
        copy = Path(folder) / "store"
        shutil.copytree(original, copy)
        yield copy


def _original(size: SampleSize, now: datetime) -> Path:
    cache = user_cache_path("cadence")
    made = cache / _name(size, now.date())
    if made.is_dir():
        return made
    cache.mkdir(mode=0o700, parents=True, exist_ok=True)
    building = Path(tempfile.mkdtemp(prefix="building-", dir=cache))
    try:
        _make(building / "store", size, now)
        _forget_earlier(cache, size)
        (building / "store").replace(made)
    except OSError:
        # Somebody else has made the same one meanwhile.
        if not made.is_dir():
            raise
    finally:
        shutil.rmtree(building, ignore_errors=True)
    return made


def _make(path: Path, size: SampleSize, now: datetime) -> None:
    """The sample with its signals and the rows of its portfolio, so that no start has to reckon them."""
    # Loaded here alone: starts that find the sample made must not wait for what made it.
    from cadence_tui.content.sample.portfolio import sample_portfolio
    from cadence_tui.workspace.portfolio import portfolio_book
    from cadence_tui.workspace.public_holidays import public_holidays
    from cadence_tui.workspace.setup import create_store
    from cadence_tui.workspace.signal_look import look_for_signals

    documents = sample_portfolio(size, now.date(), days_off=public_holidays)
    create_store(path, documents, made=now, sample=size).close()
    lead = open_workspace(path, acting=_LEAD_LOGIN, clock=FixedClock(now))
    look_for_signals(lead)
    lead.close()
    workspace = open_workspace(path, acting=DEMO_LOGIN, clock=FixedClock(now))
    portfolio_book(workspace)
    workspace.close()


def _name(size: str, day: date) -> str:
    return f"sample-{__version__}-{size}-{day.isoformat()}"


def _forget_orphans() -> None:
    """Removes copies of this user whose program was killed before it could."""
    for folder in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*-*"):
        pid = folder.name.removeprefix(_PREFIX).partition("-")[0]
        with suppress(OSError):
            if pid.isdecimal() and folder.stat().st_uid == os.getuid() and not Path(f"/proc/{pid}").exists():
                shutil.rmtree(folder, ignore_errors=True)


def _forget_earlier(cache: Path, size: str) -> None:
    for old in cache.glob(f"sample-*-{size}-*"):
        shutil.rmtree(old, ignore_errors=True)
