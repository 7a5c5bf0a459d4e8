"""Opens the record behind a line of the brief."""

from typing import TYPE_CHECKING

from cadence_tui.tui.account.record_acts import call_behind
from cadence_tui.tui.actions.promise_page import show_promise_page
from cadence_tui.tui.call.record_page import show_call
from cadence_tui.tui.dialogs.reading import Reading
from cadence_tui.tui.pages import page_lines
from cadence_tui.views.account import AccountView
from cadence_tui.views.account_timeline import record_lines
from cadence_tui.views.amendments import Amendment, amendment_lines
from cadence_tui.views.names import Names
from cadence_tui.views.words import Words
from cadence_tui.workspace.accounts import view_account
from cadence_tui.workspace.call_page import amendments

if TYPE_CHECKING:
    from cadence_tui.tui.frame import Frame


def open_record(frame: "Frame", account_id: str, key: str, names: Names) -> None:
    """Shows a record of an account over the frame; what has no page of its own opens the account."""
    workspace, speech = frame.cadence.workspace, frame.speech

    def read() -> tuple[AccountView, list[Amendment]]:
        account = view_account(workspace, account_id)
        call = call_behind(account.record, key)
        return account, amendments(workspace, call.id) if call else []

    def show(found: tuple[AccountView, list[Amendment]]) -> None:
        account, changes = found
        if any(action.id == key for action in account.record.actions):
            show_promise_page(frame, key)
            return
        call = call_behind(account.record, key)
        words = Words(speech=speech, names=names, zone=workspace.actor.timezone)
        lines = record_lines(account, key, words)
        if not lines:
            open_account(frame, account_id)
            return
        lines += amendment_lines(changes, words)
        title = account.record.account.name
        if call is not None:
            show_call(frame, title, call, lines, names)
            return
        frame.app.push_screen(Reading(title, page_lines(lines), speech))

    frame.perform(read, show)


def open_account(frame: "Frame", account_id: str) -> None:
    """The page of an account, laid over what is in front."""
    from cadence_tui.tui.account.view import AccountPage

    frame.open(AccountPage(account_id))
