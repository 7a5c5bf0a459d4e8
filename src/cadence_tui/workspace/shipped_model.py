"""Back to a touch model as it is shipped; what the store made of it is kept beside its file."""

from msgspec.structs import replace

from cadence_tui.content.touch_model import load_touch_model, shipped_source
from cadence_tui.model.documents import RuleText
from cadence_tui.model.errors import Refused
from cadence_tui.model.message import message
from cadence_tui.model.rules.touch_model import TouchModel
from cadence_tui.workspace.model_editing import Draft, adopted
from cadence_tui.workspace.rule_files import KIND, model_file
from cadence_tui.workspace.rules import Rules
from cadence_tui.workspace.session import Edit, Workspace


def use_shipped(ws: Workspace, preset: str) -> TouchModel:
    """From now on the store works by a model of the program, without what it changed in it.

    Raises BadInput for a name that the program does not have, Refused when it is in force as it is shipped.
    """
    model, settings = load_touch_model(preset), ws.records.settings()
    draft = _draft(ws, preset)
    if not draft.is_changed and settings.preset == preset:
        raise Refused(message("The store works by {name} already", name=preset))
    base = adopted(ws, draft) if draft.is_changed else None
    figures = {"name": preset, "was": settings.preset}
    why = message("The touch model is {name} as shipped from now on, it was {was}", **figures)
    edits: list[Edit] = [(settings, replace(settings, preset=preset))]
    if base is not None:
        edits.append((base, replace(base, text=draft.text)))
    ws.commit(why, edits=edits)
    return model


def _draft(ws: Workspace, preset: str) -> Draft:
    """The change from what the store has by that name to what is shipped."""
    base = ws.records.get(RuleText, preset) if ws.store.get(KIND, preset) else None
    own = Rules(ws.store.path, preset, base.text if base else None)
    return Draft(
        preset=preset,
        file=str(model_file(ws.store.path, preset)),
        base=base,
        was=own.touch_model_text,
        text=shipped_source(preset).decode("utf-8"),
    )
