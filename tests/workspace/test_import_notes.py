"""An import tells of wishes outside the guideline, by row, and imports them all the same."""

from pathlib import Path

from cadence_tui.locale import speech
from cadence_tui.workspace.imports import Imported, import_files
from cadence_tui.workspace.session import Workspace


def imported(
    ws: Workspace, kind: str, folder: Path, text: str, language: str = "en"
) -> tuple[Imported, list[str]]:
    file = folder / f"{kind}.csv"
    file.write_text(text, encoding="utf-8")
    found = import_files(ws, kind, [file], language=language)
    return found, [speech(language).word(each) for each in found.warnings]


def test_the_row_and_the_figure_are_told_and_the_wish_is_kept(ana: Workspace, tmp_path: Path) -> None:
    text = "name,wish_every_days\nOrbita,\nTechStart,7\n"
    found, told = imported(ana, "accounts", tmp_path, text)

    assert told == [
        "Row 3, TechStart: Check-in every 7 days is outside the guideline of Mid-market: 28 to 56 days"
    ]
    assert found.updated == 1
    assert ana.records.account("TechStart").preferences.every_days == 7
    again, told = imported(ana, "accounts", tmp_path, text)
    assert (again.unchanged, told) == (2, [])


def test_a_new_account_is_weighed_by_its_own_revenue(ana: Workspace, tmp_path: Path) -> None:
    text = "name,arr,currency,start,wish_every_days\nNova,500000,USD,2020-01-01,90\n"
    _, told = imported(ana, "accounts", tmp_path, text, "es")

    assert told == [
        "Fila 2, Nova: Check-in cada 90 días se sale de la pauta de Gran empresa: de 14 a 56 días"
    ]


def test_a_contact_who_is_not_spoken_to_is_weighed_and_told_so(ana: Workspace, tmp_path: Path) -> None:
    text = "account,name,wish_every_days\nTechStart,Alex Moreno,7\nTechStart,Jordan Ellis,7\n"
    _, told = imported(ana, "contacts", tmp_path, text)

    guideline = "Check-in every 7 days is outside the guideline of Mid-market: 28 to 56 days"
    assert told == [
        f"Row 2, Alex Moreno: {guideline}",
        "Row 3, Jordan Ellis: Alex Moreno (champion) is spoken to; these wishes count when Jordan Ellis is",
        f"Row 3, Jordan Ellis: {guideline}",
    ]
