"""`cadence init`: a new store."""

from pathlib import Path
from typing import cast

from cadence_tui.cli.command import argument, command, option
from cadence_tui.cli.commands.interface import SIZES
from cadence_tui.cli.request import Request
from cadence_tui.cli.types import OneOf
from cadence_tui.content.sample.portfolio import SampleSize
from cadence_tui.content.touch_model import presets
from cadence_tui.model.documents.account import Language
from cadence_tui.model.message import message
from cadence_tui.workspace.founding import found_store
from cadence_tui.workspace.setup import DEFAULT_PRESET
from cadence_tui.workspace.whereabouts import store_path


@command("init")
@argument("path", says=message("The folder to make it in"), required=False, default="")
@option(
    "--preset", says=message("The touch model to begin with"), type=OneOf(presets()), default=DEFAULT_PRESET
)
@option("--sample", says=message("Fill it with the sample portfolio"), type=OneOf(SIZES))
def init(request: Request, path: str, preset: str, sample: SampleSize | None) -> None:
    """A store whose first admin is the person at the keyboard."""
    place: Path = store_path(path) if path else request.path
    found_store(
        place,
        now=request.clock.now(),
        language=cast(Language, request.speech.language),
        preset=preset,
        sample=sample,
    )
    request.done({"store": str(place)}, message("There is a store now at {path}", path=str(place)))
