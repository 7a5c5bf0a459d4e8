"""Prints figures beside their budgets."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """A figure; `most` is its budget, if it has one."""

    name: str
    unit: str
    figure: float
    most: float | None

    @property
    def over(self) -> bool:
        """Whether the budget is missed."""
        return self.most is not None and self.figure > self.most


def show(rows: list[Row]) -> None:
    """A table; what is over its budget says so."""
    for row in rows:
        budget = "" if row.most is None else f"<= {row.most:g}"
        verdict = "OVER" if row.over else ""
        print(f"{row.name:<42} {row.figure:>10.2f} {row.unit:<12} {budget:<10} {verdict}".rstrip())
