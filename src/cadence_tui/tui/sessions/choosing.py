"""Choosing guests: by a filter, with who is left out and why, or one account or person."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from cadence_tui.model.documents import Account, Contact
from cadence_tui.model.text import fold, plain
from cadence_tui.practice.group_sessions import Candidate, Chosen
from cadence_tui.tui.actions.prompts import ask_line
from cadence_tui.tui.dialogs.picker import Choice, Picker
from cadence_tui.tui.dialogs.reading import Reading
from cadence_tui.tui.pages import page_lines
from cadence_tui.views.group_sessions import candidate_name
from cadence_tui.views.lines import BLANK, TextLine, heading, line
from cadence_tui.views.portfolio_list import SCOPE_TITLES
from cadence_tui.views.wording import worded_all
from cadence_tui.workspace import session_guests

if TYPE_CHECKING:
    from cadence_tui.tui.sessions.guests import GuestsView

_PUT, _FOLLOWING, _ALL = "put", "following", "all"


def ask_filter(view: "GuestsView") -> None:
    """Asks for a filter, shows who would come in and who is left out, and puts them on the list."""
    speech = view.cadence.speech
    label = speech.say("guests of {scope}:", scope=speech.word(SCOPE_TITLES[view.scope]))
    ask_line(
        view,
        label,
        lambda text: _preview(view, text),
        hint=speech.say("segment:smb health:green language:es"),
    )


def ask_account(view: "GuestsView") -> None:
    """Asks which account, then who of it."""
    ws, speech = view.cadence.workspace, view.cadence.speech

    def show(accounts: list[Account]) -> None:
        accounts.sort(key=lambda account: (account.owner != ws.actor.id, fold(account.name)))
        choices = [
            Choice(account.id, plain(account.name), found_by=account.external_id) for account in accounts
        ]
        _pick(view, speech.say("Which account?"), choices, lambda key: _ask_contact(view, key))

    def customers() -> list[Account]:
        return [account for account in ws.records.accounts() if account.churned is None]

    view.read(customers, show, group="accounts")


def _ask_contact(view: "GuestsView", account_id: str) -> None:
    ws, speech = view.cadence.workspace, view.cadence.speech

    def show(contacts: list[Contact]) -> None:
        here = [contact for contact in contacts if contact.left is None]
        if not here:
            _add(view, account_id, ())
            return
        every = Choice(_ALL, speech.say("all of them"))
        choices = [Choice(each.id, plain(each.name), plain(each.role)) for each in here]
        _pick(
            view,
            speech.say("Who of them?"),
            [*choices, every] if len(here) > 1 else choices,
            lambda key: _add(view, account_id, () if key == _ALL else (key,), everybody=key == _ALL),
        )

    view.read(lambda: ws.records.of_account(Contact, account_id), show, group="contacts")


def _add(view: "GuestsView", account_id: str, contacts: Sequence[str], *, everybody: bool = False) -> None:
    ws = view.cadence.workspace

    def found() -> list[Candidate]:
        return session_guests.candidates_named(ws, account_id, contacts, everybody=everybody)

    def show(candidates: list[Candidate]) -> None:
        def weigh() -> Chosen:
            return session_guests.preview_guests(ws, view.session_id, candidates)

        def weighed(chosen: Chosen) -> None:
            if chosen.left_out:
                _show_chosen(view, candidates, chosen)
            else:
                _put(view, candidates)

        view.read(weigh, weighed, group="preview")

    view.read(found, show, group="candidates")


def _preview(view: "GuestsView", typed: str) -> None:
    ws, scope = view.cadence.workspace, view.scope

    def found() -> tuple[list[Candidate], Chosen]:
        candidates = session_guests.candidates_matching(ws, typed, scope)
        return candidates, session_guests.preview_guests(ws, view.session_id, candidates)

    view.read(found, lambda both: _show_chosen(view, *both), group="candidates")


def _show_chosen(view: "GuestsView", candidates: list[Candidate], chosen: Chosen) -> None:
    speech, words = view.cadence.speech, view.words
    names = {each.key: candidate_name(each) for each in candidates}
    lines: list[TextLine] = []
    if chosen.guests:
        told = speech.plural("Put {n} guest on the list", "Put {n} guests on the list", len(chosen.guests))
        lines.append(line(("▸ ", "accent"), (told, ""), key=_PUT))
        if view.row is not None and view.row.session.series:
            told = speech.say("The same for all that follow in the series")
            lines.append(line(("▸ ", "accent"), (told, ""), key=_FOLLOWING))
        lines.append(BLANK)
        lines += [line((names[guest.key], ""), indent=2) for guest in chosen.guests]
    if chosen.left_out:
        lines += [BLANK, heading(speech.say("Left out: {n}", n=len(chosen.left_out)))]
    for each in chosen.left_out:
        why = worded_all(each.why, words)
        lines.append(line((names[each.candidate.key], ""), (f" · {why}", "warn"), indent=2))
    if not lines:
        lines.append(line((speech.say("No account fits."), "dim")))

    def answered(key: str | None) -> None:
        if key in (_PUT, _FOLLOWING):
            _put(view, candidates, following=key == _FOLLOWING)

    title = speech.plural("{n} guest more", "{n} guests more", len(chosen.guests))
    view.app.push_screen(Reading(title, page_lines(lines), speech), answered)


def _put(view: "GuestsView", candidates: list[Candidate], *, following: bool = False) -> None:
    ws, session = view.cadence.workspace, view.session_id
    view.act_and_tell(lambda: session_guests.add_guests(ws, session, candidates, following=following))


def _pick(view: "GuestsView", title: str, choices: list[Choice], then: Callable[[str], None]) -> None:
    def chosen(key: str | None) -> None:
        if key:
            then(key)

    view.app.push_screen(Picker(title, choices, view.cadence.speech), chosen)
