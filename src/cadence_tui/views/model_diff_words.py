"""What differs between two touch models, in words: entries, figures, and what follows for accounts."""

from collections.abc import Iterator, Mapping, Sequence
from typing import get_args

from msgspec import Struct

from cadence_tui.model.message import Message, message
from cadence_tui.practice.model_diff import Difference, FieldChange, Section
from cadence_tui.practice.model_effect import AccountEffect, Load, by_owner, worst_first
from cadence_tui.views.model_page import PageGroup, PagePart, Row
from cadence_tui.views.model_value_words import key_text, value_text
from cadence_tui.views.names import Kind
from cadence_tui.views.words import Words

SECTION_WORDS: Mapping[Section, Message] = {
    "model": message("The model as a whole"),
    "segments": message("model|Segments"),
    "raises": message("What raises an account"),
    "stages": message("model|Stages"),
    "touches": message("model|Kinds of contact"),
    "outcomes": message("model|Outcomes"),
    "rules": message("model|Rhythms"),
    "new_account": message("New accounts"),
    "renewal": message("The way to the renewal"),
    "communications": message("Messages to many"),
    "signals": message("model|Signals"),
    "at_risk": message("model|At risk"),
    "blackouts": message("Seasons without"),
    "adaptive": message("Proposals of another rhythm"),
    "experiments": message("model|Experiments"),
    "economy": message("model|Cost"),
    "clock": message("model|Clock"),
    "contact": message("model|Contact budget"),
    "value": message("Value of a touch"),
}
_CHANGE_WORDS: Mapping[str, Message] = {
    "added": message("model|new"),
    "removed": message("model|gone"),
    "changed": message("model|changed"),
}
_KINDS: Mapping[str, Kind] = {
    "segments": "segment",
    "stages": "stage",
    "touches": "touch",
    "outcomes": "outcome",
}
_BY_TOUCH = ("new_account", "renewal", "communications", "at_risk")
_VALUES_ALONE = ("every_days", "channel", "delivered_by", "outcome", "touch", "when", "title")
"""Keys whose values say themselves what they are."""
_TOLD_OF_ONE = (
    *("title", "every_days", "weekdays", "day", "when", "days_before", "channel", "minutes", "delivered_by"),
    *("outcome", "arr_from", "first", "last"),
)
"""What is told of an entry that only one model has, in this order."""


class Sides(Struct, frozen=True):
    """A reader of both models: each has names of its own for the same ids."""

    was: Words
    now: Words


def difference_parts(differences: Sequence[Difference], sides: Sides) -> list[PagePart]:
    """A part for each section in which something differs."""
    parts: list[PagePart] = []
    for section in get_args(Section):
        rows = [_row(each, sides) for each in differences if each.section == section]
        if rows:
            header = (sides.now.speech.say("What"), sides.now.speech.say("How it changes"))
            title = sides.now.speech.word(SECTION_WORDS[section])
            parts.append(PagePart(title=title, header=header, groups=(PageGroup(rows=tuple(rows)),)))
    return parts


def effect_parts(effects: Sequence[AccountEffect], weeks: int, sides: Sides, most: int) -> list[PagePart]:
    """What follows in so many weeks: in all, for each owner, and for the `most` accounts hit worst."""
    words, say = sides.now, sides.now.speech.say
    changed = worst_first(effects)
    facts = [
        (say("Accounts that change"), say("{n} of {all}", n=len(changed), all=len(effects))),
        *_facts(effects, words),
    ]
    owners = [
        (
            words.names.person(each.owner),
            *_loads(each.was, each.now, words),
            _changed_text(each.changed, words),
        )
        for each in by_owner(effects)
    ]
    accounts = [_account_row(each, sides) for each in changed[:most]]
    left = len(changed) - len(accounts)
    groups = [PageGroup(title=say("model|By owner"), rows=tuple(owners))] if owners else []
    if accounts:
        title = say("By account, what asks most more first")
        shown = say(
            "{title} (the first {n}; {left} more with --all)", title=title, n=len(accounts), left=left
        )
        groups.append(PageGroup(title=shown if left else title, rows=tuple(accounts)))
    return [
        PagePart(
            title=say("What follows in {weeks}", weeks=words.weeks(weeks)),
            facts=tuple(facts),
            header=(say("Who"), say("model|Touches"), say("model|Time"), say("Change")),
            groups=tuple(groups),
        )
    ]


