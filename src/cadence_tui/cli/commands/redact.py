"""`cadence redact`: erases what somebody asks to have erased."""

from collections.abc import Iterator, Sequence

from cadence_tui.cli.command import argument, command, option
from cadence_tui.cli.request import Request
from cadence_tui.locale import Speech
from cadence_tui.model.message import message
from cadence_tui.workspace.erasure import Erasure, erase, plan_erasure


@command("redact")
@argument("ids", says=message("Ids of contacts, accounts or other documents"), nargs=-1, metavar="ID...")
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
    data = {
        "erased": not dry_run,
        "documents": _keys(erasure.documents),
        "words": erasure.words,
        "mentions": _keys(erasure.mentions),
        "copies": erasure.copies,
    }
    request.answer(data, lambda: _told(erasure, request.speech, dry_run=dry_run))


def _keys(documents: Sequence[tuple[str, str]]) -> list[dict[str, str]]:
    return [{"kind": kind, "id": doc_id} for kind, doc_id in documents]


def _told(erasure: Erasure, speech: Speech, *, dry_run: bool) -> Iterator[str]:
    yield from (f"- {kind} {doc_id}" for kind, doc_id in erasure.documents)
    yield from (f"~ {kind} {doc_id}" for kind, doc_id in erasure.mentions)
    if erasure.words:
        yield speech.say("Words: {words}", words=", ".join(erasure.words))
    yield from (speech.say("Still in: {path}", path=path) for path in erasure.copies)
    if dry_run:
        yield speech.say("Nothing is erased yet. Without --dry-run it is, and cannot be undone.")
    else:
        yield speech.say("Erased. Backups and exports made before still hold it: delete them as well.")
