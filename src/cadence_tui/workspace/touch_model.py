"""The touch model of the store: changing to another, and what another would change (T3)."""

from collections.abc import Iterable
from datetime import timedelta

from msgspec import Struct, structs

from cadence_tui.content.touch_model import FOLDER, find_touch_model, is_name, load_touch_model, shipped_name
from cadence_tui.model.errors import BadInput, Refused, Where
from cadence_tui.model.message import message
from cadence_tui.model.record import AccountRecord
from cadence_tui.model.rules.touch_model import TouchModel
from cadence_tui.practice.health.score import health
from cadence_tui.practice.model_diff import Difference, model_differences
from cadence_tui.practice.model_effect import AccountEffect, account_effect
from cadence_tui.practice.segments import segment_of
from cadence_tui.practice.stages import stage_of
from cadence_tui.workspace.session import Workspace
from cadence_tui.workspace.shipped_model import use_shipped

EFFECT_WEEKS = 13
"""A quarter: as far as touches are looked for (P1)."""


class Comparison(Struct, frozen=True, kw_only=True):
    """Two models by name, what differs, and what follows for each account of the store."""

    was: str
    now: str
    was_model: TouchModel
    now_model: TouchModel
    differences: tuple[Difference, ...]
    effects: tuple[AccountEffect, ...]


def model_of(ws: Workspace, name: str = "") -> TouchModel:
    """The model of a name or file, else the one in force. Raises NotFound, BadInput."""
    return find_touch_model(name, ws.rules.folder) if name else ws.rules.touch_model


def use_touch_model(ws: Workspace, name: str) -> TouchModel:
    """From now on the store works by the model of that name, shipped or in its `rules` folder.

    `shipped:NAME` puts the one of the program in the place of the store's own by that name. Raises
    NotPermitted for others than lead and admin, NotFound, BadInput for a model at fault or a path, Refused
    when it is in force already.
    """
    ws.require("lead", "admin")
    if (shipped := shipped_name(name)) is not None:
        return use_shipped(ws, shipped)
    if not is_name(name):
        raise _no_name(ws, name)
    model, settings = load_touch_model(name, ws.rules.folder), ws.records.settings()
    ws.expect([settings])
    if settings.preset == name:
        raise Refused(message("The store works by {name} already", name=name))
    why = message("The touch model is {name} from now on, it was {was}", name=name, was=settings.preset)
    ws.commit(why, edits=[(settings, structs.replace(settings, preset=name))])
    return model


def _no_name(ws: Workspace, name: str) -> BadInput:
    """A store works by names: a file somewhere else may be gone tomorrow, or not be there for everybody."""
    folder = ws.rules.folder / FOLDER
    text = message("{name} is no name of a model; copy a file into {folder}", name=name, folder=str(folder))
    expected = message("the name of a file in {folder}, without .toml", folder=str(folder))
    return BadInput(text, [Where(field="preset", found=name, expected=expected)])


def compare_files(other: str, another: str) -> Comparison:
    """From one model to another where there is no store yet, and so no account. Raises BadInput."""
    was_model, now_model = find_touch_model(other), find_touch_model(another)
    return Comparison(
        was=other,
        now=another,
        was_model=was_model,
        now_model=now_model,
        differences=tuple(model_differences(was_model, now_model)),
        effects=(),
    )


def compare_models(ws: Workspace, other: str, another: str = "") -> Comparison:
    """From the model in force to another, or from that to a third. Raises NotFound, BadInput."""
    was, now = (other, another) if another else ("", other)
    was_model, now_model = model_of(ws, was), model_of(ws, now)
    return Comparison(
        was=was or ws.rules.preset,
        now=now,
        was_model=was_model,
        now_model=now_model,
        differences=tuple(model_differences(was_model, now_model)),
        effects=tuple(_effects(ws, was_model, now_model)),
    )


def _effects(ws: Workspace, was: TouchModel, now: TouchModel) -> Iterable[AccountEffect]:
    today = ws.today()
    until = today + timedelta(weeks=EFFECT_WEEKS) - timedelta(days=1)
    for record in ws.records.all_records():
        if record.account.churned is None or record.account.churned > today:
            band = _band(ws, record, was)
            yield account_effect(record, was, now, today=today, until=until, band=band)


def _band(ws: Workspace, record: AccountRecord, model: TouchModel) -> str:
    today = ws.today()
    segment, stage = (
        segment_of(record.account, model, today).value,
        stage_of(record.account, model, today).value,
    )
    return health(record, ws.rules.health, segment=segment, stage=stage, today=today).band
