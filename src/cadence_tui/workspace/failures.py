"""Unexpected errors: what a person is told, and what is kept to find the cause."""

import traceback
from datetime import UTC, datetime

from cadence_tui.model.errors import CadenceError
from cadence_tui.model.message import message
from cadence_tui.workspace.preferences import log_file


class Unexpected(CadenceError):
    """A fault of the program; nothing that was acknowledged is lost."""

    code = "internal"
    exit_status = 70


def unexpected(error: BaseException) -> Unexpected:
    """Keeps where it happened in the log file, never the values: they may be customers' text."""
    file = log_file()
    file.parent.mkdir(parents=True, exist_ok=True)
    places = [
        f"  {frame.filename}:{frame.lineno} {frame.name}\n"
        for frame in traceback.extract_tb(error.__traceback__)
    ]
    with file.open("a", encoding="utf-8") as log:
        log.write(f"{datetime.now(UTC).isoformat()} {type(error).__name__}\n{''.join(places)}")
    return Unexpected(
        message(
            "Something unexpected happened; nothing that was saved is lost. Details: {file}", file=str(file)
        )
    )
