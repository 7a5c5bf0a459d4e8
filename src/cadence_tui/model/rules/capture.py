"""Shape of a language's `capture.toml`: the words by which a captured line is understood (C6)."""

from typing import Annotated

from msgspec import Meta, Struct


class DateWords(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, eq=False):
    """How people of a language say when. Words are matched without regard to accents and case.

    A date counts after a word of `by` (a deadline) or where the sentence ends or goes on with a word of
    `followers`; never after a word of `not_after`, unless a `by` opens it, nor before one of `not_before`.
    A bare number is a day after one of `by_number` ("antes del 15").
    Lists of names start on Monday and in January. `shy_weekdays` are short forms that need a `by`,
    `shy_months` names of months that mean something else too: they must end the phrase. `day_names` are
    numbers as they are spoken. `named_days` (month-day) are feasts, as deadlines only. `distances` are days
    ahead by their phrase. Of a stretch the last day counts; `early_day` and `mid_day` say which that is of
    parts of a month.
    Compared by identity, so that readers made from it can be kept.
    After a word of `numbered` figures such as 12.10.26 or 10/12 are no date. After a word of `negations` a
    day is none that is meant; where a promise opens with one, a day after a word of `starts` is no deadline
    either ("don't send it before Friday"), unless a word of `nonetheless` follows ("don't forget to").
    `coming` may stand between a `by` and a weekday.
    `attributive` languages put a period before a noun ("next week agenda"), so there it must end the phrase.
    """

    day_first: bool
    attributive: bool = False
    by: tuple[str, ...]
    by_number: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()
    followers: tuple[str, ...]
    not_after: tuple[str, ...]
    not_before: tuple[str, ...] = ()
    not_dates: tuple[str, ...] = ()
    numbered: tuple[str, ...] = ()
    negations: tuple[str, ...] = ()
    nonetheless: tuple[str, ...] = ()
    starts: tuple[str, ...] = ()
    weekdays: tuple[tuple[str, ...], ...]
    shy_weekdays: tuple[tuple[str, ...], ...]
    months: tuple[tuple[str, ...], ...]
    shy_months: tuple[str, ...] = ()
    this: tuple[str, ...]
    coming: tuple[str, ...] = ()
    next_before: tuple[str, ...]
    next_after: tuple[str, ...] = ()
    next_is_next_week: bool = False
    of: tuple[str, ...]
    day_words: tuple[str, ...] = ()
    ordinal_endings: tuple[str, ...]
    first: tuple[str, ...]
    ordinal_alone: bool = False
    of_next_month: tuple[str, ...]
    day_names: dict[str, Annotated[int, Meta(ge=1, le=31)]] = {}
    named_days: dict[str, Annotated[str, Meta(pattern=r"^\d\d-\d\d$")]] = {}
    distances: dict[str, Annotated[int, Meta(ge=0, le=366)]] = {}
    ends_of_day: tuple[str, ...] = ()
    week_of: tuple[str, ...] = ()
    weeks_of_month: dict[str, Annotated[int, Meta(ge=1, le=5)]] = {}
    early_in: tuple[str, ...] = ()
    middle_of: tuple[str, ...] = ()
    end_of: tuple[str, ...] = ()
    in_month: tuple[str, ...] = ()
    by_month: tuple[str, ...] = ()
    before_month: tuple[str, ...] = ()
    quarters: tuple[str, ...] = ()
    early_day: Annotated[int, Meta(ge=1, le=28)] = 10
    mid_day: Annotated[int, Meta(ge=1, le=28)] = 15
    today: tuple[str, ...]
    tomorrow: tuple[str, ...]
    after_tomorrow: tuple[str, ...]
    this_week: tuple[str, ...]
    next_week: tuple[str, ...]
    mid_week: tuple[str, ...] = ()
    early_next_week: tuple[str, ...] = ()
    mid_next_week: tuple[str, ...] = ()
    weekend: tuple[str, ...] = ()
    half_month: tuple[str, ...] = ()
    end_of_month: tuple[str, ...]
    end_of_next_month: tuple[str, ...]
    end_of_quarter: tuple[str, ...] = ()
    end_of_year: tuple[str, ...] = ()
    in_before: tuple[str, ...]
    in_after: tuple[str, ...] = ()
    numbers: dict[str, Annotated[int, Meta(ge=1, le=366)]]
    range_words: tuple[str, ...] = ()
    minutes: tuple[str, ...] = ()
    hours: tuple[str, ...]
    days: tuple[str, ...]
    workdays: tuple[str, ...]
    weeks: tuple[str, ...]
    month_units: tuple[str, ...]

    def __post_init__(self) -> None:
        if len(self.weekdays) != 7 or len(self.shy_weekdays) != 7 or len(self.months) != 12:
            raise ValueError("weekdays and shy_weekdays: seven lists; months: twelve")


class PromiseWords(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """How people of a language promise, and how they avoid it.

    `me`, `us` and `them` name a side before a colon or before what will be done, `nobody` opens a promise
    without an owner. Between a name and what its bearer will do stands a word of `will`; verbs of `does`
    follow a name at once. A word of `objects` may stand before either. `will_us` and `will_them` say who will
    without a name, and so do verbs of `does_them`. `both` joins two names. A word of `group_of` before a
    name, or a `possessive` ending of it and a word of `groups`, is somebody about that person. A word is a
    verb when it is listed or ends like one.
    """

    me: tuple[str, ...]
    us: tuple[str, ...]
    them: tuple[str, ...]
    nobody: tuple[str, ...]
    will: tuple[str, ...]
    does: tuple[str, ...]
    will_us: tuple[str, ...] = ()
    will_them: tuple[str, ...] = ()
    does_them: tuple[str, ...] = ()
    objects: tuple[str, ...] = ()
    both: tuple[str, ...] = ()
    group_of: tuple[str, ...] = ()
    possessive: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    noncommittal: tuple[str, ...]
    verbs: tuple[str, ...]
    verb_endings: tuple[str, ...] = ()
    not_verbs: tuple[str, ...] = ()


class SentimentWords(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Words that tell the mood of a customer."""

    positive: tuple[str, ...]
    neutral: tuple[str, ...]
    concerning: tuple[str, ...]


class CaptureWords(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """All words of one language for the capture line."""

    dates: DateWords
    promises: PromiseWords
    sentiment: SentimentWords
