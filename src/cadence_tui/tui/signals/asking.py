"""What the list of signals asks and shows: days, reasons, causes, why a signal was raised."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from cadence_tui.model.documents import Account
from cadence_tui.model.text import fold, plain
from cadence_tui.tui.actions.prompts import about, ask_day, ask_line, ask_words, carry_out
from cadence_tui.tui.dialogs.picker import Choice, Picker
from cadence_tui.tui.dialogs.reading import Reading
from cadence_tui.tui.pages import page_lines
from cadence_tui.views.wording_signals import cause_title
from cadence_tui.workspace import signals

if TYPE_CHECKING:
    from cadence_tui.tui.signals.view import SignalsView


def ask_filter(view: "SignalsView") -> None:
    """Narrows the list as words are typed."""
    say, was = view.cadence.speech.say, view.typed
    ask_line(
        view,
        say("filter:"),
        lambda text: view.rearrange(typed=text),
        value=was,
        hint=say("words, late, owner:ana"),
        change=lambda text: view.rearrange(typed=text),
        leave=lambda: view.rearrange(typed=was),
    )


def ask_snooze(view: "SignalsView") -> None:
    """Asks until when and why."""
    workspace, row, say = view.cadence.workspace, view.table.current, view.cadence.speech.say
    if row is None:
        return

    def put_off(until: date, why: str) -> None:
        carry_out(view, lambda: signals.snooze(workspace, row.id, until, why, seen=row.signal))

    why = about(row.account, say("why not now?"))
    ask_day(view, about(row.account, say("quiet until:")), put_off, why=why)


def ask_settle(view: "SignalsView") -> None:
    """Asks what came of it."""
    workspace, row = view.cadence.workspace, view.table.current
    if row is None:
        return

    def settle(why: str) -> None:
        carry_out(view, lambda: signals.settle(workspace, row.id, why, seen=row.signal))

    ask_words(view, about(row.account, view.cadence.speech.say("settled, what came of it:")), settle)


def reopen(view: "SignalsView") -> None:
    """Opens the signal under the cursor again."""
    workspace, row = view.cadence.workspace, view.table.current
    if row is not None:
        carry_out(view, lambda: signals.reopen(workspace, row.id))


def show_why(view: "SignalsView") -> None:
    """Lays evidence, rule and state over the list."""
    row, speech = view.table.current, view.cadence.speech
    if row is not None:
        view.app.push_screen(Reading(plain(row.account), page_lines(view.reasons(row)), speech))


def ask_raise(view: "SignalsView") -> None:
    """Asks for the account, the cause, and what happened."""
    workspace, speech = view.cadence.workspace, view.cadence.speech
    row = view.table.current

    def show(accounts: list[Account]) -> None:
        accounts.sort(key=lambda account: (account.owner != workspace.actor.id, fold(account.name)))
        choices = [
            Choice(account.id, plain(account.name), found_by=account.external_id) for account in accounts
        ]
        current = row.signal.account if row else ""
        _pick(view, speech.say("For which account?"), choices, lambda key: _ask_cause(view, key), current)

    def customers() -> list[Account]:
        return [account for account in workspace.records.accounts() if account.churned is None]

    view.read(customers, show, group="accounts")


def _ask_cause(view: "SignalsView", account_id: str) -> None:
    watched = view.cadence.workspace.rules.touch_model.signals.watched()
    choices = [Choice(cause, cause_title(cause, view.words)) for cause in watched]

    def chosen(cause: str) -> None:
        ask_words(
            view, view.cadence.speech.say("what happened?"), lambda why: _raise(view, account_id, cause, why)
        )

    _pick(view, view.cadence.speech.say("What is it?"), choices, chosen)


def _raise(view: "SignalsView", account_id: str, cause: str, why: str) -> None:
    workspace = view.cadence.workspace
    carry_out(view, lambda: signals.raise_by_hand(workspace, account_id, cause, why))


def _pick(
    view: "SignalsView", title: str, choices: list[Choice], then: Callable[[str], None], current: str = ""
) -> None:
    def chosen(key: str | None) -> None:
        if key:
            then(key)

    view.app.push_screen(Picker(title, choices, view.cadence.speech, current=current), chosen)
