"""iCalendar files, written shortly."""

from datetime import date
from pathlib import Path

from cadence_tui.exchange.ics.busy import Whose, busy_spans
from cadence_tui.exchange.ics.reading import read_ics

FIRST, LAST = date(2026, 2, 23), date(2027, 2, 28)


def event(*lines: str, uid: str = "one", title: str = "Dentist") -> str:
    """An event with these lines in it."""
    return "\n".join(["BEGIN:VEVENT", f"UID:{uid}", f"SUMMARY:{title}", *lines, "END:VEVENT", ""])


def ics(path: Path, *components: str, head: str = "") -> Path:
    """A calendar file with these components."""
    text = "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:test\n" + head + "".join(components) + "END:VCALENDAR\n"
    path.write_bytes(text.replace("\n", "\r\n").encode())
    return path


def busy(path: Path, zone: str = "Europe/Madrid", email: str = "ana@example.com") -> list[str]:
    """The times that a file takes, as `03-02 09:00-10:00` in UTC."""
    whose = Whose(zone=zone, email=email, first=FIRST, last=LAST)
    spans = busy_spans([read_ics(path)], whose, own="@cadence")
    return [f"{span.start:%m-%d %H:%M}-{span.end:%H:%M}" for span in spans]
