"""Whole files of each kind become drafts, or the list of everything that is wrong."""

import time
from datetime import date

import pytest

from cadence_tui.exchange.batches import join
from cadence_tui.exchange.faults import sentence
from cadence_tui.exchange.imports import parse
from cadence_tui.exchange.tables import read_table
from cadence_tui.model.errors import BadInput
from tests.exchange.book import TODAY, Book, batch_of
from tests.exchange.conftest import Write


def faults(write: Write, book: Book, kind: str, text: str) -> list[str]:
    return [str(sentence(where)) for where in batch_of(kind, write(text), book).faults]


def test_an_account_file_becomes_accounts(write: Write, book: Book) -> None:
    path = write(
        "Cliente;ID externo;Segmento;Ingreso anual;Moneda;Inicio;Renovación;"
        "Responsable;País;Zona horaria;Idioma;Estratégica;Etiquetas\n"
        "Acme;C-1;Gran empresa;120.000,50;eur;31/12/2024;31/05/2026;"
        "ana;España;Europe/Madrid;español;sí;vip, piloto\n"
        "Nueva;;;;;;;;;;;;\n"
    )
    batch = batch_of("accounts", path, book)
    assert not batch.faults
    acme, new = batch.drafts
    assert (acme.id, new.id, new.row) == ("a1", "", 3)
    assert acme.fields == {
        "name": "Acme",
        "external_id": "C-1",
        "segment": {"value": "enterprise", "why": f"Imported from {path}"},
        "arr": {"amount": "120000.50", "currency": "EUR"},
        "start": "2024-12-31",
        "renewal": "2026-05-31",
        "owner": "p1",
        "country": "ES",
        "timezone": "Europe/Madrid",
        "language": "es",
        "strategic": True,
        "tags": ["vip", "piloto"],
    }
    assert new.fields["renewal"] is None
    assert "language" not in new.fields


def test_the_reason_of_an_imported_segment_is_in_the_importers_language(write: Write, book: Book) -> None:
    table = read_table(write("name,segment\nAcme,smb\n", "cuentas.csv"))
    batch = parse("accounts", table, book, today=TODAY, language="es")
    assert batch.drafts[0].fields["segment"]["why"].startswith("Importado de ")


def test_amounts_without_currency_are_told(write: Write, book: Book) -> None:
    batch = batch_of("accounts", write("name,arr\nAcme,1200\nBeta,€ 5\n"), book)
    assert [draft.fields["arr"]["currency"] for draft in batch.drafts] == ["USD", "EUR"]
    assert "Amounts without a currency are taken as USD" in map(str, batch.warnings)


def test_a_currency_without_amounts_is_told(write: Write, book: Book) -> None:
    batch = batch_of("accounts", write("name,moneda\nAcme,EUR\n"), book)
    assert [str(warning) for warning in batch.warnings] == ["Column not read: moneda"]


