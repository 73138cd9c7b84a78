"""What is said of a fault: the key, what was found and what is wanted, in a line."""

import difflib
from collections.abc import Iterable
from dataclasses import fields, is_dataclass
from typing import Any, get_args, get_type_hints

from pydantic import ValidationError
from pydantic_core import ErrorDetails

_WANTED = {
    "int_type": "is no whole number",
    "int_parsing": "is no whole number",
    "int_from_float": "is no whole number",
    "float_type": "is no number",
    "float_parsing": "is no number",
    "string_type": "is no text (put it in quotes)",
    "bool_type": "is neither true nor false",
    "bool_parsing": "is neither true nor false",
    "tuple_type": "is no list",
    "date_type": "is no date such as 2018-10-12",
    "date_from_datetime_inexact": "is no date such as 2018-10-12",
    "date_from_datetime_parsing": "is no date such as 2018-10-12",
    "datetime_type": "is no date and time such as 2018-10-17T14:00:00",
    "datetime_parsing": "is no date and time such as 2018-10-17T14:00:00",
    "datetime_from_date_parsing": "is no date and time such as 2018-10-17T14:00:00",
    "time_type": "is no time such as 07:30:00",
    "time_parsing": "is no time such as 07:30:00",
    "string_too_short": "must not be empty",
    "string_pattern_mismatch": "is no id: letters, digits, dots, hyphens and underscores, at most 64",
    "dataclass_type": "is no section with keys",
    "mapping_type": "is no section with keys",
    "dict_type": "is no section with keys",
}

_LIMITS = {
    "greater_than_equal": "{found} must be at least {ge}",
    "less_than_equal": "{found} must be at most {le}",
    "greater_than": "{found} must be more than {gt}",
    "too_short": "needs at least {min_length}",
    "string_too_long": "is longer than {max_length} characters",
}


def faults_in(error: ValidationError, where: tuple[int | str, ...], section: type) -> list[str]:
    """Put what pydantic found in `section`, which stands at `where` in the file, into our words."""
    return [_fault(details, where, section) for details in error.errors()]


def key_of(where: tuple[int | str, ...]) -> str:
    """Give ``events[0].workshops[2].capacity`` for a path of names and indices."""
    text = ""
    for step in where:
        text += f"[{step}]" if isinstance(step, int) else f".{step}" if text else step
    return text


def suggestion(name: str, known: Iterable[str]) -> str:
    """Give the key that was probably meant, where one is near."""
    near = difflib.get_close_matches(name, known, n=1)
    return f' (did you mean "{near[0]}"?)' if near else ""


def _fault(error: ErrorDetails, where: tuple[int | str, ...], section: type) -> str:
    loc, kind, context = error["loc"], error["type"], error.get("ctx", {})
    key = key_of(where + loc)
    if kind in {"missing", "missing_argument"}:
        return f"{key}: is missing"
    if kind == "unexpected_keyword_argument":
        return f"{key}: is not a key that inboxd knows{suggestion(str(loc[-1]), _keys_at(section, loc[:-1]))}"
    if kind == "value_error":
        return f"{key}: {_found(error['input'])} {context['error']}"
    if kind in {"literal_error", "enum"}:
        return f"{key}: {_found(error['input'])} is none of {context['expected']}"
    if kind in _LIMITS:
        return f"{key}: {_LIMITS[kind].format(found=_found(error['input']), **context)}"
    return f"{key}: {_found(error['input'])} {_WANTED.get(kind, error['msg'])}"


def _found(value: object) -> str:
    """Give what stands in the file, short enough for a line."""
    if isinstance(value, (dict, list, tuple)):
        return "what stands there"
    if isinstance(value, bool):
        return str(value).lower()
    text = str(value) if isinstance(value, (int, float)) else f'"{value}"'
    return text if len(text) <= 60 else text[:57] + '…"'


def _keys_at(section: type, loc: tuple[int | str, ...]) -> list[str]:
    """Give the keys that are known where `loc` leads within `section`."""
    for step in loc:
        if isinstance(step, str):
            hints = get_type_hints(section)
            section = next((t for t in _types_in(hints.get(step)) if isinstance(t, type) and is_dataclass(t)), section)
    return [f.name for f in fields(section)]


def _types_in(hint: Any) -> list[Any]:
    """Give every plain type inside a type such as ``tuple[Workshop, ...] | None``."""
    inner = get_args(hint)
    return [hint] if not inner else [found for part in inner for found in _types_in(part)]
