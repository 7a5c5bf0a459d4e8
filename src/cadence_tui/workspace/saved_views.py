"""Views of a list that a person kept under a name, in their configuration folder."""

from collections.abc import Mapping
from pathlib import Path
from typing import Generic, TypeVar

import msgspec

from cadence_tui.model.errors import BadInput, Refused, Where
from cadence_tui.model.message import message
from cadence_tui.model.text import plain
from cadence_tui.views.actions import BoardView
from cadence_tui.views.portfolio_list import Arrangement
from cadence_tui.workspace.preferences import folder

V = TypeVar("V", bound=msgspec.Struct)
_NAME_LENGTH = 40


class Shelf(Generic[V]):
    """The kept views of one list, in a file of their own; `shape` is how a person looks at the list."""

    def __init__(self, file: str, shape: type[V]) -> None:
        self._name, self._shape = file, shape

    def kept(self) -> dict[str, V]:
        """Views by name, as they were kept. Raises BadInput naming the file when it cannot be read."""
        file = self._file()
        try:
            found = msgspec.json.decode(file.read_bytes(), type=dict[str, self._shape])
        except FileNotFoundError:
            return {}
        except (OSError, msgspec.MsgspecError) as error:
            text = message("{file} cannot be used: {fault}", file=str(file), fault=str(error))
            raise BadInput(text, [Where(file=str(file), expected=str(error))]) from None
        return {plain(name): view for name, view in found.items()}

    def keep(self, name: str, view: V) -> None:
        """Keeps a view; one of the same name is replaced. Raises Refused for an empty name, BadInput."""
        name = plain(name).strip()[:_NAME_LENGTH]
        if not name:
            raise Refused(message("A view needs a name"))
        self._write({**self.kept(), name: view})

    def forget(self, name: str) -> None:
        """Forgets a view. Raises BadInput."""
        self._write({kept: view for kept, view in self.kept().items() if kept != name})

    def _write(self, views: Mapping[str, V]) -> None:
        file = self._file()
        fresh = file.with_suffix(".new")
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            fresh.write_bytes(msgspec.json.format(msgspec.json.encode(views), indent=2))
            fresh.replace(file)
        except OSError as error:
            raise Refused(
                message("{file} cannot be written: {fault}", file=str(file), fault=error.strerror)
            ) from None

    def _file(self) -> Path:
        return folder() / self._name


PORTFOLIO_VIEWS = Shelf("views.json", Arrangement)
BOARD_VIEWS = Shelf("promise_views.json", BoardView)
