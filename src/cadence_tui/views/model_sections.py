"""What a touch model asks beside the rhythms: steps, messages, signals, risk, seasons, the contact budget."""

from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal

from cadence_tui.model.money import Money
from cadence_tui.model.rules.touch_model import Blackout, Communication, Segment, Stage, Step, TouchModel
from cadence_tui.views.model_page import PageGroup, PagePart, Row, form_cells, form_header, minutes_text
from cadence_tui.views.recurrence_words import recurrence_text
from cadence_tui.views.signal_rule_words import deadline_text, threshold_text
from cadence_tui.views.words import Words

_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_LEAP_YEAR = 2024


def new_account_part(model: TouchModel, shown: Sequence[Segment], words: Words) -> PagePart:
    """The steps of a new account (T5)."""
    say = words.speech.say
    return _steps_part(
        say("New accounts"),
        say("After the start"),
        model.new_account,
        lambda day: say("day {day} after the start", day=day),
        shown,
        words,
    )


def renewal_part(model: TouchModel, shown: Sequence[Segment], words: Words) -> PagePart:
    """The renewal ladder (T6)."""
    say = words.speech.say
    return _steps_part(
        say("The way to the renewal"),
        say("Before the renewal"),
        model.renewal,
        lambda day: say("{days} before", days=words.days(day)),
        shown,
        words,
    )


def communications_part(model: TouchModel, shown: Sequence[Segment], words: Words) -> PagePart:
    """Messages to many, with their days in words (T8)."""
    say, ids = words.speech.say, {segment.id for segment in shown}
    rows = [
        (
            words.touch(said.touch),
            _days_text(said, words),
            words.word("channel", said.channel),
            minutes_text(0, said.work_minutes, words),
            words.word("delivered_by", said.delivered_by),
            words.title("outcome", said.outcome),
            _reached_text(said, model, words),
        )
        for said in model.communications
        if ids & set(said.segments)
    ]
    header = (
        *(say("model|Message"), say("When"), say("Channel"), say("Minutes")),
        *(say("By whom"), say("For what"), say("For whom")),
    )
    return _part(say("Messages to many"), header, rows)


def signals_part(model: TouchModel, shown: Sequence[Segment], words: Words) -> PagePart:
    """What starts a touch, from what figure on, and until when it is answered (T7)."""
    say, ids = words.speech.say, {segment.id for segment in shown}
    rows = [
        (
            rule.title.to(words.speech.language),  # type: ignore[arg-type]
            threshold_text(rule, words),
            deadline_text(rule.deadline, words),
            words.touch(rule.touch),
            words.word("channel", rule.channel),
            minutes_text(rule.minutes, rule.work_minutes, words),
            words.word("delivered_by", rule.delivered_by),
            say("counts as risk") if rule.risk else "",
        )
        for rule in model.signals.watched().values()
        if not rule.segments or ids & set(rule.segments)
    ]
    header = (
        *(say("model|Signal"), say("model|Raised by"), say("model|Answered"), say("Touch")),
        *(say("Channel"), say("Minutes"), say("By whom"), say("model|Risk")),
    )
    return _part(say("model|Signals"), header, rows)


def risk_part(model: TouchModel, shown: Sequence[Segment], words: Words) -> PagePart:
    """The closer rhythm of accounts at risk."""
    say, risk = words.speech.say, model.at_risk
    if risk is None:
        return PagePart(title=say("model|At risk"))
    ids = {segment.id for segment in shown}
    rows = [
        (
            words.title("segment", rule.segment),
            words.touch(rule.touch),
            words.every(rule.every_days),
            *form_cells(rule, words),
        )
        for rule in risk.rules
        if rule.segment in ids
    ]
    bands = words.listed(words.word("health_in", band) for band in risk.bands)
    facts = [(say("When"), say("health is {bands}, or a signal of risk is open", bands=bands))]
    facts += [(say("model|How long"), say("{weeks} at a time", weeks=words.weeks(risk.weeks)))]
    header = (say("Segment"), say("Touch"), say("How often"), *form_header(words))
    return PagePart(
        title=say("model|At risk"), facts=tuple(facts), header=header, groups=(PageGroup(rows=tuple(rows)),)
    )


def seasons_part(model: TouchModel, shown: Sequence[Segment], words: Words) -> PagePart:
    """Seasons without some touches; they hold for every segment."""
    say = words.speech.say
    rows = [
        (
            words.title("season", season.id),
            f"{month_day(season.first, words)} – {month_day(season.last, words)}",
            _resting_text(season, words),
            words.listed(season.industries) or say("everybody"),
        )
        for season in model.blackouts
    ]
    return _part(say("Seasons without"), (say("Season"), say("Days"), say("Touch"), say("For whom")), rows)


