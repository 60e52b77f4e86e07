"""Which other records, places and members does a record name, and where?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, Any, NamedTuple, get_args, get_origin

from pydantic import BaseModel

from waystation.domain.record import Refers

Path = tuple[str | int, ...]


class Mention(NamedTuple):
    """One key of another thing, with the way to it in the record's plain data (`data_of`)."""

    path: Path
    to: str
    """The kind of thing that is named: person, helper, place."""
    key: str


def mentions(record: BaseModel) -> Iterator[Mention]:
    """Yield every key that a record holds, by the marks at its fields (`Refers`)."""
    yield from _in_model(record, ())


def _in_model(model: BaseModel, here: Path) -> Iterator[Mention]:
    for name, field in type(model).model_fields.items():
        marked = Annotated[(field.annotation, *field.metadata)] if field.metadata else field.annotation
        yield from _below(marked, getattr(model, name), (*here, field.alias or name))


def _below(annotation: Any, value: Any, here: Path) -> Iterator[Mention]:
    if isinstance(value, BaseModel):
        yield from _in_model(value, here)
    elif isinstance(value, str):
        yield from (Mention(here, mark.to, value) for mark in _marks(annotation))
    elif isinstance(value, tuple):
        inner = _arguments(annotation)
        for i, item in enumerate(value):
            yield from _below(inner[0] if inner else None, item, (*here, i))
    elif isinstance(value, Mapping):
        inner = _arguments(annotation)
        for key, item in value.items():
            yield from _below(inner[-1] if inner else None, item, (*here, key))


def _marks(annotation: Any) -> Iterator[Refers]:
    """Yield the marks of a field for one key, which may also be absent."""
    if get_origin(annotation) is Annotated:
        yield from (mark for mark in annotation.__metadata__ if isinstance(mark, Refers))
    for each in get_args(annotation):
        if get_origin(annotation) is not tuple and not isinstance(each, Refers):
            yield from _marks(each)


def _arguments(annotation: Any) -> tuple[Any, ...]:
    """Return what a list or mapping holds, through all that is only said about it."""
    if annotation is None or get_origin(annotation) is tuple:
        return get_args(annotation)
    if isinstance(get_origin(annotation), type) and issubclass(get_origin(annotation), Mapping):
        return get_args(annotation)
    for each in get_args(annotation):
        if found := _arguments(each):
            return found
    return ()
