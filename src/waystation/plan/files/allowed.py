"""What is allowed at a field, in words? The published schema knows; here it is said."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from waystation.domain.base import LARGEST
from waystation.kit.language import _
from waystation.kit.shown import either, shown

Shape = Mapping[str, Any]


def shapes_at(schema: Shape, path: Sequence[str | int]) -> list[Shape]:
    """Return the shapes that the value at `path` may have; none where the schema knows no such field."""
    shapes = list(_alternatives(schema, schema))
    for step in path:
        shapes = [found for shape in shapes for found in _below(schema, shape, step)]
    return shapes


def _alternatives(schema: Shape, shape: Shape) -> Iterator[Shape]:
    if "$ref" in shape:
        yield from _alternatives(schema, schema["$defs"][shape["$ref"].rpartition("/")[2]])
    elif choices := shape.get("anyOf") or shape.get("oneOf"):
        for choice in choices:
            yield from _alternatives(schema, choice)
    elif shape.get("type") != "null":
        yield shape


def _below(schema: Shape, shape: Shape, step: str | int) -> Iterator[Shape]:
    if isinstance(step, str):
        below = shape.get("properties", {}).get(step, shape.get("additionalProperties"))
    else:
        fixed = shape.get("prefixItems", ())
        below = fixed[step] if 0 <= step < len(fixed) else shape.get("items")
    if isinstance(below, Mapping):
        yield from _alternatives(schema, below)


def fields(shapes: Sequence[Shape]) -> list[str]:
    """Return the names of the fields that these shapes have."""
    return [name for shape in shapes for name in shape.get("properties", ())]


def in_words(schema: Shape, shapes: Sequence[Shape]) -> str:
    """Return `a number from 0 to 1, or {harmed, attempts}`."""
    return _(", or ").join(dict.fromkeys(_words(schema, shape) for shape in shapes)) or _("nothing")


def _words(schema: Shape, shape: Shape) -> str:
    if "const" in shape:
        return shown(shape["const"])
    if "enum" in shape:
        return either(shape["enum"])
    match shape["type"]:
        case "string":
            return (
                _("text such as {example}").format(example=shape["examples"][0])
                if "examples" in shape
                else _("text")
            )
        case "array":
            return _list(schema, shape)
        case "object":
            return _group(schema, shape)
    return _("true or false") if shape["type"] == "boolean" else _number(shape)


def _number(shape: Shape) -> str:
    noun = _("a whole number") if shape["type"] == "integer" else _("a number")
    low, high = shape.get("minimum", -LARGEST), shape.get("maximum", LARGEST)
    if "exclusiveMinimum" in shape:
        return _("{noun} above {low:g}").format(noun=noun, low=shape["exclusiveMinimum"])
    if low <= -LARGEST:
        return noun
    return (
        _("{noun}, {low:g} or more").format(noun=noun, low=low)
        if high >= LARGEST
        else _("{noun} from {low:g} to {high:g}").format(noun=noun, low=low, high=high)
    )


def _list(schema: Shape, shape: Shape) -> str:
    if "prefixItems" in shape:
        parts = [in_words(schema, list(_alternatives(schema, item))) for item in shape["prefixItems"]]
        return f"[{', '.join(parts)}]"
    length = _("a list with at least one entry") if shape.get("minItems") else _("a list")
    items = list(_alternatives(schema, shape["items"]))
    return (
        length
        if any("properties" in item for item in items)
        else _("{length}, of {items}").format(length=length, items=in_words(schema, items))
    )


def _group(schema: Shape, shape: Shape) -> str:
    if "properties" in shape:
        required = [name for name in shape["properties"] if name in shape.get("required", ())]
        others = ["..."] if required and len(required) < len(shape["properties"]) else []
        return "{" + ", ".join([*required, *others] or shape["properties"]) + "}"
    each = in_words(schema, list(_alternatives(schema, shape["additionalProperties"])))
    return _("names, each with {each}").format(each=each)
