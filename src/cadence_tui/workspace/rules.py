"""The rule files in force for a store, each read when it is first asked for."""

from functools import cached_property
from pathlib import Path

from cadence_tui.content.load import load_rules
from cadence_tui.model.rules.touch_model import TouchModel


class Rules:
    """Shipped rules, with those of the store's `rules` folder over them."""

    def __init__(self, store: Path, preset: str) -> None:
        self.folder = store / "rules"
        self.preset = preset

    @cached_property
    def touch_model(self) -> TouchModel:
        """Segments, stages, rhythms (T1-T8)."""
        return load_rules(TouchModel, f"touch_models/{self.preset}", self.folder)
