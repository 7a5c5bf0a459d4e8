"""Components drawn from contact with the customer: attendance, sentiment of calls, surveys (H1)."""

from collections.abc import Sequence
from datetime import date, timedelta

from cadence_tui.model.documents import Survey
from cadence_tui.model.message import reason
from cadence_tui.model.rules.health import SurveyKind
from cadence_tui.practice.health.history import Moment
from cadence_tui.practice.health.result import Input
from cadence_tui.practice.health.scale import interpolate


def attendance(at: Moment) -> list[Input]:
    """The share of calls that took place, and how long ago the last contact was."""
    return [_held(at), _recency(at)]


def sentiment(at: Moment) -> list[Input]:
    """What the last calls recorded of mood and relationship, the newest counting most."""
    rules = at.rules.sentiment
    calls = [
        (day, call)
        for day, call in at.history.calls
        if day <= at.day and (at.day - day).days <= rules.max_age_days
    ]
    moods = [(day, word, rules.sentiment[word]) for day, call in calls if (word := call.sentiment)]
    bonds = [(day, word, rules.relationship[word]) for day, call in calls if (word := call.relationship)]
    return [
        _of_calls(at, "sentiment", rules.sentiment_weight, moods),
        _of_calls(at, "relationship", rules.relationship_weight, bonds),
    ]


def surveys(at: Moment) -> list[Input]:
    """The last answer of each kind, fading towards neutral as it ages."""
    return [_survey(at, name, kind) for name, kind in at.rules.surveys.kinds.items()]


def _held(at: Moment) -> Input:
    rules = at.rules.attendance
    first = at.day - timedelta(days=rules.window_days - 1)
    touches = at.history.touches_between(first, at.day)
    statuses = [touch.status for touch in touches if touch.channel in rules.call_channels]
    calls, held = len(statuses), statuses.count("held")
    if calls < rules.least_calls:
        too_few = reason("calls_too_few", calls=calls, needed=rules.least_calls)
        return Input(name="held", weight=rules.held_weight, reason=too_few)
    return Input(
        name="held",
        weight=rules.held_weight,
        value=interpolate(rules.held, held / calls),
        reason=reason(
            "calls_held",
            held=held,
            calls=calls,
            share=round(held / calls, 3),
            no_shows=statuses.count("no_show"),
            declined=statuses.count("declined"),
        ),
    )


def _recency(at: Moment) -> Input:
    rules = at.rules.attendance
    usual = rules.usual_gap_days.get(at.segment, rules.otherwise_gap_days)
    past = at.history.touches_between(date.min, at.day)
    channels = rules.contact_channels
    last = next((t for t in reversed(past) if t.status == "held" and t.channel in channels), None)
    if last is None:
        missed = sum(1 for touch in past if touch.channel in channels)
        if not missed:
            return Input(name="recency", weight=rules.recency_weight, reason=reason("contact_missing"))
        never = reason("never_held", missed=missed, usual=usual)
        return Input(name="recency", weight=rules.recency_weight, value=0.0, reason=never)
    days = (at.day - last.date).days
    return Input(
        name="recency",
        weight=rules.recency_weight,
        value=interpolate(rules.recency, days / usual),
        reason=reason("last_contact", days=days, usual=usual, touch=last.touch),
        age_days=days,
    )


def _of_calls(at: Moment, about: str, weight: float, found: Sequence[tuple[date, str, float]]) -> Input:
    if not found:
        missing = reason("calls_record_missing", about=about, days=at.rules.sentiment.max_age_days)
        return Input(name="calls", subject=about, weight=weight, reason=missing)
    newest = list(zip(reversed(found), at.rules.sentiment.call_weights, strict=False))
    total = sum(call_weight for _, call_weight in newest)
    last_day, last_word, _ = found[-1]
    days = (at.day - last_day).days
    return Input(
        name="calls",
        subject=about,
        weight=weight,
        value=sum(share * call_weight for (_, _, share), call_weight in newest) / total,
        reason=reason("calls_record", about=about, last=last_word, calls=len(newest), days=days),
        age_days=days,
    )


def _survey(at: Moment, name: str, kind: SurveyKind) -> Input:
    rules = at.rules.surveys
    last = _last_answer(at, name)
    if last is None:
        missing = reason("survey_missing", survey=name, days=rules.max_age_days)
        return Input(name="survey", subject=name, weight=kind.weight, reason=missing)
    days = (at.day - last.date).days
    fresh = 0.5 ** (days / rules.half_life_days)
    return Input(
        name="survey",
        subject=name,
        weight=kind.weight,
        value=rules.neutral + (interpolate(kind.scale, last.score) - rules.neutral) * fresh,
        reason=reason("survey_score", survey=name, score=last.score, days=days, weight=round(fresh, 2)),
        age_days=days,
    )


def _last_answer(at: Moment, name: str) -> Survey | None:
    oldest = at.day.toordinal() - at.rules.surveys.max_age_days
    answers = [
        s
        for s in at.history.surveys
        if s.survey == name and s.date <= at.day and s.date.toordinal() >= oldest
    ]
    # Of several answers on one day the worst counts: good news must not hide a complaint.
    return max(answers, key=lambda answer: (answer.date, -answer.score), default=None)
