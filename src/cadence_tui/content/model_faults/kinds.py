"""Ids, titles and clocks."""

from collections.abc import Iterator

from cadence_tui.content.model_faults.fault import Fault, unknown
from cadence_tui.model.message import message
from cadence_tui.model.rules.touch_model import TouchModel
from cadence_tui.model.rules.worded import Worded

_NAMED = ("segments", "stages", "touches", "outcomes", "blackouts")


def id_faults(model: TouchModel) -> Iterator[Fault]:
    """Ids that stand twice in a section."""
    for name in _NAMED:
        seen: set[str] = set()
        for index, entry in enumerate(getattr(model, name)):
            if entry.id in seen:
                yield Fault(f"$.{name}[{index}].id", entry.id, message("an id that stands only once"))
            seen.add(entry.id)


def title_faults(model: TouchModel) -> Iterator[Fault]:
    """Titles that are empty in a language."""
    named: list[tuple[str, Worded]] = [("$", model.title)]
    for name in _NAMED:
        named += [(f"$.{name}[{index}]", entry.title) for index, entry in enumerate(getattr(model, name))]
    named += [(f"$.signals.{cause}", rule.title) for cause, rule in model.signals.watched().items()]
    for path, title in named:
        for language, text in (("en", title.en), ("es", title.es), ("pt-BR", title.pt_br)):
            if not text.strip():
                yield Fault(f"{path}.title.{language}", text, message("a title in this language"))


def clock_faults(model: TouchModel) -> Iterator[Fault]:
    """Kinds that restart clocks which there are not, or have a rhythm and do not restart their own."""
    clocks = {touch.group for touch in model.touches}
    at_risk = model.at_risk.rules if model.at_risk else ()
    ruled = {rule.touch for rule in (*model.rules, *at_risk)}
    for index, touch in enumerate(model.touches):
        path = f"$.touches[{index}]"
        if touch.id in ruled and touch.group not in touch.restarts:
            expected = message("the touch's own clock ({clock}) among them", clock=touch.group)
            yield Fault(f"{path}.restarts", ", ".join(touch.restarts), expected)
        yield from unknown(f"{path}.restarts", touch.restarts, sorted(clocks))
        yield from unknown(f"{path}.restarts_by_mail", touch.restarts_by_mail or (), sorted(clocks))
