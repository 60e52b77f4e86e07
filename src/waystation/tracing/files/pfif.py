"""How is a record written in the People Finder Interchange Format, and read from it?

PFIF 1.4 (https://zesty.ca/pfif/1.4). The parser knows no entities, no document type and no other files. PFIF
has no word for consent but its `expiry_date`, which ends it here too; what is shared stands in an element
`consent` of the namespace `urn:waystation:1`, and a person without it is as if not there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import IO, Any
from xml.etree.ElementTree import Element, SubElement, register_namespace, tostring

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring
from pydantic import ValidationError

from waystation.domain.tracing import TracingRecord
from waystation.kit.errors import BadInput, Fault
from waystation.tracing.files.columns import MOST, faults_of
from waystation.tracing.files.rows import years

PFIF, OURS = "http://zesty.ca/pfif/1.4", "urn:waystation:1"  # names, never opened
_WANTED = "PFIF 1.4: XML with a pfif element and no document type"
_LINES = ("full_name", "alternate_names")


def read(file: IO[bytes], where: str) -> Iterator[TracingRecord]:
    """Yield the records of the persons who have consented. Raises BadInput."""
    try:
        root = fromstring(file.read(), forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError, LookupError):
        raise BadInput.at(where, "what is not XML, or more than plain XML", _WANTED) from None
    if root.tag != f"{{{PFIF}}}pfif":
        raise BadInput.at(where, "XML that holds something else", _WANTED)
    faults: list[Fault] = []
    for number, person in enumerate(root.iter(f"{{{PFIF}}}person"), 1):
        consent = person.find(f"{{{OURS}}}consent")
        if consent is None or not consent.get("shares"):
            continue
        try:
            yield TracingRecord.model_validate(_record(person, consent))
        except ValidationError as error:
            faults += faults_of(error, f"{where} person {number}")
    if faults:
        raise BadInput(faults[:MOST])


def _text(of: Element, name: str) -> str:
    return (of.findtext(f"{{{PFIF}}}{name}") or "").strip()


def _lines(of: Element, name: str) -> list[str]:
    return [line.strip() for line in _text(of, name).splitlines() if line.strip()]


def _record(person: Element, consent: Element) -> dict[str, Any]:
    ends = [day for day in (consent.get("until"), _text(person, "expiry_date")[:10]) if day]
    barred = [line.strip() for line in (consent.text or "").splitlines() if line.strip()]
    shares = {"shares": (consent.get("shares") or "").split(), "until": min(ends, default=None)}
    return {
        "id": _text(person, "person_record_id"),
        "person": _portrait(person),
        "contact": _text(person, "author_name") or None,
        "consent": {**shares, "barred": list(dict.fromkeys(barred))},
    }


def _portrait(person: Element) -> dict[str, Any]:
    told = _text(person, "source_date") or _text(person, "entry_date")
    ages = [{"years": years(_text(person, "age")), "on": told[:10] or None}] if _text(person, "age") else []
    sex = _text(person, "sex")
    return {
        "names": list(dict.fromkeys(line for name in _LINES for line in _lines(person, name))),
        "born": _text(person, "date_of_birth") or None,
        "ages": ages,
        "sex": sex if sex in {"female", "male"} else None,
        "origin": [p for key in ("country", "state", "city") if (p := _text(person, f"home_{key}"))] or None,
        "seen": [seen for note in person.iter(f"{{{PFIF}}}note") for seen in _seen(note)],
        "marks": _lines(person, "description"),
    }


def _seen(note: Element) -> Iterator[dict[str, Any]]:
    if place := _text(note, "last_known_location"):
        yield {
            "when": _text(note, "source_date")[:10] or None,
            "place": [p.strip() for p in place.split(">")],
        }


def write(records: Iterable[TracingRecord]) -> bytes:
    """Return a PFIF document for records as a seeker may see them."""
    register_namespace("pfif", PFIF)
    register_namespace("waystation", OURS)
    root = Element(f"{{{PFIF}}}pfif")
    for record in records:
        _write(SubElement(root, f"{{{PFIF}}}person"), record)
    return bytes(tostring(root, encoding="utf-8", xml_declaration=True)) + b"\n"


def _write(element: Element, record: TracingRecord) -> None:
    person, consent = record.person, record.consent
    origin = dict(zip(("home_country", "home_state", "home_city"), person.origin or (), strict=False))
    ages = [age for age in person.ages if age.on]
    fields = {
        "person_record_id": record.id,
        "expiry_date": f"{consent.until}T23:59:59Z" if consent and consent.until else "",
        "author_name": record.contact or "",
        "source_date": (ages[0].on or "") if ages else "",
        "full_name": person.names[0] if person.names else "",
        "alternate_names": "\n".join(person.names[1:]),
        "description": "\n".join(person.marks),
        "sex": person.sex or "",
        "date_of_birth": person.born or "",
        "age": "-".join(map(str, dict.fromkeys(ages[0].years))) if ages else "",
        **origin,
    }
    for name, text in fields.items():
        if text:
            SubElement(element, f"{{{PFIF}}}{name}").text = text
    for seen in person.seen:
        note = SubElement(element, f"{{{PFIF}}}note")
        SubElement(note, f"{{{PFIF}}}source_date").text = seen.when or ""
        SubElement(note, f"{{{PFIF}}}last_known_location").text = " > ".join(seen.place or ())
    if consent:
        SubElement(element, f"{{{OURS}}}consent", shares=" ".join(consent.shares))
