"""`cadence import` and `cadence export`: files in and out."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from cadence_tui.cli.command import argument, command, option
from cadence_tui.cli.request import Request
from cadence_tui.cli.types import OneOf
from cadence_tui.exchange.words import kinds
from cadence_tui.locale import Speech
from cadence_tui.model.errors import WrongUsage
from cadence_tui.model.message import message
from cadence_tui.workspace.exports import as_csv, as_markdown, everything
from cadence_tui.workspace.imports import Imported, import_files
from cadence_tui.workspace.outfile import write_out


@command("import", writes=True)
@argument(
    "kind",
    says=message("What the files hold: {kinds}", kinds=", ".join(kinds())),
    type=OneOf(kinds()),
    metavar="KIND",
)
@argument("files", says=message("CSV or JSON Lines; all of them or nothing"), nargs=-1, required=True)
@option("--map", "mapping", says=message('TOML lines such as: name = "Customer"'), metavar="FILE")
@option("--dry-run", says=message("Only tell what would happen"), is_flag=True)
def import_(request: Request, kind: str, files: Sequence[str], mapping: str | None, dry_run: bool) -> None:
    """Imports files in one transaction."""
    imported = import_files(
        request.workspace,
        kind,
        [Path(file) for file in files],
        language=request.speech.language,
        mapping=Path(mapping) if mapping else None,
        dry=dry_run,
    )
    speech = request.speech
    data = {
        "created": imported.created,
        "updated": imported.updated,
        "unchanged": imported.unchanged,
        "warnings": [speech.word(warning) for warning in imported.warnings],
        "signals": imported.signals,
    }
    request.answer(data, lambda: _told(imported, speech, dry=dry_run))


def _told(imported: Imported, speech: Speech, *, dry: bool) -> Iterator[str]:
    yield from (f"! {speech.word(warning)}" for warning in imported.warnings)
    counts = {"created": imported.created, "updated": imported.updated, "unchanged": imported.unchanged}
    if dry:
        yield speech.say("Would be: {created} new, {updated} changed, {unchanged} as they are", **counts)
    else:
        yield speech.say("{created} new, {updated} changed, {unchanged} as they were", **counts)
        if imported.signals.raised:
            raised = imported.signals.raised
            yield speech.plural("{n} new signal: cadence signals", "{n} new signals: cadence signals", raised)


@command("export")
@argument(
    "chosen", says=message("Which; everything without"), nargs=-1, type=OneOf(kinds()), metavar="[KIND]..."
)
@option(
    "--format",
    "form",
    says=message("json loses nothing"),
    type=OneOf(("json", "csv", "markdown")),
    default="json",
)
@option("--out", says=message("A file; for CSV of several kinds a folder"), metavar="PATH")
@option("--force", says=message("Write over files that are there"), is_flag=True)
def export(request: Request, chosen: Sequence[str], form: str, out: str | None, force: bool) -> None:
    """Exports to a file or to standard output."""
    if request.as_json and form != "json" and not out:
        raise WrongUsage(
            message("With --json only JSON goes to the standard output; {option} is needed", option="--out")
        )
    files = list(_files(request, chosen, form, Path(out) if out else None))
    if not out:
        for _, chunks in files:
            request.pour(chunks)
        return
    for path, chunks in files:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_out(path, chunks, replace=force)
    written = [str(path) for path, _ in files]
    request.done({"files": written}, message("Written: {files}", files=", ".join(written)))


def _files(
    request: Request, chosen: Sequence[str], form: str, out: Path | None
) -> Iterator[tuple[Path, Iterable[bytes]]]:
    ws = request.workspace
    place = out or Path()
    if form == "json":
        yield place, everything(ws, chosen)
    elif form == "markdown":
        yield place, _encoded(as_markdown(ws, chosen))
    elif len(chosen) == 1:
        yield place, _encoded(as_csv(ws, chosen[0]))
    elif out is None:
        raise WrongUsage(message("CSV holds one kind; for several name a folder: --out"))
    else:
        for kind in chosen or kinds():
            yield place / f"{kind}.csv", _encoded(as_csv(ws, kind))


def _encoded(lines: Iterable[str]) -> Iterator[bytes]:
    return (line.encode() for line in lines)
