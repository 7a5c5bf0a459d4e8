"""`cadence redact`: erases what somebody asks to have erased."""

from collections.abc import Iterator, Sequence

from msgspec.structs import asdict

from cadence_tui.cli.command import argument, command, option
from cadence_tui.cli.request import Request
from cadence_tui.locale import Speech
from cadence_tui.model.message import message
from cadence_tui.views.vocabulary import word_of
from cadence_tui.workspace.erasure import Erasure, erase, plan_erasure


@command("redact")
@argument("ids", says=message("Ids of contacts, accounts or other documents"), nargs=-1, metavar="[ID...]")
@option(
    "--word",
    "words",
    says=message("A name, address or number to erase wherever it is written"),
    multiple=True,
    metavar="TEXT",
)
@option("--why", says=message("The reason, for the log"), required=True, metavar="TEXT")
@option("--dry-run", says=message("Only tell what would be erased"), is_flag=True)
def redact(request: Request, ids: Sequence[str], words: Sequence[str], why: str, dry_run: bool) -> None:
    """Removes documents and words from the store and from its history; this cannot be undone."""
    erasure = plan_erasure(request.workspace, ids, words)
    if not dry_run:
        erase(request.workspace, erasure, why, waiting=request.waits)
    data = {"erased": not dry_run, **asdict(erasure), "pieces": len(erasure.pieces)}
    request.answer(data, lambda: _told(erasure, request.speech, dry_run=dry_run))


def _told(erasure: Erasure, speech: Speech, *, dry_run: bool) -> Iterator[str]:
    for gone in erasure.documents:
        yield f"- {word_of('kind', gone.kind, speech)} {gone.id}{f' · {gone.name}' if gone.name else ''}"
    for mention in erasure.mentions:
        yield f"~ {word_of('kind', mention.kind, speech)} {mention.id}"
        yield from (f"    {passage}" for passage in mention.passages)
    if erasure.words:
        yield speech.say("Words: {words}", words=", ".join(erasure.words))
    if erasure.unfound:
        yield speech.say("Found nowhere: {words}", words=", ".join(erasure.unfound))
    if erasure.entries:
        yield speech.say("Entries of the log that have them: {n}", n=erasure.entries)
    if erasure.pieces:
        yield speech.say("Files of lost+found to go with them: {n}", n=len(erasure.pieces))
    yield from (speech.say("Still in: {path}", path=path) for path in erasure.copies)
    if dry_run:
        yield speech.say("Nothing is erased yet. Without --dry-run it is, and cannot be undone.")
    else:
        yield speech.say("Erased. Backups and exports made before still hold it: delete them as well.")
