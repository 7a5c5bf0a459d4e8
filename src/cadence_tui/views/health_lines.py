"""Health and rank in words: short for the detail, taken wholly apart for the reasons (H2, H6)."""

from collections.abc import Sequence

from cadence_tui.practice.attention import Attention, AttentionPart
from cadence_tui.practice.health.result import Component, Gain, Health, Movement, Part
from cadence_tui.views.account import AccountView
from cadence_tui.views.lines import BLANK, Spans, TextLine, heading, line
from cadence_tui.views.portfolio_cells import BAND_MARKS, bars
from cadence_tui.views.wording import worded, worded_all
from cadence_tui.views.words import Words


def band_spans(health: Health, words: Words) -> Spans:
    """Glyph, score and band, and how much is known."""
    glyph, role = BAND_MARKS[health.band]
    score = "?" if health.score is None else str(health.score)
    band = words.word("band", health.band)
    known = words.speech.say("{share} known", share=words.speech.percent(health.coverage))
    return [(f"{glyph} {score} {band}", role), (f"  {known}", "dim")]


def override_lines(health: Health, words: Words) -> list[TextLine]:
    """Who says otherwise, why and until when; nothing without an override."""
    if health.override is None:
        return []
    told = words.speech.say(
        "{name} sets {band} until {day}: {why}; reckoned: {computed}",
        name=words.names.person(health.override.by),
        band=words.word("band", health.override.band),
        day=words.speech.day(health.override.until),
        why=health.override.why,
        computed=words.word("band", health.computed),
    )
    return [line((told, "info"), indent=2)]


def component_lines(health: Health, words: Words) -> list[TextLine]:
    """One line for each component: points, and the reason that costs or brings most."""
    worst = _worst(health)
    return [_component_line(component, words, worst=component is worst) for component in health.components]


def gain_lines(gains: Sequence[Gain], words: Words) -> list[TextLine]:
    """The shortest way to green, or to being known."""
    lines: list[TextLine] = []
    for gain in gains:
        points = f"+{words.speech.number(round(gain.points, 1))}" if gain.points else "?"
        lines.append(line((f"{points:>5} ", "good"), (worded(gain.reason, words), ""), indent=6))
    return lines


def moved_lines(movements: Sequence[Movement], words: Words) -> list[TextLine]:
    """What moved the score, the largest first."""
    lines: list[TextLine] = []
    for movement in movements:
        change = round(movement.after - movement.before, 1)
        if not change:
            continue
        sign, role = ("+", "good") if change > 0 else ("−", "bad")
        name = words.word("component", movement.component)
        why = worded(movement.reason, words)
        points = f"{sign}{words.speech.number(abs(change))}"
        lines.append(line((f"{points:>6} ", role), (name, "strong"), (f"  {why}", ""), indent=7))
    return lines


def why_lines(view: AccountView, words: Words) -> list[TextLine]:
    """Everything behind health, rank, segment and stage of an account."""
    health, say = view.standing.health, words.speech.say
    lines = [line(*band_spans(health, words), ("  " + bars(view.scores), "trend"))]
    lines += override_lines(health, words)
    lines += [BLANK, heading(say("Points"))]
    worst = _worst(health)
    for component in health.components:
        lines.append(_component_head(component, words, worst=component is worst))
        lines += [_part_line(part, words) for part in component.parts]
    if view.moved:
        since = say("What moved since {day}", day=words.speech.day(view.moved_since))
        lines += [BLANK, heading(since), *moved_lines(view.moved, words)]
    if health.to_green:
        lines += [BLANK, heading(to_green_title(health, words)), *gain_lines(health.to_green, words)]
    lines += [BLANK, heading(say("Rank by attention"))]
    lines += attention_lines(view.standing.attention, words)
    segment = words.title("segment", view.standing.segment)
    stage = words.title("stage", view.standing.stage)
    lines += [BLANK, heading(say("Segment and stage"))]
    lines.append(_placed(segment, worded_all(view.segment_reasons, words)))
    lines.append(_placed(stage, worded_all(view.stage_reasons, words)))
    return lines


def to_green_title(health: Health, words: Words) -> str:
    """What the steps lead to."""
    return words.speech.say("To know more") if health.band == "unknown" else words.speech.say("To green")


def attention_lines(attention: Attention, words: Words) -> list[TextLine]:
    """The arithmetic of the rank: factors, what is added, the sum."""
    lines = [_attention_line(part, words) for part in attention.parts]
    total = words.speech.number(round(attention.score, 1))
    return [*lines, line((f"= {total:>8}  ", "strong"), (words.speech.say("attention"), "strong"))]


def _worst(health: Health) -> Component | None:
    """The component that costs most points."""
    lossy = [c for c in health.components if c.known and _missing(c)]
    return max(lossy, key=_missing, default=None)


def _missing(component: Component) -> float:
    return round(component.max_points - component.points, 2)


def _component_line(component: Component, words: Words, *, worst: bool) -> TextLine:
    reasons = component.reasons
    why = worded(reasons[0], words) if reasons else ""
    role = "" if component.known else "dim"
    return line(*_points(component, words, worst=worst), (f"  {why}", role), indent=7)


def _component_head(component: Component, words: Words, *, worst: bool) -> TextLine:
    known = words.speech.say("{share} known", share=words.speech.percent(component.coverage))
    age = _age(component.age_days, words)
    return line(*_points(component, words, worst=worst), (f"  {known}{age}", "dim"), indent=4)


def _points(component: Component, words: Words, *, worst: bool) -> Spans:
    name = words.word("component", component.name)
    possible = words.speech.number(round(component.max_points))
    if not component.known:
        return [(f" ?/{possible:<3} ", "dim"), (name, "strong")]
    role = "bad" if worst else "" if _missing(component) else "good"
    return [(f"{words.speech.number(round(component.points)):>2}/{possible:<3} ", role), (name, "strong")]


def _part_line(part: Part, words: Words) -> TextLine:
    why = worded(part.reason, words)
    if not part.known:
        return line(("          ? ", "dim"), (why, "dim"), indent=12)
    points = f"{words.speech.number(part.points, 1)}/{words.speech.number(part.max_points, 1)}"
    # A reason that counts days tells the age already.
    age = "" if "days" in part.reason.args else _age(part.age_days, words)
    return line((f"{points:>11} ", ""), (why, ""), (age, "dim"), indent=12)


def _age(days: int | None, words: Words) -> str:
    if days is None:
        return ""
    return " · " + (words.speech.say("as of today") if days <= 0 else words.speech.say("{n} d old", n=days))


def _attention_line(part: AttentionPart, words: Words) -> TextLine:
    sign = "×" if part.role == "times" else "+"
    factor = (
        words.speech.number(part.factor, 2) if part.role == "times" else words.speech.number(part.factor, 1)
    )
    return line((f"{sign} {factor:>8}  ", ""), (worded(part.reason, words), ""), indent=12)


def _placed(title: str, why: str) -> TextLine:
    return line((title, "strong"), (f"  {why}", ""), indent=2)
