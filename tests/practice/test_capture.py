"""The capture line: what a CSM types while talking, in three languages (C6)."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cadence_tui.content.load import load_rules
from cadence_tui.model.rules.capture import CaptureWords
from cadence_tui.practice.capture import Captured, parse_line

MONDAY = date(2026, 11, 23)
PEOPLE = {"Ana Ruiz": "p-ana", "Bruno Lima": "p-bruno", "Carla Soto": "p-carla"}
CONTACTS = ("Alex Moreno", "Carla Nunes", "João Prado")


def captured(line: str, language: str = "en", today: date = MONDAY) -> Captured:
    words = load_rules(CaptureWords, f"{language}/capture")
    return parse_line(line, words=words, today=today, people=PEOPLE, contacts=CONTACTS, me="p-ana")


def day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


ENGLISH = [
    ("send the API guide by Thursday", "2026-11-26", "send the API guide"),
    ("send onboarding templates today", "2026-11-23", "send onboarding templates"),
    ("send onboarding templates · today", "2026-11-23", "send onboarding templates"),
    ("share the deck tomorrow", "2026-11-24", "share the deck"),
    (
        "check with engineering and email their answer by Friday.",
        "2026-11-27",
        "check with engineering and email their answer",
    ),
    ("call Alex the day after tomorrow", "2026-11-25", "call Alex"),
    ("review the dashboard on Wednesday at 10", "2026-11-25", "review the dashboard on Wednesday at 10"),
    ("ping support by Wed", "2026-11-25", "ping support"),
    ("send it before the 15th", "2026-12-15", "send it"),
    ("confirm the seats on the 30th", "2026-11-30", "confirm the seats"),
    ("prepare the proposal by 4 Dec", "2026-12-04", "prepare the proposal"),
    ("prepare the proposal by December 4th", "2026-12-04", "prepare the proposal"),
    ("prepare the proposal by Friday, 4 December 2026", "2026-12-04", "prepare the proposal"),
    ("write the summary by March 15", "2027-03-15", "write the summary"),
    ("send the invoice 2026-12-04", "2026-12-04", "send the invoice"),
    ("send the invoice by 12/4", "2026-12-04", "send the invoice"),
    ("send the invoice by 25/12", "2026-12-25", "send the invoice"),
    ("add users 12/4/2027", "2027-12-04", "add users"),
    ("set up SSO next week", "2026-12-04", "set up SSO"),
    ("set up SSO this week", "2026-11-27", "set up SSO"),
    ("train the product team next Tuesday", "2026-12-01", "train the product team"),
    ("train the product team on Tuesday next week", "2026-12-01", "train the product team"),
    ("check the logins in 3 days", "2026-11-26", "check the logins"),
    ("talk again in three weeks", "2026-12-14", "talk again"),
    ("answer within two business days", "2026-11-25", "answer"),
    ("follow up in a month", "2026-12-23", "follow up"),
    ("close the ticket by end of month", "2026-11-30", "close the ticket"),
    ("Friday: send the report", "2026-11-27", "send the report"),
    ("move Monday's call and send notes by Wednesday", "2026-11-25", "move Monday's call and send notes"),
    ("send slides by EOD", "2026-11-23", "send slides"),
    ("reply in 24 hours", "2026-11-24", "reply"),
    ("add John by Dec. 4", "2026-12-04", "add John"),
    ("send it thurs", "2026-11-26", "send it"),
    ("call them first thing Monday", "2026-11-30", "call them"),
    ("talk Tuesday or Wednesday", "2026-11-25", "talk Tuesday or Wednesday"),
    ("share templates (by Friday)", "2026-11-27", "share templates"),
    ("book 2 sessions for next week", "2026-12-04", "book 2 sessions for next week"),
    # No day is spoken of.
    ("add 3 users", "", "add 3 users"),
    ("plan for 10 engineers in Q2", "", "plan for 10 engineers in Q2"),
    ("prepare the Thursday report", "", "prepare the Thursday report"),
    ("send today's numbers", "", "send today's numbers"),
    ("set up a call every Monday", "", "set up a call every Monday"),
    ("explain 24/7 support", "", "explain 24/7 support"),
    ("cut 3/4 of the steps", "", "cut 3/4 of the steps"),
    ("demo the 2nd integration", "", "demo the 2nd integration"),
    ("raise seats to 15", "", "raise seats to 15"),
    ("bring adoption to 15 % of the team", "", "bring adoption to 15 % of the team"),
    ("send the next week agenda", "", "send the next week agenda"),
    ("upgrade to 4.12", "", "upgrade to 4.12"),
    ("compare the numbers of last Friday", "", "compare the numbers of last Friday"),
    ("move the team by 31 February", "", "move the team by 31 February"),
    ("keep the sun chart and the may be list", "", "keep the sun chart and the may be list"),
]

SPANISH = [
    ("enviar la guía del API para el jueves", "2026-11-26", "enviar la guía del API"),
    ("mandar las plantillas hoy", "2026-11-23", "mandar las plantillas"),
    ("mandar las plantillas mañana", "2026-11-24", "mandar las plantillas"),
    (
        "mandar mañana por la mañana las plantillas",
        "2026-11-24",
        "mandar mañana por la mañana las plantillas",
    ),
    ("llamar a Alex pasado mañana", "2026-11-25", "llamar a Alex"),
    ("enviar el informe mañana en la tarde", "2026-11-24", "enviar el informe"),
    ("enviar el informe el viernes por la mañana", "2026-11-27", "enviar el informe"),
    ("enviar el informe antes del 15", "2026-12-15", "enviar el informe"),
    ("avisar antes del 15 a Carla", "2026-12-15", "avisar antes del 15 a Carla"),
    ("bajar el consumo antes del 15 %", "", "bajar el consumo antes del 15 %"),
    ("revisar los tickets del 15", "", "revisar los tickets del 15"),
    ("cerrar a fin de diciembre de 9999", "", "cerrar a fin de diciembre de 9999"),
    ("confirmar los accesos antes del viernes", "2026-11-27", "confirmar los accesos"),
    ("confirmar los accesos a más tardar el miercoles", "2026-11-25", "confirmar los accesos"),
    ("revisar el tablero el martes a las 10", "2026-11-24", "revisar el tablero el martes a las 10"),
    (
        "hacer la sesión el martes 10:30 con producto",
        "2026-11-24",
        "hacer la sesión el martes 10:30 con producto",
    ),
    ("enviar la propuesta el próximo lunes", "2026-11-30", "enviar la propuesta"),
    ("enviar la propuesta el lunes que viene", "2026-11-30", "enviar la propuesta"),
    ("enviar la propuesta este viernes", "2026-11-27", "enviar la propuesta"),
    ("enviar la propuesta el jueves de la próxima semana", "2026-12-03", "enviar la propuesta"),
    ("configurar el SSO la próxima semana", "2026-12-04", "configurar el SSO"),
    ("configurar el SSO la semana que viene", "2026-12-04", "configurar el SSO"),
    ("configurar el SSO esta semana", "2026-11-27", "configurar el SSO"),
    ("hablar de nuevo en dos semanas", "2026-12-07", "hablar de nuevo"),
    ("revisar los ingresos dentro de 3 días", "2026-11-26", "revisar los ingresos"),
    ("responder en 2 días hábiles", "2026-11-25", "responder"),
    ("volver a hablar el 15", "2026-12-15", "volver a hablar"),
    ("volver a hablar el día 15 con Carla", "2026-12-15", "volver a hablar el día 15 con Carla"),
    ("enviar el contrato el 15 de marzo", "2027-03-15", "enviar el contrato"),
    ("enviar el contrato para el 4 de diciembre de 2026", "2026-12-04", "enviar el contrato"),
    ("enviar el contrato el viernes 4", "2026-12-04", "enviar el contrato"),
    ("enviar el contrato 4/12", "2026-12-04", "enviar el contrato"),
    ("enviar el contrato antes del 4/12/2026", "2026-12-04", "enviar el contrato"),
    ("cerrar el ticket a fin de mes", "2026-11-30", "cerrar el ticket"),
    ("renovar el 10 del próximo mes", "2026-12-10", "renovar"),
    ("capacitar al equipo en un mes", "2026-12-23", "capacitar al equipo"),
    ("Viernes: enviar el reporte", "2026-11-27", "enviar el reporte"),
    ("enviar el primero de diciembre", "2026-12-01", "enviar"),
    ("enviar a primera hora del lunes", "2026-11-30", "enviar"),
    ("agregar 3 usuarios a más tardar el 15", "2026-12-15", "agregar 3 usuarios"),
    ("revisar en quince días", "2026-12-08", "revisar"),
    ("llamar lunes o martes", "2026-11-24", "llamar lunes o martes"),
    # No se habla de un día.
    ("agregar 3 usuarios", "", "agregar 3 usuarios"),
    ("planear el ingreso de 10 ingenieros en el Q2", "", "planear el ingreso de 10 ingenieros en el Q2"),
    ("agendar una llamada todos los lunes", "", "agendar una llamada todos los lunes"),
    ("enviar el reporte del jueves", "", "enviar el reporte del jueves"),
    ("mandar la agenda de la próxima semana", "", "mandar la agenda de la próxima semana"),
    ("llamar a las 9 de la mañana", "", "llamar a las 9 de la mañana"),
    ("revisar por la mañana", "", "revisar por la mañana"),
    ("activar el 15 % de las licencias", "", "activar el 15 % de las licencias"),
    ("capacitar el 2 equipo de ventas", "", "capacitar el 2 equipo de ventas"),
    ("mostrar cómo se trabaja hoy en día", "", "mostrar cómo se trabaja hoy en día"),
    ("revisar los datos del lunes pasado", "", "revisar los datos del lunes pasado"),
    ("explicar el soporte 24/7", "", "explicar el soporte 24/7"),
    ("dar acceso a 3/4 de los usuarios", "", "dar acceso a 3/4 de los usuarios"),
    ("integrar el sistema en 2 equipos", "", "integrar el sistema en 2 equipos"),
    ("empezar a partir del lunes", "", "empezar a partir del lunes"),
]

PORTUGUESE = [
    ("enviar o guia da API até quinta", "2026-11-26", "enviar o guia da API"),
    ("enviar o guia da API até quinta-feira", "2026-11-26", "enviar o guia da API"),
    ("enviar o guia até sexta", "2026-11-27", "enviar o guia"),
    ("mandar os modelos hoje", "2026-11-23", "mandar os modelos"),
    ("mandar os modelos ainda hoje", "2026-11-23", "mandar os modelos"),
    ("mandar os modelos amanhã", "2026-11-24", "mandar os modelos"),
    ("ligar para o Alex depois de amanhã", "2026-11-25", "ligar para o Alex"),
    ("confirmar os acessos antes de sexta", "2026-11-27", "confirmar os acessos"),
    ("mandar proposta sexta", "2026-11-27", "mandar proposta"),
    ("revisar o painel na terça às 10h", "2026-11-24", "revisar o painel na terça às 10h"),
    ("revisar o painel quarta 10h30 com o time", "2026-11-25", "revisar o painel quarta 10h30 com o time"),
    ("enviar a proposta na próxima segunda", "2026-11-30", "enviar a proposta"),
    ("enviar a proposta segunda que vem", "2026-11-30", "enviar a proposta"),
    ("enviar a proposta nesta sexta", "2026-11-27", "enviar a proposta"),
    ("enviar a proposta quinta da semana que vem", "2026-12-03", "enviar a proposta"),
    ("configurar o SSO semana que vem", "2026-12-04", "configurar o SSO"),
    ("configurar o SSO na próxima semana", "2026-12-04", "configurar o SSO"),
    ("configurar o SSO ainda esta semana", "2026-11-27", "configurar o SSO"),
    ("conversar de novo em duas semanas", "2026-12-07", "conversar de novo"),
    ("conversar de novo daqui a três semanas", "2026-12-14", "conversar de novo"),
    ("responder em 2 dias úteis", "2026-11-25", "responder"),
    ("conversar de novo dia 15", "2026-12-15", "conversar de novo"),
    ("conversar de novo no dia 15 com a Carla", "2026-12-15", "conversar de novo no dia 15 com a Carla"),
    ("enviar o contrato até o dia 15 de março", "2027-03-15", "enviar o contrato"),
    ("enviar o contrato até 4 de dezembro de 2026", "2026-12-04", "enviar o contrato"),
    ("enviar o contrato até 4/12", "2026-12-04", "enviar o contrato"),
    ("enviar o contrato sexta, dia 4", "2026-12-04", "enviar o contrato"),
    ("fechar o chamado até o fim do mês", "2026-11-30", "fechar o chamado"),
    ("renovar dia 10 do mês que vem", "2026-12-10", "renovar"),
    ("Sexta: enviar o relatório", "2026-11-27", "enviar o relatório"),
    ("enviar 1º de dezembro", "2026-12-01", "enviar"),
    ("mandar o doc até sexta-feira, dia 4/12", "2026-12-04", "mandar o doc"),
    ("mandar em até 3 dias", "2026-11-26", "mandar"),
    ("preparar material pra quarta", "2026-11-25", "preparar material"),
    ("ligar segunda ou terça", "2026-11-24", "ligar segunda ou terça"),
    # Não se fala de um dia.
    ("adicionar 3 usuários", "", "adicionar 3 usuários"),
    ("planejar a entrada de 10 engenheiros no Q2", "", "planejar a entrada de 10 engenheiros no Q2"),
    ("marcar uma ligação toda segunda", "", "marcar uma ligação toda segunda"),
    ("enviar a segunda versão do guia", "", "enviar a segunda versão do guia"),
    ("apresentar o painel na segunda reunião", "", "apresentar o painel na segunda reunião"),
    ("enviar o relatório de quinta", "", "enviar o relatório de quinta"),
    ("mandar a pauta da semana que vem", "", "mandar a pauta da semana que vem"),
    ("ativar até 15 usuários", "", "ativar até 15 usuários"),
    ("integrar o sistema em 2 times", "", "integrar o sistema em 2 times"),
    ("mostrar como se trabalha hoje em dia", "", "mostrar como se trabalha hoje em dia"),
    ("explicar o suporte 24/7", "", "explicar o suporte 24/7"),
    ("liberar 3/4 das licenças", "", "liberar 3/4 das licenças"),
    ("ver o que precisam ter", "", "ver o que precisam ter"),
    ("revisar os dados da quinta passada", "", "revisar os dados da quinta passada"),
    ("enviar o logo novo", "", "enviar o logo novo"),
]

PHRASES = [
    *(("en", *case) for case in ENGLISH),
    *(("es", *case) for case in SPANISH),
    *(("pt-BR", *case) for case in PORTUGUESE),
]


@pytest.mark.parametrize(("language", "typed", "due", "title"), PHRASES)
def test_a_promise_gets_the_day_that_was_said_and_no_other(
    language: str, typed: str, due: str, title: str
) -> None:
    result = captured(f"! {typed}", language)
    assert (result.due, result.text) == (day(due), title)


@pytest.mark.parametrize(
    ("line", "mark"),
    [
        ("launched mobile last week", "note"),
        ("! send the guide", "promise_ours"),
        ("!send the guide", "promise_ours"),
        ("? ask about the pilot by Friday", "question"),
        ("+ 10 engineers in Q2", "opportunity"),
        ("- product team still in Trello", "concern"),
        ("~ positive", "sentiment"),
        ("= we move to weekly calls", "decision"),
    ],
)
def test_the_leading_mark_says_what_a_line_is(line: str, mark: str) -> None:
    assert captured(line).mark == mark


def test_only_promises_carry_owner_and_day() -> None:
    question = captured("? ask about the pilot by Friday")
    assert (question.text, question.owner, question.side, question.due) == (
        "ask about the pilot by Friday",
        "",
        None,
        None,
    )


@pytest.mark.parametrize(
    ("language", "typed", "mark", "owner", "text"),
    [
        ("en", "send the guide today", "promise_ours", "p-ana", "send the guide"),
        ("en", "me: send the guide today", "promise_ours", "p-ana", "send the guide"),
        ("en", "Alex: add 3 users by Friday", "promise_theirs", "Alex Moreno", "add 3 users"),
        ("en", "alex moreno: add 3 users by Friday", "promise_theirs", "Alex Moreno", "add 3 users"),
        ("en", "Alex will add 3 users by Friday", "promise_theirs", "Alex Moreno", "add 3 users"),
        ("en", "Bruno: check the API by Friday", "promise_ours", "p-bruno", "check the API"),
        ("en", "they: sign by Friday", "promise_theirs", "", "sign"),
        ("en", "call Alex by Friday", "promise_ours", "p-ana", "call Alex"),
        ("es", "yo: enviar la guía hoy", "promise_ours", "p-ana", "enviar la guía"),
        (
            "es",
            "Alex va a agregar 3 usuarios el viernes",
            "promise_theirs",
            "Alex Moreno",
            "agregar 3 usuarios",
        ),
        ("en", "Alex sends the list by Friday", "promise_theirs", "Alex Moreno", "sends the list"),
        ("en", "Alex needs the list by Friday", "promise_ours", "p-ana", "Alex needs the list"),
        ("es", "Alex envía la lista el viernes", "promise_theirs", "Alex Moreno", "envía la lista"),
        ("es", "joao: firmar el lunes", "promise_theirs", "João Prado", "firmar"),
        ("es", "cliente: firmar el lunes", "promise_theirs", "", "firmar"),
        ("pt-BR", "eu: enviar o guia hoje", "promise_ours", "p-ana", "enviar o guia"),
        ("pt-BR", "João vai assinar na segunda", "promise_theirs", "João Prado", "assinar"),
        ("pt-BR", "Bruno: verificar a API até sexta", "promise_ours", "p-bruno", "verificar a API"),
    ],
)
def test_a_promise_belongs_to_whom_the_line_names(
    language: str, typed: str, mark: str, owner: str, text: str
) -> None:
    result = captured(f"! {typed}", language)
    assert (result.mark, result.owner, result.text) == (mark, owner, text)


@pytest.mark.parametrize(
    ("language", "typed", "codes"),
    [
        ("en", "send the guide by Friday", []),
        ("en", "the API guide by Friday", ["no_verb"]),
        ("en", "send the guide", ["no_date"]),
        ("en", "we'll look into it", ["noncommittal", "no_date"]),
        ("en", "we’ll look into it", ["noncommittal", "no_date"]),
        ("en", "someone to check the export by Friday", ["no_owner"]),
        ("en", "they: add 3 users by Friday", ["no_owner"]),
        ("en", "someone: send the guide by Friday", ["no_owner"]),
        ("es", "alguien: enviar actas", ["no_owner", "no_date"]),
        ("en", "you should explore the automation", ["noncommittal", "no_date"]),
        ("en", "Carla: send the list by Friday", ["unknown_name"]),
        ("en", "Dana: send the list by Friday", ["unknown_name"]),
        ("en", "Carla will send the list by Friday", ["unknown_name"]),
        ("en", "Carla Nunes will send the list by Friday", []),
        ("en", "send the list by Friday @dana", ["unknown_name"]),
        ("en", "send the list by Friday @carla", ["unknown_name"]),
        ("en", "write to ana@firm.com by Friday", []),
        ("es", "enviar la guía el viernes", []),
        ("es", "envío la guía el viernes", []),
        ("es", "le enviaremos la guía el viernes", []),
        ("es", "la guía del API el viernes", ["no_verb"]),
        ("es", "vamos a ver", ["noncommittal", "no_date"]),
        ("es", "a lo mejor les mandamos algo pronto", ["noncommittal", "no_date"]),
        ("es", "alguien revisará la exportación el viernes", ["no_owner"]),
        ("pt-BR", "enviar o guia sexta", []),
        ("pt-BR", "enviá-lo até sexta", []),
        ("pt-BR", "o guia da API até sexta", ["no_verb"]),
        ("pt-BR", "vamos ver", ["noncommittal", "no_date"]),
        ("pt-BR", "vou tentar falar com a engenharia", ["noncommittal", "no_date"]),
        ("pt-BR", "alguém vai revisar a exportação até sexta", ["no_owner"]),
    ],
)
def test_a_vague_promise_is_flagged_with_what_is_missing(language: str, typed: str, codes: list[str]) -> None:
    assert [flag.code for flag in captured(f"! {typed}", language).flags] == codes


@pytest.mark.parametrize(
    ("today", "typed", "due"),
    [
        (date(2026, 11, 26), "send it by Thursday", "2026-12-03"),
        (date(2026, 11, 26), "send it this Thursday", "2026-11-26"),
        (date(2026, 11, 28), "send it this week", "2026-11-28"),
        (date(2026, 12, 15), "send it on the 15th", "2026-12-15"),
        (date(2026, 12, 16), "send it on the 15th", "2027-01-15"),
        (date(2027, 1, 30), "send it on the 31st", "2027-01-31"),
        (date(2027, 1, 31), "send it on the 30th", "2027-03-30"),
        (date(2027, 1, 31), "send it in a month", "2027-02-28"),
        (date(2026, 12, 31), "send it tomorrow", "2027-01-01"),
        (date(2026, 11, 23), "send it by 29 Feb", "2028-02-29"),
        (date(2026, 11, 27), "send it within 2 business days", "2026-12-01"),
    ],
)
def test_days_at_the_edges_of_weeks_months_and_years(today: date, typed: str, due: str) -> None:
    assert captured(f"! {typed}", today=today).due == day(due)


def test_hostile_text_is_made_inert_on_the_way_in() -> None:
    assert captured("! send \x1b[2Jthe guide\u202e by Friday").text == "send ␛[2Jthe guide\ufffd"


@settings(max_examples=150, deadline=None)
@given(
    line=st.text(max_size=80),
    language=st.sampled_from(("en", "es", "pt-BR")),
    today=st.dates(date(2020, 1, 1), date(2050, 12, 31)),
)
def test_any_line_is_understood_as_something(line: str, language: str, today: date) -> None:
    result = captured(line, language, today)
    assert result.text == result.text.strip()
    assert (result.side is None) == (result.mark not in ("promise_ours", "promise_theirs"))


@settings(max_examples=60, deadline=None)
@given(today=st.dates(date(2020, 1, 1), date(2050, 12, 31)), weekday=st.integers(0, 6))
def test_a_named_weekday_is_within_the_coming_seven_days(today: date, weekday: int) -> None:
    name = ("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo")[weekday]
    due = captured(f"! llamar el {name}", "es", today).due
    assert due is not None
    assert due.weekday() == weekday
    assert 1 <= (due - today).days <= 7
