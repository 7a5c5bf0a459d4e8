"""Loads a touch model: a shipped preset, or the store's own file of that name."""

import re
from importlib.resources import files
from pathlib import Path

from cadence_tui.content.load import load_rules, own_rules
from cadence_tui.content.touch_model_check import check_touch_model
from cadence_tui.model.errors import BadInput, Where
from cadence_tui.model.message import message
from cadence_tui.model.rules.touch_model import TouchModel

FOLDER = "touch_models"
_NAME = re.compile(r"[a-z0-9][a-z0-9_-]*")


def load_touch_model(preset: str, overrides: Path | None = None) -> TouchModel:
    """The touch model of that name, checked; `overrides` is a store's `rules` folder.

    Raises BadInput for an unknown name, for what the shape refuses, and listing every fault in meaning.
    """
    named = _NAME.fullmatch(preset)
    own = overrides / FOLDER / f"{preset}.toml" if overrides and named else None
    has_own = own is not None and own_rules(own) is not None
    if not named or not (preset in presets() or has_own):
        known = ", ".join(presets())
        text = message("There is no touch model {name}; shipped are: {known}", name=preset, known=known)
        raise BadInput(text, [Where(field="preset", found=preset, expected=known)])
    model = load_rules(TouchModel, f"{FOLDER}/{preset}", overrides)
    file = str(own) if has_own else f"{FOLDER}/{preset}.toml"
    check_touch_model(model, file)
    return model


def presets() -> list[str]:
    """Names of the shipped touch models."""
    folder = files("cadence_tui.content") / FOLDER
    return sorted(file.name.removesuffix(".toml") for file in folder.iterdir() if file.name.endswith(".toml"))
