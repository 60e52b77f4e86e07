"""What does a network become when something in it is added, changed or taken away?"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Literal

from waystation.domain.network import Network
from waystation.domain.network_edit import PARTS, Part, plain_network
from waystation.kit.errors import BadInput
from waystation.kit.language import _
from waystation.kit.shown import either, printable, shown
from waystation.plan.load import parse_network

Where = Part | Literal["network"]
HEAD = ("name", "fictional", "start", "currency", "priors", "betrayal")
"""What stands beside the lists of a network and may be changed; the version of the format may not."""


@dataclass(frozen=True, slots=True)
class Edit:
    """One change: of a place, helper, condition or leg, or of what stands beside these lists (`network`)."""

    part: Where
    id: str | None = None
    """What is changed or taken away. None: something new, or the network itself."""
    value: Mapping[str, Any] | None = None
    """What it is to be, as the file of a network says it. None: taken away."""
    seen: str | None = None
    """The fingerprint of what was seen before the change. Absent: whatever it is now."""


def edited(network: Network, edits: Iterable[Edit]) -> Network:
    """Return the network with these changes, judged as a file would be.

    Raises BadInput with everything that is wrong with it: the path of each field, what was found, what is
    allowed; also where something that is taken away is still named elsewhere.
    """
    data = plain_network(network)
    for edit in edits:
        if edit.part == "network":
            data = _with_head(data, edit)
        else:
            data[edit.part] = _with_thing(data.get(edit.part, []), edit)
    return parse_network(data)


def fingerprint(network: Network, part: Where, identity: str | None = None) -> str | None:
    """Return what tells whether something is still as it was seen; None where it is not there."""
    data = plain_network(network)
    if part == "network":
        thing: Any = {name: value for name, value in data.items() if name not in PARTS}
    else:
        thing = next((each for each in data.get(part, ()) if each["id"] == identity), None)
    if thing is None:
        return None
    return sha256(json.dumps(thing, sort_keys=True).encode()).hexdigest()[:32]


def with_hazard(leg: Mapping[str, Any], number: int | None, hazard: Mapping[str, Any] | None) -> Edit:
    """Return the change of a leg whose hazard `number` (from 0; None: a new one) becomes another, or goes."""
    hazards = list(leg.get("hazards", ()))
    if number is not None and not 0 <= number < len(hazards):
        raise BadInput.at(f"hazards[{number}]", _("nothing"), _("one of {count}").format(count=len(hazards)))
    if number is None:
        hazards += [] if hazard is None else [hazard]
    else:
        hazards[number : number + 1] = [] if hazard is None else [hazard]
    return Edit("legs", leg["id"], {**leg, "hazards": hazards})


def _with_head(data: Mapping[str, Any], edit: Edit) -> dict[str, Any]:
    value = dict(edit.value or {})
    if unknown := [name for name in value if name not in HEAD]:
        raise BadInput.at("network", shown(unknown[0]), either(HEAD))
    kept = {name: each for name, each in data.items() if name in {*PARTS, "waystation"}}
    return {**kept, **value}


def _with_thing(things: Sequence[Mapping[str, Any]], edit: Edit) -> list[Mapping[str, Any]]:
    where = f"{edit.part} {printable(edit.id or '', 40)}".strip()
    if edit.id is None:
        if edit.value is None:
            raise BadInput.at(where, _("nothing"), _("what it is to be"))
        return [*things, edit.value]
    index = next((i for i, each in enumerate(things) if each["id"] == edit.id), None)
    if index is None:
        raise BadInput.at(where, _("nothing of this id"), _("one that is there"))
    if edit.value is None:
        return [each for i, each in enumerate(things) if i != index]
    if edit.value.get("id") != edit.id:  # houses, decisions and journeys name it
        raise BadInput.at(f"{where} id", shown(edit.value.get("id")), _("the same id; it is named elsewhere"))
    return [edit.value if i == index else each for i, each in enumerate(things)]
