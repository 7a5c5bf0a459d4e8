"""Proposed rhythms and what came of accepted ones, as rows and pages (T11)."""

from collections.abc import Iterable, Sequence
from math import ceil, floor

from msgspec import Struct

from cadence_tui.model.documents import Account, Adaptation, Evidence, Rhythm
from cadence_tui.practice.adaptive import Proposal
from cadence_tui.practice.adaptive_effect import CohortEffect, Effect
from cadence_tui.views.lines import BLANK, Spans, TextLine, heading, line
from cadence_tui.views.pictures import PICTURE_CELLS, interval_picture
from cadence_tui.views.wording import worded
from cadence_tui.views.words import Words

ADAPT_KEY = "adapt:"
"""Before the id of an account whose proposal a line speaks of."""
_EVIDENCE = ("adapt_evidence", "adapt_minutes")
_LABEL = 8


class Offer(Struct, frozen=True, kw_only=True):
    """A proposal that nobody has decided on."""

    account: Account
    proposal: Proposal


class Followed(Struct, frozen=True, kw_only=True):
    """A proposal that was accepted, and what came of it; `in_force` while the account lives by it."""

    account: Account
    adaptation: Adaptation
    effect: Effect
    in_force: bool


class Adaptations(Struct, frozen=True, kw_only=True):
    """What is proposed, most minutes saved first; what was accepted, latest first; all of that together.

    Nothing is proposed for the accounts `in_experiments`: their number.
    """

    offers: tuple[Offer, ...]
    followed: tuple[Followed, ...]
    together: CohortEffect | None
    in_experiments: int = 0

    @property
    def rows(self) -> Sequence[Offer | Followed]:
        """All of a list, what waits for a decision first."""
        return (*self.offers, *self.followed)


# -- on one line -------------------------------------------------------------------------


def change_word(change: Proposal | Adaptation, words: Words) -> str:
    """What kind of change it is: `less often`, `by mail`; where it is the rule, that it is to be kept."""
    if isinstance(change, Proposal) and change.by_rule:
        return words.speech.say("keep to rule")
    return words.word("change", change.change)


def change_text(change: Proposal | Adaptation, words: Words) -> str:
    """What changes, in short: `7 → 14 days`, `→ email`."""
    was = words.speech.number(change.was_days)
    if change.channel:
        return f"→ {words.word('channel', change.channel)}"
    if change.every_days is None:
        return words.speech.say("{was} days, by wish", was=was)
    return words.speech.say("{was} → {then} days", was=was, then=change.every_days)


def rhythm_text(rhythm: Rhythm, words: Words) -> str:
    """A decided rhythm, in short: `every 14 days · email · until 4 Dec 2026`."""
    parts = [words.touch(rhythm.touch)] if rhythm.touch else []
    parts += [words.every(rhythm.every_days)] if rhythm.every_days is not None else []
    parts += [words.word("channel", rhythm.channel)] if rhythm.channel else []
    parts += [words.speech.say("until {day}", day=words.date(rhythm.until))] if rhythm.until else []
    return " · ".join(parts)


def decided_text(rhythm: Rhythm, words: Words) -> str:
    """The same as a sentence of the account page: who decided it."""
    return words.speech.say(
        "by decision of {name}: {what}", name=words.names.person(rhythm.by), what=rhythm_text(rhythm, words)
    )


def share_text(evidence: Evidence, words: Words) -> str:
    """`35 % (21–51)`: the share held with its interval."""
    low, high = (words.speech.number(round(end * 100)) for end in (evidence.low, evidence.high))
    return f"{words.speech.percent(evidence.rate)} ({low}–{high})"


def in_experiments_text(number: int, words: Words) -> str:
    """Why accounts are missing from the proposals."""
    return words.speech.plural(
        "{n} account is in an experiment: nothing is proposed for it",
        "{n} accounts are in an experiment: nothing is proposed for them",
        number,
    )


def state_text(row: Offer | Followed, words: Words) -> str:
    """Where it stands: open, in force since a day, over."""
    if isinstance(row, Offer):
        return change_word(row.proposal, words)
    since = words.day(row.adaptation.evidence.last)
    if row.in_force:
        return words.speech.say("since {day}", day=since)
    return words.speech.say("over, from {day}", day=since)


def state_spans(row: Offer | Followed, words: Words) -> Spans:
    """The same with its mark."""
    if isinstance(row, Offer):
        mark = ("? ", "info") if row.proposal.change == "ask" else ("◇ ", "warn")
    else:
        mark = ("✓ ", "good") if row.in_force else ("✗ ", "dim")
    return [mark, (state_text(row, words), "")]


