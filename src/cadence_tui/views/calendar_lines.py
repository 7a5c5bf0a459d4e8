"""The calendar in words: a call, its place and why it is there, days and weeks against capacity, the peak."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time

from msgspec import Struct

from cadence_tui.locale import Speech
from cadence_tui.model.documents import Preferences, Touchpoint
from cadence_tui.model.message import Message, Reason, message
from cadence_tui.views.calendar import Day, FullDay, TimeOff
from cadence_tui.views.calendar_entries import Card, State
from cadence_tui.views.hours import hours_text
from cadence_tui.views.lines import BLANK, Spans, TextLine, heading, line
from cadence_tui.views.names import Names
from cadence_tui.views.proposal import OwnerPlan
from cadence_tui.views.vocabulary import word_of
from cadence_tui.views.wording import reason_text
from cadence_tui.views.wording_plan import place_fault

STATE_MARKS: Mapping[State, tuple[str, str]] = {
    "planned": ("○", ""),
    "confirmed": ("●", "good"),
    "pinned": ("◆", "info"),
    "held": ("✓", "dim"),
    "no_show": ("✗", "bad"),
    "declined": ("✗", "warn"),
    "cancelled": ("✗", "dim"),
    "unrecorded": ("▼", "warn"),
}
_STATE_WORDS: Mapping[State, Message] = {
    "planned": message("touch|planned"),
    "confirmed": message("touch|confirmed"),
    "pinned": message("touch|pinned"),
    "held": message("touch|held"),
    "no_show": message("touch|no-show"),
    "declined": message("touch|declined"),
    "cancelled": message("touch|cancelled"),
    "unrecorded": message("call|not recorded"),
}


MIDNIGHT = time()
"""The hour of a suggestion that asks for a day and leaves its hour open."""
_LONGEST_NAME = 60
"""Letters of a name before the figures beside it would be pushed out of sight."""


class DayFigures(Struct, frozen=True, kw_only=True):
    """A day of a call's window: minutes without and with the call, capacity, and what speaks against it."""

    date: date
    before: int
    after: int
    capacity: int
    current: bool
    against: tuple[Reason, ...]


class WindowWeek(Struct, frozen=True, kw_only=True):
    """A week of a call's window: minutes without and with the call; whether it would be the fullest.

    `points` is its price there (None: no working day), `gives_way` names whose calls would have to leave.
    """

    monday: date
    before: int
    after: int
    capacity: int
    current: bool
    raises_peak: bool
    days: tuple[DayFigures, ...]
    points: float | None = None
    gives_way: tuple[str, ...] = ()


def state_text(card: Card, speech: Speech) -> str:
    """Glyph and word of a call's state."""
    told = f"{STATE_MARKS[card.state][0]} {speech.word(_STATE_WORDS[card.state])}"
    if card.state == "pinned" and card.touch.status == "confirmed":
        told += f", {speech.word(_STATE_WORDS['confirmed'])}"
    return told


def hour_text(start: datetime | None, theirs: datetime | None, their_zone: str, speech: Speech) -> str:
    """`14:00 (11:00 Sao Paulo)`; an open hour is a dash."""
    if start is None:
        return "–"
    if theirs is None:
        return speech.time(start)
    return f"{speech.time(start)} ({their_hour(start, theirs, their_zone, speech)})"


def their_hour(start: datetime, theirs: datetime, their_zone: str, speech: Speech) -> str:
    """`11:00 Sao Paulo`, with its weekday where that is another one."""
    hour = speech.time(theirs)
    if start.date() != theirs.date():
        hour = f"{speech.weekday(theirs.date())} {hour}"
    return f"{hour} {zone_city(their_zone)}"


def zone_city(zone: str) -> str:
    """`Sao Paulo` of `America/Sao_Paulo`."""
    return zone.rpartition("/")[2].replace("_", " ")


def minutes_text(load: int, capacity: int, speech: Speech) -> str:
    """`90 of 240 min`."""
    return speech.say("{load} of {capacity} min", load=speech.number(load), capacity=speech.number(capacity))


def week_minutes_text(load: int, capacity: int, speech: Speech, *, brief: bool = False) -> str:
    """Minutes of a week: `90 of 240 min`, `90/240 min` where it has to be short."""
    if load and not capacity:
        return speech.say("{n} min in a week off", n=speech.number(load))
    if brief:
        told = f"{speech.number(load)}/{speech.number(capacity)}"
        return speech.say("{n} min", n=told)
    return minutes_text(load, capacity, speech)


def load_role(load: int, capacity: int) -> str:
    """How full: over, nearly, or well."""
    if load > capacity:
        return "bad"
    return "warn" if load * 10 > capacity * 9 else ""


def day_off_text(day: Day, speech: Speech) -> str:
    """Why nobody works that day; nothing when somebody does."""
    if day.away == "leave":
        return speech.say("day|leave")
    if day.away == "holiday":
        return day.holiday or speech.say("day|holiday")
    if day.away == "busy":
        return speech.say("day|busy")
    return "" if day.works else speech.say("day|off")


