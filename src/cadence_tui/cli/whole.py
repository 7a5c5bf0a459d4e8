"""Documents with every field, for readers outside that know no defaults."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any, cast

import msgspec


def whole(value: Any) -> Any:
    """JSON values of documents and lists of them: no field left out, dates and amounts as contracted."""
    if isinstance(value, msgspec.Struct):
        tag = type(value).__struct_config__.tag
        names = zip(value.__struct_fields__, value.__struct_encode_fields__, strict=True)
        fields = {shown: whole(getattr(value, name)) for name, shown in names}
        return {"kind": tag, **fields} if tag and "kind" not in fields else fields
    if isinstance(value, Mapping):
        return {str(name): whole(each) for name, each in cast(Mapping[Any, Any], value).items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [whole(each) for each in cast(list[Any], value)]
    if isinstance(value, datetime | date):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value
