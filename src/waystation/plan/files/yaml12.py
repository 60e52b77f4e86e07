"""What does a YAML file say, read by the rules of YAML 1.2 and nothing beyond plain data?

libyaml splits the text into events (quickly, and it knows the lines); which text is a number, true or nothing
is decided here, by the core schema of YAML 1.2: `NO` is Norway, `22:30` and dates are text.
See docs/decisions/yaml.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from math import inf, nan
from typing import Any, Literal

import yaml

from waystation.kit.errors import BadInput
from waystation.kit.language import N_, _
from waystation.kit.shown import printable, quoted
from waystation.plan.files.source import Source
from waystation.plan.files.tree import Event

_WORDS: dict[str, Any] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
    **dict.fromkeys((".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF"), inf),
    **dict.fromkeys(("-.inf", "-.Inf", "-.INF"), -inf),
    **dict.fromkeys((".nan", ".NaN", ".NAN"), nan),
}
_DECIMAL = re.compile(r"[-+]?[0-9]+")
_OCTAL = re.compile(r"0o[0-7]+")
_HEX = re.compile(r"0x[0-9a-fA-F]+")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_DIGITS = 40  # Python needs quadratic time for long integers; longer ones are read as floats

_STARTS: dict[type, Literal["map", "list"]] = {
    yaml.MappingStartEvent: "map",
    yaml.SequenceStartEvent: "list",
}
_ENDS = (yaml.MappingEndEvent, yaml.SequenceEndEvent)
_WRITTEN_OUT = N_("plain values, written out wherever they are needed")


def scalar(text: str) -> Any:
    """Return what an unquoted scalar is by the core schema: nothing, a truth value, a number, else text."""
    if text in _WORDS:
        return _WORDS[text]
    if text[0] not in "+-.0123456789":
        return text
    if len(text) <= _DIGITS:
        if _DECIMAL.fullmatch(text):
            return int(text)
        if _OCTAL.fullmatch(text) or _HEX.fullmatch(text):
            return int(text, 0)
    return float(text) if _FLOAT.fullmatch(text) else text


def events(text: str, name: str) -> Iterator[Event]:
    """Yield the events of the one document in `text`.

    Raises BadInput where it is not YAML, or more than plain data.
    """
    documents = 0
    try:
        for event in yaml.parse(text, Loader=yaml.CBaseLoader):
            documents += isinstance(event, yaml.DocumentStartEvent)
            line = event.start_mark.line + 1 if event.start_mark else 1
            if refused := _more_than_data(event, documents):
                raise BadInput.at(f"{Source(name).at()}:{line}", *refused)
            yield from _event(event, line)
    except yaml.MarkedYAMLError as error:
        raise _unreadable(error, text, name) from None


def _event(event: Any, line: int) -> Iterator[Event]:
    if isinstance(event, yaml.ScalarEvent):
        yield Event("value", line, scalar(event.value) if event.implicit[0] else event.value)
    elif type(event) in _STARTS:
        yield Event(_STARTS[type(event)], line)
    elif isinstance(event, _ENDS):
        yield Event("end", line)


def _more_than_data(event: Any, documents: int) -> tuple[str, str] | None:
    """Return what was found and is allowed where an event stands for more than plain data."""
    anchor, tag = getattr(event, "anchor", None), getattr(event, "tag", None)
    if isinstance(event, yaml.AliasEvent):
        return _("the alias *{anchor}").format(anchor=printable(str(event.anchor), 30)), _(_WRITTEN_OUT)
    if anchor is not None:
        return _("the anchor &{anchor}").format(anchor=printable(anchor, 30)), _(_WRITTEN_OUT)
    if tag is not None:
        return _("the tag {tag}").format(tag=printable(tag, 30)), _("plain values without tags")
    if documents > 1:
        return _("a second document"), _("one document in a file")
    if getattr(event, "version", None) not in (None, (1, 2)) or getattr(event, "tags", None):
        return _("a % directive for something else than YAML 1.2"), _("YAML 1.2, without directives")
    return None


def _unreadable(error: Any, text: str, name: str) -> BadInput:
    """Return the sentence for text that is not YAML; libyaml knows where it gave up and where that began."""
    mark, began = error.problem_mark, error.context_mark
    where = f"{Source(name).at()}:{mark.line + 1}"
    if "cannot start any token" in error.problem:
        here = text[mark.index : mark.index + 1]
        if here == "\t":
            return BadInput.at(where, _("a tab at the beginning of a line"), _("spaces"))
        return BadInput.at(
            where, _("text that begins with {here}").format(here=quoted(here)), _("quotes around such text")
        )
    since = (
        _(", {context} from line {line}").format(context=error.context, line=began.line + 1)
        if began and began.line != mark.line
        else ""
    )
    return BadInput.at(
        where, _("what is not YAML ({problem}{since})").format(problem=error.problem, since=since), "YAML 1.2"
    )