def head_spans(card: Card, names: Names, speech: Speech) -> Spans:
    """Who, what, when in both clocks, how long, and its state."""
    hour = hour_text(card.start, card.theirs, card.their_zone, speech)
    parts = [
        names.title("touch", card.touch.touch, speech),
        f"{speech.weekday_day(card.date)} {hour}",
        speech.say("{n} min", n=card.touch.minutes),
    ]
    if card.touch.work_minutes:
        parts.append(speech.say("{n} min around it", n=card.touch.work_minutes))
    role = STATE_MARKS[card.state][1]
    name = card.name if len(card.name) <= _LONGEST_NAME else card.name[: _LONGEST_NAME - 1] + "…"
    return [(name, "title"), (" · " + " · ".join(parts) + " · ", ""), (state_text(card, speech), role)]


def card_lines(card: Card, preferences: Preferences, names: Names, speech: Speech) -> list[TextLine]:
    """What stands under the week: the call, its purpose, and why it is where it is."""
    lines = [line(*head_spans(card, names, speech), indent=2)]
    if card.touch.purpose:
        lines.append(line((card.touch.purpose, ""), indent=2))
    if card.touch.ideal is not None:
        place = _place_text(card, card.touch.ideal, speech)
        lines.append(line((speech.say("why here") + "  ", "accent"), (place, ""), indent=2))
    if asked := suggestion_text(card, speech):
        lines.append(line((asked, "warn"), indent=2))
    rest = [_rule_text(card.touch, names, speech), wishes_text(preferences, speech)]
    if card.touch.rescheduled:
        rest.insert(0, rescheduled_text(card.touch.rescheduled, speech))
    if card.touch.covers:
        rest.insert(0, covers_text(card.touch.covers, names, speech))
    rest = [text for text in rest if text]
    if rest:
        lines.append(line((" · ".join(rest), "dim"), indent=2))
    return lines


def covers_text(owner: str, names: Names, speech: Speech) -> str:
    """Whose call it is while somebody stands in."""
    return speech.say("in place of {name}", name=names.person(owner))


def suggestion_text(card: Card, speech: Speech) -> str:
    """The place that the owner's own calendar asks for, where it does: to accept or to drop."""
    if card.suggested is None:
        return ""
    when = speech.weekday_day(card.suggested.date())
    if card.suggested.time() != MIDNIGHT:
        when = f"{when} {speech.time(card.suggested)}"
    return speech.say("moved in your own calendar to {when}: accept or drop", when=when)


def wishes_text(preferences: Preferences, speech: Speech) -> str:
    """What the customer wishes, where they named something."""
    parts: list[str] = []
    if preferences.weekdays:
        days = ", ".join(speech.formats.weekdays[day] for day in preferences.weekdays)
        parts.append(speech.say("prefers {days}", days=days))
    if preferences.hours:
        parts.append(speech.say("reached {hours}", hours=hours_text(preferences.hours, speech)))
    return " · ".join(parts)


def peak_text(plan: OwnerPlan, speech: Speech) -> str:
    """The fullest week against what no plan of the same calls can beat."""
    told = speech.say(
        "peak {peak} of {capacity} min",
        peak=speech.number(plan.peak),
        capacity=speech.number(plan.capacity),
    )
    if plan.gap <= 0:
        return f"{told} · {speech.say('no flatter plan exists')}"
    least = speech.say(
        "least possible {bound} ({gap} min less)",
        bound=speech.number(plan.lower_bound),
        gap=speech.number(plan.gap),
    )
    return f"{told} · {least}"


def full_day_text(day: FullDay | None, speech: Speech) -> str:
    """The fullest day."""
    if day is None:
        return ""
    when, minutes = speech.weekday_day(day.date), minutes_text(day.load, day.capacity, speech)
    if not day.capacity:
        minutes = speech.say("{n} min on a day off", n=speech.number(day.load))
    return speech.say("fullest day {day}: {minutes}", day=when, minutes=minutes)


def time_off_text(off: TimeOff, speech: Speech) -> str:
    """Why a week has less time than others: `2 d leave, 1 holiday`."""
    parts: list[str] = []
    if off.leave:
        parts.append(speech.say("{n} d leave", n=off.leave))
    if off.holidays:
        parts.append(speech.plural("{n} holiday", "{n} holidays", off.holidays))
    return ", ".join(parts)


def week_off_text(monday: date, off: TimeOff, speech: Speech) -> str:
    """The same with its week, or the days themselves of holidays: `9 Mar 2 d leave, holiday 10 Mar`."""
    parts: list[str] = []
    if off.leave:
        parts.append(f"{speech.day(monday)} {speech.say('{n} d leave', n=off.leave)}")
    if off.on:
        days = ", ".join(speech.day(day) for day in off.on)
        parts.append(speech.plural("holiday {days}", "holidays {days}", len(off.on), days=days))
    return ", ".join(parts)


