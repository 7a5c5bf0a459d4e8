"""Jumps to an account, a person there, a promise or a call, by part of its name."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from cadence_tui.tui.dialogs.picker import Choice, Picker

if TYPE_CHECKING:
    from cadence_tui.tui.frame import Frame
    from cadence_tui.workspace.destinations import Destination


def jump(frame: "Frame") -> None:
    """Asks where to, and opens the account there."""
    from cadence_tui.workspace.destinations import destinations

    workspace, speech = frame.cadence.workspace, frame.speech
    titles = {
        "account": speech.say("kind|account"),
        "contact": speech.say("kind|contact"),
        "action": speech.say("kind|promise"),
        "call": speech.say("kind|call"),
    }

    picker = Picker(speech.say("Jump to"), [], speech)

    def show(found: "list[Destination]") -> None:
        choices: list[Choice] = []
        for goal in found:
            where = "" if goal.kind == "account" else f" · {goal.account_name}"
            key = f"{goal.kind} {goal.account} {goal.id}"
            choices.append(Choice(key, goal.name, titles[goal.kind] + where, goal.account_name))
        picker.add(choices)

    # Open at once: what is typed after the key belongs to the search, not to the list below.
    frame.app.push_screen(picker, _opener(frame))
    frame.read(frame.view, lambda: destinations(workspace), show, group="jump")


def _opener(frame: "Frame") -> Callable[[str | None], None]:
    from cadence_tui.tui.account.view import AccountPage

    parts = {"account": "overview", "contact": "people", "action": "promises", "call": "timeline"}

    def chosen(key: str | None) -> None:
        if key is not None:
            kind, account_id, _ = key.split(" ", 2)
            frame.open(AccountPage(account_id, parts[kind]))

    return chosen
