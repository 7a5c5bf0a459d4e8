"""What the frame asks of every view: contexts, its context line, why an act is off, and news."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from textual.containers import Container

from cadence_tui.model.errors import CadenceError
from cadence_tui.model.message import Message
from cadence_tui.tui.registry import Act
from cadence_tui.tui.spans import Line

if TYPE_CHECKING:
    from cadence_tui.tui.app import CadenceApp
    from cadence_tui.tui.frame import Frame

T = TypeVar("T")


class View(Container):
    """One page of the work area; acts `context.verb` are its methods `act_verb`."""

    DEFAULT_CSS = """
    View { height: 1fr; width: 1fr; }
    """

    contexts: ClassVar[tuple[str, ...]] = ("app",)

    _cadence: "CadenceApp | None" = None

    @property
    def cadence(self) -> "CadenceApp":
        """The app, with its workspace, speech and palette."""
        # Remembered since it was mounted: work may come to its turn when the view has been left.
        return self._cadence or self.app  # type: ignore[return-value]

    @property
    def frame(self) -> "Frame":
        """The screen around this view."""
        return self.screen  # type: ignore[return-value]

    def on_mount(self) -> None:
        self._cadence = self.app  # type: ignore[assignment]

    def listening(self) -> tuple[str, ...]:
        """The contexts whose keys count now; a view with modes answers by mode."""
        return self.contexts

    def foremost(self) -> tuple[str, ...]:
        """Ids of the acts that come first in the footer now; for views that show one thing or another."""
        return ()

    def context_line(self) -> tuple[Line, Line]:
        """What stands under the tabs: scope, filter, sort and counts at the left, sums at the right."""
        return [], []

    def why_not(self, act: Act) -> Message | None:
        """Why an act cannot be done now; nothing when it can."""
        return None

    def offers(self, act: Act) -> bool:
        """Whether the footer has a place for an act; false for what the reader's role can never do here."""
        return True

    def entered(self) -> None:
        """The view came to the front: focus what takes the keys."""

    def news(self, kinds: set[str]) -> None:
        """Documents of these kinds have changed, here or elsewhere."""

    def back(self) -> bool:
        """Leaves an inner mode; false when there is none to leave."""
        return False

    def is_inside(self) -> bool:
        """Whether `back` leaves an inner mode."""
        return False

    def losing(self) -> Message | None:
        """What would be lost if the program were left now; nothing when nothing would."""
        return None

    def unfinished(self) -> Callable[[], Any] | None:
        """What keeps that which is only typed yet, when the program ends; nothing when all is kept."""
        return None

    def read(self, work: Callable[[], T], then: Callable[[T], Any], *, group: str = "read") -> None:
        """Reads from the store off the screen's thread, then shows; a newer read of the group replaces it."""
        self.frame.read(self, work, then, group=group)

    def perform(
        self,
        work: Callable[[], T],
        then: Callable[[T], Any] | None = None,
        *,
        refused: Callable[[CadenceError], Any] | None = None,
    ) -> None:
        """Carries out an act of the workspace off the screen's thread; the frame says why it is refused."""
        self.frame.perform(work, then, refused=refused)

    def compute(self, work: Callable[[], T], then: Callable[[T], Any], *, group: str = "compute") -> None:
        """Computes something long and pure in a thread of its own, then shows."""
        self.frame.compute(self, work, then, group=group)
