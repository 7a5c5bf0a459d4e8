"""Every reason that the planner gives has a sentence in three languages."""

import ast
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from cadence_tui.locale import LANGUAGES, speech
from cadence_tui.model.message import reason
from cadence_tui.views.wording import reason_text
from cadence_tui.views.wording_plan import PLACE, PLAN
from cadence_tui.workspace.placing import FORBIDDEN

PLANNING = Path(__file__).parents[2] / "src" / "cadence_tui" / "planning"
FIGURES: dict[str, Any] = {
    "first": date(2026, 3, 2),
    "last": date(2026, 3, 6),
    "from": date(2026, 3, 2),
    "to": date(2026, 3, 3),
    "from_week": date(2026, 3, 2),
    "to_week": date(2026, 3, 9),
    "day": date(2026, 3, 2),
    "date": date(2026, 3, 2),
    "latest": date(2026, 3, 2),
    "soonest": date(2026, 3, 3),
    "other": "Acme",
    "home": "ana",
    "by": "bruno",
    "weekday": 2,
    **dict.fromkeys(("ideal_load", "capacity", "week_load", "day_load", "load", "need", "have", "short"), 90),
    **dict.fromkeys(
        ("free_minutes", "rank", "value", "last_kept_value", "gap", "start", "end", "grid", "overlap"), 60
    ),
}


def codes() -> Iterator[str]:
    """The codes that the planner writes down: in a `Why`, in what becomes one, or as an obstacle."""
    for file in sorted(PLANNING.glob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("Why", "_full") and node.args:
                yield from constants(node.args[0])
            if isinstance(node, ast.FunctionDef) and node.name == "_obstacle":
                for part in ast.walk(node):
                    if isinstance(part, ast.Return) and part.value is not None:
                        yield from constants(part.value)


def constants(node: ast.AST) -> Iterator[str]:
    for part in ast.walk(node):
        if isinstance(part, ast.Constant) and isinstance(part.value, str):
            yield part.value


FOUND = sorted({*codes(), "leave", "holiday", "same_day", "same_day_signal"})


def test_the_codes_are_found() -> None:
    assert {"levelled", "full_block", "no_slot", "taken", "too_close", "day_off"} <= set(FOUND)


@pytest.mark.parametrize("code", FOUND)
def test_each_code_is_worded_in_each_language(code: str) -> None:
    assert f"plan_{code}" in PLAN
    figures = {**FIGURES, **({"from": 600, "to": 660} if code == "retimed" else {})}
    told = {reason_text(reason(f"plan_{code}", **figures), speech(language)) for language in LANGUAGES}
    assert len(told) == len(LANGUAGES)
    assert not any("{" in text or "plan" in text.split(" ")[0] for text in told)


def test_what_is_forbidden_can_be_said_in_few_words() -> None:
    assert set(PLACE) >= FORBIDDEN