@pytest.mark.parametrize(
    ("kind", "text", "row", "field", "found", "expected"),
    [
        ("accounts", 'name,arr\nA,1\nB,"12,x"\n', 3, "arr", "12,x", "an amount such as 120000.00"),
        ("accounts", "name\nA\n''\nA\n", 4, "name", "A", "each one once; row 2 is the same"),
        ("accounts", "name,id\nA,1\nB,1\n", 3, "id", "1", "each one once; row 2 is the same"),
        ("accounts", "name,id\nA,1\nA,\n", 3, "name", "A", "each one once; row 2 is the same"),
        ("accounts", "name,id\nAcme,\nAnother,C-1\n", 3, "id", "C-1", "each one once; row 2 is"),
        ("accounts", "name,arr\n,1\n", 2, "name", "", "a value; this column may not be empty"),
        ("accounts", "arr\n1\n", 1, "name", "", "a column name"),
        ("accounts", "name,segment\nA,Gold\n", 2, "segment", "Gold", "one of: enterprise, smb"),
        ("accounts", "name,owner\nA,bob\n", 2, "owner", "bob", "the login of a person of the team"),
        ("accounts", "name,arr,currency\nA,€ 1,USD\n", 2, "currency", "USD", "EUR, as in the amount"),
        ("contacts", "account,name\nNone,X\n", 2, "account", "None", "the external id or the exact"),
        ("contacts", "account,name\nAcme,X\nC-1,X\n", 3, "name", "a1 · X", "each one once; row 2"),
        ("people", "name,login,role\nA,a,boss\n", 2, "role", "boss", "one of: csm, lead, admin"),
        ("people", "name,login,role\nA,a,csm\nB,a,csm\n", 3, "login", "a", "each one once"),
        ("usage", "account,week,team,logins\nAcme,2026-03-03,x,1\n", 2, "week", "2026-03-03", "a M"),
        ("usage", "account,week,logins\nAcme,2026-03-02,1\n", 2, "team", "", "a team or a"),
        ("usage", "account,week,team\nAcme,2026-03-02,x\n", 2, "active_users", "", "active"),
        ("usage", "account,week,feature\nAcme,2026-03-02,x\n", 2, "uses", "", "how often"),
        (
            "usage",
            "account,week,team,logins\nAcme,2026-03-02,x,1\nC-1,2026-03-02,x,2\n",
            3,
            "team",
            "x",
            "each one once; row 2 is the same",
        ),
        (
            "tickets",
            "account,opened,title,closed\nAcme,2026-02-02,x,2026-02-01\n",
            2,
            "closed",
            "2026-02-01",
            "a day on or after 2026-02-02",
        ),
        (
            "surveys",
            "account,kind,score,date\nAcme,nps,11,2026-02-02\n",
            2,
            "score",
            "11",
            "a score from 0 to 10",
        ),
        (
            "touchpoints",
            "account,kind,date,status\nAcme,check_in,2026-03-03,held\n",
            2,
            "date",
            "2026-03-03",
            "a day up to today",
        ),
        ("actions", "account,title,owner\nAcme,x,bob\n", 2, "owner", "bob", "the login of a person"),
        (
            "leave",
            "person,from,to\nana,2026-03-05,2026-03-04\n",
            2,
            "to",
            "2026-03-04",
            "a day on or after 2026-03-05",
        ),
        (
            "busy",
            "person,start,end\nana,2026-03-05T10:00:00Z,2026-03-05T10:00:00Z\n",
            2,
            "end",
            "2026-03-05 10:00:00+00:00",
            "an instant after 2026-03-05T10:00:00+00:00",
        ),
    ],
)
def test_a_fault_names_row_field_found_and_expected(
    write: Write, book: Book, kind: str, text: str, row: int, field: str, found: str, expected: str
) -> None:
    (where,) = batch_of(kind, write(text), book).faults
    assert (where.row, where.field, where.found) == (row, field, found)
    assert str(where.expected).startswith(expected)


def test_a_fault_reads_as_a_sentence(write: Write, book: Book) -> None:
    said = faults(write, book, "accounts", 'name,arr\nA,"12,x"\n,1\n')
    assert said == [
        "Row 2, arr: found “12,x”, expected an amount such as 120000.00",
        "Row 3, name: nothing there, expected a value; this column may not be empty",
    ]


def test_all_faults_are_listed_in_the_order_of_the_file(write: Write, book: Book) -> None:
    text = "name,arr,renewal,owner\nA,x,soon,ana\nB,1,2026-01-01,bob\n,2,,\n"
    assert [fault.split(":")[0] for fault in faults(write, book, "accounts", text)] == [
        "Row 2, arr",
        "Row 2, renewal",
        "Row 3, owner",
        "Row 4, name",
    ]


def test_beyond_two_hundred_faults_are_counted(write: Write, book: Book) -> None:
    batch = batch_of("accounts", write("name,arr\n" + "".join(f"A{n},x\n" for n in range(500))), book)
    error = batch.refusal()
    assert isinstance(error, BadInput)
    assert (len(error.where), error.message.figures["n"]) == (200, 500)


def test_an_account_name_that_two_bear_is_a_fault_of_its_row(write: Write, book: Book) -> None:
    book.add("account", name="Acme", external_id="C-2")
    assert "one account; 2 bear this name" in faults(write, book, "contacts", "account,name\nAcme,X\n")[0]
    assert "one account; 2 bear this name" in faults(write, book, "accounts", "name\nAcme\n")[0]
    assert not faults(write, book, "contacts", "account,name\nC-2,X\n")


def test_an_account_is_known_by_external_id_then_by_name(write: Write, book: Book) -> None:
    text = "name,external_id\nAcme renamed,C-1\nGestión Ágil,C-7\nAcme,C-8\n"
    assert [draft.id for draft in batch_of("accounts", write(text), book).drafts] == ["a1", "a2", ""]


