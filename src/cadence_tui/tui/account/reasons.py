"""Why an account stands where it stands: health, rank, segment and stage taken apart."""

from cadence_tui.tui.dialogs.reading import Reading
from cadence_tui.tui.pages import page_lines
from cadence_tui.tui.view import View
from cadence_tui.views.names import Names
from cadence_tui.views.words import Words


def show_reasons(view: View, account_id: str, names: Names) -> None:
    """Lays the reasons over the frame."""
    from cadence_tui.views.account import AccountView
    from cadence_tui.views.health_lines import why_lines
    from cadence_tui.workspace.accounts import view_account

    workspace, speech = view.cadence.workspace, view.cadence.speech
    words = Words(speech=speech, names=names, zone=workspace.actor.timezone)

    def show(account: AccountView) -> None:
        title = speech.say("Why: {name}", name=account.record.account.name)
        view.app.push_screen(Reading(title, page_lines(why_lines(account, words)), speech))

    view.read(lambda: view_account(workspace, account_id), show, group="why")
