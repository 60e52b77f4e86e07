"""How is a record written as FollowTheMoney entities, and read from them?

One entity a line, or a list of them (https://followthemoney.tech). A person is a `Person`; relatives are
`Person` too, with a `Family` between. FollowTheMoney has no word for consent: it stands beside the properties
under `waystation`, and an entity without it is as if it were not there.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import IO, Any

from pydantic import ValidationError

from waystation.domain.tracing import RelativeNames, TracingRecord
from waystation.kit.errors import BadInput, Fault
from waystation.tracing.files.columns import MOST, faults_of

_NAMES = ("name", "alias", "weakAlias", "previousName")
_SEX = {"female": "female", "male": "male", "f": "female", "m": "male"}
_TONGUES = {"kor": "Korean", "zho": "Chinese", "rus": "Russian", "eng": "English", "vie": "Vietnamese",
            "lao": "Lao", "tha": "Thai", "jpn": "Japanese"}  # fmt: skip
_CODES = {name.casefold(): code for code, name in _TONGUES.items()}
_WANTED = "FollowTheMoney entities: one JSON object a line, or a list of them"
Entity = Mapping[str, Any]


def read(file: IO[bytes], where: str) -> Iterator[TracingRecord]:
    """Yield the records of the persons who have consented. Raises BadInput."""
    entities = _entities(file, where)
    kin = _kin(entities)
    faults: list[Fault] = []
    for number, entity in enumerate(entities, 1):
        consent = _consent(entity)
        if entity.get("schema") == "Person" and consent:
            try:
                yield TracingRecord.model_validate(
                    _record(entity, consent, kin.get(str(entity.get("id")), []))
                )
            except ValidationError as error:
                faults += faults_of(error, f"{where} entity {number}")
    if faults:
        raise BadInput(faults[:MOST])


def _entities(file: IO[bytes], where: str) -> list[Entity]:
    try:
        text = file.read().decode("utf-8-sig")
        whole = json.loads(text) if text.lstrip().startswith("[") else None
        listed = [json.loads(line) for line in text.splitlines() if line.strip()] if whole is None else whole
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError):
        raise BadInput.at(where, "what is not JSON", _WANTED) from None
    if not isinstance(listed, list) or not all(isinstance(e, dict) and "schema" in e for e in listed):
        raise BadInput.at(where, "JSON that holds something else", _WANTED)
    return listed


def _consent(entity: Entity) -> Mapping[str, Any] | None:
    beside = entity.get("waystation")
    consent = beside.get("consent") if isinstance(beside, dict) else None
    return consent if isinstance(consent, dict) and consent.get("shares") else None


def _texts(entity: Entity, *properties: str) -> list[str]:
    held = entity.get("properties")
    found = held if isinstance(held, dict) else {}
    values = [value for name in properties for value in _listed(found.get(name))]
    return list(dict.fromkeys(values))


def _listed(value: Any) -> list[str]:
    return [str(item) for item in value] if isinstance(value, list) else [] if value is None else [str(value)]


def _kin(entities: list[Entity]) -> dict[str, list[dict[str, Any]]]:
    """Return the relatives of each person by the person's id."""
    names = {str(e.get("id")): _texts(e, *_NAMES) for e in entities if e.get("schema") == "Person"}
    found: dict[str, list[dict[str, Any]]] = {}
    for entity in entities:
        if entity.get("schema") == "Family":
            kin = (_texts(entity, "relationship") or ["other"])[0].casefold()
            for person in _texts(entity, "person"):
                told = [{"kin": kin, "names": names.get(other, [])} for other in _texts(entity, "relative")]
                found.setdefault(person, []).extend(told)
    return found


def _record(entity: Entity, consent: Mapping[str, Any], relatives: list[dict[str, Any]]) -> dict[str, Any]:
    origin = _texts(entity, "nationality", "birthCountry", "country")[:1] + _texts(entity, "birthPlace")[:1]
    sex = (_texts(entity, "gender") or [""])[0].casefold()
    person = {
        "names": _texts(entity, *_NAMES),
        "born": next(iter(_texts(entity, "birthDate")), None),
        "sex": _SEX.get(sex),
        "origin": [part.strip() for place in origin for part in place.split(">")] or None,
        "relatives": relatives,
        "marks": _texts(entity, "appearance"),
        "languages": [_TONGUES.get(code, code) for code in _texts(entity, "spokenLanguage")],
    }
    return {"id": entity.get("id"), "person": person, "consent": dict(consent)}


def write(records: Iterable[TracingRecord]) -> bytes:
    """Return entities, one a line, for records as a seeker may see them."""
    lines = [json.dumps(entity, ensure_ascii=False) for record in records for entity in _written(record)]
    return "".join(f"{line}\n" for line in lines).encode()


def _written(record: TracingRecord) -> Iterator[Entity]:
    person, consent = record.person, record.consent
    origin = person.origin or ()
    properties = {
        "name": person.names[:1],
        "alias": person.names[1:],
        "birthDate": (person.born,) if person.born else (),
        "gender": (person.sex,) if person.sex else (),
        "nationality": origin[:1],
        "birthPlace": (" > ".join(origin[1:]),) if origin[1:] else (),
        "appearance": person.marks,
        "spokenLanguage": tuple(_CODES.get(word.casefold(), word) for word in person.languages),
    }
    held = {name: list(values) for name, values in properties.items() if values}
    beside = {"consent": consent.model_dump(mode="json", exclude_defaults=True)} if consent else {}
    yield {"id": record.id, "schema": "Person", "properties": held, "waystation": beside}
    for number, relative in enumerate(person.relatives, 1):
        yield from _relative(record.id, f"{record.id}-kin-{number}", relative)


def _relative(of: str, own: str, relative: RelativeNames) -> Iterator[Entity]:
    yield {"id": own, "schema": "Person", "properties": {"name": list(relative.names)}}
    link = {"person": [of], "relative": [own], "relationship": [relative.kin]}
    yield {"id": f"{own}-link", "schema": "Family", "properties": link}
