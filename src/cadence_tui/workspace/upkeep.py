"""Care for a store as a whole: examine, repair, migrate, copy into one file, make anew from such a file."""

import os
import shutil
import stat
import tempfile
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import msgspec
from msgspec import Struct

from cadence_tui.exchange.archive import read_export
from cadence_tui.model.errors import BadInput, NotPermitted, Refused, StoreError
from cadence_tui.model.message import Message, message
from cadence_tui.store import faults
from cadence_tui.store.backup import read_backup, write_backup
from cadence_tui.store.check import check_store
from cadence_tui.store.disk import FOLDER_MODE, sync_folder
from cadence_tui.store.lock import Waiting
from cadence_tui.store.migrate import Migrated, migrate_store
from cadence_tui.store.open import make_store, open_store
from cadence_tui.store.protocol import Commit, Problem
from cadence_tui.store.repair import move_here as move_store_here
from cadence_tui.store.repair import repair_store
from cadence_tui.workspace.collections import COLLECTIONS, SCHEMA
from cadence_tui.workspace.migrations import MIGRATIONS, lifted
from cadence_tui.workspace.outfile import fresh_file
from cadence_tui.workspace.session import system_login

_EXPORT_BEGINS = b"{"
_STAMP = "%Y%m%d-%H%M%S"


class Examined(Struct, frozen=True, kw_only=True):
    """What the doctor found: `ok` unless something does harm, how many documents there are, every finding.

    `repaired` tells what was mended before, `lost` what could not be.
    """

    ok: bool
    documents: int
    problems: list[Problem]
    repaired: list[Message] = []
    lost: list[Message] = []


def examine(path: Path) -> Examined:
    """Reads everything in a store and changes nothing. Raises StoreError for what is no store."""
    problems = check_store(path, COLLECTIONS)
    sound = all(problem.harmless for problem in problems)
    return Examined(ok=sound, documents=_count(path) if sound else 0, problems=problems)


def repair(path: Path, *, waiting: Waiting | None = None) -> Examined:
    """Mends what can be mended, and examines the store again; bytes without a place go to lost+found.

    Raises StoreError where nothing is left to begin with, NotPermitted.
    """
    _require_owner(path)
    try:
        repaired = repair_store(path, COLLECTIONS, waiting=waiting)
    except OSError as error:
        raise faults.nothing_written(path, error) from None
    return msgspec.structs.replace(examine(path), repaired=repaired.done, lost=repaired.lost)


def move_here(path: Path, *, waiting: Waiting | None = None) -> Examined:
    """Makes a store this machine's, and examines it. Raises StoreError, NotPermitted."""
    _require_owner(path)
    try:
        moved = move_store_here(path, waiting=waiting)
    except OSError as error:
        raise faults.nothing_written(path, error) from None
    told = [message("The store belongs to this machine now")] if moved else []
    return msgspec.structs.replace(examine(path), repaired=told)


def migrate(
    path: Path, *, now: datetime, backup: Path | None = None, waiting: Waiting | None = None
) -> Migrated | None:
    """Brings a store of an earlier program to this one's shape; None when it has that.

    A copy of the store as it was is made first, in its folder `backups` unless another file is named. Raises
    StoreError, and Refused for a file that is there, NotPermitted.
    """
    _require_owner(path)
    why = {"text": message("Migrated to schema {schema}").text, "figures": {"schema": SCHEMA}}
    try:
        return migrate_store(
            path,
            COLLECTIONS,
            schema=SCHEMA,
            migrations=MIGRATIONS,
            author=Commit(seq=0, at=now.isoformat(), who=system_login(), why=why),
            backup=backup or path / "backups" / f"before-migration-{now.strftime(_STAMP)}.tar.gz",
            waiting=waiting,
        )
    except OSError as error:
        raise faults.nothing_written(path, error) from None


def back_up(path: Path, target: Path, *, replace: bool = False) -> None:
    """Copies a store into one file while others work in it; a damaged one could not be restored.

    Raises StoreError, Refused as `fresh_file` and for a file in the store's own folder.
    """
    if target.resolve().is_relative_to(path.resolve()):
        raise Refused(
            message("{path} is in the store's own folder: it would be lost with the store", path=str(target))
        )
    _refuse_damaged(path, check_store(path, COLLECTIONS))
    with fresh_file(target, replace=replace) as fresh:
        write_backup(path, fresh)


def restore(archive: Path, path: Path, *, now: datetime) -> int:
    """Makes a store of a backup, or of a JSON export; returns how many documents it has.

    A backup of an earlier program is migrated. The file is examined before anything is put in place. Raises
    StoreError when the folder is in use or the file is damaged, BadInput for a faulty export.
    """
    try:
        return _restored(archive, path, now)
    except OSError as error:
        raise faults.nothing_written(path, error) from None


def _require_owner(path: Path) -> None:
    """Who may do what needs no role, because the store cannot be opened to look for it (contract, "Who")."""
    try:
        owner = path.stat().st_uid
    except OSError as error:
        raise faults.unreachable(path, error) from None
    if os.geteuid() not in (0, owner):
        raise NotPermitted(message("Only the owner of the folder {path} may do this", path=str(path)))


def _restored(archive: Path, path: Path, now: datetime) -> int:
    if path.exists() and (not path.is_dir() or any(path.iterdir())):
        raise StoreError(
            message("{path} is in use; a restored store needs a folder of its own", path=str(path))
        )
    if _is_export(archive):
        return _from_export(archive, path)
    path.parent.mkdir(parents=True, exist_ok=True)
    building = Path(tempfile.mkdtemp(prefix=f".{path.name}.", dir=path.parent))
    try:
        read_backup(archive, building)
        # Backups outlive the program that made them.
        migrate(building, now=now)
        examined = examine(building)
        _refuse_damaged(archive, examined.problems)
        building.chmod(FOLDER_MODE | (path.parent.stat().st_mode & stat.S_ISGID))
        building.replace(path)
        sync_folder(path.parent)
    finally:
        shutil.rmtree(building, ignore_errors=True)
    return examined.documents


def _refuse_damaged(path: Path, problems: Sequence[Problem]) -> None:
    harm = next((problem for problem in problems if not problem.harmless), None)
    if harm is not None:
        raise StoreError(message("{path} is damaged: {fault}", path=str(path / harm.file), fault=harm.text))


def _is_export(archive: Path) -> bool:
    try:
        with archive.open("rb") as stream:
            return stream.read(1) == _EXPORT_BEGINS
    except OSError as error:
        fault = error.strerror or type(error).__name__
        raise BadInput(message("{path} cannot be read: {fault}", path=str(archive), fault=fault)) from None


def _from_export(archive: Path, path: Path) -> int:
    documents = read_export(archive, schema=SCHEMA, lift=lifted)
    if not any(kind == "settings" for kind, _ in documents):
        raise BadInput(message("{path} is an export of a part; a store needs all of it", path=str(archive)))
    make_store(path, COLLECTIONS, schema=SCHEMA, documents=documents).close()
    return len(documents)


def _count(path: Path) -> int:
    store = open_store(path, COLLECTIONS, schema=SCHEMA)
    try:
        return sum(store.count(collection.kind) for collection in COLLECTIONS)
    finally:
        store.close()
