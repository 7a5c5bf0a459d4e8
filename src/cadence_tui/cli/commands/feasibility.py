"""`cadence feasibility`: what the touch model asks of each person against what they have, and what if."""

from collections.abc import Iterator, Sequence
from textwrap import wrap

from cadence_tui.cli.columns import cells, clipped, columns
from cadence_tui.cli.command import command, option
from cadence_tui.cli.feasibility_data import outcome_data
from cadence_tui.cli.request import Request
from cadence_tui.cli.types import WholeNumber
from cadence_tui.cli.what_if_words import FORMS, read_what_ifs
from cadence_tui.model.message import message
from cadence_tui.views.feasibility import Outcome
from cadence_tui.views.feasibility_parts import parts, sentences
from cadence_tui.views.feasibility_tables import Part
from cadence_tui.views.names import names_of
from cadence_tui.views.words import Words
from cadence_tui.workspace.feasibility import STRETCHES, chosen_people, read_team, reckon
from cadence_tui.workspace.what_ifs import model_after

_WIDTH = 80
_LEAST_NAME = 12
_WEEKS = WholeNumber(1, STRETCHES[-1])


@command("feasibility")
@option("--weeks", says=message("How far ahead: 13 is a quarter, 52 a year"), type=_WEEKS)
@option("--person", says=message("Only this person"), metavar="PERSON", default="")
@option("--pod", says=message("Only this pod"), metavar="POD", default="")
@option(
    "--add",
    says=message("What if: so many new accounts, for a person, a pod or whoever has room"),
    metavar=FORMS["add"],
    multiple=True,
)
@option("--starting", says=message("When those start (else today), evenly"), metavar="FROM[..TO]")
@option(
    "--tier",
    says=message("What if: an account, or all of a segment, in another one"),
    metavar=FORMS["tier"],
    multiple=True,
)
@option(
    "--leaves",
    says=message("What if: somebody goes; somebody else or the pod takes over"),
    metavar=FORMS["leaves"],
    multiple=True,
)
@option(
    "--joins",
    says=message("What if: somebody comes, with hours like somebody's"),
    metavar=FORMS["joins"],
    multiple=True,
)
@option("--preset", says=message("What if: another touch model"), metavar=FORMS["preset"])
@option("--away", says=message("What if: leave on these days"), metavar=FORMS["away"], multiple=True)
@option(
    "--share",
    says=message("What if: another part of the working hours for calls"),
    metavar=FORMS["share"],
    multiple=True,
)
def feasibility(
    request: Request,
    weeks: int | None,
    person: str,
    pod: str,
    starting: str | None,
    preset: str | None,
    **asked: Sequence[str],
) -> None:
    """Asked against has."""
    ws = request.workspace
    only = chosen_people(ws, person, pod)
    changes = read_what_ifs(ws, {**asked, "preset": [preset] if preset else []}, starting)
    outcome = reckon(read_team(ws, weeks or STRETCHES[0]), changes, only=only)
    names = names_of(model_after(ws, changes), outcome.people)
    words = Words(speech=request.speech, names=names, zone=ws.actor.timezone)
    request.answer(outcome_data(outcome, words), lambda: _page(outcome, words))


def _page(outcome: Outcome, words: Words) -> Iterator[str]:
    for sentence in sentences(outcome, words):
        yield from wrap(sentence, _WIDTH, subsequent_indent="  ")
    for part in parts(outcome, words, "--person"):
        yield ""
        yield part.title
        if part.note:
            yield from wrap(part.note, _WIDTH, initial_indent="  ", subsequent_indent="  ")
        yield from (f"  {line}" for line in columns(part.header, _fitting(part), right=part.right))


def _fitting(part: Part) -> list[tuple[str, ...]]:
    """The rows with names so short that the table fits."""
    rows = (part.header, *part.rows)
    rest = [max(cells(row[place]) for row in rows) for place in range(1, len(part.header))]
    room = max(_LEAST_NAME, _WIDTH - sum(2 + width for width in rest) - 2)
    return [(clipped(row[0], room), *row[1:]) for row in part.rows]
