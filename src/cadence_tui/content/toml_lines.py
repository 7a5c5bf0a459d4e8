"""Finds the line on which a value of a TOML file stands, for errors that name it by its path."""

import re
from collections.abc import Mapping
from typing import Final

_BLANK: Final = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_KEY: Final = re.compile(r"[A-Za-z0-9_-]+")
_SCALAR: Final = re.compile(r"[^,\]}#\n]+")
_STRING: Final = re.compile(
    r'"""(?:\\.|[^\\])*?"{3,5}|'
    r"'''.*?'{3,5}|"
    r'"(?:\\.|[^"\\\n])*"|'
    r"'[^'\n]*'",
    re.DOTALL,
)
_LAST_STEP: Final = re.compile(r"(?:\.[^.\[\]]+|\[[^\]]*\])$")


def line_of(path: str, lines: Mapping[str, int]) -> int | None:
    """The line (1 is the first) of a path such as `$.rules[0].stage` among those that `lines_of` found.

    Of what does not stand there, the line of the nearest thing around it; None for the file as a whole.
    """
    while path not in lines:
        shorter = _LAST_STEP.sub("", path)
        if shorter == path:
            return None
        path = shorter
    return lines[path]


def lines_of(source: str) -> dict[str, int]:
    """The line of every table, key and entry of a list, by path. The text must be TOML."""
    return _Scanner(source).scanned()


class _Scanner:
    """Walks through a text that is known to be sound: it looks for places, not for faults."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.at = 0
        self.lines: dict[str, int] = {}
        self.counts: dict[str, int] = {}
        self._counted, self._line = 0, 1

    def scanned(self) -> dict[str, int]:
        table = "$"
        self._skip()
        while self.at < len(self.source):
            if self.source.startswith("[", self.at):
                table = self._header()
            else:
                self._pair(table)
            self._skip()
        return self.lines

    def _header(self) -> str:
        listed = self.source.startswith("[[", self.at)
        self.at += 2 if listed else 1
        line, names = self._line_here(), self._keys()
        self.at += 2 if listed else 1
        table = "$"
        for name in names[:-1]:
            self.lines.setdefault(f"{table}.{name}", line)
            table = self._entered(f"{table}.{name}")
        table = f"{table}.{names[-1]}"
        self.lines.setdefault(table, line)
        if listed:
            self.counts[table] = self.counts.get(table, 0) + 1
            table = self._entered(table)
            self.lines[table] = line
        return table

    def _entered(self, table: str) -> str:
        """The last entry of a list of tables, else the table itself."""
        return f"{table}[{self.counts[table] - 1}]" if table in self.counts else table

    def _pair(self, table: str) -> None:
        line = self._line_here()
        path = table
        for name in self._keys():
            path = f"{path}.{name}"
            self.lines.setdefault(path, line)
        self.at += 1  # the equals sign
        self._skip()
        self._value(path)

    def _keys(self) -> list[str]:
        """The names of a dotted key, up to what ends it."""
        names: list[str] = []
        while True:
            self._skip()
            if (quoted := _STRING.match(self.source, self.at)) is not None:
                names.append(quoted[0][1:-1])
                self.at = quoted.end()
            else:
                bare = _KEY.match(self.source, self.at)
                names.append(bare[0] if bare else "")
                self.at = bare.end() if bare else self.at
            self._skip()
            if not self.source.startswith(".", self.at):
                return names
            self.at += 1

    def _value(self, path: str) -> None:
        if self.source.startswith("[", self.at):
            self._list(path)
        elif self.source.startswith("{", self.at):
            self._inline_table(path)
        else:
            found = _STRING.match(self.source, self.at) or _SCALAR.match(self.source, self.at)
            self.at = found.end() if found else self.at + 1

    def _list(self, path: str) -> None:
        self.at += 1
        place = 0
        while not self._ends("]"):
            entry = f"{path}[{place}]"
            self.lines[entry] = self._line_here()
            self._value(entry)
            place += 1

    def _inline_table(self, path: str) -> None:
        self.at += 1
        while not self._ends("}"):
            self._pair(path)

    def _ends(self, closing: str) -> bool:
        """Whether a list or table ends here; steps over the comma before what comes next."""
        self._skip()
        if self.source.startswith(",", self.at):
            self.at += 1
            self._skip()
        if self.source.startswith(closing, self.at) or self.at >= len(self.source):
            self.at += 1
            return True
        return False

    def _skip(self) -> None:
        blank = _BLANK.match(self.source, self.at)
        self.at = blank.end() if blank else self.at

    def _line_here(self) -> int:
        self._line += self.source.count("\n", self._counted, self.at)
        self._counted = self.at
        return self._line
