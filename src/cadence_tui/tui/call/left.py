"""What to do with a call that is still open: one that was left, or one that stands in another's way."""

from datetime import datetime
from typing import ClassVar

from cadence_tui.locale import Speech
from cadence_tui.tui.dialogs.reading import Reading
from cadence_tui.tui.spans import Line

GO_ON, CLOSE = "go-on", "close"


class StillOpen(Reading):
    """Asks whether to go on with a call or to close it; answers `GO_ON`, `CLOSE`, or nothing."""

    keys: ClassVar[dict[str, str]] = {
        "escape": "leave",
        "q": "leave",
        "enter": "close",
        "F": "close",
        "g": "go_on",
        "down": "down",
        "up": "up",
    }

    def hints(self) -> Line:
        """Keys."""
        say = self._speech.say
        line: Line = []
        for key, text in (
            ("↵", say("open call|close it")),
            ("g", say("go on with it")),
            ("esc", say("later")),
        ):
            line += [(" · ", "dim")] * bool(line) + [(key, "key"), (f" {text}", "")]
        return line

    def do_close(self) -> None:
        self.dismiss(CLOSE)

    def do_go_on(self) -> None:
        self.dismiss(GO_ON)


def ask_left(account: str, since: datetime, speech: Speech) -> StillOpen:
    """For a call in which nothing was done since an instant, in the reader's zone."""
    when = f"{speech.weekday_day(since.date())} {speech.time(since)}"
    lines: list[Line] = [
        [(speech.say("This call was never closed. The last sign of it: {when}.", when=when), "")],
        [],
        [
            (
                speech.say("Closed, it ends at that time; if you go on, the time between does not count."),
                "dim",
            )
        ],
    ]
    return StillOpen(account, lines, speech)


def ask_other(account: str, wanted: str, speech: Speech) -> StillOpen:
    """For a call that has to be closed before another one can begin."""
    lines: list[Line] = [
        [(speech.say("A call is still open: {account}", account=account), "warn")],
        [],
        [(speech.say("Once it is closed, the one with {account} begins.", account=wanted), "dim")],
    ]
    return StillOpen(account, lines, speech)
