"""What is wrong with a file's fields, said in the file's own words?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from pydantic import ValidationError

from waystation.domain.base import LARGEST
from waystation.domain.chance import COUNTS, NUMBER
from waystation.kit.language import _
from waystation.kit.shown import closest, quoted, shown
from waystation.plan.files.allowed import Shape, fields, in_words, shapes_at
from waystation.plan.files.source import FieldPath, Wrong

FEW = 4  # fields that are still listed beside the one that was probably meant
NOT_STEPS = {NUMBER, COUNTS, "[key]"}  # what pydantic puts into a path beside the file's own fields


def wrong_fields(error: ValidationError, schema: Shape) -> Iterator[Wrong]:
    """Yield what pydantic found, in the words of the file and of the published schema."""
    for item in error.errors(include_url=False):
        if not spurious(item):
            path = tuple(step for step in item["loc"] if step not in NOT_STEPS)
            yield path, *_found_and_allowed(item, path, schema)


def spurious(item: Any) -> bool:
    """Tell whether a list is called too short only because its entries are faulty themselves."""
    return bool(item["type"] == "too_short" and len(item["input"]) >= item["ctx"]["min_length"])


def _found_and_allowed(item: Any, path: FieldPath, schema: Shape) -> tuple[str, str]:
    found, context = shown(item["input"]), item.get("ctx", {})
    if item["type"] == "refused":
        return context["found"] or found, context["allowed"]
    if item["type"] == "missing":
        return _("nothing"), in_words(schema, shapes_at(schema, path))
    if item["type"] == "extra_forbidden":
        return _("the unknown field {name}").format(name=quoted(str(path[-1]))), _known(
            str(path[-1]), shapes_at(schema, path[:-1])
        )
    if item["loc"][-1:] == ("[key]",) or item["type"] == "string_unicode":
        return _("{found} as the name of a field, or in it").format(found=found), _("text")
    if context.get("le") == LARGEST or context.get("ge") == -LARGEST:
        return found, _("a number between -{most:g} and {most:g}").format(most=LARGEST)
    return found, in_words(schema, shapes_at(schema, path))


def _known(word: str, shapes: Sequence[Shape]) -> str:
    """Return the fields that there are, or the one that was probably meant with the first of the others."""
    known = fields(shapes)
    near = closest(word, known)
    if near is None:
        return ", ".join(known)
    others = [name for name in known if name != near]
    more = ", ..." if len(others) > FEW else ""
    return ", ".join([_("{near} (was that meant?)").format(near=near), *others[:FEW]]) + more
