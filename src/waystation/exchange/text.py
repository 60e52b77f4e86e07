"""How do a network, a case or a whole collection stand in YAML and JSON?

A network or a case alone is written as the planner's file. More than one thing, or records of the desk, stand
in one file of lists: `network`, `cases`, `helper_records` and so on.
"""

from __future__ import annotations

import json
from typing import Any

import yaml
from pydantic import BaseModel

from waystation.domain.kinds import form_of
from waystation.exchange.contents import RECORD_TABLES, Contents
from waystation.plan.files.yaml12 import scalar

_WIDTH = 110  # columns of a line


class _Dumper(yaml.CSafeDumper):
    """Writes what our reader, which follows YAML 1.2, reads as the same value."""


def _text(dumper: Any, text: str) -> Any:
    """Put quotes around a text that would be read as a number, a truth value or nothing."""
    style = None if text and isinstance(scalar(text), str) else '"'
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _text)


def document(contents: Contents) -> dict[str, Any]:
    """Return what a file says, as plain data; fields that say nothing are left out."""
    parts = list(contents.parts())
    if len(parts) == 1 and not contents.records:
        return _said(parts[0][1])
    lists: dict[str, Any] = {"waystation": 1}
    if contents.network is not None:
        lists["network"] = _said(contents.network)
    lists["cases"] = [_said(case) for case in contents.cases]
    for kind, name in RECORD_TABLES.items():
        form = {"schema": form_of(kind)} if form_of(kind) > 1 else {}  # the first need not be said
        lists[name] = [form | _said(record) for record in contents.of_kind(kind)]
    return {name: value for name, value in lists.items() if value}


def _said(model: BaseModel) -> dict[str, Any]:
    data: dict[str, Any] = _short(model.model_dump(mode="json", by_alias=True, exclude_defaults=True))
    return data


def _short(value: Any) -> Any:
    """Return the data with 1200 in the place of 1200.0."""
    match value:
        case dict():
            return {key: _short(item) for key, item in value.items()}
        case list():
            return [_short(item) for item in value]
        case float() if value.is_integer():
            return int(value)
    return value


def yaml_text(contents: Contents) -> str:
    """Return everything as YAML 1.2."""
    text: str = yaml.dump(
        document(contents), Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=_WIDTH,
        default_flow_style=None,
    )  # fmt: skip
    return text


def json_text(contents: Contents) -> str:
    """Return everything as JSON."""
    return json.dumps(document(contents), ensure_ascii=False, indent=2, allow_nan=False) + "\n"
