"""Why a promise stands where it stands, why the lead sees it, how often such ones were kept (A2, A3)."""

from collections.abc import Iterator, Sequence
from datetime import date

from cadence_tui.locale import Speech
from cadence_tui.model.documents import Action
from cadence_tui.model.rules.review import ReviewRules
from cadence_tui.model.text import plain
from cadence_tui.practice.kept import kept_promises
from cadence_tui.practice.review import ReviewItem
from cadence_tui.views.actions import Card, late_mark
from cadence_tui.views.kept import kept_spans
from cadence_tui.views.lines import TextLine, heading, line
from cadence_tui.views.names import Names
from cadence_tui.views.wording import reason_text
from cadence_tui.views.wording_actions import PRIORITY_WORDS


def place_lines(card: Card, speech: Speech) -> list[TextLine]:
    """What moves the card up, in the order in which it counts."""
    return [
        heading(speech.say("Why it stands here")),
        *(line(("· ", "dim"), words) for words in _pulls(card, speech)),
    ]


def review_lines(item: ReviewItem | None, rules: ReviewRules, names: Names, speech: Speech) -> list[TextLine]:
    """Why it waits for the lead, each reason with its weight in the rule file."""
    title = heading(speech.say("For the lead"))
    if item is None:
        return [title, line((speech.say("nothing that a lead would have to see"), "dim"))]
    lines = [
        line((f"{rules.weight(why.code):>4}  ", "dim"), (reason_text(why, speech, names), ""), indent=6)
        for why in item.reasons
    ]
    return [title, *lines, line((f"{item.weight:>4}  ", "strong"), (speech.say("together"), "dim"))]


def kept_lines(
    card: Card, actions: Sequence[Action], today: date, days: int, speech: Speech
) -> list[TextLine]:
    """The share of promises kept in time: by this owner, with this account on each side, by everybody."""
    title = heading(speech.say("Kept in time, last {days} days", days=days))
    return [
        title,
        *(_rate(name, chosen, today, days, speech) for name, chosen in _circles(card, actions, speech)),
    ]


def copied_text(cards: Sequence[Card], speech: Speech) -> str:
    """Promises as lines of text, for a mail or a chat."""
    return "\n".join(_copied(card, speech) for card in cards)


def _copied(card: Card, speech: Speech) -> str:
    parts = [card.owner_name or speech.say("nobody")]
    if card.due:
        parts.append(speech.say("due {day}", day=speech.day(card.due)))
    if card.late_days:
        parts.append(late_mark(card.late_days, speech))
    return f"{card.account_name}: {card.title} ({', '.join(parts)})"


def _pulls(card: Card, speech: Speech) -> Iterator[tuple[str, str]]:
    say = speech.say
    if card.returned is not None:
        yield say("the lead returned it: {why}", why=card.returned), "warn"
    if card.late_days:
        yield (
            say("past its date for {days}", days=speech.plural("{n} day", "{n} days", card.late_days)),
            "bad",
        )
    if card.column == "blocked":
        yield say("blocked: {why}", why=card.blocked_reason), "bad"
    if card.priority != "normal":
        yield say("priority {word}", word=speech.word(PRIORITY_WORDS[card.priority])), ""
    if card.due and not card.late_days:
        yield say("due {day}", day=speech.weekday_day(card.due)), ""
    if card.due is None:
        yield say("no date, so it comes last"), "dim"


def _circles(card: Card, actions: Sequence[Action], speech: Speech) -> Iterator[tuple[str, list[Action]]]:
    if card.owner:
        yield card.owner_name, [a for a in actions if (a.side, a.owner) == (card.side, card.owner)]
    of_account = [action for action in actions if action.account == card.account]
    name = plain(card.account_name)
    yield speech.say("{account}, ours", account=name), [a for a in of_account if a.side == "ours"]
    yield speech.say("{account}, theirs", account=name), [a for a in of_account if a.side == "theirs"]
    yield speech.say("everybody, ours"), [a for a in actions if a.side == "ours"]


def _rate(name: str, actions: Sequence[Action], today: date, days: int, speech: Speech) -> TextLine:
    return line((f"{name}: ", ""), *kept_spans(kept_promises(actions, today, days), speech), indent=2)
