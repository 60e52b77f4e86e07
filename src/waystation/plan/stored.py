"""How does a decision stand in a record, and how does it come back from there?"""

from __future__ import annotations

from collections.abc import Mapping
from math import inf
from typing import Any

from pydantic import TypeAdapter, ValidationError

from waystation.domain.decision import Decision
from waystation.kit.errors import BadInput
from waystation.kit.plain import plain

_ADAPTER = TypeAdapter(Decision)


def stored(decision: Decision) -> dict[str, Any]:
    """Return a decision as `waystation decide --json` prints it."""
    data: dict[str, Any] = plain(decision.to_dict())
    return data


def decision_of(data: Mapping[str, Any]) -> Decision:
    """Return the decision that stands in a record. Raises BadInput, without its words, where it is none."""
    try:
        return _ADAPTER.validate_python({**data, "payments": [_endless(pay) for pay in data["payments"]]})
    except (KeyError, TypeError, ValidationError):
        raise BadInput.at("proposal", "something else", "what `waystation decide --json` prints") from None


def _endless(pay: Mapping[str, Any]) -> dict[str, Any]:
    """Return a helper's pay with the endless amounts that JSON holds as null."""
    held = pay["holdback"]
    amounts = [inf if each is None else each for each in (held["amount"], *held["need_by_stage"])]
    return {**pay, "holdback": {**held, "amount": amounts[0], "need_by_stage": amounts[1:]}}
