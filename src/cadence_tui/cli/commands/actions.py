"""`cadence actions`: the promises."""

from collections.abc import Iterator, Sequence

from cadence_tui.cli.columns import columns
from cadence_tui.cli.command import argument, command, option
from cadence_tui.cli.kept_shown import answer_kept
from cadence_tui.cli.request import Request
from cadence_tui.cli.types import OneOf
from cadence_tui.locale import Speech
from cadence_tui.model.documents import Account, Action
from cadence_tui.model.documents.action import LIVE_STATUSES
from cadence_tui.model.message import message
from cadence_tui.model.text import fold
from cadence_tui.views.action_filter import CardMatcher, require_known
from cadence_tui.views.actions import Card, cards, in_scope, late_mark, urgency
from cadence_tui.views.portfolio_list import SCOPES, Scope
from cadence_tui.views.wording_actions import STATUS_WORDS
from cadence_tui.workspace.covering import covered_by
from cadence_tui.workspace.session import Workspace


@command("actions")
@argument(
    "words",
    says=message("Parts of titles and names, or such as {example}", example="theirs owner:ana"),
    nargs=-1,
    metavar="[FILTER]...",
)
@option("--scope", says=message("Whose promises"), type=OneOf(SCOPES), default="all")
@option("--closed", says=message("Those done and dropped as well"), is_flag=True)
@option("--kept", says=message("How many were kept in time: by side, account, colleague"), is_flag=True)
def actions(request: Request, words: Sequence[str], scope: Scope, closed: bool, kept: bool) -> None:
    """Live promises, the most urgent first; then those that are closed."""
    ws = request.workspace
    if kept:
        answer_kept(request, words, scope)
        return
    require_known(" ".join(words), request.speech)
    found = {action.id: action for action in ws.records.live_actions()}
    people = {each.id: each for each in ws.records.people()}
    board = cards(found.values(), _accounts(ws), people, today=ws.today(), zone=ws.actor.timezone)
    covered = covered_by(ws, ws.actor.id)
    mine = in_scope(board, scope, person=ws.actor.id, pod=ws.actor.pod, covered=covered)
    shown = sorted(CardMatcher().matching(mine, " ".join(words), ws.today()), key=urgency)
    done = _closed(ws, words) if closed else []
    data = [*(found[card.id] for card in shown), *done]
    request.answer(data, lambda: _table(shown, done, _accounts(ws), request.speech))


def _accounts(ws: Workspace) -> dict[str, Account]:
    return {account.id: account for account in ws.records.accounts()}


def _closed(ws: Workspace, words: Sequence[str]) -> list[Action]:
    accounts = _accounts(ws)
    wanted = fold(" ".join(words)).split()

    def fits(each: Action) -> bool:
        account = accounts.get(each.account)
        text = fold(f"{each.title} {account.name if account else ''}")
        return each.status not in LIVE_STATUSES and all(word in text for word in wanted)

    return sorted(filter(fits, ws.records.every(Action)), key=lambda each: each.id, reverse=True)


def _table(
    shown: Sequence[Card], closed: Sequence[Action], accounts: dict[str, Account], speech: Speech
) -> Iterator[str]:
    say = speech.say
    header = [
        say("Id"),
        say("Due"),
        "",
        say("Status"),
        say("Account"),
        say("Title"),
        say("Owner"),
    ]
    rows = [
        [
            card.id,
            card.due.isoformat() if card.due else "–",
            late_mark(card.late_days, speech) if card.late_days else "",
            speech.word(STATUS_WORDS[card.column]),
            card.account_name,
            card.title,
            f"{say('theirs')}: {card.owner_name}" if card.side == "theirs" else card.owner_name,
        ]
        for card in shown
    ]
    rows += [
        [
            each.id,
            each.done.date().isoformat() if each.done else "–",
            "",
            speech.word(STATUS_WORDS[each.status]),
            accounts[each.account].name if each.account in accounts else "",
            each.title,
            "",
        ]
        for each in closed
    ]
    yield from columns(header, rows)
    yield speech.plural("{n} promise", "{n} promises", len(rows))
