"""`cadence plan --problem`: plans a problem that a file tells, without any store."""

from pathlib import Path

from cadence_tui.cli.plan_page import plan_page
from cadence_tui.cli.request import Request
from cadence_tui.exchange.plan_file import answer_lines, read_previous
from cadence_tui.exchange.problem_maker import problem_of
from cadence_tui.exchange.problem_reading import read_problem
from cadence_tui.model.errors import WrongUsage
from cadence_tui.model.message import message
from cadence_tui.planning.plan import plan
from cadence_tui.planning.problem import Dials, Mode


def plan_of_file(
    request: Request, file: str, previous: str | None, mode: Mode | None, slot_weeks: int | None
) -> None:
    """Answers with the plan of a problem in a file. Raises BadInput."""
    problem = problem_of(read_problem(Path(file)))
    before = read_previous(Path(previous), problem) if previous else None
    dials = Dials() if slot_weeks is None else Dials(slot_weeks=slot_weeks)
    found = plan(problem, before, dials, mode or "repair")
    if request.as_json:
        request.pour(answer_lines(problem, found))
    else:
        request.answer(None, lambda: plan_page(problem, found, request.speech))


def refuse_beside_file(**options: object) -> None:
    """Raises WrongUsage for an option of the store, by its name without dashes."""
    for name, value in options.items():
        if value:
            option = f"--{name.replace('_', '-')}"
            raise WrongUsage(message("{option} is for the plan of a store, not of a file", option=option))


def refuse_without_file(**options: object) -> None:
    """Raises WrongUsage for an option that belongs to --problem."""
    for name, value in options.items():
        if value is not None:
            option = f"--{name.replace('_', '-')}"
            raise WrongUsage(message("{option} goes with --problem", option=option))
