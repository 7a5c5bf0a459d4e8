"""The refusal of one cell."""

from cadence_tui.model.message import Message


class Unreadable(Exception):
    """A cell's text is not what its column holds; `expected` says what would be."""

    def __init__(self, expected: Message) -> None:
        self.expected = expected
        super().__init__(str(expected))
