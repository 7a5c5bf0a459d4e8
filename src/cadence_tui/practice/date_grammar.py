"""The patterns in which a language speaks of a day, made from its words."""

from collections.abc import Sequence
from functools import cache

from cadence_tui.model.rules.capture import DateWords
from cadence_tui.practice.line import any_of, folded, phrase, whole

_DAY = r"(?P<day>\d{1,2})"
_MARKS = r"[.,;!?)·—–]"
_CLOCK = r"\d{1,2}(?: : \d\d| ?(?:[ap]m|h\w*))"


@cache
def date_grammar(words: DateWords) -> "DateGrammar":
    """The grammar of a language, made once for its words."""
    return DateGrammar(words)


class DateGrammar:
    """Patterns over the key of a line; each may open with a group `by` that makes the day a deadline.

    `iso`, `numeric`, `day_months` (day, month, year), `days_of_month` (day, next_month), `weekday` (weekday,
    this, next, next_after, next_week), `spans` (number, unit) and `periods` by name.
    """

    def __init__(self, words: DateWords) -> None:
        self.joins = {folded(word) for word in (*words.followers, *words.of)}
        self.not_after = {folded(word) for word in words.not_after}
        self.not_dates = {folded(word) for word in words.not_dates}
        self.shy_weekdays = _places(words.shy_weekdays)
        self.weekdays = _places(words.weekdays) | self.shy_weekdays
        self.months = _places(words.months)
        self.numbers = {phrase(name): number for name, number in words.numbers.items()}
        self.units = _units(words)
        self._words = words
        self._lead = rf"(?P<by>{any_of(words.by)} )?(?:{any_of(words.articles)} )?"
        self._ends = rf"(?=$| (?:{any_of(words.followers)}|{_MARKS})(?!\S))"
        self._not_before = rf"(?! {any_of(words.not_before)}(?!\S))"
        self._dates()
        self._named_days()
        self._distances()

    def _dates(self) -> None:
        words, lead, ends = self._words, self._lead, self._ends
        weekday = rf"(?:{any_of(self.weekdays)} (?:, )?(?:{any_of(words.day_words)} )?)?"
        month = rf"(?P<month>{any_of(self.months)})(?: \.)?"
        nth = rf"(?P<day>\d{{1,2}}|{any_of(words.first)})(?:{any_of(words.ordinal_endings)})?"
        of = rf"(?:{any_of(words.of)} )?"
        year = rf"(?: (?:, |{any_of(words.of)} )?(?P<year>\d{{4}}))?"
        introduced = rf"(?:{any_of((*words.day_words, *words.articles))} )?"
        self.iso = whole(rf"{lead}(?P<iso>\d{{4}}-\d{{2}}-\d{{2}})")
        self.numeric = whole(rf"{lead}{weekday}(?P<numeric>\d{{1,2}}[/.-]\d{{1,2}}(?:[/.-]\d{{2,4}})?){ends}")
        self.day_months = (
            whole(rf"{lead}{weekday}{introduced}{nth} {of}{month}{year}"),
            whole(rf"{lead}{weekday}{month} (?:{any_of(words.articles)} )?{nth}{year}{ends}"),
        )

    def _named_days(self) -> None:
        words, lead, ends = self._words, self._lead, self._ends
        weekday, day_word = any_of(self.weekdays), any_of(words.day_words)
        ending = any_of(words.ordinal_endings)
        next_month = rf"(?P<next_month> {any_of(words.of_next_month)})?"
        introduced = rf"(?:{weekday} (?:, )?(?:{day_word} )?|{day_word} )"
        ordinal = rf"{_DAY}{ending}" if words.ordinal_alone else "(?!)"
        self.days_of_month = (
            whole(rf"{lead}{introduced}{_DAY}(?:{ending})?{next_month}{ends}"),
            whole(rf"{lead}{ordinal}{next_month}{ends}"),
        )
        before = rf"(?:(?P<this>{any_of(words.this)}) |(?P<next>{any_of(words.next_before)}) )?"
        after = (
            rf"(?: (?:{any_of(words.of)} )?(?P<next_week>{any_of(words.next_week)})"
            rf"| (?P<next_after>{any_of(words.next_after)}))?"
        )
        goes_on = rf"(?=$| (?:{any_of(words.followers)}|{_MARKS}|:|{_CLOCK})(?!\S))"
        self.weekday = whole(rf"{lead}{before}(?P<weekday>{weekday}){after}{self._not_before}{goes_on}")

    def _distances(self) -> None:
        words, lead = self._words, self._lead
        number = rf"(?P<number>\d{{1,2}}|{any_of(self.numbers)})"
        unit = rf"(?P<unit>{any_of(self.units)})"
        self.spans = (
            whole(rf"{lead}{any_of(words.in_before)} {number} {unit}"),
            whole(rf"{lead}{number} {unit} {any_of(words.in_after)}"),
        )
        ends = self._ends if words.attributive else ""
        self.periods = tuple(
            (name, whole(rf"{lead}{any_of(phrases)}{self._not_before}{end}"))
            for name, phrases, end in (
                ("today", words.today, ""),
                ("tomorrow", words.tomorrow, ""),
                ("after_tomorrow", words.after_tomorrow, ""),
                ("this_week", words.this_week, ends),
                ("next_week", words.next_week, ends),
                ("end_of_month", words.end_of_month, ends),
                ("end_of_next_month", words.end_of_next_month, ends),
            )
        )


def _places(names: Sequence[Sequence[str]]) -> dict[str, int]:
    return {phrase(name): place for place, group in enumerate(names) for name in group}


def _units(words: DateWords) -> dict[str, str]:
    groups = {
        "hours": words.hours,
        "days": words.days,
        "workdays": words.workdays,
        "weeks": words.weeks,
        "months": words.month_units,
    }
    return {phrase(name): unit for unit, names in groups.items() for name in names}
