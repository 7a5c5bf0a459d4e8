"""`cadence import` and `cadence export`: files in and out."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import cast

from cadence_tui.cli.command import argument, command, option
from cadence_tui.cli.request import Request
from cadence_tui.cli.types import OneOf
from cadence_tui.exchange.promises import KIND as PROMISES
from cadence_tui.exchange.words import kinds
from cadence_tui.locale import Speech
from cadence_tui.model.errors import WrongUsage
from cadence_tui.model.message import message
from cadence_tui.views.action_filter import require_known
from cadence_tui.workspace.calendar import calendar_owners
from cadence_tui.workspace.exports import as_csv, as_markdown, everything
from cadence_tui.workspace.imports import Imported, import_files
from cadence_tui.workspace.outfile import write_out
from cadence_tui.workspace.promises_out import (
    GROUPINGS,
    Grouping,
    PromiseForm,
    chosen_promises,
    promises_file,
)
from cadence_tui.workspace.publishing import calendar_of

STANDARD_OUTPUT = "-"
"""As programs name it where a file is asked for."""


@command("import", writes=True)
@argument(
    "kind",
    says=message("What the files hold: {kinds}", kinds=", ".join(kinds())),
    type=OneOf(kinds()),
    metavar="KIND",
)
@argument(
    "files",
    says=message("CSV or JSON Lines; busy times and promises as .ics too; all of them or nothing"),
    nargs=-1,
    required=True,
)
@option("--map", "mapping", says=message('TOML lines such as: name = "Customer"'), metavar="FILE")
@option("--person", says=message("Whose calendar an .ics file is; your own without"), metavar="PERSON")
@option("--source", says=message("The name of that calendar (else: the file's)"), metavar="NAME")
@option("--dry-run", says=message("Only tell what would happen"), is_flag=True)
def import_(
    request: Request,
    kind: str,
    files: Sequence[str],
    mapping: str | None,
    person: str | None,
    source: str | None,
    dry_run: bool,
) -> None:
    """Imports files in one transaction."""
    imported = import_files(
        request.workspace,
        kind,
        [Path(file) for file in files],
        language=request.speech.language,
        mapping=Path(mapping) if mapping else None,
        dry=dry_run,
        person=person or "",
        source=source or "",
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
    says=message("json loses nothing; taskwarrior is for promises"),
    type=OneOf(("json", "csv", "ics", "markdown", "taskwarrior")),
    default="json",
)
@option(
    "--filter",
    "words",
    says=message("Promises: only live ones that fit, such as {example}", example="theirs owner:ana"),
    metavar="WORDS",
)
@option("--by", says=message("For promises as Markdown: what they are grouped by"), type=OneOf(GROUPINGS))
@option("--person", "people", says=message("For ics: whose calls"), multiple=True, metavar="PERSON")
@option(
    "--out",
    says=message("A file, or - for standard output; for CSV of several kinds a folder"),
    metavar="PATH",
)
@option("--force", says=message("Write over files that are there"), is_flag=True)
def export(
    request: Request,
    chosen: Sequence[str],
    form: str,
    words: str | None,
    by: Grouping | None,
    people: Sequence[str],
    out: str | None,
    force: bool,
) -> None:
    """Exports to a file or to standard output."""
    out = None if out == STANDARD_OUTPUT else out
    if people and form != "ics":
        raise WrongUsage(message("--person goes with: --format ics"))
    if request.as_json and form != "json" and not out:
        raise WrongUsage(
            message("With --json only JSON goes to the standard output; {option} is needed", option="--out")
        )
    _check_choice(chosen, form, words, by)
    place = Path(out) if out else None
    if list(chosen) == [PROMISES] and form != "json":
        files = [(place or Path(), _promises(request, form, words, by))]
    elif form == "ics":
        files = [(place or Path(), _calendar(request, chosen, people))]
    else:
        files = list(_files(request, chosen, form, place))
    if not out:
        for _, chunks in files:
            request.pour(chunks)
        return
    for path, chunks in files:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_out(path, chunks, replace=force)
    written = [str(path) for path, _ in files]
    request.done({"files": written}, message("Written: {files}", files=", ".join(written)))


def _check_choice(chosen: Sequence[str], form: str, words: str | None, by: Grouping | None) -> None:
    alone = list(chosen) == [PROMISES]
    if form == "taskwarrior" and not alone:
        raise WrongUsage(message("Tasks are promises: {example}", example="cadence export actions"))
    if words is not None and (not alone or form == "json"):
        raise WrongUsage(
            message("--filter goes with: export actions --format csv, ics, markdown, taskwarrior")
        )
    if by is not None and not (alone and form == "markdown"):
        raise WrongUsage(message("--by goes with: export actions --format markdown"))


def _promises(request: Request, form: str, words: str | None, by: Grouping | None) -> Iterator[bytes]:
    ws = request.workspace
    require_known(words or "", request.speech)
    chosen = chosen_promises(ws, words or "")
    return promises_file(ws, cast("PromiseForm", form), chosen, request.speech, by=by or "account")


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


def _calendar(request: Request, chosen: Sequence[str], people: Sequence[str]) -> list[bytes]:
    """Calls as a calendar: of the people named, else of everybody whose calendar may be seen."""
    if set(chosen) - {"touchpoints"}:
        raise WrongUsage(message("A calendar holds calls or to-dos: {kinds}", kinds="touchpoints, actions"))
    ws = request.workspace
    owners = [ws.records.person(each) for each in people] or calendar_owners(ws)
    return [calendar_of(ws, owners, request.speech.language)]


def _encoded(lines: Iterable[str]) -> Iterator[bytes]:
    return (line.encode() for line in lines)