def _facts(effects: Sequence[AccountEffect], words: Words) -> Iterator[tuple[str, str]]:
    say, sides = words.speech.say, ([each.was for each in effects], [each.now for each in effects])
    touches = (_number(sum(load.touches for load in side), words) for side in sides)
    hours = (_hours(sum(load.minutes for load in side), words) for side in sides)
    yield say("model|Touches"), _arrow(*touches)
    yield say("model|Time"), _arrow(*hours)


def _account_row(effect: AccountEffect, sides: Sides) -> Row:
    moves = [
        _arrow(sides.was.title(kind, was), sides.now.title(kind, now))
        for kind, was, now in _places(effect)
        if was != now
    ]
    return (
        effect.name,
        *_loads(effect.was, effect.now, sides.now),
        "; ".join([*moves, _kinds_text(effect, sides)]),
    )


def _places(effect: AccountEffect) -> Iterator[tuple[Kind, str, str]]:
    yield "segment", effect.segment_was, effect.segment_now
    yield "stage", effect.stage_was, effect.stage_now


def _kinds_text(effect: AccountEffect, sides: Sides) -> str:
    """`Check-in 6 → 3`, of each kind whose number changes."""
    kinds = dict.fromkeys((*effect.kinds_was, *effect.kinds_now))
    changes = [(kind, effect.kinds_was.get(kind, 0), effect.kinds_now.get(kind, 0)) for kind in kinds]
    return sides.now.listed(
        f"{(sides.now if now else sides.was).touch(kind)} {_arrow(str(was), str(now))}"
        for kind, was, now in changes
        if was != now
    )


def _loads(was: Load, now: Load, words: Words) -> Row:
    touches = _arrow(_number(was.touches, words), _number(now.touches, words))
    return (
        words.speech.say("{change} touches", change=touches),
        _arrow(_hours(was.minutes, words), _hours(now.minutes, words)),
    )


def _changed_text(changed: int, words: Words) -> str:
    return words.speech.plural("{n} account changes", "{n} accounts change", changed)


def _row(difference: Difference, sides: Sides) -> Row:
    words = sides.now
    fields = difference.fields
    if difference.change != "changed":
        told_of = {each.name: each for each in fields if each.was or each.now}
        fields = tuple(told_of[name] for name in _TOLD_OF_ONE if name in told_of)
    told = [_field_text(each, difference.change, sides) for each in fields]
    change = words.speech.word(_CHANGE_WORDS[difference.change])
    return _entry_text(difference, sides), change, *(text for text in told if text)


def _entry_text(difference: Difference, sides: Sides) -> str:
    words = sides.was if difference.change == "removed" else sides.now
    section, entry = difference.section, difference.id
    if section in _KINDS:
        return words.title(_KINDS[section], entry)
    if section == "rules":
        segment, stage, touch = entry.split(".")
        return ", ".join((words.title("segment", segment), words.title("stage", stage), words.touch(touch)))
    if section in _BY_TOUCH and "." in entry:
        touch, segment, *_ = entry.split(".")
        return f"{words.title('segment', segment)}, {words.touch(touch)}"
    if section == "signals":
        return words.title("cause", entry)
    if section == "blackouts":
        return words.title("season", entry)
    return entry or words.speech.word(SECTION_WORDS[section])


def _field_text(field: FieldChange, change: str, sides: Sides) -> str:
    was = value_text(field.name, field.was, sides.was)
    now = value_text(field.name, field.now, sides.now)
    if change == "changed":
        text = _arrow(was or "–", now or "–")
        if was == now:
            # The words differ in other languages only.
            return ""
    else:
        text = now or was
    return text if field.name in _VALUES_ALONE else f"{key_text(field.name, sides.now)}: {text}"


def _arrow(was: str, now: str) -> str:
    return f"{was} → {now}" if was != now else now


def _number(figure: int, words: Words) -> str:
    return words.speech.number(figure)


def _hours(minutes: int, words: Words) -> str:
    return words.speech.say("model|{hours} h", hours=words.speech.number(minutes / 60, 1))
