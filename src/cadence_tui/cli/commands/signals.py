"""`cadence signals`: what happened that wants a touch; looking for it, and replaying the rules."""

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from cadence_tui.cli.columns import columns
from cadence_tui.cli.command import argument, command, option
from cadence_tui.cli.lines import text_lines
from cadence_tui.cli.request import Request
from cadence_tui.cli.types import PAST_DAY, OneOf
from cadence_tui.content.touch_model import load_touch_model_file
from cadence_tui.model.documents import Signal
from cadence_tui.model.errors import WrongUsage
from cadence_tui.model.message import message
from cadence_tui.views.portfolio_list import SCOPES, Scope
from cadence_tui.views.signal_lines import watched_lines
from cadence_tui.views.signal_replay import AccountTally, CauseTally, by_account, by_cause, weekly_rate
from cadence_tui.views.signals import SignalRow, column_text, in_scope, matching, signal_data
from cadence_tui.views.wording_signals import cause_title
from cadence_tui.views.words import Words
from cadence_tui.workspace.covering import covered_by
from cadence_tui.workspace.session import Workspace
from cadence_tui.workspace.signal_counts import Counts
from cadence_tui.workspace.signal_look import look_for_signals
from cadence_tui.workspace.signal_reading import Replayed, read_signals, replay_signals

_TOP = 10


@command("signals")
@argument(
    "words",
    says=message("Parts of names, causes and evidence, or such as {example}", example="owner:ana"),
    nargs=-1,
    metavar="[FILTER]...",
)
@option("--scope", says=message("Whose accounts"), type=OneOf(SCOPES), default="all")
@option("--all", "closed", says=message("Those put off and settled as well"), is_flag=True)
@option("--look", says=message("Look for signals first, and keep what is found"), is_flag=True)
@option("--dry-run", says=message("Only tell what the rules would have raised in the past"), is_flag=True)
@option("--since", says=message("With --dry-run: since when (else: a quarter)"), type=PAST_DAY)
@option("--rule", "causes", says=message("With --dry-run: this cause only"), multiple=True, metavar="CAUSE")
@option("--model", says=message("With --dry-run: a touch model to try, a TOML file"), metavar="FILE")
def signals(
    request: Request,
    words: Sequence[str],
    scope: Scope,
    closed: bool,
    look: bool,
    dry_run: bool,
    **replayed: Any,
) -> None:
    """Open signals by deadline."""
    if dry_run:
        if look or closed or words:
            raise WrongUsage(message("--dry-run tells of the past and of nothing else"))
        _dry_run(request, **replayed)
        return
    if any(replayed.values()):
        raise WrongUsage(message("--since, --rule and --model go with --dry-run"))
    ws = request.workspace
    counts = look_for_signals(ws) if look else None
    rows = in_scope(
        read_signals(ws, request.words, closed=closed),
        scope,
        person=ws.actor.id,
        pod=ws.actor.pod,
        covered=covered_by(ws, ws.actor.id),
    )
    shown = matching(rows, " ".join(words), request.speech.say("filter word|late"))
    data: Any = [signal_data(row) for row in shown]
    if counts is not None:
        data = {"looked": counts, "signals": data}
    request.answer(data, lambda: _lines(ws, shown, counts, request.words, filtered=bool(words)))


def _lines(
    ws: Workspace, rows: Sequence[SignalRow], counts: Counts | None, words: Words, *, filtered: bool
) -> Iterator[str]:
    if counts is not None:
        yield looked_text(counts, words)
    if rows:
        yield from _table(rows, words, ws)
    elif filtered:
        yield words.speech.say("No signal fits.")
    else:
        yield from text_lines(watched_lines(ws.rules.touch_model.signals, words))
        if not any(True for _ in ws.records.every(Signal)):
            yield words.speech.say("Nobody has looked yet: cadence signals --look")


def looked_text(counts: Counts, words: Words) -> str:
    """What a look has changed, on one line."""
    return words.speech.say(
        "Looked: {raised} new, {updated} updated, {woken} back, {ended} over",
        raised=counts.raised,
        updated=counts.updated,
        woken=counts.woken,
        ended=counts.ended,
    )


