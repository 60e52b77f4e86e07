"""Can this file or this data be used as a network or a case, and if not, what is everything that is wrong?"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import chain, islice
from operator import itemgetter
from pathlib import Path
from typing import Any, Generic, TypeVar

from pydantic import ValidationError

from waystation.domain.base import Frozen
from waystation.domain.network import Network
from waystation.kit.errors import BadInput, Fault
from waystation.kit.files import read_limited
from waystation.kit.language import _
from waystation.kit.shown import shown
from waystation.plan.files import jsontext, yaml12
from waystation.plan.files.faults import wrong_fields
from waystation.plan.files.references import wrong_references
from waystation.plan.files.schema import case_schema, network_schema
from waystation.plan.files.source import Source, Wrong
from waystation.plan.files.text import decode
from waystation.plan.files.tree import Told, build

MAX_BYTES = 5_000_000
MOST = 500  # faults told of one file; nobody reads more, and a hostile file could have millions
SEALED = ".age"
AGE_HEADERS = (b"age-encryption.org/", b"-----BEGIN AGE ENCRYPTED FILE-----")

OpenSealed = Callable[[bytes, str], bytes]
Model = TypeVar("Model", bound=Frozen)


@dataclass(frozen=True, slots=True)
class Examined(Generic[Model]):
    """What a file or plain data describes, or, where `model` is None, all that is wrong with it."""

    model: Model | None
    source: Source
    faults: tuple[Fault, ...] = ()
    sealed: bool = False

    def sound(self) -> Model:
        """Return what is described. Raises BadInput with every fault."""
        if self.model is None:
            raise BadInput(self.faults)
        return self.model


def examine_file(
    kind: type[Model], path: str | Path, open_sealed: OpenSealed | None = None
) -> Examined[Model]:
    """Read a file and judge it. Nothing is raised; a file that cannot be read is a fault."""
    try:
        data, sealed = opened(path, open_sealed)
        source, told = parsed(data, str(path))
    except BadInput as error:
        return Examined(None, Source(str(path)), error.faults)
    return replace(examine(kind, source, told), sealed=sealed)


def examine(kind: type[Model], source: Source, told: Iterable[Told] = ()) -> Examined[Model]:
    """Judge plain data; `told` is what was already wrong with the text it was read from."""
    model, wrong = _judge(kind, source.data)
    fields = [(source.line(path) or 0, source.fault(path, found, allowed)) for path, found, allowed in wrong]
    told = dict.fromkeys([*told, *fields])
    faults = [fault for _, fault in sorted(told, key=itemgetter(0))]
    if len(faults) > MOST:
        faults[MOST:] = [
            Fault(source.at(), _("more than {most} faults").format(most=MOST), _("none; these are the first"))
        ]
    return Examined(None if faults else model, source, tuple(faults))


def opened(path: str | Path, open_sealed: OpenSealed | None) -> tuple[bytes, bool]:
    """Return what a file holds, and whether it was sealed. Raises BadInput."""
    data = read_limited(path, MAX_BYTES)
    if not (str(path).endswith(SEALED) or data.startswith(AGE_HEADERS)):
        return data, False
    if open_sealed is None:
        where = Source(str(path)).at()
        raise BadInput.at(
            where, _("a file sealed with age"), _("one with its identity file or its passphrase")
        )
    return open_sealed(data, str(path)), True


def parsed(data: bytes, name: str) -> tuple[Source, list[Told]]:
    """Return the plain data of YAML or JSON, and what is wrong with its field names. Raises BadInput."""
    text = decode(data, name)
    return build((jsontext if _is_json(text, name) else yaml12).events(text, name), name)


def _is_json(text: str, name: str) -> bool:
    """Tell by the name, and where that says nothing by the first two characters that are not blank."""
    inner = name.removesuffix(SEALED).lower()
    if inner.endswith((".json", ".yaml", ".yml")):
        return inner.endswith(".json")
    begin = "".join(text[:1000].split())
    return begin.startswith(("{}", '{"', "[]", '["', "[{", "[["))


def _judge(kind: type[Model], data: Any) -> tuple[Model | None, Iterable[Wrong]]:
    schema = network_schema if kind is Network else case_schema
    if (unlike := _something_else(kind, data)) is not None:
        return None, [((), *unlike)]
    references = islice(wrong_references(data), MOST + 1) if kind is Network else ()
    try:
        return kind.model_validate(dict(data), by_alias=True, by_name=False), references
    except ValidationError as error:
        return None, chain(islice(wrong_fields(error, schema()), MOST + 1), references)


def _something_else(kind: type[Model], data: Any) -> tuple[str, str] | None:
    """Say so in one sentence where the file holds quite another thing."""
    if not isinstance(data, Mapping):
        return shown(data), _("the fields of a network") if kind is Network else _("the fields of a case")
    is_network, is_case = "places" in data or "legs" in data, "group" in data
    if is_network != is_case and is_case == (kind is Network):
        found, allowed = _("a case"), _("a network")
        return (found, allowed) if is_case else (allowed, found)
    return None
