"""Prints figures beside their budgets."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """A figure; `most` is its budget, if it has one, or `least` what it must reach."""

    name: str
    unit: str
    figure: float
    most: float | None
    least: float | None = None

    @property
    def over(self) -> bool:
        """Whether the budget is missed."""
        too_much = self.most is not None and self.figure > self.most
        return too_much or (self.least is not None and self.figure < self.least)

    @property
    def budget(self) -> str:
        """The budget in signs."""
        if self.least is not None:
            return f">= {self.least:g}"
        return "" if self.most is None else f"<= {self.most:g}"


def show(rows: list[Row]) -> None:
    """A table; what is over its budget says so."""
    for row in rows:
        verdict = "OVER" if row.over else ""
        print(f"{row.name:<42} {row.figure:>10.2f} {row.unit:<12} {row.budget:<10} {verdict}".rstrip())
