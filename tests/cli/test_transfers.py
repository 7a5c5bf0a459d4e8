"""Files of one's own: in whole or not at all, the same file twice, and out again."""

import os
import signal
import subprocess
import time
from pathlib import Path

import pytest

from tests.cli.conftest import PROGRAM, Cadence

ACCOUNTS = "name;segmento;ARR;moneda;renovación;responsable\nÁgil S.A.;smb;12.000,50;EUR;31/12/2027;ana\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "accounts.csv"
    path.write_text(ACCOUNTS)
    return path


def test_own_data_in_three_commands(command: Cadence, file: Path) -> None:
    assert command("init").status == 0
    people = file.with_name("people.csv")
    people.write_text("name,login,role\nAna Ruiz,ana,csm\n")
    assert command("import", "people", people, "--json").data["created"] == 1
    assert command("import", "accounts", file, "--json").data["created"] == 1
    [account] = command("accounts", "--json").data
    assert (account["name"], account["arr"]) == ("Ágil S.A.", {"amount": "12000.50", "currency": "EUR"})
    assert account["segment"] == "smb"


def test_a_dry_run_tells_and_changes_nothing(cadence: Cadence, file: Path) -> None:
    dry = cadence("import", "accounts", file, "--dry-run", "--json").data
    assert (dry["created"], dry["updated"], dry["unchanged"]) == (1, 0, 0)
    assert cadence("log", "--json").data == []
    assert "1" in cadence("import", "accounts", file, "--dry-run").out


def test_the_same_file_again_changes_nothing(cadence: Cadence, file: Path) -> None:
    assert cadence("import", "accounts", file).status == 0
    again = cadence("import", "accounts", file, "--json").data
    assert (again["created"], again["updated"], again["unchanged"]) == (0, 0, 1)
    assert len(cadence("log", "--json").data) == 1
    file.write_text(ACCOUNTS.replace("smb", "enterprise"))
    assert cadence("import", "accounts", file, "--json").data["updated"] == 1


def test_an_import_is_one_act_that_can_be_taken_back(cadence: Cadence, tmp_path: Path) -> None:
    files = []
    for name in ("one", "two"):
        files.append(tmp_path / f"{name}.csv")
        files[-1].write_text(f"name\n{name} Ltd\n")
    assert cadence("import", "accounts", *files, "--json").data["created"] == 2
    assert cadence("log", "--json").data[0]["seq"] == 1
    cadence("undo")
    assert cadence("accounts", "Ltd", "--json").data == []


def test_own_headers_are_mapped(cadence: Cadence, tmp_path: Path) -> None:
    (tmp_path / "map.toml").write_text('name = "Kunde"\n')
    (tmp_path / "kunden.csv").write_text("Kunde\nMüller AG\n")
    refused = cadence("import", "accounts", tmp_path / "kunden.csv", "--json")
    assert refused.status == 3
    mapped = cadence("import", "accounts", tmp_path / "kunden.csv", "--map", tmp_path / "map.toml", "--json")
    assert mapped.data["created"] == 1


@pytest.mark.parametrize(
    ("content", "row", "field"),
    [
        ("name,renewal\nAcme,31/02/2027\n", 2, "renewal"),
        ("name,segment\nAcme,gold\n", 2, "segment"),
        ("name,external_id\nAcme,1\nBeta,1\n", 3, "external_id"),
        ('name,arr\nAcme,"12,x"\n', 2, "arr"),
        ("name,owner\nAcme,nobody\n", 2, "owner"),
        ("arr\n12\n", 1, "name"),
        ("", None, ""),
        ("name\n", None, ""),
        ("PK\x03\x04", None, ""),
        ("name\nA\x00B\n", None, ""),
    ],
)
def test_a_faulty_file_is_refused_whole(
    cadence: Cadence, tmp_path: Path, content: str, row: int | None, field: str
) -> None:
    bad = tmp_path / "bad.csv"
    bad.write_text(content)
    refused = cadence("import", "accounts", bad, "--json")
    assert (refused.status, refused.out) == (3, "")
    first = refused.error["where"][0]
    assert first["file"] == str(bad)
    assert first["expected"]
    if row:
        assert (first["row"], first["field"]) == (row, field)
    assert cadence("log", "--json").data == []


def test_every_fault_is_listed_with_its_place(cadence: Cadence, tmp_path: Path) -> None:
    bad = tmp_path / "bad.csv"
    bad.write_text("name,arr,renewal\nAcme,x,soon\nBeta,1,2027-01-01\nGamma,y,2027-01-01\n")
    refused = cadence("import", "accounts", bad, "--lang", "es")
    lines = refused.err.splitlines()
    assert len(lines) == 4
    assert f"{bad}:2" in lines[1]
    assert all("se esperaba" in line for line in lines[1:])


def test_a_huge_file_is_refused_at_once(cadence: Cadence, tmp_path: Path) -> None:
    huge = tmp_path / "huge.csv"
    with huge.open("wb") as stream:
        stream.truncate(100_000_000)
    started = time.monotonic()
    refused = cadence("import", "accounts", huge, "--json")
    assert refused.status == 3
    assert "MB" in refused.error["message"]
    assert time.monotonic() - started < 5


