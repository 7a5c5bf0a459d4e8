"""The form of a new experiment, and who would take part before it begins."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from msgspec import Struct

from cadence_tui.model.documents import Arm, Person
from cadence_tui.model.message import Message, message
from cadence_tui.practice.cohort import Cohort, Wanted
from cadence_tui.tui.actions.prompts import carry_out
from cadence_tui.tui.dialogs.form import Answers, Field, Form, fill_in
from cadence_tui.tui.dialogs.reading import Reading
from cadence_tui.tui.errands import Refusal
from cadence_tui.tui.pages import page_lines
from cadence_tui.views.experiments import cohort_lines
from cadence_tui.views.lines import BLANK, line
from cadence_tui.views.names import Names, names_of
from cadence_tui.views.vocabulary import word_of
from cadence_tui.workspace import experiments as acts
from cadence_tui.workspace.session import Workspace

if TYPE_CHECKING:
    from cadence_tui.tui.adaptation.experiments import ExperimentsView

_START = "start"
_DEFAULT_WEEKS = "12"


class _Choices(Struct, frozen=True):
    """What the form lets choose from."""

    names: Names
    touches: list[str]
    pods: list[str]


def ask_experiment(view: "ExperimentsView") -> None:
    """Asks what to compare, shows who would take part, and begins."""
    workspace = view.cadence.workspace

    def show(choices: _Choices) -> None:
        speech = view.cadence.speech
        form = Form(speech.say("New experiment"), _fields(view, choices), speech, _faults)
        fill_in(view, form, lambda answers, refused: _preview(view, form, answers, refused))

    view.read(lambda: _choices(workspace), show, group="form")


def _choices(workspace: Workspace) -> _Choices:
    people: list[Person] = workspace.records.people()
    model = workspace.rules.touch_model
    return _Choices(
        names=names_of(model, people),
        touches=acts.comparable_touches(workspace),
        pods=sorted({person.pod for person in people if person.pod and not person.gone}),
    )


def _fields(view: "ExperimentsView", choices: _Choices) -> list[Field]:
    speech, names = view.cadence.speech, choices.names
    say = speech.say
    touches = tuple((touch, names.title("touch", touch, speech)) for touch in choices.touches)
    segments = tuple((each, names.title("segment", each, speech)) for each in names.segments)
    stages = tuple((each, names.title("stage", each, speech)) for each in names.stages)
    by_rule = ("", say("as the rule says"))
    channels = (by_rule, *((each, word_of("channel", each, speech)) for each in acts.CHANNELS))
    days = say("days between two calls; empty: as the rule says")
    return [
        Field(id="name", label=say("Name")),
        Field(id="question", label=say("Question"), hint=say("what it is to find out")),
        Field(id="touch", label=say("Kind of call"), options=touches),
        Field(id="segment", label=say("Segment"), options=(("", say("all segments")), *segments)),
        Field(id="stage", label=say("Stage"), options=(("", say("all stages")), *stages)),
        Field(
            id="pod",
            label=say("Pod"),
            options=(("", say("all pods")), *((pod, pod) for pod in choices.pods)),
        ),
        Field(id="a_days", label=say("A: rhythm"), hint=days),
        Field(id="a_channel", label=say("A: channel"), options=channels),
        Field(id="b_days", label=say("B: rhythm"), hint=days),
        Field(id="b_channel", label=say("B: channel"), options=channels),
        Field(id="weeks", label=say("Weeks"), value=_DEFAULT_WEEKS),
    ]


def _faults(answers: Answers) -> Mapping[str, Message]:
    faults: dict[str, Message] = {}
    if not answers["name"]:
        faults["name"] = message("An experiment needs a name")
    for field in ("a_days", "b_days"):
        if answers[field] and not answers[field].isdecimal():
            faults[field] = message("A whole number of days is expected")
    if not answers["weeks"].isdecimal():
        faults["weeks"] = message("A whole number of weeks is expected")
    return faults


def _preview(view: "ExperimentsView", form: Form, answers: Answers, refused: Refusal) -> None:
    workspace, wanted = view.cadence.workspace, _wanted(answers)
    figures = workspace.rules.touch_model.experiments
    least = figures.least_accounts if figures is not None else 0

    def show(cohort: Cohort) -> None:
        speech = view.cadence.speech
        begin = line(
            ("▸ ", "accent"), (speech.say("Begin: chance gives every account its arm"), ""), key=_START
        )
        lines = page_lines(
            [*cohort_lines(cohort, wanted, int(answers["weeks"]), least, view.words), BLANK, begin]
        )
        view.app.push_screen(Reading(answers["name"], lines, speech), chosen)

    def chosen(key: str | None) -> None:
        if key == _START:
            _begin(view, answers, refused)
        else:
            fill_in(
                view,
                form.filled(answers, ""),
                lambda again, error: _preview(view, form, again, error),
            )

    view.perform(lambda: acts.preview(workspace, wanted), show, refused=refused)


def _begin(view: "ExperimentsView", answers: Answers, refused: Refusal) -> None:
    workspace = view.cadence.workspace
    carry_out(
        view,
        lambda: acts.start_experiment(
            workspace,
            answers["name"],
            _wanted(answers),
            weeks=int(answers["weeks"]),
            question=answers["question"],
        ),
        view.look,
        refused=refused,
    )


def _wanted(answers: Answers) -> Wanted:
    return Wanted(
        touch=answers["touch"],
        a=Arm(every_days=_number(answers["a_days"]), channel=answers["a_channel"]),
        b=Arm(every_days=_number(answers["b_days"]), channel=answers["b_channel"]),
        segment=answers["segment"],
        stage=answers["stage"],
        pod=answers["pod"],
    )


def _number(text: str) -> int | None:
    return int(text) if text else None
