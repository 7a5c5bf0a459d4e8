"""The patterns in which a language speaks of a day, made from its words."""

from collections.abc import Mapping, Sequence
from functools import cache

from cadence_tui.model.rules.capture import DateWords
from cadence_tui.practice.line import any_of, folded, phrase, whole

_MARKS = r"[.,;!?)·—–]"
_CLOCK = r"\d{1,2}(?: : \d\d| ?(?:[ap]m|h\w*))"
_COUNT = r"\d{1,3}"
_OPENING = 3
"""Words within which a promise not to do something says so: "we do not"; later ones speak of other things."""


@cache
def date_grammar(words: DateWords) -> "DateGrammar":
    """The grammar of a language, made once for its words."""
    return DateGrammar(words)


class DateGrammar:
    """Patterns over the key of a line; each may open with a group `by` that makes the day a deadline, and
    with a group `week` that means the whole week of that day; a group `said` is a weekday named with a date.

    `iso`, `numeric`, `day_months` (day, month, year), `days_of_month` (day, next_month), `weekday` (weekday,
    this, next, next_after, next_week), `spans` (number, unit), `parts_of_month` by name (month, year, nth),
    `quarter`, `named_day`, `distance` and `periods` by name.
    """

    def __init__(self, words: DateWords) -> None:
        self.joins = {folded(word) for word in (*words.followers, *words.of)}
        self.not_after = {folded(word) for word in words.not_after}
        self.not_dates = {folded(word) for word in words.not_dates}
        self.numbered = {folded(word) for word in words.numbered}
        self.negations = {folded(word) for word in words.negations}
        self.starts = {folded(word) for word in words.starts}
        self.opens_negated = whole(
            rf"\A(?:\S+ ){{0,{_OPENING - 1}}}{any_of(words.negations)}"
            rf"(?! {any_of(words.nonetheless)}(?!\S))"
        )
        self.shy_weekdays = _places(words.shy_weekdays)
        self.weekdays = _places(words.weekdays) | self.shy_weekdays
        self.months = _places(words.months)
        self.shy_months = {phrase(name) for name in words.shy_months}
        self.numbers = _numbers(words.numbers)
        self.day_names = _numbers(words.day_names) | {phrase(name): 1 for name in words.first}
        self.in_month = {phrase(lead) for lead in words.in_month}
        self.named_days = {phrase(name): day for name, day in words.named_days.items()}
        self.distances = _numbers(words.distances)
        self.weeks_of_month = _numbers(words.weeks_of_month)
        self.units = _units(words)
        self._words = words
        week = rf"(?:(?P<week>{any_of(words.week_of)}) )?"
        self._lead = rf"(?P<by>{any_of(words.by)} )?{week}(?:{any_of(words.articles)} )?"
        self._ends = rf"(?=$| (?:{any_of(words.followers)}|{_MARKS})(?!\S))"
        self._late = rf"(?: (?:, )?{any_of(words.ends_of_day)})?"
        self._not_before = rf"(?! {any_of(words.not_before)}(?!\S))"
        self._dates()
        self._named_days()
        self._parts_of_months()
        self._distances()

    def _dates(self) -> None:
        words, lead, ends = self._words, self._lead, self._ends
        weekday = rf"(?:(?P<said>{any_of(self.weekdays)}) (?:, )?(?:{any_of(words.day_words)} )?)?"
        month = rf"(?P<month>{any_of(self.months)})(?: \.)?"
        firm_month = any_of(name for name in self.months if name not in self.shy_months)
        nth = rf"(?P<day>\d{{1,2}}|{any_of(self.day_names)})(?:{any_of(words.ordinal_endings)})?"
        of = rf"(?:(?:{any_of(words.of)}|[-/]) )?"
        year = rf"(?: (?:, |{any_of(words.of)} |[-/] )?(?P<year>\d{{4}}))?"
        introduced = rf"(?:{any_of((*words.day_words, *words.articles))} )?"
        self.iso = whole(rf"{lead}(?P<iso>\d{{4}}-\d{{2}}-\d{{2}}){self._late}")
        self.numeric = whole(
            rf"{lead}{weekday}{introduced}(?P<numeric>\d{{1,2}}[/.-]\d{{1,2}}(?:[/.-]\d{{2,4}})?){self._late}{ends}"
        )
        self.day_months = (
            whole(rf"{lead}{weekday}{introduced}{nth} {of}(?P<month>{firm_month})(?: \.)?{year}{self._late}"),
            whole(rf"{lead}{weekday}{introduced}{nth} {of}{month}{year}{self._late}{ends}"),
            whole(rf"{lead}{weekday}{month} (?:{any_of(words.articles)} )?{nth}{year}{self._late}{ends}"),
        )

    def _named_days(self) -> None:
        words, lead, ends = self._words, self._lead, self._ends
        weekday, day_word = any_of(self.weekdays), any_of(words.day_words)
        ending = any_of(words.ordinal_endings)
        next_month = rf"(?P<next_month> {any_of(words.of_next_month)})?"
        introduced = rf"(?:(?P<said>{weekday}) (?:, )?(?:{day_word} )?|{day_word} )"
        names = any_of(name for name, day in self.day_names.items() if day > 1)
        ordinal = rf"(?P<day>\d{{1,2}}(?={ending})|{names})(?:{ending})?" if words.ordinal_alone else "(?!)"
        self.days_of_month = (
            whole(
                rf"{lead}{introduced}(?P<day>\d{{1,2}}|{names})(?:{ending})?{next_month}{self._late}{ends}"
            ),
            whole(rf"{lead}{ordinal}{next_month}{self._late}{ends}"),
            whole(
                rf"(?P<by>{any_of(words.by_number)} )(?P<week>(?!))?"
                rf"(?P<day>\d{{1,2}}|{names})(?:{ending})?{next_month}{self._late}{ends}"
            ),
        )
        # "who is coming Monday" has its own use for the word.
        coming = rf"(?(by){any_of(words.coming)}|(?!))"
        before = rf"(?:(?P<this>{any_of(words.this)}) |(?P<next>{any_of(words.next_before)}) |{coming} )?"
        after = (
            rf"(?: (?:{any_of(words.of)} )?(?P<next_week>{any_of(words.next_week)})"
            rf"| (?P<next_after>{any_of(words.next_after)}))?"
        )
        goes_on = rf"(?=$| (?:{any_of(words.followers)}|{_MARKS}|:|{_CLOCK})(?!\S))"
        self.weekday = whole(
            rf"{lead}{before}(?P<weekday>{weekday}){after}{self._late}{self._not_before}{goes_on}"
        )
        feast = any_of(self.named_days)
        self.named_day = whole(rf"(?P<by>{any_of(words.by)} )(?P<week>(?!))?(?P<feast>{feast}){ends}")

    def _parts_of_months(self) -> None:
        """What is said of a month as a whole, or of a part of it."""
        words, lead = self._words, self._lead
        month = rf"(?P<month>{any_of(self.months)})(?: \.)?(?: (?:{any_of(words.of)} )?(?P<year>\d{{4}}))?"
        of = rf"(?:{any_of(words.of)} )?"
        numbered = rf"(?P<nth>{any_of(self.weeks_of_month)})"
        quarters, in_month = any_of(words.quarters), (*words.in_month, *words.by_month)
        self.parts_of_month = (
            ("week", whole(rf"{lead}{numbered} {of}{month}{self._not_before}")),
            ("early", whole(rf"{lead}{any_of(words.early_in)} {of}{month}{self._not_before}")),
            ("middle", whole(rf"{lead}{any_of(words.middle_of)} {of}{month}{self._not_before}")),
            ("end", whole(rf"{lead}{any_of(words.end_of)} {of}{month}{self._not_before}")),
            ("first", whole(rf"(?P<by>{any_of(words.before_month)}) (?P<week>(?!))?{month}{self._ends}")),
            ("end", whole(rf"(?P<by>{any_of(in_month)}) (?P<week>(?!))?{month}{self._ends}")),
        )
        self.quarter = whole(rf"{lead}{any_of(words.end_of)} {of}{quarters} ?(?P<quarter>[1-4])")

    def _distances(self) -> None:
        words, lead = self._words, self._lead
        one = rf"(?:{_COUNT}|{any_of(self.numbers)})"
        least = rf"(?:\d{{1,2}}[-/]|{one} (?:{any_of(words.range_words)}|-) )?"
        number = rf"{least}(?P<number>{_COUNT}|{any_of(self.numbers)})"
        unit = rf"(?P<unit>{any_of(self.units)})"
        self.spans = (
            whole(rf"{lead}{any_of(words.in_before)} {number} ?{unit}"),
            whole(rf"{lead}{number} ?{unit} {any_of(words.in_after)}"),
        )
        self.distance = whole(rf"{lead}(?P<distance>{any_of(self.distances)})")
        ends = self._ends if words.attributive else ""
        named: tuple[tuple[str, tuple[str, ...], str], ...] = (
            ("today", words.today, ""),
            ("tomorrow", words.tomorrow, self._late),
            ("after_tomorrow", words.after_tomorrow, self._late),
            ("this_week", words.this_week, ends),
            ("next_week", words.next_week, ends),
            ("mid_week", words.mid_week, ends),
            ("early_next_week", words.early_next_week, ends),
            ("mid_next_week", words.mid_next_week, ends),
            ("weekend", words.weekend, ends),
            ("half_month", words.half_month, ends),
            ("end_of_month", words.end_of_month, ends),
            ("end_of_next_month", words.end_of_next_month, ends),
            ("end_of_quarter", words.end_of_quarter, ends),
            ("end_of_year", words.end_of_year, ends),
        )
        self.periods = tuple(
            (name, whole(rf"{lead}{any_of(phrases)}{self._not_before}{end}")) for name, phrases, end in named
        )


def _places(names: Sequence[Sequence[str]]) -> dict[str, int]:
    return {phrase(name): place for place, group in enumerate(names) for name in group}


def _numbers(names: Mapping[str, int]) -> dict[str, int]:
    return {phrase(name): number for name, number in names.items()}


def _units(words: DateWords) -> dict[str, str]:
    groups = {
        "minutes": words.minutes,
        "hours": words.hours,
        "days": words.days,
        "workdays": words.workdays,
        "weeks": words.weeks,
        "months": words.month_units,
    }
    return {phrase(name): unit for unit, names in groups.items() for name in names}
