"""Days that come again as people type them, in three languages, with what is refused and why."""

from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from cadence_tui.content.load import load_rules
from cadence_tui.model.recurrence import is_recurrence, occurrences
from cadence_tui.model.rules.recurrence import RecurrenceWords
from cadence_tui.practice.typed_recurrence import typed_recurrence

PACKS = {name: load_rules(RecurrenceWords, f"{name}/recurrence") for name in ("en", "es", "pt-BR")}
WORKING = "BYDAY=MO,TU,WE,TH,FR"

ENGLISH = {
    "first Tuesday": "FREQ=MONTHLY;BYDAY=1TU",
    "the first Tuesday of the month": "FREQ=MONTHLY;BYDAY=1TU",
    "1st Tuesday of every month": "FREQ=MONTHLY;BYDAY=1TU",
    "every 2 weeks on Wednesday": "FREQ=WEEKLY;INTERVAL=2;BYDAY=WE",
    "Wednesday, every two weeks": "FREQ=WEEKLY;INTERVAL=2;BYDAY=WE",
    "every other Friday": "FREQ=WEEKLY;INTERVAL=2;BYDAY=FR",
    "biweekly Wednesday": "FREQ=WEEKLY;INTERVAL=2;BYDAY=WE",
    "every fortnight on Mon": "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO",
    "every 14 days on Monday": "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO",
    "every second week on Monday": "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO",
    "Tuesdays": "FREQ=WEEKLY;BYDAY=TU",
    "every Monday and Thursday": "FREQ=WEEKLY;BYDAY=MO,TH",
    "every Tuesday in March": "FREQ=WEEKLY;BYMONTH=3;BYDAY=TU",
    "last Friday": "FREQ=MONTHLY;BYDAY=-1FR",
    "second to last Friday of the month": "FREQ=MONTHLY;BYDAY=-2FR",
    "second and fourth Wednesday of the month": "FREQ=MONTHLY;BYDAY=2WE,4WE",
    "first Tuesday and third Thursday": "FREQ=MONTHLY;BYDAY=1TU,3TH",
    "every second Tuesday of the month": "FREQ=MONTHLY;BYDAY=2TU",
    "day 15 of each month": "FREQ=MONTHLY;BYMONTHDAY=15",
    "day 15 of the month": "FREQ=MONTHLY;BYMONTHDAY=15",
    "days 1 and 15 of the month": "FREQ=MONTHLY;BYMONTHDAY=1,15",
    "the 15th": "FREQ=MONTHLY;BYMONTHDAY=15",
    "the 1st and 15th of every month": "FREQ=MONTHLY;BYMONTHDAY=1,15",
    "last day of the month": "FREQ=MONTHLY;BYMONTHDAY=-1",
    "end of the month": "FREQ=MONTHLY;BYMONTHDAY=-1",
    "quarterly on the first Tuesday": "FREQ=MONTHLY;INTERVAL=3;BYDAY=1TU",
    "first Tuesday of the quarter": "FREQ=MONTHLY;INTERVAL=3;BYDAY=1TU",
    "first Monday of January, April, July and October": "FREQ=MONTHLY;INTERVAL=3;BYDAY=1MO",
    "first Monday of March and September": "FREQ=YEARLY;BYMONTH=3,9;BYDAY=1MO",
    "every three months on day 10": "FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=10",
    "15 March every year": "FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=15",
    "first working day of the month": f"FREQ=MONTHLY;{WORKING};BYSETPOS=1",
    "every working day": f"FREQ=WEEKLY;{WORKING}",
}
SPANISH = {
    "primer martes": "FREQ=MONTHLY;BYDAY=1TU",
    "primer martes de cada mes": "FREQ=MONTHLY;BYDAY=1TU",
    "el PRIMER martes del mes": "FREQ=MONTHLY;BYDAY=1TU",
    "1er martes de cada mes": "FREQ=MONTHLY;BYDAY=1TU",
    "1.º martes del mes": "FREQ=MONTHLY;BYDAY=1TU",
    "3er jueves": "FREQ=MONTHLY;BYDAY=3TH",
    "último viernes": "FREQ=MONTHLY;BYDAY=-1FR",
    "ultimo viernes del mes": "FREQ=MONTHLY;BYDAY=-1FR",
    "penúltimo viernes": "FREQ=MONTHLY;BYDAY=-2FR",
    "segundo y cuarto miércoles de cada mes": "FREQ=MONTHLY;BYDAY=2WE,4WE",
    "cada segundo martes del mes": "FREQ=MONTHLY;BYDAY=2TU",
    "cada 15 días los miércoles": "FREQ=WEEKLY;INTERVAL=2;BYDAY=WE",
    "cada quince días, los miercoles": "FREQ=WEEKLY;INTERVAL=2;BYDAY=WE",
    "cada 8 días los lunes": "FREQ=WEEKLY;BYDAY=MO",
    "cada dos semanas los martes": "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU",
    "cada dos martes": "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU",
    "semana por medio los martes": "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU",
    "un martes sí y otro no": "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU",
    "quincenal los jueves": "FREQ=WEEKLY;INTERVAL=2;BYDAY=TH",
    "todos los lunes": "FREQ=WEEKLY;BYDAY=MO",
    "los lunes y jueves": "FREQ=WEEKLY;BYDAY=MO,TH",
    "día 15 de cada mes": "FREQ=MONTHLY;BYMONTHDAY=15",
    "el 15 de cada mes": "FREQ=MONTHLY;BYMONTHDAY=15",
    "el día 15 del mes": "FREQ=MONTHLY;BYMONTHDAY=15",
    "el 1 y el 15 de cada mes": "FREQ=MONTHLY;BYMONTHDAY=1,15",
    "el primero de cada mes": "FREQ=MONTHLY;BYMONTHDAY=1",
    "último día del mes": "FREQ=MONTHLY;BYMONTHDAY=-1",
    "fin de mes": "FREQ=MONTHLY;BYMONTHDAY=-1",
    "cada 3 meses el día 10": "FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=10",
    "trimestral, el primer lunes": "FREQ=MONTHLY;INTERVAL=3;BYDAY=1MO",
    "15 de marzo": "FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=15",
    "primer día hábil del mes": f"FREQ=MONTHLY;{WORKING};BYSETPOS=1",
    "todos los días hábiles": f"FREQ=WEEKLY;{WORKING}",
}
PORTUGUESE = {
    "primeira terça": "FREQ=MONTHLY;BYDAY=1TU",
    "primeira terça-feira do mês": "FREQ=MONTHLY;BYDAY=1TU",
    "1ª terça-feira do mês": "FREQ=MONTHLY;BYDAY=1TU",
    "primeira segunda do mês": "FREQ=MONTHLY;BYDAY=1MO",
    "segunda segunda-feira do mês": "FREQ=MONTHLY;BYDAY=2MO",
    "segunda e quarta terça do mês": "FREQ=MONTHLY;BYDAY=2TU,4TU",
    "3ª quarta do mês": "FREQ=MONTHLY;BYDAY=3WE",
    "última sexta-feira do mês": "FREQ=MONTHLY;BYDAY=-1FR",
    "penultima sexta": "FREQ=MONTHLY;BYDAY=-2FR",
    "primeiro sábado do mês": "FREQ=MONTHLY;BYDAY=1SA",
    "todas as segundas": "FREQ=WEEKLY;BYDAY=MO",
    "segunda e quarta": "FREQ=WEEKLY;BYDAY=MO,WE",
    "segunda, quarta e sexta": "FREQ=WEEKLY;BYDAY=MO,WE,FR",
    "toda 2ª feira": "FREQ=WEEKLY;BYDAY=MO",
    "2ª e 4ª": "FREQ=WEEKLY;BYDAY=MO,WE",
    "a cada 15 dias às quartas": "FREQ=WEEKLY;INTERVAL=2;BYDAY=WE",
    "a cada duas semanas na quarta-feira": "FREQ=WEEKLY;INTERVAL=2;BYDAY=WE",
    "quinzenal às quintas": "FREQ=WEEKLY;INTERVAL=2;BYDAY=TH",
    "terça sim, terça não": "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU",
    "semana sim, semana não, na terça": "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU",
    "dia 15 de cada mês": "FREQ=MONTHLY;BYMONTHDAY=15",
    "todo dia 15": "FREQ=MONTHLY;BYMONTHDAY=15",
    "dia 15 do mês": "FREQ=MONTHLY;BYMONTHDAY=15",
    "dias 1 e 15 de cada mês": "FREQ=MONTHLY;BYMONTHDAY=1,15",
    "1º de cada mês": "FREQ=MONTHLY;BYMONTHDAY=1",
    "ultimo dia do mes": "FREQ=MONTHLY;BYMONTHDAY=-1",
    "fim do mês": "FREQ=MONTHLY;BYMONTHDAY=-1",
    "a cada 3 meses no dia 10": "FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=10",
    "trimestral, na primeira segunda": "FREQ=MONTHLY;INTERVAL=3;BYDAY=1MO",
    "15 de março": "FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=15",
    "quinto dia útil": f"FREQ=MONTHLY;{WORKING};BYSETPOS=5",
    "todos os dias úteis": f"FREQ=WEEKLY;{WORKING}",
}
REFUSED = {
    "en": {
        "every 2 weeks": "besides the rhythm",
        "monthly": "besides the rhythm",
        "every day": "besides the rhythm",
        "every second Tuesday": "both may be meant",
        "Monday of the month": "which one of the month",
        "every 10 days on Monday": "whole weeks",
        "15": "comes again",
        "twice a month": "comes again",
        "first Tuesday 15": "comes again",
        "the 32nd": "comes again",
        "the last": "comes again",
        "every 99 weeks on Monday": "comes again",
        "": "comes again",
        "FREQ=MONTHLY": "RFC 5545",
        "FREQ=HOURLY;BYDAY=MO": "RFC 5545",
    },
    "es": {
        "cada 15 días": "besides the rhythm",
        "mensual": "besides the rhythm",
        "cada segundo martes": "both may be meant",
        "lunes del mes": "which one of the month",
        "dos veces al mes": "comes again",
        "cuando puedan": "comes again",
    },
    "pt-BR": {
        "a cada 15 dias": "besides the rhythm",
        "mensal": "besides the rhythm",
        "segunda do mês": "which one of the month",
        "duas vezes por mês": "comes again",
        "quando der": "comes again",
    },
}


