"""`cadence search`: across everything written."""

from collections.abc import Iterator, Sequence

from cadence_tui.cli.command import argument, command
from cadence_tui.cli.request import Request
from cadence_tui.locale import Speech
from cadence_tui.model.message import message
from cadence_tui.model.text import fold
from cadence_tui.workspace.search import Hit
from cadence_tui.workspace.search import search as hits_of

_BEFORE, _SHOWN = 30, 100


@command("search")
@argument(
    "text",
    says=message("Words that must all be there; accents and case do not matter"),
    nargs=-1,
    required=True,
)
def search(request: Request, text: Sequence[str]) -> None:
    """Finds texts of accounts, contacts, calls, touchpoints, promises, surveys and tickets."""
    ws = request.workspace
    wanted = " ".join(text)
    hits = hits_of(ws, wanted)
    names = {account.id: account.name for account in ws.records.accounts()}
    request.answer(hits, lambda: _lines(hits, names, fold(wanted).split()[:1], request.speech))


def _lines(hits: list[Hit], names: dict[str, str], first: list[str], speech: Speech) -> Iterator[str]:
    for hit in hits:
        when = hit.when.isoformat() if hit.when else "-" * 10
        yield f"{when}  {names.get(hit.account, '')} · {_kind(hit.kind, speech)}  {_excerpt(hit.text, first)}"
    yield speech.plural("{n} text found", "{n} texts found", len(hits))


def _kind(kind: str, speech: Speech) -> str:
    words = {
        "account": speech.say("kind|account"),
        "contact": speech.say("kind|contact"),
        "call": speech.say("kind|call"),
        "touchpoint": speech.say("kind|touchpoint"),
        "action": speech.say("kind|promise"),
        "survey": speech.say("kind|survey"),
        "ticket": speech.say("kind|ticket"),
    }
    return words[kind]


def _excerpt(text: str, first: list[str]) -> str:
    """The part around the first word; folding keeps places near enough for that."""
    line = " ".join(text.split())
    place = fold(line).find(first[0]) if first else 0
    begin = max(0, place - _BEFORE) if len(line) > _SHOWN else 0
    part = line[begin : begin + _SHOWN]
    return f"{'…' if begin else ''}{part}{'…' if begin + _SHOWN < len(line) else ''}"
