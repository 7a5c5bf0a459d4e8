"""`cadence actions --kept`: what became of promises, by side, account and colleague (A1, A3)."""

from collections.abc import Iterator, Sequence
from typing import Any

from cadence_tui.cli.columns import columns
from cadence_tui.cli.request import Request
from cadence_tui.locale import Speech
from cadence_tui.model.errors import NotFound
from cadence_tui.model.message import message
from cadence_tui.model.text import fold
from cadence_tui.practice.kept import KeptRow
from cadence_tui.views.kept import rate_text
from cadence_tui.views.portfolio_list import Scope
from cadence_tui.views.wording_actions import SIDE_WORDS
from cadence_tui.workspace.kept import kept_in_scope


def answer_kept(request: Request, words: Sequence[str], scope: Scope) -> None:
    """Prints the rates of those whose name has every word. Raises NotFound when nobody is called so."""
    ws, speech = request.workspace, request.speech
    names = {each.id: each.name for each in (*ws.records.accounts(), *ws.records.people())}
    wanted = [fold(word) for word in words]

    def is_called_so(name: str) -> bool:
        return all(word in fold(name) for word in wanted)

    if not any(map(is_called_so, names.values())):
        raise NotFound(message("No account and no colleague is called {name}", name=" ".join(words)))
    rows = [row for row in kept_in_scope(ws, scope) if is_called_so(names.get(row.id, row.id))]
    days = ws.rules.team.kept_days
    request.answer([_data(row, names, days) for row in rows], lambda: _table(rows, names, days, speech))


def _data(row: KeptRow, names: dict[str, str], days: int) -> dict[str, Any]:
    kept = row.kept
    return {
        "by": row.by,
        "id": row.id,
        "name": names.get(row.id, row.id),
        "side": row.side,
        "rate": kept.rate,
        "judged": kept.judged,
        "in_time": kept.in_time,
        "late": kept.late,
        "open_late": kept.open_late,
        "moved": kept.moved,
        "days": days,
    }


def _table(rows: Sequence[KeptRow], names: dict[str, str], days: int, speech: Speech) -> Iterator[str]:
    say = speech.say
    header = [
        say("Whose"),
        say("Side"),
        say("In time"),
        say("kept|Late"),
        say("Open past its date"),
        say("Date moved"),
    ]
    shown = [
        [
            names.get(row.id, row.id) or say("everybody"),
            speech.word(SIDE_WORDS[row.side]),
            rate_text(row.kept, speech),
            speech.number(row.kept.late),
            speech.number(row.kept.open_late),
            speech.number(row.kept.moved),
        ]
        for row in rows
    ]
    if not shown:
        yield say("No promise of that time can be judged yet")
        return
    yield say("Kept in time, last {days} days", days=days)
    yield ""
    yield from columns(header, shown, right=[2, 3, 4, 5])
