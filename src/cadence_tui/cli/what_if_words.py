"""The what-ifs of a command line: `10:smb:ana`, `TechStart:enterprise`, `ana:2026-12-01..2026-12-31`."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from cadence_tui.model.errors import WrongUsage
from cadence_tui.model.message import message
from cadence_tui.practice.feasibility.what_if import Change
from cadence_tui.workspace.session import Workspace
from cadence_tui.workspace.what_ifs import WhatIfs

FORMS: Mapping[str, str] = {
    "preset": "NAME|FILE",
    "share": "PERSON:0.6",
    "away": "PERSON:FROM..TO",
    "tier": "ACCOUNT:SEGMENT",
    "joins": "NAME[:LIKE]",
    "leaves": "PERSON[:OTHER]",
    "add": "N:SEGMENT[:OWNER]",
}
"""How each is written, in the order in which they count."""


def read_what_ifs(ws: Workspace, asked: Mapping[str, Sequence[str]], starting: str | None) -> list[Change]:
    """All changes that were asked for, by the name of their option.

    Raises WrongUsage for what is not written in its form, NotFound, Refused, BadInput.
    """
    first, last = _days("--starting", starting, "FROM[..TO]") if starting else (ws.today(), ws.today())
    if starting and not asked.get("add"):
        raise WrongUsage(message("--starting says when new accounts start: it needs --add"))
    what_ifs = WhatIfs(ws)
    for name in FORMS:
        for text in asked.get(name, ()):
            if name == "add":
                count, segment, to = _three(text)
                what_ifs.add(count, segment, to, first=first, last=last)
            else:
                _READERS[name](what_ifs, text)
    return what_ifs.changes


def _preset(what_ifs: WhatIfs, text: str) -> None:
    what_ifs.preset(text)


def _share(what_ifs: WhatIfs, text: str) -> None:
    person, figure = _two("share", text)
    try:
        what_ifs.share(person, float(figure))
    except ValueError:
        raise _unread("share", text) from None


def _away(what_ifs: WhatIfs, text: str) -> None:
    person, days = _two("away", text)
    what_ifs.away(person, *_days("--away", days, FORMS["away"]))


def _tier(what_ifs: WhatIfs, text: str) -> None:
    what_ifs.tier(*_two("tier", text))


def _joins(what_ifs: WhatIfs, text: str) -> None:
    name, _, like = text.partition(":")
    what_ifs.joins(name, like)


def _leaves(what_ifs: WhatIfs, text: str) -> None:
    person, _, to = text.partition(":")
    what_ifs.leaves(person, to)


def _two(name: str, text: str) -> tuple[str, str]:
    # An account's name may have a colon of its own.
    left, colon, right = text.rpartition(":")
    if not (left and colon and right):
        raise _unread(name, text)
    return left, right


def _three(text: str) -> tuple[int, str, str]:
    count, _, rest = text.partition(":")
    segment, _, to = rest.partition(":")
    if not (count.isdecimal() and count.isascii() and segment):
        raise _unread("add", text)
    return int(count), segment, to


def _days(option: str, text: str, form: str) -> tuple[date, date]:
    first, _, last = text.partition("..")
    try:
        return date.fromisoformat(first), date.fromisoformat(last or first)
    except ValueError:
        raise _wrong(option, text, form) from None


def _unread(name: str, text: str) -> WrongUsage:
    return _wrong(f"--{name}", text, FORMS[name])


def _wrong(option: str, found: str, form: str) -> WrongUsage:
    text = message("{name}: found “{found}”, expected {expected}", name=option, found=found, expected=form)
    return WrongUsage(text)


_READERS: Mapping[str, Callable[[WhatIfs, str], None]] = {
    "preset": _preset,
    "share": _share,
    "away": _away,
    "tier": _tier,
    "joins": _joins,
    "leaves": _leaves,
}