def languages(first: str) -> list[RecurrenceWords]:
    return [PACKS[first], *(pack for name, pack in PACKS.items() if name != first)]


@pytest.mark.parametrize(
    ("language", "text", "rule"),
    [
        *(("en", *each) for each in ENGLISH.items()),
        *(("es", *each) for each in SPANISH.items()),
        *(("pt-BR", *each) for each in PORTUGUESE.items()),
    ],
)
def test_a_phrase_is_the_rule_that_is_meant(language: str, text: str, rule: str):
    assert typed_recurrence(text, languages(language)).rule == rule


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [(name, text, expected) for name, each in REFUSED.items() for text, expected in each.items()],
)
def test_what_names_no_day_is_refused_with_what_is_missing(language: str, text: str, expected: str):
    typed = typed_recurrence(text, languages(language))

    assert typed.rule == ""
    assert expected in str(typed.fault)


@pytest.mark.parametrize("text", ["último viernes", "última sexta-feira do mês", "last Friday of the month"])
def test_the_other_languages_are_understood_too(text: str):
    for language in PACKS:
        assert typed_recurrence(text, languages(language)).rule == "FREQ=MONTHLY;BYDAY=-1FR"


def test_a_rule_stands_for_itself():
    for text in ("FREQ=MONTHLY;BYDAY=1TU", "rrule:freq=monthly; byday=1tu"):
        assert typed_recurrence(text, languages("en")).rule == "FREQ=MONTHLY;BYDAY=1TU"


def test_the_first_tuesday_falls_on_first_tuesdays():
    rule = typed_recurrence("primer martes de cada mes", languages("es")).rule

    days = occurrences(rule, date(2026, 1, 1), date(2026, 12, 31))
    assert len(days) == 12
    assert all(day.weekday() == 1 and day.day <= 7 for day in days)


ENGLISH_WORDS = "1 2 15 31 99 1st every first second last Tuesday Monday of month week day"
OTHER_WORDS = "cada primer segunda quarta terça dia mes útil por medio y e , quincenal marzo"
SAID = st.lists(st.sampled_from([*ENGLISH_WORDS.split(), *OTHER_WORDS.split()]), max_size=7)


@settings(deadline=None)
@example(["1", "marzo", "marzo"])
@given(SAID)
def test_whatever_is_said_gives_a_rule_with_days_or_a_fault(words: list[str]):
    typed = typed_recurrence(" ".join(words), languages("en"))

    assert (typed.fault is None) == bool(typed.rule)
    assert not typed.rule or is_recurrence(typed.rule)


@given(st.text(max_size=40))
def test_no_text_breaks_it(text: str):
    typed = typed_recurrence(text, languages("pt-BR"))

    assert (typed.fault is None) == bool(typed.rule)