def test_binary_files_folders_and_devices_are_refused(cadence: Cadence, tmp_path: Path) -> None:
    binary = tmp_path / "picture.csv"
    binary.write_bytes(bytes(range(256)) * 64)
    for path in (binary, tmp_path, Path("/dev/zero")):
        assert cadence("import", "accounts", path).status == 3


def test_double_encoded_text_is_repaired_with_a_warning(cadence: Cadence, tmp_path: Path) -> None:
    garbled = tmp_path / "garbled.csv"
    garbled.write_bytes("name\nGestión Ñandú\n".encode().decode("cp1252").encode())
    told = cadence("import", "accounts", garbled, "--json").data
    assert told["created"] == 1
    assert any("Gestión Ñandú" in warning for warning in told["warnings"])
    assert cadence("accounts", "gestion nandu", "--json").data[0]["name"] == "Gestión Ñandú"


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        ("contacts", "account,name,role\nTechStart,Zoe Park,CTO\n"),
        ("usage", "account,week,team,active_users\nTechStart,2026-11-16,Zoo,3\n"),
        ("tickets", "account,opened,title\nTechStart,2026-11-20,Slow export\n"),
        ("surveys", "account,kind,score,date\nTechStart,nps,3,2026-11-20\n"),
        ("touchpoints", "account,kind,date\nTechStart,check_in,2026-11-20\n"),
        ("actions", "account,title\nTechStart,Send the invoice\n"),
    ],
)
def test_every_kind_comes_in_once(cadence: Cadence, tmp_path: Path, kind: str, content: str) -> None:
    path = tmp_path / f"{kind}.csv"
    path.write_text(content)
    first = cadence("import", kind, path, "--json").data
    assert first["created"] + first["updated"] == 1
    again = cadence("import", kind, path, "--json").data
    assert (again["created"], again["updated"]) == (0, 0)


def test_who_is_who_is_for_admins_and_leave_for_leads(cadence: Cadence, tmp_path: Path) -> None:
    people = tmp_path / "people.csv"
    people.write_text("name,login,role\nEve,eve,admin\n")
    leave = tmp_path / "leave.csv"
    leave.write_text("person,from,to\nana,2026-12-21,2026-12-31\n")
    assert cadence("import", "people", people, "--json").error["code"] == "not_permitted"
    assert cadence("import", "leave", leave).status == 1
    assert cadence("import", "people", people, who="admin").status == 0
    assert cadence("import", "leave", leave, who="lead").status == 0


def test_what_goes_out_as_csv_comes_back_unchanged(cadence: Cadence, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    written = cadence("export", "--format", "csv", "--out", folder, "--json").data["files"]
    assert {Path(file).stem for file in written} == {
        "accounts", "contacts", "people", "usage", "tickets", "surveys", "touchpoints", "actions", "leave",
        "busy",
    }  # fmt: skip
    for kind in ("people", "accounts", "contacts", "tickets", "actions"):
        back = cadence("import", kind, folder / f"{kind}.csv", "--json", who="admin").data
        assert (kind, back["created"], back["updated"]) == (kind, 0, 0)
    assert cadence("export", "--format", "csv", "--out", folder).status == 1
    assert cadence("export", "--format", "csv", "--out", folder, "--force").status == 0


def test_one_kind_goes_to_standard_output(cadence: Cadence) -> None:
    shown = cadence("export", "accounts", "--format", "csv").out
    assert shown.startswith("name,external_id,")
    page = cadence("export", "accounts", "--format", "markdown").out
    assert page.startswith("# accounts\n\n| name |")
    assert "\\[ACME\\]" in page
    assert cadence("export", "--format", "csv").status == 2
    assert cadence("export", "accounts", "--format", "csv", "--json").status == 2


def test_a_killed_import_leaves_the_store_as_it_was(
    sample_store: Path, tmp_path: Path, cadence: Cadence
) -> None:
    big = tmp_path / "accounts.csv"
    big.write_text("name\n" + "".join(f"Customer {n}\n" for n in range(20_000)))
    before = len(cadence("accounts", "--json").data)
    words = [PROGRAM, "import", "accounts", str(big), "--store", str(sample_store), "--as", "ana", "--json"]
    for wait in (0.3, 0.6, 1.0):
        with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
            try:
                process.wait(wait)
            except subprocess.TimeoutExpired:
                os.kill(process.pid, signal.SIGKILL)
            acknowledged = process.communicate()[0]
        if not acknowledged:
            assert len(cadence("accounts", "--json").data) in (before, before + 20_000)
        assert cadence("doctor").status == 0


def test_an_import_leaves_no_store_without_an_admin(cadence: Cadence, tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_text("name,login,role\nTomás Aguirre,admin,reader\n")
    told = cadence("import", "people", tmp_path / "people.csv", who="admin")
    assert told.status == 1
    assert "role of admin" in told.err
    roles = {person["login"]: person["role"] for person in cadence("person", "list", "--json").data}
    assert roles["admin"] == "admin"