def rescheduled_text(times: int, speech: Speech) -> str:
    """How often a customer asked for another time."""
    return speech.plural("asked for another time {n} time", "asked for another time {n} times", times)


def place_lines(against: Sequence[Reason], forbidden: Iterable[Reason], speech: Speech) -> Spans:
    """What speaks against a place while a call is being moved; what cannot be done comes first."""
    stops = list(forbidden)
    if stops:
        told = ", ".join(speech.word(place_fault(reason)) for reason in stops)
        return [(speech.say("not possible: {why}", why=told), "bad")]
    told = ", ".join(speech.word(place_fault(reason)) for reason in against)
    return [(speech.say("careful: {why}", why=told), "warn")] if told else [(speech.say("free"), "good")]


def window_lines(weeks: Sequence[WindowWeek], names: Names, speech: Speech) -> list[TextLine]:
    """Every week of the window and its days: what each would carry, and what speaks against it (P5)."""
    lines: list[TextLine] = []
    for week in weeks:
        lines += [BLANK, _week_line(week, speech)]
        lines += [_day_line(day, names, speech) for day in week.days]
    return lines or [line((speech.say("Its window is over; any day of work will do."), "dim"))]


def why_lines(
    card: Card,
    weeks: Sequence[WindowWeek],
    preferences: Preferences,
    names: Names,
    speech: Speech,
) -> list[TextLine]:
    """The page of reasons of one call."""
    lines = card_lines(card, preferences, names, speech)
    lines += [BLANK, heading(speech.say("Where else it could be"))]
    if len([week for week in weeks if week.points is not None]) > 1:
        told = speech.say(
            "The price counts distance from the ideal day, wishes and uneven load; one point is a call of"
            " normal value at the edge of its window."
        )
        lines.append(line((told, "dim"), indent=2))
    return [*lines, *window_lines(weeks, names, speech)]


def _week_line(week: WindowWeek, speech: Speech) -> TextLine:
    told = speech.say(
        "week of {day}: {before} → {after} of {capacity} min",
        day=speech.day(week.monday),
        before=speech.number(week.before),
        after=speech.number(week.after),
        capacity=speech.number(week.capacity),
    )
    spans = [(told, "strong" if week.current else "")]
    if week.current:
        spans.append((" · " + speech.say("here"), "good"))
    elif week.raises_peak:
        spans.append((" · " + speech.say("would be the fullest week"), "warn"))
    if week.points is not None:
        spans.append((" · " + speech.say("price {points}", points=speech.number(week.points, 1)), "accent"))
    if week.gives_way:
        told = speech.say("would have to give way: {names}", names=", ".join(week.gives_way))
        spans.append((f" · {told}", "bad"))
    return line(*spans, indent=2)


def _day_line(day: DayFigures, names: Names, speech: Speech) -> TextLine:
    figures = speech.say(
        "{before} → {after} of {capacity} min",
        before=speech.number(day.before),
        after=speech.number(day.after),
        capacity=speech.number(day.capacity),
    )
    spans = [(f"  {speech.weekday_day(day.date)}  ", "strong" if day.current else ""), (figures, "dim")]
    if day.current:
        spans.append((" · " + speech.say("here"), "good"))
    elif day.against:
        told = ", ".join(reason_text(reason, speech, names) for reason in day.against)
        spans.append((f" · {told}", "warn"))
    return line(*spans, indent=4)


def _place_text(card: Card, ideal: date, speech: Speech) -> str:
    touch, days, day = card.touch, (card.date - ideal).days, speech.weekday_day(ideal)
    told = speech.say("on its ideal day")
    if days > 0:
        told = speech.plural(
            "{n} day after its ideal one, {day}", "{n} days after the ideal one, {day}", days, day=day
        )
    elif days < 0:
        told = speech.plural(
            "{n} day before its ideal one, {day}", "{n} days before the ideal one, {day}", -days, day=day
        )
    if touch.earliest is None or touch.latest is None or touch.earliest == touch.latest:
        return told
    first, last = speech.day(touch.earliest), speech.day(touch.latest)
    return f"{told} · {speech.say('window {first} to {last}', first=first, last=last)}"


def _rule_text(touch: Touchpoint, names: Names, speech: Speech) -> str:
    """`segment.stage.touch` or `segment.touch` in words, or `signal.cause`."""
    parts = touch.rule.split(".")
    if len(parts) < 2:
        return ""
    if parts[0] == "signal":
        return f"{word_of('kind', 'signal', speech)}: {names.title('cause', parts[1], speech)}"
    titles = [names.title("segment", parts[0], speech)]
    if len(parts) > 2:
        titles.append(names.title("stage", parts[1], speech))
    return ", ".join(titles)
