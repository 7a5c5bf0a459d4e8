"""Tables of feasibility: accounts per CSM, segments, costs, levers (T12)."""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from cadence_tui.practice.feasibility.cost import AccountCost, TierCost
from cadence_tui.practice.feasibility.ratios import Ratio, TierCount
from cadence_tui.views.feasibility import Outcome, account_name
from cadence_tui.views.feasibility_words import (
    before_after,
    figure,
    lever_text,
    money_text,
    share_text,
)
from cadence_tui.views.words import Words

_COSTLIEST = 10
"""Accounts that a page shows; a script gets them all."""


class Part(Struct, frozen=True, kw_only=True):
    """A table of the page with its title, and what the reader must know of it."""

    title: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    right: tuple[int, ...] = ()
    note: str = ""


def ratios_part(ratios: Sequence[Ratio], words: Words) -> Part:
    """Accounts by tier against the guideline, for each person and pod."""
    say = words.speech.say
    header = (say("Who"), say("Segment"), say("Accounts"), say("Guideline"), say("Filled"))
    rows = [row for ratio in ratios for row in _ratio_rows(ratio, words)]
    return Part(title=say("Accounts per CSM"), header=header, rows=tuple(rows), right=(2, 3, 4))


def _ratio_rows(ratio: Ratio, words: Words) -> Iterator[tuple[str, ...]]:
    name = words.names.person(ratio.who)
    if ratio.scope == "pod":
        name = words.speech.say("pod {pod}, {n} people", pod=ratio.who, n=ratio.csms)
    for tier in ratio.tiers:
        yield (
            name,
            words.title("segment", tier.segment),
            str(tier.accounts),
            _guideline(tier, words),
            _part(tier, words),
        )
        name = ""
    if ratio.tiers:
        state = words.word("ratio_state", ratio.state)
        yield name, state, str(ratio.accounts), "", share_text(ratio.filled, words.speech)


def _guideline(tier: TierCount, words: Words) -> str:
    if tier.least is None or tier.most is None:
        return "–"
    return f"{words.speech.number(round(tier.least))}–{words.speech.number(round(tier.most))}"


def _part(tier: TierCount, words: Words) -> str:
    return share_text(tier.accounts / tier.most if tier.most else None, words.speech)


def tiers_part(outcome: Outcome, words: Words) -> Part:
    say = words.speech.say
    header = (
        say("Segment"),
        say("Accts"),
        say("Hours"),
        say("Guideline"),
        say("Cost"),
        say("ARR"),
        say("Share"),
        say("Auto"),
    )
    was = {tier.segment: _tier_cells(tier, outcome, words) for tier in outcome.before.tiers}
    now = {tier.segment: _tier_cells(tier, outcome, words) for tier in outcome.now.tiers}
    rows = [
        row
        for segment, cells in now.items()
        for row in before_after(words.title("segment", segment), was.get(segment, cells), cells)
    ]
    note = say("Hours: of people's time for an account in an average month. Cost and ARR are a year's.")
    return Part(title=say("Segments"), header=header, rows=tuple(rows), right=tuple(range(1, 8)), note=note)


def _tier_cells(tier: TierCost, outcome: Outcome, words: Words) -> tuple[str, ...]:
    speech, currency = words.speech, outcome.now.currency
    guideline = "–".join(speech.number(each) for each in tier.guideline) if tier.guideline else "–"
    return (
        speech.number(tier.accounts),
        speech.number(tier.hours_month, 1),
        guideline,
        money_text(tier.cost, currency, speech),
        money_text(tier.arr, currency, speech),
        share_text(tier.share, speech, fine=True),
        share_text(tier.automated.share, speech),
    )


def costs_part(outcome: Outcome, words: Words) -> Part:
    say = words.speech.say
    header = (say("Account"), say("Segment"), say("Hours"), say("Cost"), say("ARR"), say("Share"))
    dear = sum(cost.dear for cost in outcome.now.costs)
    unknown = sum(cost.share is None for cost in outcome.now.costs)
    note = " ".join(
        [
            words.speech.plural(
                "{n} account costs more of its revenue than the touch model allows.",
                "{n} accounts cost more of their revenue than the touch model allows.",
                dear,
            )
            if dear
            else say("No account costs more of its revenue than the touch model allows."),
            words.speech.plural(
                "Of {n} account the share is not known.", "Of {n} accounts the share is not known.", unknown
            )
            if unknown
            else "",
        ]
    ).strip()
    return Part(
        title=say("Costliest against their revenue"),
        header=header,
        rows=tuple(_cost_row(cost, outcome, words) for cost in outcome.now.costs[:_COSTLIEST]),
        right=(2, 3, 4, 5),
        note=note,
    )


def _cost_row(cost: AccountCost, outcome: Outcome, words: Words) -> tuple[str, ...]:
    speech, currency = words.speech, outcome.now.currency
    return (
        account_name(cost.account, outcome.accounts),
        words.title("segment", cost.segment),
        figure(cost.hours_month, speech, 1),
        money_text(cost.cost, currency, speech, whole=True),
        money_text(cost.arr, currency, speech),
        share_text(cost.share, speech, fine=True) + (" !" if cost.dear else ""),
    )


def levers_parts(outcome: Outcome, words: Words) -> Iterator[Part]:
    """For whoever has a week that breaks, what would give most time back."""
    say, number = words.speech.say, words.speech.number
    for person, own in outcome.now.levers.items():
        yield Part(
            title=say("What would give {name} time back", name=words.names.person(person)),
            header=(say("Back, min"), say("Then no room"), say("What")),
            rows=tuple(
                (number(lever.minutes), number(lever.short) if lever.short else "–", lever_text(lever, words))
                for lever in own
            ),
            right=(0, 1),
        )
