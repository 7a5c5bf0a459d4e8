"""Refuses a touch model whose meaning is at fault; every fault is found before any is reported."""

from cadence_tui.content.model_faults import faults_of
from cadence_tui.content.toml_lines import line_of, lines_of
from cadence_tui.model.errors import BadInput, Where
from cadence_tui.model.message import message
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
