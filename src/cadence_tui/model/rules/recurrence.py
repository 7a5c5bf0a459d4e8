"""Shape of a language's `recurrence.toml`: how people say a day that comes again (T9)."""

from typing import Annotated, Literal

from msgspec import Meta, Struct

Unit = Literal["day", "week", "month", "year"]
Names = tuple[str, ...]
Ordinal = Annotated[int, Meta(ge=-2, le=31)]
Number = Annotated[int, Meta(ge=1, le=60)]


class RecurrenceWords(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, eq=False):
    """Words of one language, matched without regard to accents and case.

    Lists of names start on Monday and in January. A number with one of `ordinal_endings` is an ordinal too;
    a word that is both an ordinal and a weekday is an ordinal before another weekday. `alternate` is every
    second one, `units` and `rhythms` say how many of which period a word stands for, `weeks_of_days` how many
    weeks are meant by a number of days that is not one of weeks. `month_ends` is the last day of the month.
    Compared by identity, so that readers made from it can be kept.
    """

    weekdays: tuple[Names, ...]
    months: tuple[Names, ...]
    ordinals: dict[str, Ordinal]
    ordinal_endings: Names
    numbers: dict[str, Number]
    every: Names
    alternate: Names
    workdays: Names
    month_ends: Names
    units: dict[str, tuple[Unit, Number]]
    rhythms: dict[str, tuple[Unit, Number]]
    weeks_of_days: dict[str, Number] = {}
    joins: Names
    fillers: Names

    def __post_init__(self) -> None:
        if len(self.weekdays) != 7 or len(self.months) != 12:
            raise ValueError("weekdays: seven lists; months: twelve")
