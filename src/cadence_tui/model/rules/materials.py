"""Shape of `materials.toml`: what to have at hand in a call, and when it fits (C1)."""

from typing import Literal

from msgspec import Struct

from cadence_tui.model.rules.health import ObservationCode
from cadence_tui.model.rules.pattern import check_pattern
from cadence_tui.model.rules.suggestions import figures_of
from cadence_tui.model.rules.worded import Worded

Opens = Literal["", "usage", "last_call", "observation"]


class Material(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A thing to have at hand. It is offered when every list that is given holds something that is so:
    an observation of the account, a feature that it uses, the call's agenda, the account's stage.

    `opens` is what of the program it points to; it is offered only where that is there. `link` is a place
    outside. The text may hold the figures that all its observations have.
    """

    id: str
    text: Worded
    link: str = ""
    opens: Opens = ""
    observations: tuple[ObservationCode, ...] = ()
    features: tuple[str, ...] = ()
    agendas: tuple[str, ...] = ()
    stages: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.opens == "observation" and not self.observations:
            raise ValueError(f"material {self.id}: observations, as it opens one")
        known = [figures_of(code) for code in self.observations]
        common = [name for name in (known[0] if known else ()) if all(name in each for each in known)]
        for text in (self.text.en, self.text.es, self.text.pt_br):
            check_pattern(f"material {self.id}", text, common)


class Materials(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """All materials, in the order in which they are offered."""

    materials: tuple[Material, ...]

    def __post_init__(self) -> None:
        names = [material.id for material in self.materials]
        if len(set(names)) < len(names):
            raise ValueError("materials: an id of its own for each")
