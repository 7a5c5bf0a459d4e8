"""What to have at hand in a call: the materials that fit the account and the call."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from cadence_tui.model.record import AccountRecord
from cadence_tui.model.rules.materials import Material, Materials
from cadence_tui.model.text import fold
from cadence_tui.practice.brief.line import BriefLine, line
from cadence_tui.practice.brief.look_back import LookBack
from cadence_tui.practice.observations import Observation


def material_lines(
    record: AccountRecord,
    materials: Materials,
    observations: Sequence[Observation],
    back: LookBack,
    *,
    agenda: str,
    stage: str,
    most: int,
) -> list[BriefLine]:
    """The materials that fit, in the order of their file; what points to nothing is left out."""
    places = {
        "": record.account.id,
        "usage": record.usage.id if record.usage and record.usage.weeks else "",
        "last_call": back.call.id if back.call else "",
    }
    used = _features(record)
    lines: list[BriefLine] = []
    for material in materials.materials:
        if not _fits(material.features, used) or not _fits(material.agendas, {agenda}):
            continue
        if not _fits(material.stages, {stage}):
            continue
        lines += _offered(material, observations, places)
    return lines[:most]


def _offered(
    material: Material, observations: Sequence[Observation], places: Mapping[str, str]
) -> Iterator[BriefLine]:
    """A material with the weightiest observation that it fits, if it asks for one."""
    if not material.observations:
        if source := places[material.opens]:
            yield line("material", source, item=material.id, figures={})
        return
    found = next((each for each in observations if each.code in material.observations), None)
    if found is None:
        return
    at = found.sources[0] if found.sources else places[""]
    if source := at if material.opens == "observation" else places[material.opens]:
        yield line("material", source, item=material.id, figures=found.args)


def _features(record: AccountRecord) -> set[str]:
    weeks = record.usage.weeks if record.usage else ()
    return {fold(name) for week in weeks for name, uses in week.features.items() if uses}


def _fits(wanted: Iterable[str], found: set[str]) -> bool:
    names = {fold(name) for name in wanted}
    return not names or bool(names & {fold(name) for name in found})
