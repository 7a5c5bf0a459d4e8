"""Rules of days that come again, as a reader says them (T8, T9)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cadence_tui.locale import LANGUAGES, speech
from cadence_tui.model.recurrence import is_recurrence
from cadence_tui.views.recurrence_words import recurrence_text
from cadence_tui.views.words import Words

# rule, English, Spanish, Portuguese
SAID = [
    (
        "FREQ=MONTHLY;BYDAY=1TU",
        "the first Tuesday of the month",
        "el primer martes del mes",
        "a primeira terça-feira do mês",
    ),
    (
        "FREQ=MONTHLY;BYDAY=-1SA",
        "the last Saturday of the month",
        "el último sábado del mes",
        "o último sábado do mês",
    ),
    (
        "FREQ=MONTHLY;BYDAY=1MO,3MO",
        "the first Monday and the third Monday of the month",
        "el primer lunes y el tercer lunes del mes",
        "a primeira segunda-feira e a terceira segunda-feira do mês",
    ),
    (
        "FREQ=MONTHLY;INTERVAL=3;BYDAY=3TH",
        "the third Thursday of January, April, July and October",
        "el tercer jueves de enero, abril, julio y octubre",
        "a terceira quinta-feira de janeiro, abril, julho e outubro",
    ),
    (
        "FREQ=MONTHLY;INTERVAL=5;BYDAY=2FR",
        "the second Friday, every 5 months",
        "el segundo viernes, cada 5 meses",
        "a segunda sexta-feira, a cada 5 meses",
    ),
    ("FREQ=WEEKLY;BYDAY=WE", "every Wednesday", "cada miércoles", "toda quarta-feira"),
    ("FREQ=WEEKLY;BYDAY=SU", "every Sunday", "cada domingo", "todo domingo"),
    ("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "every working day", "cada día hábil", "todo dia útil"),
    (
        "FREQ=WEEKLY;INTERVAL=2;BYDAY=WE",
        "Wednesday, every 2 weeks",
        "miércoles, cada 2 semanas",
        "quarta-feira, a cada 2 semanas",
    ),
    ("FREQ=DAILY;INTERVAL=3", "every 3 days", "cada 3 días", "a cada 3 dias"),
    ("FREQ=MONTHLY;BYMONTHDAY=15", "day 15 of the month", "el día 15 del mes", "o dia 15 do mês"),
    (
        "FREQ=MONTHLY;BYMONTHDAY=1,15",
        "days 1 and 15 of the month",
        "los días 1 y 15 del mes",
        "os dias 1 e 15 do mês",
    ),
    (
        "FREQ=MONTHLY;BYMONTHDAY=-1",
        "the last day of the month",
        "el último día del mes",
        "o último dia do mês",
    ),
    (
        "FREQ=MONTHLY;BYMONTHDAY=-3",
        "2 days before the last day of the month",
        "2 días antes del último día del mes",
        "2 dias antes do último dia do mês",
    ),
    (
        "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=1",
        "the first working day of the month",
        "el primer día hábil del mes",
        "o primeiro dia útil do mês",
    ),
    (
        "FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13",
        "day 13 of the month, only when it is a Friday",
        "el día 13 del mes, solo si es viernes",
        "o dia 13 do mês, só quando for sexta-feira",
    ),
    ("FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=1", "day 1 of March", "el día 1 de marzo", "o dia 1 de março"),
    (
        "FREQ=WEEKLY;BYDAY=TU;BYMONTH=6",
        "every Tuesday in June",
        "cada martes de junio",
        "toda terça-feira de junho",
    ),
    (
        "FREQ=YEARLY;INTERVAL=2;BYMONTH=9;BYDAY=1TU",
        "the first Tuesday of September, every 2 years",
        "el primer martes de septiembre, cada 2 años",
        "a primeira terça-feira de setembro, a cada 2 anos",
    ),
]


@pytest.mark.parametrize(("rule", "english", "spanish", "portuguese"), SAID)
def test_a_rule_is_said_in_three_languages(rule: str, english: str, spanish: str, portuguese: str) -> None:
    assert is_recurrence(rule)
    told = [recurrence_text(rule, Words(speech=speech(language))) for language in LANGUAGES]
    assert told == [english, spanish, portuguese]


@pytest.mark.parametrize(
    "rule", ["", "every tuesday", "FREQ=WEEKLY;BYDAY=XX", "FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=2"]
)
def test_what_no_words_fit_stands_for_itself(rule: str) -> None:
    assert recurrence_text(rule, Words(speech=speech("en"))) == rule


weekday = st.sampled_from(["MO", "TU", "WE", "TH", "FR", "SA", "SU"])
numbered = st.builds(
    lambda number, day: f"{number or ''}{day}", st.sampled_from([0, 1, 2, 3, 4, 5, -1, -2]), weekday
)
rules = st.builds(
    lambda frequency, interval, days, months: ";".join(
        [f"FREQ={frequency}", f"INTERVAL={interval}", f"BYDAY={','.join(days)}"]
        + ([f"BYMONTH={','.join(map(str, months))}"] if months else [])
    ),
    st.sampled_from(["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]),
    st.integers(1, 12),
    st.lists(numbered, min_size=1, max_size=3, unique=True),
    st.lists(st.integers(1, 12), max_size=2, unique=True),
)


@given(rule=rules, language=st.sampled_from(LANGUAGES))
def test_no_rule_is_said_with_a_hole_in_it(rule: str, language: str) -> None:
    told = recurrence_text(rule, Words(speech=speech(language)))
    assert told
    assert not set("{}|") & set(told)
