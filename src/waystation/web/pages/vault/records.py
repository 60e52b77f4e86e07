"""What does any record say, field by field; how is it destroyed, and given to the person it is about?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from waystation.actions.acting import Desk
from waystation.actions.export_person import export_person
from waystation.actions.open_record import open_record
from waystation.actions.permissions import may, may_open
from waystation.actions.shred_record import shred_record
from waystation.domain.kinds import data_of
from waystation.exchange.dossier_page import as_json, page
from waystation.kit.errors import BadInput
from waystation.kit.language import N_, _
from waystation.kit.shown import path_text
from waystation.plan.files.examine import SEALED
from waystation.plan.files.sealed import sealer
from waystation.vault.faults import NotAllowed
from waystation.vault.finding import by_id
from waystation.vault.records import Opened
from waystation.web.pages.asked import Ask, Asked, done, form, held
from waystation.web.pages.vault.act import Act, acted
from waystation.web.pages.vault.kinds import RECORDS
from waystation.web.paging import show

_LEFT_OUT = {"kind", "schema"}
_WHY = Ask("why", N_("Reason, which only the auditors can read"), required=True)


def record(request: HttpRequest, desk: Desk, record: str) -> HttpResponse:
    """Show any record that the member may open, a line for each field that says something."""
    opened = _opened(desk, record)
    role = desk.session.me.role
    values = {
        "record": opened,
        "kind": RECORDS.get(opened.kind, opened.kind),
        "fields": list(_fields(data_of(opened.value), ())),
        "may_shred": may(role, "shred record") and may_open(role, opened.kind, save=True),
    }
    return show(request, "vault/record.html", values)


def shred(request: HttpRequest, desk: Desk, record: str) -> HttpResponse:
    """Destroy a record before its day."""
    found = by_id(desk.session, [record]).get(record)
    if found is None or not may_open(desk.session.me.role, found.listed.kind, save=True):
        raise NotAllowed.to("record", "one in a compartment that was granted")
    act = Act(
        "shred record",
        N_("Destroy a record"),
        N_("Destroy it"),
        N_("Destroyed."),
        (reverse("compartment", args=[found.compartment]), N_("Back to the compartment")),
        (
            found.listed.title or found.listed.key,
            N_("It is gone for good. What is in backups stays there, for the keys of then."),
        ),
        danger=True,
    )

    def run(at: Desk, asked: Asked) -> None:
        shred_record(at, found.compartment, [record], asked.said("why"))

    return acted(request, desk, act, (_WHY,), run)


def for_person(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Send out what is recorded about a person, for that person to have."""
    formats = [("html", _("a page")), ("json", _("text (JSON)"))]
    asks = (
        Ask("person", N_("Person"), "choice", required=True, choices=held(desk, "person")),
        Ask("everywhere", N_("Look through all that I hold, not only her compartments"), "check"),
        Ask("format", N_("As what"), "choice", required=True, choices=formats),
        Ask(
            "recipients", N_("Sealed for these age keys"), "long", N_("One in a line, each begins with age1.")
        ),
        Ask("clear", N_("In clear: whoever has the file reads it"), "check"),
        _WHY,
    )
    asked = form(request, asks)
    made: list[HttpResponse] = []
    if request.method == "POST" and asked.is_valid():
        done(asked, lambda: made.append(_given(desk, asked)))
    if made:
        return made[0]
    return show(request, "vault/person.html", {"form": asked}, 400 if request.method == "POST" else 200)


def _given(desk: Desk, asked: Asked) -> HttpResponse:
    said = asked.cleaned_data
    to = [line.strip() for line in asked.said("recipients").splitlines() if line.strip()]
    if bool(said["clear"]) == bool(to):
        raise BadInput.at(_("file"), _("neither sealed nor in clear, or both"), _("one of them"))
    seal = sealer(to) if to else None
    found = export_person(desk, said["person"], asked.said("why"), everywhere=bool(said["everywhere"]))
    name, data = f"waystation.{said['format']}", page(found) if said["format"] == "html" else as_json(found)
    if seal is not None:
        data, name = seal(data, name), name + SEALED
    answer = HttpResponse(data, content_type="application/octet-stream")
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _opened(desk: Desk, record: str) -> Opened:
    if record not in by_id(desk.session, [record]):
        raise NotAllowed.to("record", "one in a compartment that was granted")
    return open_record(desk, [record])[0]


def _fields(value: Any, path: tuple[str | int, ...]) -> Iterator[tuple[str, str]]:
    """Yield every value below with the words that lead to it."""
    if isinstance(value, Mapping):
        for name, each in value.items():
            if path or name not in _LEFT_OUT:
                yield from _fields(each, (*path, str(name)))
    elif isinstance(value, list):
        for number, each in enumerate(value):
            yield from _fields(each, (*path, number))
    else:
        yield path_text(path), str(value)