def _table(rows: Sequence[SignalRow], words: Words, ws: Workspace) -> Iterator[str]:
    say, now = words.speech.say, ws.now()
    header = [say("Id"), say("Until"), say("Account"), say("Signal"), say("Evidence"), say("Owner")]
    shown = [
        [row.id, column_text(row.signal, words, now), row.account, row.title, _evidence(row), row.owner_name]
        for row in rows
    ]
    yield from columns(header, shown)
    yield words.speech.plural("{n} signal", "{n} signals", len(rows))


def _evidence(row: SignalRow) -> str:
    return f"{row.why} · {row.note}" if row.note else row.why


def _dry_run(request: Request, *, since: date | None, causes: Sequence[str], model: str | None) -> None:
    ws = request.workspace
    tried = load_touch_model_file(Path(model)) if model else None
    found = replay_signals(ws, since, causes=tuple(causes), model=tried)
    tallies, accounts = by_cause(found.episodes, found.causes, found.until), by_account(found.episodes, _TOP)
    data = {
        "since": found.since,
        "until": found.until,
        "accounts": found.accounts,
        "raised": len(found.episodes),
        "causes": [_tally_data(each) for each in tallies],
        "top": [
            {
                "id": each.account,
                "name": found.names[each.account],
                "raised": each.raised,
                "causes": each.causes,
            }
            for each in accounts
        ],
    }
    request.answer(data, lambda: _replay_lines(found, tallies, accounts, request.words))


def _tally_data(tally: CauseTally) -> dict[str, Any]:
    return {
        "cause": tally.cause,
        "raised": tally.raised,
        "at_start": tally.at_start,
        "updates": tally.updates,
        "accounts": tally.accounts,
        "followed": {
            "in_time": tally.in_time,
            "later": tally.later,
            "still_open": tally.still_open,
            "never": tally.untouched,
        },
    }


def _replay_lines(
    found: Replayed, tallies: Sequence[CauseTally], accounts: Sequence[AccountTally], words: Words
) -> Iterator[str]:
    speech = words.speech
    say = speech.say
    yield _summed_up(found, words)
    yield ""
    header = [
        say("Signal"),
        say("Raised"),
        say("At the start"),
        say("Updates"),
        say("Accounts"),
        say("In time anyway"),
        say("Later"),
        say("Still open"),
        say("Never"),
    ]
    rows = [
        [
            cause_title(each.cause, words),
            *map(
                speech.number,
                (
                    each.raised,
                    each.at_start,
                    each.updates,
                    each.accounts,
                    each.in_time,
                    each.later,
                    each.still_open,
                    each.untouched,
                ),
            ),
        ]
        for each in tallies
    ]
    yield from columns(header, rows, right=range(1, 9))
    yield ""
    yield say("Updates: told again of what was open, where others would have raised a double.")
    yield say("In time anyway: somebody spoke to the account before the deadline; later: after it.")
    yield say("Still open: nobody has yet, and the deadline is still to come; never: it has passed.")
    if accounts:
        yield ""
        yield say("Accounts with the most signals")
        shown = [
            [found.names[each.account], speech.number(each.raised), _causes(each, words)] for each in accounts
        ]
        yield from columns([say("Account"), say("Raised"), say("Causes")], shown, right=[1])


def _summed_up(found: Replayed, words: Words) -> str:
    speech = words.speech
    rate = weekly_rate(found.episodes, found.since, found.until)
    figures = {
        "first": words.date(found.since),
        "last": words.date(found.until),
        "accounts": speech.plural("{n} account", "{n} accounts", found.accounts),
        "signals": speech.plural("{n} signal", "{n} signals", len(found.episodes)),
        "start": speech.number(sum(each.first for each in found.episodes)),
    }
    if rate is None:
        return speech.say(
            "From {first} to {last}, {accounts} would have had {signals}, {start} of them at the start. "
            "Nothing was written.",
            **figures,
        )
    return speech.say(
        "From {first} to {last}, {accounts} would have had {signals}, {start} of them at the start; "
        "after that {rate} a week. Nothing was written.",
        rate=speech.number(rate, 1),
        **figures,
    )


def _causes(tally: AccountTally, words: Words) -> str:
    return words.listed(cause_title(cause, words) for cause in tally.causes)