def budget_part(model: TouchModel, shown: Sequence[Segment], words: Words) -> PagePart:
    """One budget over all channels: the cap, the gap, and the longest silence (T10)."""
    say, contact = words.speech.say, model.contact
    rows = [
        (words.title("segment", each.id), _cap_text(each.max_contacts_per_week, each.min_gap_days, words))
        for each in shown
    ]
    rows += [
        (words.title("stage", stage.id), _stage_cap_text(stage, shown, words))
        for stage in model.stages
        if stage.min_gap_days or stage.max_contacts_per_week
    ]
    weekdays = [words.speech.formats.weekdays[_WEEKDAYS.index(day)] for day in contact.weekdays]
    facts = [
        (say("model|At least"), say("a contact every {days}", days=words.days(contact.minimum_days))),
        (say("model|On"), words.listed(weekdays)),
    ]
    return PagePart(
        title=say("model|Contact budget"),
        facts=tuple(facts),
        header=(say("model|Where"), say("model|At most")),
        groups=(PageGroup(rows=tuple(rows)),),
    )


def experiments_part(model: TouchModel, shown: Sequence[Segment], words: Words) -> PagePart:
    """When another rhythm is proposed, what a comparison needs, what an hour costs (T11, T12)."""
    say, percent = words.speech.say, words.speech.percent
    facts: list[tuple[str, str]] = []
    if (adaptive := model.adaptive) is not None:
        window = words.days(adaptive.window_days)
        facts.append(
            (
                say("model|Slower"),
                say("attendance below {share} of at least {n} calls in {window}: {factor} × the days",
                    share=percent(adaptive.lower_below), n=adaptive.least_offered, window=window,
                    factor=words.speech.number(adaptive.slower_factor)),
            )
        )  # fmt: skip
        raised = {
            "share": percent(adaptive.raise_above),
            "factor": words.speech.number(adaptive.faster_factor),
        }
        facts.append((say("model|Faster"), say("attendance above {share}: {factor} × the days", **raised)))
        declined = percent(adaptive.mail_when_declined)
        facts.append((say("model|By mail"), say("{share} and more of the calls declined", share=declined)))
    if (trial := model.experiments) is not None:
        figures = {"accounts": trial.least_accounts, "calls": trial.least_offered}
        text = say("at least {accounts} accounts and {calls} calls on each side", **figures)
        facts.append((say("model|Experiments"), text))
    if (economy := model.economy) is not None:
        cost = words.speech.money(Money(Decimal(str(economy.hour_cost)), model.currency))
        share = percent(economy.cost_share)
        text = say("{cost} an hour, up to {share} of an account's revenue", cost=cost, share=share)
        facts.append((say("model|Cost"), text))
    return PagePart(title=say("Other rhythms and cost"), facts=tuple(facts))


def legend_part(model: TouchModel, shown: Sequence[Segment], words: Words) -> PagePart:
    """What the two figures of the minutes are."""
    say = words.speech.say
    what = say("a + b: a with the customer, b for preparation and write-up; one figure alone: all there is")
    return PagePart(title=say("How to read it"), facts=((say("Minutes"), what),))


def _part(title: str, header: Row, rows: Iterable[Row]) -> PagePart:
    found = tuple(rows)
    return PagePart(title=title, header=header, groups=(PageGroup(rows=found),) if found else ())


def _steps_part(
    title: str,
    header: str,
    steps: Sequence[Step],
    day: Callable[[int], str],
    shown: Sequence[Segment],
    words: Words,
) -> PagePart:
    groups = [
        PageGroup(
            title=words.title("segment", segment.id),
            rows=tuple(
                (words.touch(step.touch), day(step.day), *form_cells(step, words))
                for step in steps
                if step.segment == segment.id
            ),
        )
        for segment in shown
    ]
    return PagePart(
        title=title,
        header=(words.speech.say("Touch"), header, *form_header(words)),
        groups=tuple(group for group in groups if group.rows),
    )


def _days_text(said: Communication, words: Words) -> str:
    days = recurrence_text(said.when, words)
    if not said.days_before:
        return days
    before = words.all_of(map(str, said.days_before))
    return words.speech.say("{before} days before the event ({days})", before=before, days=days)


def _reached_text(said: Communication, model: TouchModel, words: Words) -> str:
    everybody = set(said.segments) == {segment.id for segment in model.segments}
    segments = words.listed(words.title("segment", each) for each in said.segments)
    parts = [words.speech.say("everybody") if everybody else segments]
    parts += [words.listed(words.title("stage", each) for each in said.stages)] if said.stages else []
    parts += [words.speech.say("only who asked for it")] if said.needs_consent else []
    return "; ".join(parts)


def _resting_text(season: Blackout, words: Words) -> str:
    if season.touches:
        return words.listed(map(words.touch, season.touches))
    if not season.spares:
        return words.speech.say("everything")
    return words.speech.say("everything but {touches}", touches=words.listed(map(words.touch, season.spares)))


def month_day(text: str, words: Words) -> str:
    month, day = (int(part) for part in text.split("-"))
    return words.speech.formats.day.format(day=day, month=words.speech.formats.months[month - 1])


def _cap_text(cap: int, gap: int, words: Words) -> str:
    contacts = words.speech.plural("{n} contact a week", "{n} contacts a week", cap)
    return words.speech.say("{contacts}, {gap} apart", contacts=contacts, gap=words.days(gap))


def _stage_cap_text(stage: Stage, shown: Sequence[Segment], words: Words) -> str:
    cap = stage.max_contacts_per_week or max(each.max_contacts_per_week for each in shown)
    gap = stage.min_gap_days or min(each.min_gap_days for each in shown)
    return _cap_text(cap, gap, words)
