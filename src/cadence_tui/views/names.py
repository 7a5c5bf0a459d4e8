"""Names of what reasons and rows mention by id: segments, stages, touches, seasons, people."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Literal, cast

from msgspec import Struct

from cadence_tui.locale import Speech
from cadence_tui.model.documents.account import Language
from cadence_tui.model.rules.worded import Worded

if TYPE_CHECKING:
    from cadence_tui.model.documents import Person
    from cadence_tui.model.rules.touch_model import TouchModel

Kind = Literal["segment", "stage", "touch", "outcome", "season", "cause"]


class Names(Struct, frozen=True, kw_only=True):
    """Titles by id, in the order of the touch model; people by id; the currency revenue is compared in."""

    segments: dict[str, Worded] = {}
    stages: dict[str, Worded] = {}
    touches: dict[str, Worded] = {}
    outcomes: dict[str, Worded] = {}
    seasons: dict[str, Worded] = {}
    causes: dict[str, Worded] = {}
    people: dict[str, str] = {}
    currency: str = ""

    def title(self, kind: Kind, name: str, speech: Speech) -> str:
        """The title of an id; an id that the touch model does not know stands for itself."""
        found = self._of(kind).get(name)
        return found.to(cast(Language, speech.language)) if found else name.replace("_", " ")

    def person(self, person_id: str) -> str:
        """The name of a person; somebody unknown stands for themselves."""
        return self.people.get(person_id, person_id)

    def _of(self, kind: Kind) -> dict[str, Worded]:
        return {
            "segment": self.segments,
            "stage": self.stages,
            "touch": self.touches,
            "outcome": self.outcomes,
            "season": self.seasons,
            "cause": self.causes,
        }[kind]


NO_NAMES = Names()


def names_of(model: "TouchModel", people: "Iterable[Person]" = ()) -> Names:
    """The names of a touch model and of a team."""
    return Names(
        segments={segment.id: segment.title for segment in model.segments},
        stages={stage.id: stage.title for stage in model.stages},
        touches={touch.id: touch.title for touch in model.touches},
        outcomes={outcome.id: outcome.title for outcome in model.outcomes},
        seasons={season.id: season.title for season in model.blackouts},
        causes={cause: rule.title for cause, rule in model.signals.watched().items()},
        people={person.id: person.name for person in people},
        currency=model.currency,
    )
