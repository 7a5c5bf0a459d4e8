"""`cadence touch-model`: who gets what, how often, by whom; and whether a file of one's own is right."""

from collections.abc import Iterator
from pathlib import Path

import click

from cadence_tui.cli.columns import columns
from cadence_tui.cli.command import argument, below, group
from cadence_tui.cli.request import Request
from cadence_tui.content.load import read_rules
from cadence_tui.content.touch_model_check import check_touch_model
from cadence_tui.locale import Speech
from cadence_tui.model.errors import BadInput
from cadence_tui.model.message import message
from cadence_tui.model.rules.touch_model import TouchModel
from cadence_tui.views.touch_model_page import touch_model_parts


@group("touch-model", invoke_without_command=True)
def touch_model(request: Request) -> None:
    """The model in force."""
    if click.get_current_context().invoked_subcommand is None:
        _show(request)


@below(touch_model, "show", message("The model in force, on one page"))
def show(request: Request) -> None:
    """The model in force."""
    _show(request)


@below(touch_model, "check", message("Whether a file is a touch model; without one, that in force"))
@argument("file", says=message("A TOML file"), required=False)
def check(request: Request, file: str | None) -> None:
    """Every fault with its place, or a word that there is none."""
    if file is None:
        model = request.workspace.rules.touch_model
    else:
        model = _checked(Path(file))
    rules = len(model.rules)
    request.done({"ok": True, "rules": rules}, message("Nothing is wrong with it: {n} rules", n=rules))


def _checked(file: Path) -> TouchModel:
    """The model in a file. Raises BadInput with every fault."""
    try:
        source = file.read_bytes()
    except OSError as error:
        fault = error.strerror or type(error).__name__
        raise BadInput(message("{path} cannot be read: {fault}", path=str(file), fault=fault)) from None
    model = read_rules(TouchModel, source, str(file))
    check_touch_model(model, str(file))
    return model


def _show(request: Request) -> None:
    ws = request.workspace
    model = ws.rules.touch_model
    data = {"preset": ws.rules.preset, "model": model}
    request.answer(data, lambda: _page(model, request.speech))


def _page(model: TouchModel, speech: Speech) -> Iterator[str]:
    yield model.title.to(speech.language)  # type: ignore[arg-type]
    for part in touch_model_parts(model, speech):
        yield ""
        yield f"{part.title}: {part.note}" if part.note else part.title
        yield from (f"  {line}" for line in columns(part.header, part.rows))
