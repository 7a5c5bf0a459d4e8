"""`cadence touch-model`: who gets what, how often, by whom; is a file right; what another one changes."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
from msgspec import structs

from cadence_tui.cli.command import argument, below, group, option
from cadence_tui.cli.pages import page_lines, page_markdown
from cadence_tui.cli.request import Request
from cadence_tui.cli.types import OneOf
from cadence_tui.content.touch_model import find_touch_model, load_touch_model_file, shipped_name
from cadence_tui.locale import Speech
from cadence_tui.model.errors import NotFound, Where
from cadence_tui.model.message import message
from cadence_tui.model.rules.touch_model import TouchModel
from cadence_tui.practice.model_effect import AccountEffect, Load, OwnerEffect, by_owner, worst_first
from cadence_tui.views.model_diff_words import Sides, difference_parts, effect_parts
from cadence_tui.views.names import names_of
from cadence_tui.views.touch_model_page import touch_model_parts
from cadence_tui.views.words import Words
from cadence_tui.workspace.touch_model import (
    EFFECT_WEEKS,
    Comparison,
    compare_files,
    compare_models,
    model_of,
    use_touch_model,
)

_MODEL = message("Name of a model, shipped:NAME for it as shipped, or a TOML file")
_IN_STORE = message("Name of a model in the program or the store; shipped:NAME undoes changes of yours in it")
_FIRST_ACCOUNTS = 20


@group("touch-model", invoke_without_command=True)
def touch_model(request: Request) -> None:
    """The model in force."""
    if click.get_current_context().invoked_subcommand is None:
        _show(request)


@below(touch_model, "show", message("A model on one page; without a name, that in force"))
@option("--preset", says=_MODEL, metavar="NAME|FILE", default="")
@option("--segment", says=message("Only this segment, by id or title"), metavar="SEGMENT", default="")
@option(
    "--format", "form", says=message("How it is written"), type=OneOf(["text", "markdown"]), default="text"
)
def show(request: Request, preset: str, segment: str, form: str) -> None:
    """Every segment with its five answers."""
    _show(request, preset, segment, form)


@below(touch_model, "check", message("Whether a file is a touch model; without one, that in force"))
@argument("file", says=message("A TOML file"), required=False)
def check(request: Request, file: str | None) -> None:
    """Every fault with its place, or a word that there is none."""
    model = request.workspace.rules.touch_model if file is None else load_touch_model_file(Path(file))
    rules = len(model.rules)
    request.done({"ok": True, "rules": rules}, message("Nothing is wrong with it: {n} rules", n=rules))


@below(touch_model, "diff", message("What another model changes, and for which accounts"))
@argument("other", says=_MODEL)
@argument("another", says=message("Compare OTHER with this one, not with that in force"), required=False)
@option("--all", "every", says=message("Every account, not only the first ones"), is_flag=True)
def diff(request: Request, other: str, another: str | None, every: bool) -> None:
    """What differs, and what follows for accounts and owners."""
    if another and not request.has_store:
        found = compare_files(other, another)
    else:
        found = compare_models(request.workspace, other, another or "")
    request.answer(_diff_data(found), lambda: _diff_lines(found, request, every=every))


@below(touch_model, "use", message("Let the store work by another model; undo takes it back"), writes=True)
@argument("preset", says=_IN_STORE)
def use(request: Request, preset: str) -> None:
    """Another model from now on."""
    model = use_touch_model(request.workspace, preset)
    title = model.title.to(request.speech.language)  # type: ignore[arg-type]
    name = shipped_name(preset) or preset
    told = message("The store works by {title} now ({name})", title=title, name=name)
    request.done({"preset": name}, told)


def _show(request: Request, preset: str = "", segment: str = "", form: str = "text") -> None:
    # A model is chosen before there is a store.
    without = bool(preset) and not request.has_store
    model = find_touch_model(preset) if without else model_of(request.workspace, preset)
    wanted = _segment(model, segment, request.speech) if segment else ""
    parts = touch_model_parts(model, request.speech, wanted)
    title = model.title.to(request.speech.language)  # type: ignore[arg-type]
    lines = page_markdown(title, parts) if form == "markdown" else page_lines(title, parts)
    request.answer({"preset": preset or request.workspace.rules.preset, "model": model}, lambda: lines)


def _segment(model: TouchModel, text: str, speech: Speech) -> str:
    """The id of a segment meant by id or title. Raises NotFound."""
    for segment in model.segments:
        title = segment.title.to(speech.language)  # type: ignore[arg-type]
        if text.casefold() in (segment.id, title.casefold()):
            return segment.id
    known = ", ".join(segment.id for segment in model.segments)
    where = Where(field="segment", found=text, expected=message("one of {known}", known=known))
    raise NotFound(message("There is no segment {name}; there are: {known}", name=text, known=known), [where])


def _diff_lines(found: Comparison, request: Request, *, every: bool) -> Iterator[str]:
    speech = request.speech
    people = request.workspace.records.people() if request.has_store else []
    sides = Sides(
        Words(speech=speech, names=names_of(found.was_model, people)),
        Words(speech=speech, names=names_of(found.now_model, people)),
    )
    title = f"{found.was} → {found.now}"
    parts = difference_parts(found.differences, sides)
    if not parts:
        yield speech.say("There is no difference between {was} and {now}", was=found.was, now=found.now)
        return
    most = len(found.effects) if every else _FIRST_ACCOUNTS
    if request.has_store:
        parts += effect_parts(found.effects, EFFECT_WEEKS, sides, most)
    yield from page_lines(title, parts)


def _diff_data(found: Comparison) -> dict[str, Any]:
    changed = worst_first(found.effects)
    return {
        "was": found.was,
        "now": found.now,
        "differences": found.differences,
        "weeks": EFFECT_WEEKS,
        "accounts": [_account_data(each) for each in changed],
        "owners": [_owner_data(each) for each in by_owner(found.effects)],
        "unchanged": len(found.effects) - len(changed),
    }


def _account_data(each: AccountEffect) -> dict[str, Any]:
    return {
        "id": each.account,
        "name": each.name,
        "owner": each.owner,
        "segment": {"was": each.segment_was, "now": each.segment_now},
        "stage": {"was": each.stage_was, "now": each.stage_now},
        **_load_data(each.was, each.now),
        "kinds": {"was": each.kinds_was, "now": each.kinds_now},
    }


def _owner_data(each: OwnerEffect) -> dict[str, Any]:
    told = {"owner": each.owner, "accounts": each.accounts, "changed": each.changed}
    return {**told, **_load_data(each.was, each.now)}


def _load_data(was: Load, now: Load) -> dict[str, Any]:
    before, after = structs.asdict(was), structs.asdict(now)
    return {name: {"was": before[name], "now": after[name]} for name in before}
