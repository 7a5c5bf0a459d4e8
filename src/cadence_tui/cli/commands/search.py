"""`cadence search`: across everything written."""

from collections.abc import Iterator, Sequence

from cadence_tui.cli.command import argument, command, option
from cadence_tui.cli.request import Request
from cadence_tui.cli.types import WholeNumber
from cadence_tui.locale import Speech
from cadence_tui.model.errors import WrongUsage
from cadence_tui.model.message import message
from cadence_tui.model.rules.search import FilterName
from cadence_tui.views.excerpts import excerpt
from cadence_tui.views.vocabulary import VOCABULARY
from cadence_tui.workspace.search import Hit, asked, narrow
from cadence_tui.workspace.search import search as hits_of

_SHOWN = 100
_FIRST, _MOST = 200, 100_000


@command("search")
@argument(
    "text",
    says=message(
        "Beginnings of words that must all be there, and filters such as {example}; accents and case do not"
        " matter",
        example="account:nimbus kind:risk",
    ),
    nargs=-1,
    metavar="[TEXT]...",
)
@option("--account", says=message("Only of accounts whose name has these words"), metavar="WORDS", default="")
@option("--person", says=message("Only what this person wrote or owns"), metavar="WORDS", default="")
@option(
    "--kind", says=message("Only call, promise, risk, ticket or another kind"), metavar="KIND", default=""
)
@option(
    "--since", says=message("Only from that day on: 2026-10-01, 30d, yesterday"), metavar="DAY", default=""
)
@option("--until", says=message("Only up to that day: 2026-10-01, 30d, yesterday"), metavar="DAY", default="")
@option("--limit", says=message("At most so many texts"), type=WholeNumber(1, _MOST), default=_FIRST)
def search(request: Request, text: Sequence[str], limit: int, **filters: str) -> None:
    """Finds what was written about accounts and people, the newest first: one text of each document."""
    ws, language = request.workspace, request.speech.language
    query = asked(ws, " ".join(text), language)
    for name, value in filters.items():
        if value:
            query = narrow(ws, query, _filter(name), value, language)
    if query.is_empty:
        raise WrongUsage(message("Say what to look for: words, or a filter"))
    # One more than is shown tells whether there are more.
    found = hits_of(ws, query, limit + 1)
    hits = found[:limit]
    names = {account.id: account.name for account in ws.records.accounts()}
    more = len(found) > limit
    request.answer(hits, lambda: _lines(hits, names, query.words, request.speech, more=more))


def _filter(name: str) -> FilterName:
    return name  # type: ignore[return-value]


def _lines(
    hits: list[Hit], names: dict[str, str], words: Sequence[str], speech: Speech, *, more: bool
) -> Iterator[str]:
    for hit in hits:
        when = hit.when.isoformat() if hit.when else "-" * 10
        where = " · ".join(filter(None, (names.get(hit.account, ""), _kind(hit.kind, speech))))
        yield f"{hit.id}  {when}  {where}  {''.join(part for part, _ in excerpt(hit.text, words, _SHOWN))}"
    counted = speech.plural("{n} text found", "{n} texts found", len(hits))
    yield f"{counted} · {speech.say('there are more: {option}', option='--limit')}" if more else counted


def _kind(kind: str, speech: Speech) -> str:
    return speech.word(VOCABULARY["kind"][kind])
