"""Do plain data make up a network, cases and records, and if not, what is everything that is wrong?

The same sentences come out for tables, YAML and JSON. None repeats a word of what was found: it says where,
what kind of thing stands there, and what is allowed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from itertools import islice
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from waystation.domain.base import LARGEST
from waystation.domain.case import Case
from waystation.domain.kinds import KINDS, brought_up
from waystation.domain.network import Network
from waystation.domain.record import Record
from waystation.exchange.contents import RECORD_TABLES, Contents
from waystation.kit.blind import found_blind
from waystation.kit.errors import BadInput, Fault
from waystation.kit.language import _
from waystation.plan.files.allowed import Shape, fields, in_words, shapes_at
from waystation.plan.files.faults import NOT_STEPS, spurious
from waystation.plan.files.references import KINDS as LISTS
from waystation.plan.files.references import wrong_references
from waystation.plan.files.schema import case_schema, network_schema

MOST = 500  # faults told of one file
FieldPath = tuple[str | int, ...]
Where = Callable[[FieldPath], str]
Model = TypeVar("Model", bound=BaseModel)
_USES = {"from": "place", "to": "place", "helpers": "helper", "hosts": "helper", "condition": "condition"}


def judge(data: Mapping[str, Any], where: Where, told: Iterable[Fault] = ()) -> Contents:
    """Return what the data hold, in lists by the names of `roots` and `network`.

    `where` names the place of a field, `told` is what was wrong with the file itself. Raises BadInput with
    everything.
    """
    faults = list(islice(told, MOST))
    network: Network | None = None
    cases: list[Case] = []
    records: list[Record] = []
    if "network" in data:
        network = _judged(Network, data["network"], ("network",), where, faults)
        faults += (_reference(path, where) for path, _f, _a in _references(data["network"]))
    for path, item in _items(data, "cases"):
        cases += _listed(_judged(Case, item, path, where, faults))
    for kind, name in RECORD_TABLES.items():
        for path, item in _items(data, name):
            records += _listed(_judged_record(kind, item, path, where, faults))
    faults += _twice(data, where)
    if faults:
        raise BadInput(_first(faults))
    return Contents(network, tuple(cases), tuple(records))


def _listed(model: Model | None) -> list[Model]:
    return [] if model is None else [model]


def _first(faults: list[Fault]) -> list[Fault]:
    faults = list(dict.fromkeys(faults))
    if len(faults) > MOST:
        faults[MOST:] = [
            Fault(_("in all"), _("more than {most} faults").format(most=MOST), _("none; these are the first"))
        ]
    return faults


def _items(data: Mapping[str, Any], name: str) -> Iterator[tuple[FieldPath, Any]]:
    for i, item in enumerate(data.get(name, ())):
        yield (name, i), item


@cache
def _schema(kind: type[BaseModel]) -> Shape:
    if kind is Network:
        return network_schema()
    return case_schema() if kind is Case else kind.model_json_schema(by_alias=True)


def _judged(kind: type[Model], item: Any, path: FieldPath, where: Where, faults: list[Fault]) -> Model | None:
    whole = {"waystation": 1, **item} if kind in {Network, Case} and isinstance(item, Mapping) else item
    try:
        return kind.model_validate(whole, by_alias=True, by_name=False)
    except ValidationError as error:
        faults += islice(_wrong(error, _schema(kind), path, where), MOST + 1)
    return None


def _judged_record(kind: str, item: Any, path: FieldPath, where: Where, faults: list[Fault]) -> Record | None:
    """Judge a record of any form; one that does not say its form is of the first."""
    if isinstance(item, Mapping):
        try:
            said = {"kind": item["kind"]} if "kind" in item else {}
            item = brought_up({"schema": 1, **item, "kind": kind}) | said
        except BadInput as error:
            faults += (Fault(where(path), each.found, each.allowed) for each in error.faults)
            return None
    return _judged(KINDS[kind], item, path, where, faults)


def _wrong(error: ValidationError, schema: Shape, above: FieldPath, where: Where) -> Iterator[Fault]:
    for item in error.errors(include_url=False):
        if not spurious(item):
            path = tuple(step for step in item["loc"] if step not in NOT_STEPS)
            if item["type"] == "extra_forbidden":
                known = fields(shapes_at(schema, path[:-1]))
                yield Fault(where((*above, *path)), _("an unknown field"), ", ".join(known))
            else:
                yield Fault(where((*above, *path)), _found(item), _allowed(item, schema, path))


def _found(item: Any) -> str:
    return "nothing" if item["type"] == "missing" else found_blind(item["input"])


def _allowed(item: Any, schema: Shape, path: FieldPath) -> str:
    context = item.get("ctx", {})
    if item["type"] == "refused":
        return str(context["allowed"])
    if context.get("le") == LARGEST or context.get("ge") == -LARGEST:
        return f"a number between -{LARGEST:g} and {LARGEST:g}"
    return in_words(schema, shapes_at(schema, path))


def _references(network: Any) -> Iterator[tuple[FieldPath, str, str]]:
    return islice(wrong_references(network), MOST + 1) if isinstance(network, Mapping) else iter(())


def _reference(path: FieldPath, where: Where) -> Fault:
    """Return the fault of an id that is unknown or stands twice; ids may be names, so none is repeated."""
    names = [step for step in path if isinstance(step, str)]
    place = where(("network", *path))
    if "fees" in names:
        return Fault(
            place, _("a fee for somebody who is no helper of the leg"), _("the id of a helper of the leg")
        )
    if names[-1] == "id":
        return Fault(
            place, _("an id again"), _("an id that no other {noun} has").format(noun=LISTS[names[0]])
        )
    noun = _USES[names[-1]]
    return Fault(
        place,
        _("an id that no {noun} has").format(noun=noun),
        _("the id of a {noun} of the network").format(noun=noun),
    )


def _twice(data: Mapping[str, Any], where: Where) -> Iterator[Fault]:
    """Yield the ids of cases and records that stand twice in their list."""
    for name in ("cases", *RECORD_TABLES.values()):
        seen = set()
        for path, item in _items(data, name):
            own = item.get("id") if isinstance(item, Mapping) else None
            if isinstance(own, str) and own in seen:
                yield Fault(
                    where((*path, "id")),
                    _("an id again"),
                    _("an id that stands once among the {name}").format(name=name),
                )
            seen.add(own if isinstance(own, str) else None)
