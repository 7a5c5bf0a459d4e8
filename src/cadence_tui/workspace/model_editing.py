"""Changing figures of the touch model: tried on the team's load first, then saved as one act (T1-T12)."""

from collections.abc import Mapping

from msgspec import Struct
from msgspec.structs import replace

from cadence_tui.content.load import read_rules
from cadence_tui.content.toml_edit import KeyPath, with_values
from cadence_tui.content.touch_model import read_touch_model
from cadence_tui.model.documents import RuleText
from cadence_tui.model.documents.person import Role
from cadence_tui.model.errors import Refused
from cadence_tui.model.message import message
from cadence_tui.model.rules.touch_model import TouchModel
from cadence_tui.practice.feasibility.demand import Demand, demand
from cadence_tui.practice.feasibility.effect import Effect, effect
from cadence_tui.practice.model_diff import Difference, model_differences
from cadence_tui.workspace.rule_files import KIND, model_file
from cadence_tui.workspace.session import PASSING, Workspace

SAVERS: tuple[Role, ...] = ("lead", "admin")


class Draft(Struct, frozen=True, kw_only=True):
    """A touch model being changed: the text as it was read and as it shall be, and which entries changed.

    `base` is the document it was read from, None when there is none yet; `changed` are paths of entries.
    """

    preset: str
    file: str
    base: RuleText | None
    was: str
    text: str
    changed: frozenset[KeyPath] = frozenset()

    @property
    def is_changed(self) -> bool:
        """Whether there is something to save."""
        return self.text != self.was

    def model(self) -> TouchModel:
        """The model that the text means. Raises BadInput with every fault."""
        return read_touch_model(self.text.encode(), self.file)

    def shape(self) -> TouchModel:
        """The model as it is written, whether it makes sense or not. Raises BadInput for what is no model."""
        return read_rules(TouchModel, self.text.encode(), self.file)

    def edited(self, entry: KeyPath, values: Mapping[tuple[str, ...], object]) -> "Draft":
        """The draft with other values in an entry; `values` go by their paths below it."""
        text = with_values(self.text, {(*entry, *path): value for path, value in values.items()})
        return replace(self, text=text, changed=self.changed | {entry})


def may_save(ws: Workspace) -> bool:
    """Whether the acting person may change the model for everybody; anybody may try."""
    return ws.actor.role in SAVERS


def read_draft(ws: Workspace) -> Draft:
    """The touch model in force now, to be changed. Raises BadInput when its file cannot be used."""
    rules = ws.reread_rules()
    preset = rules.preset
    base = ws.records.get(RuleText, preset) if ws.store.get(KIND, preset) else None
    text = rules.touch_model_text
    file = str(model_file(ws.store.path, preset))
    return Draft(preset=preset, file=file, base=base, was=text, text=text)


def effect_of(asked: Demand, draft: Draft) -> Effect:
    """What a draft does to the load of a team. Raises BadInput with every fault of it."""
    return effect(asked, demand(replace(asked.team, model=draft.model())))


def save_draft(ws: Workspace, draft: Draft, why: str) -> None:
    """From now on the store works by the draft; one entry in the log, which undo takes back.

    Raises NotPermitted for others than lead and admin, BadInput with every fault of the draft, Refused when
    nothing is changed or the model, its file or the preset was changed since it was read, Conflict when that
    happens meanwhile.
    """
    ws.require(*SAVERS)
    model = draft.model()
    if not draft.is_changed:
        raise Refused(message("Nothing is changed in the touch model"))
    in_force = _unchanged_since(ws, draft)
    base = adopted(ws, draft)
    done = message(
        "Touch model {name} changed: {what} ({why})",
        name=draft.preset,
        what="; ".join(_told(each) for each in model_differences(in_force, model)),
        why=why or message("no reason given"),
    )
    if base is None:
        ws.commit(done, made=[RuleText(id=draft.preset, text=draft.text)])
    else:
        ws.commit(done, edits=[(base, replace(base, text=draft.text))])


def _unchanged_since(ws: Workspace, draft: Draft) -> TouchModel:
    """The model in force, which must be the one that the draft began with. Raises Refused, BadInput."""
    ws.catch_up()
    # Not the rules that were read once: somebody may have written in the file since.
    rules = ws.present_rules()
    known = draft.base.rev if draft.base else 0
    there = ws.store.get(KIND, draft.preset)
    if rules.preset != draft.preset or (there["rev"] if there else 0) != known:
        raise Refused(message("Somebody changed the touch model meanwhile: read it again, then change it"))
    if rules.touch_model_text != draft.was:
        raise Refused(
            message(
                "The file {file} was changed by hand meanwhile: read it again, then change it",
                file=draft.file,
            )
        )
    return rules.touch_model


def _told(difference: Difference) -> str:
    """A difference for the log, in no language: ids, keys and figures as the file has them."""
    fields = ", ".join(f"{each.name} {_figure(each.was)} → {_figure(each.now)}" for each in difference.fields)
    return f"{difference.id or difference.section}: {fields}"


def _figure(value: object) -> str:
    return "–" if value is None else f"{value:g}" if isinstance(value, float) else str(value)


def adopted(ws: Workspace, draft: Draft) -> RuleText | None:
    """The document with what the file holds now: what a hand wrote there is kept, so that undo finds it."""
    file = model_file(ws.store.path, draft.preset)
    if draft.base is not None and draft.base.text == draft.was:
        return draft.base
    if draft.base is None and not file.exists():
        return None
    why = message("Touch model {name}: its file was changed by hand", name=draft.preset)
    if draft.base is None:
        ws.commit(why, made=[RuleText(id=draft.preset, text=draft.was)], marks=PASSING)
    else:
        ws.commit(why, edits=[(draft.base, replace(draft.base, text=draft.was))], marks=PASSING)
    return ws.records.get(RuleText, draft.preset)
