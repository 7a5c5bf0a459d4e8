"""Refuses a touch model whose meaning is at fault; every fault is found before any is reported.

Only what makes the rest meaningless is reported alone, and says so.
"""

from cadence_tui.content.model_faults import faults_of, id_faults
from cadence_tui.content.toml_lines import line_of, lines_of
from cadence_tui.model.errors import BadInput, Where
from cadence_tui.model.message import Message, message
from cadence_tui.model.rules.touch_model import TouchModel


def check_touch_model(model: TouchModel, file: str, source: str = "") -> None:
    """Raises BadInput with one `where` per fault: file, line, path, what stands there, what should.

    `source` is the text the model was read from; without it the faults have no line.
    """
    faults = list(faults_of(model))
    if not faults:
        return
    text = message(
        "{file} cannot be used, faults found: {faults}; the first at {path}, expected: {fault}",
        file=file,
        faults=len(faults),
        path=faults[0].path,
        fault=faults[0].expected,
    )
    if any(id_faults(model)):
        text = with_more(text)
    lines = lines_of(source)
    raise BadInput(
        text,
        [
            Where(
                file=file,
                row=line_of(fault.path, lines),
                field=fault.path,
                found=fault.found,
                expected=fault.expected,
            )
            for fault in faults
        ],
    )


def with_more(text: Message) -> Message:
    """A refusal that does not know of all the faults."""
    return message("{told}. More may be found once this is put right", told=text)
