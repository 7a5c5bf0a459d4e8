"""What a shape expects, in words for the person who writes the rule file.

The decoder's own sentences speak of `float`, `array` and regular expressions, in English alone.
"""

import types
from collections.abc import Sequence
from typing import Annotated, Any, Literal, TypeVar, Union, get_args, get_origin

from msgspec import Meta, Struct

from cadence_tui.model.message import Message, message
from cadence_tui.model.rules.touch_types import CURRENCY_FORM, ID_FORM, MONTH_DAY_FORM

_FORMS = {
    CURRENCY_FORM: message("a currency code such as USD"),
    MONTH_DAY_FORM: message("month and day, such as 12-01"),
    ID_FORM: message("a lower-case name such as check_in"),
}
_WHOLE = {
    "": message("a whole number"),
    "from": message("a whole number from {least}"),
    "to": message("a whole number up to {most}"),
    "from to": message("a whole number from {least} to {most}"),
}
_NUMBERS = {
    "": message("a number"),
    "from": message("a number from {least}"),
    "above": message("a number above {least}"),
    "to": message("a number up to {most}"),
    "from to": message("a number from {least} to {most}"),
    "above to": message("a number above {least}, up to {most}"),
}


def expected_by(shape: Any) -> Message | None:
    """What should stand in the place of a value of this shape; None where only the decoder can say."""
    bare, bounds = _taken_apart(shape)
    if get_origin(bare) is Literal:
        # However many there are: nobody can look them up elsewhere.
        return message("one of {known}", known=", ".join(str(each) for each in get_args(bare)))
    if bare is bool:
        return message("true or false")
    if bare is int or bare is float:
        return _number(bare, bounds)
    if bare is str:
        return _text(bounds)
    if bare is dict or get_origin(bare) is dict or (isinstance(bare, type) and issubclass(bare, Struct)):
        return message("a table, with a key for each value")
    if get_origin(bare) in (list, tuple):
        return _list(bare, bounds)
    return None


def _taken_apart(shape: Any) -> tuple[Any, list[Meta]]:
    """A type without its bounds and its `None`, and the bounds."""
    origin = get_origin(shape)
    if origin is Annotated:
        inner, *metas = get_args(shape)
        bare, bounds = _taken_apart(inner)
        return bare, [*bounds, *(meta for meta in metas if isinstance(meta, Meta))]
    if origin in (Union, types.UnionType):
        others = [each for each in get_args(shape) if each is not types.NoneType]
        return _taken_apart(others[0]) if len(others) == 1 else (shape, [])
    return shape, []


def _number(kind: type, bounds: Sequence[Meta]) -> Message:
    least = next((meta.ge for meta in bounds if meta.ge is not None), None)
    above = next((meta.gt for meta in bounds if meta.gt is not None), None)
    most = next((meta.le for meta in bounds if meta.le is not None), None)
    if kind is int and above is not None:
        least, above = above + 1, None
    begins = "from" if least is not None else "above" if above is not None else ""
    pattern = " ".join(part for part in (begins, "to" if most is not None else "") if part)
    words = (_WHOLE if kind is int else _NUMBERS)[pattern]
    figures = {"least": least if least is not None else above, "most": most}
    return message(words.text, **{name: _as_typed(figure) for name, figure in figures.items()})


def _as_typed(figure: float | None) -> str:
    """A bound as it is written in a TOML file, in every language."""
    return "" if figure is None else str(int(figure)) if figure == int(figure) else str(figure)


def _text(bounds: Sequence[Meta]) -> Message:
    form = next((meta.pattern for meta in bounds if meta.pattern is not None), None)
    if form is not None:
        return _FORMS.get(form) or message("text of the form {form}", form=form)
    most = next((meta.max_length for meta in bounds if meta.max_length is not None), None)
    if most is not None:
        return message("text in quotation marks, at most {n} characters", n=most)
    if any(meta.min_length for meta in bounds):
        return message("text in quotation marks, not empty")
    return message("text in quotation marks")


def _list(shape: Any, bounds: Sequence[Meta]) -> Message:
    entries = get_args(shape)
    if get_origin(shape) is tuple and entries[-1:] != (Ellipsis,) and not isinstance(entries[0], TypeVar):
        return message("a list of {n} values", n=len(entries))
    if any(meta.min_length for meta in bounds):
        return message("a list with at least one value")
    return message("a list")
