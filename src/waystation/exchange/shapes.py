"""Which tables and columns hold a kind of domain object? Read off its fields, so that no field is forgotten.

A field that holds one value is a column; one that holds a few named values is a column for each
(`group.persons`); a list of texts is one cell. Whatever else a field can hold many of is a table of its own
(`legs.hazards`), whose first columns say to which row of the table above each of its rows belongs.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from waystation.exchange.cells import Sort
from waystation.exchange.sheets import NUMBER, Column, Path, Sheet

# What the two columns of a mapping, or the values of a fixed list, are called.
_LABELS: Mapping[str, Path] = {
    "at": ("latitude", "longitude"),
    "series": ("hour", "value"),
    "fees": ("helper", "fee"),
    "slower": ("trait", "factor"),
    "odds": ("trait", "factor"),
}


@cache
def sheet_of(model: type[BaseModel], name: str) -> Sheet:
    """Return the table for objects of a class, with all tables below."""
    return _object_sheet(name, (), model)


@cache
def single_sheet(model: type[BaseModel], name: str) -> Sheet:
    """Return the table for the one object of a class; the tables below are named without it."""
    columns, below = _parts(model, (), "")
    return Sheet(name, (), "object", columns, below, single=True)


def _object_sheet(name: str, path: Path, model: type[BaseModel]) -> Sheet:
    columns, below = _parts(model, (), name)
    if below and not any(column.path == ("id",) for column in columns):
        columns = (Column(NUMBER, (NUMBER,), "number"), *columns)
    return Sheet(name, path, "object", columns, below)


def _parts(model: type[BaseModel], here: Path, name: str) -> tuple[tuple[Column, ...], tuple[Sheet, ...]]:
    """Return the columns and the tables below for the fields of a class that stands at `here` in a row."""
    columns: list[Column] = []
    below: list[Sheet] = []
    for field_name, field in model.model_fields.items():
        path = (*here, field.alias or field_name)
        if not _always_the_same(field):
            more_columns, more_below = _field(field, path, ".".join(filter(None, (name, *path))))
            columns += more_columns
            below += more_below
    return tuple(columns), tuple(below)


def _always_the_same(field: FieldInfo) -> bool:
    """Tell whether the field says the same in every row, as the version of a format does."""
    kinds = _kinds(field.annotation)
    return bool(kinds) and get_origin(kinds[0]) is Literal and len(get_args(kinds[0])) == 1


def _field(field: FieldInfo, path: Path, table: str) -> tuple[tuple[Column, ...], tuple[Sheet, ...]]:
    kinds = _kinds(field.annotation)
    models = [kind for kind in kinds if isinstance(kind, type) and issubclass(kind, BaseModel)]
    if models and len(kinds) > 1:  # a number or, in its place, counts
        counts, _none = _parts(models[0], path, table)
        parts = (Column(c.heading, c.path, c.sort, counts=True) for c in counts)
        return (_column(path, (float,)), *parts), ()
    if models:
        return _parts(models[0], path, table[: -len(".".join(path))].rstrip("."))
    many = next((kind for kind in kinds if get_origin(kind) in {tuple, Mapping} or _is_mapping(kind)), None)
    return _many(many, path, table) if many is not None else ((_column(path, kinds),), ())


def _is_mapping(kind: Any) -> bool:
    origin = get_origin(kind)
    return isinstance(origin, type) and issubclass(origin, Mapping)


def _many(kind: Any, path: Path, table: str) -> tuple[tuple[Column, ...], tuple[Sheet, ...]]:
    if _is_mapping(kind):
        labels = _LABELS.get(path[-1], ("name", "value"))
        pair = (Column(labels[0], ("0",), "text"), Column(labels[1], ("1",), "number"))
        return (), (Sheet(table, path, "entry", pair),)
    inner = get_args(kind)
    if inner[-1] is not Ellipsis:
        labels = _LABELS[path[-1]]
        return tuple(_fixed(path, label, i) for i, label in enumerate(labels)), ()
    item = _peeled(inner[0])
    if get_origin(item) is tuple:
        labels = _LABELS[path[-1]]
        values = tuple(Column(label, (str(i),), "number") for i, label in enumerate(labels))
        return (), (Sheet(table, path, "pair", values),)
    if isinstance(item, type) and issubclass(item, BaseModel):
        return (), (_object_sheet(table, path, item),)
    return (Column(".".join(path), path, "list", choices=()),), ()


def _fixed(path: Path, label: str, part: int) -> Column:
    return Column(f"{'.'.join(path)}.{label}", path, "number", part=part)


_SORTS: Mapping[type, Sort] = {bool: "flag", int: "number", float: "number", datetime: "text", date: "day"}


def _column(path: Path, kinds: tuple[Any, ...]) -> Column:
    words = tuple(str(word) for kind in kinds if get_origin(kind) is Literal for word in get_args(kind))
    plain = kinds[0] if kinds else str
    sort = _SORTS.get(plain, "text") if isinstance(plain, type) else "text"
    return Column(".".join(path), path, sort, choices=words)


def _kinds(annotation: Any) -> tuple[Any, ...]:
    """Return what a field can hold, without None and without what is only said about it."""
    annotation = _peeled(annotation)
    if get_origin(annotation) in {Union, UnionType}:
        return tuple(kind for each in get_args(annotation) for kind in _kinds(each))
    return () if annotation is NoneType else (annotation,)


def _peeled(annotation: Any) -> Any:
    while get_origin(annotation) is Annotated:
        annotation = get_args(annotation)[0]
    return annotation
