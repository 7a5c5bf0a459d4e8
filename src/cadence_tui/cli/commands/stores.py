"""`cadence init`, `doctor`, `compact`, `migrate`, `backup`, `restore`: the store as a whole."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, cast

import click
import msgspec

from cadence_tui.cli.command import argument, command, option
from cadence_tui.cli.commands.interface import SIZES
from cadence_tui.cli.request import Request
from cadence_tui.cli.types import OneOf
from cadence_tui.content.touch_model import presets
from cadence_tui.locale import Speech
from cadence_tui.model.documents.account import Language
from cadence_tui.model.errors import StoreError
from cadence_tui.model.message import message
from cadence_tui.workspace.folding import fold
from cadence_tui.workspace.founding import found_store
from cadence_tui.workspace.setup import DEFAULT_PRESET
from cadence_tui.workspace.upkeep import Examined, back_up, examine
from cadence_tui.workspace.upkeep import migrate as bring_forward
from cadence_tui.workspace.upkeep import move_here as move
from cadence_tui.workspace.upkeep import repair as mend
from cadence_tui.workspace.upkeep import restore as make_anew
from cadence_tui.workspace.whereabouts import require_store, store_path

if TYPE_CHECKING:
    from cadence_tui.content.sample.portfolio import SampleSize

_STAMP = "%Y%m%d-%H%M%S"


@command("init")
@argument("path", says=message("The folder to make it in"), required=False, default="")
@option(
    "--preset", says=message("The touch model to begin with"), type=OneOf(presets()), default=DEFAULT_PRESET
)
@option("--sample", says=message("Fill it with the sample portfolio"), type=OneOf(SIZES))
def init(request: Request, path: str, preset: str, sample: SampleSize | None) -> None:
    """A store whose first admin is the person at the keyboard."""
    place: Path = store_path(path) if path else request.path
    found_store(
        place,
        now=request.clock.now(),
        language=cast(Language, request.speech.language),
        preset=preset,
        sample=sample,
    )
    request.done({"store": str(place)}, message("There is a store now at {path}", path=str(place)))


@command("doctor")
@option("--repair", says=message("Mend what can be mended; nothing is thrown away"), is_flag=True)
@option("--move-here", says=message("The store belongs to this machine from now on"), is_flag=True)
def doctor(request: Request, repair: bool, move_here: bool) -> None:
    """Examines the store; ends with the status of a damaged store when something does harm or was lost."""
    require_store(request.path)
    examined = _examined(request, repair=repair, move_here=move_here)
    speech = request.speech
    data = msgspec.structs.asdict(examined)
    data["repaired"] = [speech.word(told) for told in examined.repaired]
    data["lost"] = [speech.word(told) for told in examined.lost]
    request.answer(data, lambda: _findings(examined, speech))
    if not examined.ok or examined.lost:
        click.get_current_context().exit(StoreError.exit_status)


def _examined(request: Request, *, repair: bool, move_here: bool) -> Examined:
    if move_here:
        moved = move(request.path, waiting=request.waits)
        if not repair:
            return moved
    return mend(request.path, waiting=request.waits) if repair else examine(request.path)


def _findings(examined: Examined, speech: Speech) -> Iterator[str]:
    yield from (f"✓ {speech.word(told)}" for told in examined.repaired)
    yield from (f"! {speech.word(told)}" for told in examined.lost)
    for problem in examined.problems:
        place = f"{problem.file}:{problem.line}" if problem.line else problem.file
        yield f"{'·' if problem.harmless else '!'} {place}  {speech.word(problem.text)}"
    if not examined.ok:
        yield speech.say("The store is damaged. To mend what can be mended: cadence doctor --repair")
        return
    yield speech.plural("{n} document, all sound", "{n} documents, all sound", examined.documents)
    if examined.lost:
        yield speech.say("Not all could be saved: compare with the last backup")


@command("compact")
def compact(request: Request) -> None:
    """Folds the journal into a new snapshot now; the program does it by itself when it is worth it."""
    require_store(request.path)
    fold(request.path)
    request.done({"store": str(request.path)}, message("The journal is folded"))


@command("migrate")
@option("--backup", says=message("The file for the copy of the store as it was"), metavar="PATH")
def migrate(request: Request, backup: str | None) -> None:
    """Brings the store of an earlier program to the shape of this one."""
    require_store(request.path)
    target = Path(backup).expanduser().absolute() if backup else None
    done = bring_forward(request.path, now=request.clock.now(), backup=target, waiting=request.waits)
    if done is None:
        request.done({"migrated": False}, message("There is nothing to migrate"))
        return
    request.done(
        {"migrated": True, **msgspec.structs.asdict(done), "backup": str(done.backup)},
        message("Migrated; the store as it was is in {path}", path=str(done.backup)),
    )


@command("backup")
@argument("path", says=message("The file to write"), required=False)
@option("--force", says=message("Write over a file that is there"), is_flag=True)
def backup(request: Request, path: str | None, force: bool) -> None:
    """Copies the store into one file."""
    require_store(request.path)
    stamp = request.clock.now().strftime(_STAMP)
    target = Path(path or f"cadence-{stamp}.tar.gz").expanduser().absolute()
    back_up(request.path, target, replace=force)
    request.done(
        {"backup": str(target), "bytes": target.stat().st_size},
        message("The backup is {path}", path=str(target)),
    )


@command("restore")
@argument("path", says=message("A file of: cadence backup, or of: cadence export"))
def restore(request: Request, path: str) -> None:
    """Makes a store of a backup, where there is none."""
    documents = make_anew(Path(path), request.path, now=request.clock.now())
    request.done(
        {"store": str(request.path), "documents": documents},
        message("{n} documents are in {path} again", n=documents, path=str(request.path)),
    )