def since_text(row: Offer | Followed, words: Words) -> str:
    """Attendance since an accepted change; nothing of a proposal, or while there was no call."""
    if isinstance(row, Offer) or not row.effect.after.offered:
        return "–"
    return share_text(row.effect.after, words)


def saved_minutes(proposal: Proposal) -> int:
    """Minutes in four weeks that a change gives back; fewer than none when it costs some."""
    return proposal.minutes_was - proposal.minutes_then


def pending_line(proposal: Proposal, words: Words) -> TextLine:
    """The proposal on one line, with its evidence."""
    told = f"{change_word(proposal, words)} · {words.touch(proposal.touch)}"
    told += f" · {change_text(proposal, words)}"
    evidence = next(each for each in proposal.reasons if each.code == "adapt_evidence")
    return line(
        ("◇ ", "warn"),
        (words.speech.say("proposed: {what}", what=told), "warn"),
        (f" · {worded(evidence, words)}", "dim"),
        key=ADAPT_KEY + proposal.account,
        indent=2,
    )


# -- as a page ---------------------------------------------------------------------------


def row_lines(row: Offer | Followed, words: Words) -> list[TextLine]:
    """All that speaks for a proposal, or what came of an accepted one."""
    title = line((row.account.name, "strong"))
    if isinstance(row, Offer):
        return [title, *proposal_lines(row.proposal, words)]
    return [title, *_followed_lines(row, words)]


def proposal_lines(proposal: Proposal, words: Words) -> list[TextLine]:
    """What is proposed, the picture of the interval, each reason, what it means in minutes."""
    say = words.speech.say
    lines = [_what(proposal, words), BLANK, heading(say("Attendance"))]
    lines += [*_picture(say("now"), proposal.evidence, words), axis_line(_LABEL, words)]
    lines += [BLANK, heading(say("Why"))]
    lines += [line(("▸ ", "info"), (worded(why, words), ""), indent=2) for why in proposal.reasons]
    if proposal.until is not None:
        until = say("it holds until {day}, when the stage ends", day=words.date(proposal.until))
        lines.append(line(("▸ ", "info"), (until, ""), indent=2))
    return lines


def axis_line(label: int, words: Words) -> TextLine:
    """The scale under pictures of shares: nothing, half, all."""
    marks = [words.speech.percent(share) for share in (0.0, 0.5, 1.0)]
    gap = (PICTURE_CELLS - sum(map(len, marks))) / 2
    drawn = marks[0] + " " * floor(gap) + marks[1] + " " * ceil(gap) + marks[2]
    return line((" " * label + drawn, "dim"))


def together_lines(together: CohortEffect | None, words: Words) -> list[TextLine]:
    """What came of all accepted changes together, and what to hold against it."""
    if together is None:
        return []
    say = words.speech.say
    caution = say(
        "What was changed because it went badly often does better anyway; an experiment tells that apart."
    )
    verdict = worded(together.verdict, words)
    return [heading(say("All accepted changes together")), line((verdict, "")), line((caution, "dim"))]


def _followed_lines(row: Followed, words: Words) -> list[TextLine]:
    say, found, made = words.speech.say, row.effect, row.adaptation
    accepted = say(
        "accepted on {day} by {name}",
        day=words.date(made.evidence.last),
        name=words.names.person(made.by),
    )
    lines = [_what(made, words), line((accepted, "dim"))]
    if made.why:
        lines.append(line((f"“{made.why}”", "")))
    if made.ended is not None:
        lines.append(line((say("taken back on {day}", day=words.date(made.ended)), "dim")))
    elif made.until is not None:
        lines.append(line((say("until {day}, when the stage ends", day=words.date(made.until)), "dim")))
    lines += [BLANK, heading(say("Attendance"))]
    lines += [*_picture(say("before"), found.before, words), *_picture(say("since"), found.after, words)]
    lines.append(axis_line(_LABEL, words))
    return [*lines, BLANK, line((worded(found.verdict, words), "strong"))]


def _what(change: Proposal | Adaptation, words: Words) -> TextLine:
    told = f"{words.touch(change.touch)} · {change_text(change, words)}"
    return line((f"{change_word(change, words)}: ", "strong"), (told, ""))


def _picture(label: str, evidence: Evidence, words: Words) -> Iterable[TextLine]:
    if not evidence.offered:
        yield line((f"{label:<{_LABEL}}", "dim"), (words.speech.say("no call offered"), "dim"))
        return
    drawn = interval_picture(evidence.low, evidence.rate, evidence.high)
    calls = words.speech.plural("{n} call", "{n} calls", evidence.offered)
    yield line((f"{label:<{_LABEL}}", "dim"), (drawn, "trend"))
    yield line((" " * _LABEL, ""), (f"{share_text(evidence, words)} · {calls}", ""))
