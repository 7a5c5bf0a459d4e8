"""Erasing changes what people wrote, and leaves every document one that can be read."""

from datetime import date
from typing import Any

import msgspec
import pytest

from cadence_tui.content.sample.portfolio import sample_portfolio
from cadence_tui.model.documents import KINDS
from cadence_tui.workspace.session import document_dict
from cadence_tui.workspace.written import rewritten, rewritten_reason, texts_of


@pytest.fixture(scope="module")
def documents() -> list[dict[str, Any]]:
    return [document_dict(each) for each in sample_portfolio("small", date(2026, 11, 23))]


def test_documents_without_any_text_can_still_be_read(documents: list[dict[str, Any]]) -> None:
    for document in documents:
        left = rewritten(document["kind"], document, lambda _: "***")
        assert (left["id"], left["kind"]) == (document["id"], document["kind"])
        read = msgspec.convert(left, KINDS[document["kind"]])
        assert document_dict(read).keys() == document.keys()


def test_the_same_texts_are_the_same_document(documents: list[dict[str, Any]]) -> None:
    for document in documents:
        assert (
            document_dict(
                msgspec.convert(rewritten(document["kind"], document, str), KINDS[document["kind"]])
            )
            == document
        )


def test_ids_and_words_of_the_program_are_not_among_the_texts() -> None:
    texts = texts_of(
        "touchpoint",
        {
            "id": "68yh", "kind": "touchpoint", "account": "68yg", "channel": "video", "status": "held",
            "date": "2026-11-23", "touch": "check_in", "contact": "Rosa Díaz", "purpose": "Ask Rosa",
        },
    )  # fmt: skip
    assert texts == ["Rosa Díaz", "Ask Rosa"]
    assert texts_of("contact", {"role": "Deputy of Rosa", "email": "r@x.example", "left": None}) == [
        "Deputy of Rosa",
        "r@x.example",
    ]
    assert texts_of(
        "person", {"name": "Ana", "login": "ana", "role": "lead", "leave": [{"why": "Rosa"}]}
    ) == [
        "Ana",
        "Rosa",
    ]


def test_fields_of_an_earlier_schema_are_texts_too() -> None:
    assert rewritten("contact", {"mobile": "600", "notes": [{"id": "x", "text": "Rosa"}]}, lambda _: "*") == {
        "mobile": "*",
        "notes": [{"id": "x", "text": "*"}],
    }


def test_of_a_reason_the_figures_are_texts() -> None:
    inner = {"text": "Edited: {what}", "figures": {"what": "Rosa", "on": {"day": "2026-11-23"}, "n": 2}}
    why = {"text": "Undo: {what}", "figures": {"what": inner}, "via": "rosa", "undoes": 4}
    left = rewritten_reason(why, lambda _: "*")
    assert left == {**why, "figures": {"what": {**inner, "figures": {**inner["figures"], "what": "*"}}}}
