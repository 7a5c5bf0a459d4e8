"""Double-encoded text is repaired, sound text is left alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cadence_tui.exchange.mojibake import repair

SOUND = [
    "Gestión de Éxito",
    "São Paulo – Ação",
    "¿Qué tal? ¡Bien!",
    "Año 2026 · 10 €",
    "🎯 Objetivos ⬜ ⭐",
    "日本語の会社",
    "Ñandú & Cía.",
    "“citação”",
]


@pytest.mark.parametrize("wrong", ["cp1252", "latin-1", "mac_roman"])
@pytest.mark.parametrize("text", SOUND)
def test_text_read_in_the_wrong_encoding_comes_back(text: str, wrong: str) -> None:
    try:
        broken = text.encode().decode(wrong)
    except UnicodeDecodeError:
        # Windows readers keep the five bytes that the code page leaves open.
        broken = "".join(
            bytes((byte,)).decode("cp1252") if byte not in b"\x81\x8d\x8f\x90\x9d" else chr(byte)
            for byte in text.encode()
        )
    assert repair(broken) == text


def test_the_checklist_of_the_practice_comes_back() -> None:
    assert repair("üéØ PLANTILLA: Gesti√≥n de √âxito, Per√≠odo, S√≠".replace("üéØ", "\uf8ffüéØ")) == (
        "🎯 PLANTILLA: Gestión de Éxito, Período, Sí"
    )


def test_text_encoded_three_times_comes_back() -> None:
    assert repair("Gestión".encode().decode("cp1252").encode().decode("cp1252")) == "Gestión"


@pytest.mark.parametrize(
    "text",
    [
        *SOUND,
        "ATÉ AMANHÃ…",
        "CAFÉ™",
        "NESCAFÉ®",
        "raíz √2 ≈ 1,41",
        "Â",
        "Ã",
        "Łódź",
        "Ærø ‚Zitat‘",
        "plain",
        "",
    ],
)
def test_sound_text_stays(text: str) -> None:
    assert repair(text) is None


@given(st.text(st.characters(min_codepoint=0x20, max_codepoint=0xFF), max_size=30))
def test_what_is_repaired_is_sound(text: str) -> None:
    repaired = repair(text)
    assert repaired is None or repair(repaired) is None
