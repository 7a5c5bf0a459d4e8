"""Promises of the board into a file for other programs (A4)."""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cadence_tui.tui.actions.view import ActionsView

_ENDINGS = ".ics .csv .md .json"


def ask_export(view: "ActionsView") -> None:
    """Asks for a file and writes the marked promises into it, or all that are shown."""
    from cadence_tui.workspace.promises_out import write_promises

    speech, ws = view.cadence.speech, view.cadence.workspace
    cards = view.board.chosen() if view.board.marked else view.board.cards
    ids = [card.id for card in cards]

    def answered(path: str) -> None:
        view.take_keys()
        if path:
            told = speech.plural(
                "{n} promise written to {path}", "{n} promises written to {path}", len(ids), path=path
            )
            view.perform(lambda: write_promises(ws, Path(path), ids, speech), lambda _: view.frame.tell(told))

    label = speech.plural("file for {n} promise:", "file for {n} promises:", len(ids))
    proposed = f"{speech.say('file name|promises')}-{ws.today().isoformat()}.ics"
    view.frame.prompt.ask(label, answered, value=proposed, hint=_ENDINGS, leave=view.take_keys)