def test_usage_rows_of_an_account_and_week_become_one_series(write: Write, book: Book) -> None:
    text = (
        "account,week,team,active_users,logins,feature,uses\n"
        "Acme,2026-02-23,product,2,5,,\n"
        "C-1,2026-02-16,engineering,9,,,\n"
        "Acme,2026-02-23,engineering,10,80,,\n"
        "Acme,2026-02-23,,,,time tracking,7\n"
    )
    (draft,) = batch_of("usage", write(text), book).drafts
    assert (draft.kind, draft.fields) == (
        "usage",
        {
            "account": "a1",
            "weeks": [
                {"week": "2026-02-16", "teams": {"engineering": {"active": 9}}, "features": {}},
                {
                    "week": "2026-02-23",
                    "teams": {
                        "product": {"active": 2, "logins": 5},
                        "engineering": {"active": 10, "logins": 80},
                    },
                    "features": {"time tracking": 7},
                },
            ],
        },
    )


def test_touchpoints_without_status_were_held_or_are_planned(write: Write, book: Book) -> None:
    text = "account,kind,date\nAcme,Seguimiento,2026-03-02\nAcme,check_in,2026-03-03\n"
    drafts = batch_of("touchpoints", write(text), book).drafts
    assert [(draft.fields["touch"], draft.initial["status"]) for draft in drafts] == [
        ("check_in", "held"),
        ("check_in", "planned"),
    ]


def test_owners_are_ours_by_login_and_theirs_by_name(write: Write, book: Book) -> None:
    rows = ["Acme,Guide,,Ana Ruiz", "Acme,Users,theirs,Alex Moreno", "Acme,Plan,nuestra,"]
    text = "\n".join(["account,title,side,owner", *rows])
    drafts = batch_of("actions", write(text), book).drafts
    assert [draft.fields["owner"] for draft in drafts] == ["p1", "Alex Moreno", None]


def test_answers_come_from_contacts_or_from_people_unknown_so_far(write: Write, book: Book) -> None:
    text = "account,kind,score,date,contact\nAcme,nps,9,2026-02-01,Alex Moreno\nAcme,nps,3,2026-02-01,Eva\n"
    drafts = batch_of("surveys", write(text), book).drafts
    assert [draft.fields["contact"] for draft in drafts] == ["k1", "Eva"]


def test_files_are_joined_and_repetitions_between_them_found(write: Write, book: Book) -> None:
    one = batch_of("accounts", write("name\nBeta\nGamma\n", "one.csv"), book)
    two = batch_of("accounts", write("name\nDelta\nBeta\n", "two.csv"), book)
    joined = join([one, two])
    (where,) = joined.faults
    assert (len(joined.drafts), where.row, where.file.endswith("two.csv")) == (4, 3, True)
    assert "one.csv has it in row 2" in str(where.expected)


def test_weeks_of_one_account_may_come_in_two_files(write: Write, book: Book) -> None:
    head = "account,week,team,logins\n"
    one = batch_of("usage", write(head + "Acme,2026-02-16,x,1\n", "one.csv"), book)
    two = batch_of("usage", write(head + "Acme,2026-02-23,x,1\n", "two.csv"), book)
    assert not join([one, two]).faults


def test_hostile_text_arrives_inert(write: Write, book: Book) -> None:
    path = write("name,tags\n[@click=app.quit]x[/] \x1b[2J\u202e'=1,\"'=cmd|' /C calc'!A0\"\n")
    fields = batch_of("accounts", path, book).drafts[0].fields
    assert fields == {"name": "[@click=app.quit]x[/] ␛[2J\ufffd'=1", "tags": ["=cmd|' /C calc'!A0"]}


def test_twenty_thousand_rows_are_read_in_three_seconds(write: Write, book: Book) -> None:
    rows = (
        f"Cuenta Ágil {n},X{n},{n * 7}.500,EUR,{date(2024, 1 + n % 12, 1 + n % 28)},ana,México,es,sí,a;b\n"
        for n in range(20_000)
    )
    header = "name,external_id,arr,currency,renewal,owner,country,language,strategic,tags\n"
    path = write(header + "".join(rows))
    began = time.process_time()
    batch = batch_of("accounts", path, book)
    assert time.process_time() - began < 3
    assert len(batch.drafts) + batch.fault_count >= 20_000
