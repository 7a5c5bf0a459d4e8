"""Loads a touch model: a shipped preset, the store's own file of that name, or any file."""

import re
from importlib.resources import files
from pathlib import Path

from cadence_tui.content.load import own_rules, read_rules, rules_file
from cadence_tui.content.touch_model_check import check_touch_model, with_more
from cadence_tui.model.errors import BadInput, NotFound, Where
from cadence_tui.model.message import message
from cadence_tui.model.rules.touch_model import TouchModel

FOLDER = "touch_models"
_SHIPPED = "shipped:"
"""Before a name: the model as it is shipped, though the store has a file of its own by that name."""
_NAME = re.compile(r"[a-z0-9][a-z0-9_-]*")


def load_touch_model(preset: str, overrides: Path | None = None) -> TouchModel:
    """The touch model of that name, checked; `overrides` is a store's `rules` folder.

    Raises NotFound for an unknown name, BadInput for what the shape refuses and with every fault in meaning.
    """
    return read_touch_model(*touch_model_source(preset, overrides))


def touch_model_source(preset: str, overrides: Path | None = None) -> tuple[bytes, str]:
    """The bytes of the touch model of that name, and its file for errors. Raises NotFound, BadInput."""
    named = _NAME.fullmatch(preset)
    own = overrides / FOLDER / f"{preset}.toml" if overrides and named else None
    source = own_rules(own) if own else None
    if source is not None:
        return source, str(own)
    if not named or preset not in presets():
        known = ", ".join(preset_names(overrides))
        text = message("There is no touch model {name}; there are: {known}", name=preset, known=known)
        raise NotFound(text, [Where(field="preset", found=preset, expected=known)])
    return shipped_source(preset), f"{FOLDER}/{preset}.toml"


def find_touch_model(name: str, overrides: Path | None = None) -> TouchModel:
    """The touch model that a person means: by its name, else the one in that file. Raises NotFound, BadInput.

    `shipped:NAME` means the one of the program, whatever the store has.
    """
    if (shipped := shipped_name(name)) is not None:
        return load_touch_model(shipped)
    if _NAME.fullmatch(name):
        return load_touch_model(name, overrides)
    return load_touch_model_file(Path(name))


def load_touch_model_file(file: Path) -> TouchModel:
    """The touch model in a file, checked. Raises NotFound, BadInput also when the file cannot be read."""
    return read_touch_model(rules_file(file), str(file))


def read_touch_model(source: bytes, file: str) -> TouchModel:
    """The touch model in the bytes of a TOML file, checked; `file` names it in errors. Raises BadInput."""
    try:
        model = read_rules(TouchModel, source, file)
    except BadInput as error:
        # What has no shape cannot be asked what it means.
        raise BadInput(with_more(error.message), error.where) from None
    check_touch_model(model, file, source.decode("utf-8-sig"))
    return model


def shipped_name(name: str) -> str | None:
    """The name within `shipped:NAME`; None for any other name."""
    return name.removeprefix(_SHIPPED) if name.startswith(_SHIPPED) else None


def is_name(text: str) -> bool:
    """Whether a text can be the name of a model; else it is meant for a file."""
    return _NAME.fullmatch(text) is not None


def shipped_source(preset: str) -> bytes:
    """The text of a shipped touch model, one out of `presets`."""
    return (files("cadence_tui.content") / FOLDER / f"{preset}.toml").read_bytes()


def presets() -> list[str]:
    """Names of the shipped touch models."""
    folder = files("cadence_tui.content") / FOLDER
    return sorted(file.name.removesuffix(".toml") for file in folder.iterdir() if file.name.endswith(".toml"))


def preset_names(overrides: Path | None = None) -> list[str]:
    """Names of the shipped touch models and of the store's own."""
    own = (overrides / FOLDER).glob("*.toml") if overrides else ()
    return sorted({*presets(), *(file.stem for file in own if _NAME.fullmatch(file.stem))})
