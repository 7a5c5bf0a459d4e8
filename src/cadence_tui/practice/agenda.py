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
    """The agenda for a kind of touchpoint whose usual length is nearest to the booked minutes.

    Of several as near the one that the team prefers, else the first.
    """
    fitting = [agenda for agenda in agendas.agendas if touch in agenda.touches]
    if not fitting:
        return find_agenda(agendas, agendas.fallback)
    return min(
        fitting, key=lambda agenda: (abs(agenda.minutes - minutes), agenda.id not in agendas.preferred)
    )


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

    A section ahead comes after the current one and was not entered yet; one passed over holds no time.
    Time saved earlier pays for an overrun; only what remains short is taken from the sections ahead, in
    proportion and down to their floors.
    """
    fitted = {time.section: time.planned for time in scale(agenda, call.booked_minutes)}
    ahead = _ahead(call)
    wanted = [max(time.planned, fitted.get(time.section, 0)) for time in ahead]
    left = _left(call, ahead)
    return _fitted(call, ahead, wanted, agenda, left) if left < sum(wanted) else _planned(call, ahead, wanted)


def change_agenda(call: Call, agenda: Agenda) -> Call:
    """The call by another agenda; what was used stays with the sections in which it was used (C2).

    The call stays in its section where the new agenda has that, else it goes to the first one not used yet.
    New sections before that are left out; those ahead are fitted into what is left. `call` has its clock
    counted up to now.
    """
    if not call.sections:
        return msgspec.structs.replace(call, agenda=agenda.id)
    used = {time.section: time.used for time in call.sections}
    fresh = [
        msgspec.structs.replace(time, used=used.get(time.section, 0))
        for time in scale(agenda, call.booked_minutes)
    ]
    unused = [time.section for time in fresh if not time.used]
    known = [time.section for time in fresh]
    section = call.section if call.section in known else next(iter(unused), known[-1])
    here = known.index(section)
    past = [time for time in call.sections if time.used and time.section not in known]
    kept = [time for place, time in enumerate(fresh) if time.used or place >= here]
    changed = msgspec.structs.replace(call, agenda=agenda.id, section=section, sections=(*past, *kept))
    ahead = _ahead(changed)
    return _fitted(changed, ahead, [time.planned for time in ahead], agenda, _left(changed, ahead))


def _ahead(call: Call) -> list[SectionTime]:
    names = [time.section for time in call.sections]
    here = names.index(call.section) if call.section in names else -1
    return [time for place, time in enumerate(call.sections) if time.used == 0 and place > here]


def _left(call: Call, ahead: Sequence[SectionTime]) -> int:
    """Seconds of the booked time that are neither used nor planned for the current section."""
    spent = sum(_claimed(time, call.section) for time in call.sections if time not in ahead)
    return max(0, call.booked_minutes * 60 - spent)


def _fitted(
    call: Call, ahead: Sequence[SectionTime], weights: Sequence[float], agenda: Agenda, left: int
) -> Call:
    floors = {section.id: section.floor * 60 for section in agenda.sections}
    return _planned(call, ahead, share_out(left, weights, [floors.get(time.section, 0) for time in ahead]))


def _planned(call: Call, ahead: Sequence[SectionTime], seconds: Sequence[int]) -> Call:
    planned = dict(zip((time.section for time in ahead), seconds, strict=True))
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
