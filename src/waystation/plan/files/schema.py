"""What may stand in a network file and in a case file, as JSON Schema (draft 2020-12)?"""

from __future__ import annotations

import ast
import inspect
import sys
from functools import cache
from itertools import pairwise
from typing import Any

from pydantic import BaseModel

from waystation.domain.case import Case
from waystation.domain.network import Network

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def network_schema() -> dict[str, Any]:
    """Return the JSON Schema of a network file."""
    return published(Network, "urn:waystation:network:1", "Waystation network")


def case_schema() -> dict[str, Any]:
    """Return the JSON Schema of a case file."""
    return published(Case, "urn:waystation:case:1", "Waystation case")


def published(model: type[BaseModel], name: str, title: str) -> dict[str, Any]:
    """Return the JSON Schema of a file: its URN, its title, and the text below each field of the source."""
    schema = model.model_json_schema(by_alias=True)
    definitions = schema.pop("$defs")
    for part in (schema, *definitions.values()):
        _describe(part, _classes(model)[part["title"]])
    return {"$schema": DIALECT, "$id": name, **schema, "title": title, "$defs": definitions}


def _classes(model: type[BaseModel]) -> dict[str, type[BaseModel]]:
    """Return the model and all that its fields are made of, by name."""
    found: dict[str, type[BaseModel]] = {}
    todo: list[Any] = [model]
    while todo:
        kind = todo.pop()
        if isinstance(kind, type) and issubclass(kind, BaseModel) and kind.__name__ not in found:
            found[kind.__name__] = kind
            todo += [field.annotation for field in kind.model_fields.values()]
        todo += getattr(kind, "__args__", ())
    return found


def _describe(part: dict[str, Any], model: type[BaseModel]) -> None:
    """Give each field of a model's schema the text that stands below the field in the source."""
    texts = _field_texts(model)
    for name, field in model.model_fields.items():
        shape = part["properties"][field.alias or name]
        shape.pop("title", None)
        shape["description"] = texts[name]


@cache
def _field_texts(model: type[BaseModel]) -> dict[str, str]:
    module = ast.parse(inspect.getsource(sys.modules[model.__module__]))
    body = next(n.body for n in module.body if isinstance(n, ast.ClassDef) and n.name == model.__name__)
    texts = {}
    for field, text in pairwise(body):
        match field, text:
            case ast.AnnAssign(target=ast.Name(id=name)), ast.Expr(value=ast.Constant(value=str(words))):
                texts[name] = words
    return texts
