"""What does a JSON file say, as events with their lines?

The standard library decides whether the text is JSON at all; here it is only taken apart again, because that
parser keeps neither lines nor fields given twice.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from waystation.kit.errors import BadInput
from waystation.kit.language import _
from waystation.plan.files.source import Source
from waystation.plan.files.tree import MAX_DEPTH, Event
from waystation.plan.files.yaml12 import scalar

_TOKEN = re.compile(r'[\[\]{}"]|[^\s\[\]{}",:]+')
_SURROGATE = re.compile("[\ud800-\udfff]")
_DECODER = json.JSONDecoder()
_NOT_NUMBERS = ("NaN", "Infinity", "-Infinity")


def events(text: str, name: str) -> Iterator[Event]:
    """Yield the events of the JSON value in `text`. Raises BadInput where it is not JSON."""
    _refuse_broken(text, name)
    line, counted, position = 1, 0, 0
    while token := _TOKEN.search(text, position):
        begin, position = token.span()
        line, counted = line + text.count("\n", counted, begin), begin
        if token[0] == '"':
            value, position = _DECODER.raw_decode(text, begin)
            if _SURROGATE.search(value):
                raise BadInput.at(
                    f"{Source(name).at()}:{line}", _("half of a \\u pair"), _("whole characters")
                )
            yield Event("value", line, value)
        elif token[0] in _NOT_NUMBERS:
            raise BadInput.at(f"{Source(name).at()}:{line}", token[0], _("a finite number"))
        else:
            yield _event(token[0], line)


def _event(token: str, line: int) -> Event:
    match token:
        case "{":
            return Event("map", line)
        case "[":
            return Event("list", line)
        case "}" | "]":
            return Event("end", line)
    return Event("value", line, scalar(token))  # JSON's numbers and words are a part of YAML's


def _refuse_broken(text: str, name: str) -> None:
    def skip(_: str) -> Any:
        return None

    try:
        json.loads(text, parse_int=skip, parse_float=skip, parse_constant=skip)
    except json.JSONDecodeError as error:
        where = f"{Source(name).at()}:{error.lineno}"
        raise BadInput.at(
            where,
            _("what is not JSON ({problem}, column {column})").format(problem=error.msg, column=error.colno),
            "JSON",
        ) from None
    except RecursionError:
        found = _("more than {most} levels of nesting").format(most=MAX_DEPTH)
        raise BadInput.at(Source(name).at(), found, _("a network or case file")) from None
