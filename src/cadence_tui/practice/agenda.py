"""The agenda of a call: which one, and how its minutes are shared out over the sections (C2, C3)."""

from collections.abc import Sequence
from math import floor

import msgspec

from cadence_tui.model.documents.call import Call, SectionTime
from cadence_tui.model.errors import NotFound
from cadence_tui.model.message import message
from cadence_tui.model.rules.call import Agenda, Agendas


def find_agenda(agendas: Agendas, name: str) -> Agenda:
    """The agenda of that id. Raises NotFound."""
    for agenda in agendas.agendas:
        if agenda.id == name:
            return agenda
    raise NotFound(message("There is no agenda {name}", name=name))


def choose_agenda(agendas: Agendas, touch: str, minutes: int) -> Agenda:
    """The agenda for a kind of touchpoint whose usual length is nearest to the booked minutes."""
    fitting = [agenda for agenda in agendas.agendas if touch in agenda.touches]
    if not fitting:
        return find_agenda(agendas, agendas.fallback)
    return min(fitting, key=lambda agenda: abs(agenda.minutes - minutes))


def scale(agenda: Agenda, booked_minutes: int) -> tuple[SectionTime, ...]:
    """The sections in seconds summing exactly to the booked minutes; floors hold while there is room."""
    seconds = share_out(
        booked_minutes * 60,
        [section.minutes * 60 for section in agenda.sections],
        [section.floor * 60 for section in agenda.sections],
    )
    return tuple(
        SectionTime(section=section.id, planned=planned)
        for section, planned in zip(agenda.sections, seconds, strict=True)
    )


def reflow(call: Call, agenda: Agenda) -> Call:
    """The call with the sections ahead fitted into what is left of the booked time (C3).

    A section ahead is one not entered yet. Time saved earlier pays for an overrun; only what remains short is
    taken from the sections ahead, in proportion and down to their floors.
    """
    fitted = {time.section: time.planned for time in scale(agenda, call.booked_minutes)}
    floors = {section.id: section.floor * 60 for section in agenda.sections}
    ahead = [time for time in call.sections if time.used == 0 and time.section != call.section]
    wanted = [fitted.get(time.section, time.planned) for time in ahead]
    spent = sum(_claimed(time, call.section) for time in call.sections if time not in ahead)
    left = max(0, call.booked_minutes * 60 - spent)
    if left < sum(wanted):
        wanted = share_out(left, wanted, [floors.get(time.section, 0) for time in ahead])
    planned = dict(zip((time.section for time in ahead), wanted, strict=True))
    sections = tuple(
        msgspec.structs.replace(time, planned=planned.get(time.section, time.planned))
        for time in call.sections
    )
    return msgspec.structs.replace(call, sections=sections)


def _claimed(time: SectionTime, current: str) -> int:
    return max(time.used, time.planned) if time.section == current else time.used


def share_out(total: int, weights: Sequence[float], floors: Sequence[float]) -> list[int]:
    """Whole seconds that sum to `total`, in proportion to the weights but never below a floor.

    Where the floors alone exceed the total they are shared out in proportion themselves.
    """
    if not weights:
        return []
    if sum(floors) >= total:
        weights, floors = (floors if sum(floors) > 0 else weights), [0.0] * len(weights)
    held: set[int] = set()
    while True:
        free = total - sum(floors[place] for place in held)
        weight = sum(weights[place] for place in range(len(weights)) if place not in held)
        exact = [
            floors[place] if place in held else free * weights[place] / weight if weight else 0.0
            for place in range(len(weights))
        ]
        short = {place for place, share in enumerate(exact) if place not in held and share < floors[place]}
        if not short:
            return _rounded(exact, total)
        held |= short


def _rounded(exact: Sequence[float], total: int) -> list[int]:
    """Whole numbers of the same sum: the largest remainders are rounded up."""
    whole = [floor(share) for share in exact]
    by_remainder = sorted(range(len(exact)), key=lambda place: (whole[place] - exact[place], place))
    for place in by_remainder[: total - sum(whole)]:
        whole[place] += 1
    return whole
