"""How are records handed to named people as a sealed file, and taken in from them?"""

from __future__ import annotations

from datetime import timedelta

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse

from waystation.actions.acting import Desk
from waystation.actions.make_bundle import Recipients, bundle_bytes
from waystation.actions.permissions import may_open, needs_second
from waystation.actions.take_in_bundle import TakenIn, take_in_bundle
from waystation.kit.errors import BadInput
from waystation.kit.language import N_, _
from waystation.vault.bundles import LARGEST
from waystation.vault.finding import could_open
from waystation.web.pages.asked import Ask, Asked, compartments, done, form
from waystation.web.pages.vault.kinds import RECORDS
from waystation.web.paging import show
from waystation.web.second import with_second

_DAYS, _MOST = 7, 300


def make(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Seal records for named people and send the file to the browser."""
    asked = form(request, _asks(desk), {"days": _DAYS})
    made: list[bytes] = []
    if request.method == "POST" and asked.is_valid():
        done(asked, lambda: made.append(_sealed(with_second(request, desk), asked)))
    if made:
        answer = HttpResponse(made[0], content_type="application/octet-stream")
        answer.headers["Content-Disposition"] = 'attachment; filename="waystation.bundle.age"'
        return answer
    values = {"form": asked, "second": needs_second(desk.session.me.role, "make bundle")}
    return show(request, "vault/bundle.html", values, 400 if request.method == "POST" else 200)


def take(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Take a bundle in; what differs is shown from both sides and stays as it is, until it is ticked."""
    asks = (
        Ask("file", N_("Bundle"), "file", N_("It stays in memory."), required=True),
        Ask("into", N_("Compartment for what is new"), "choice", choices=[("", "-"), *compartments(desk)]),
        Ask(
            "trusted",
            N_("Key of a partner who signed it"),
            help=N_("After comparing its words aloud. Empty: one of our own."),
        ),
        Ask(
            "keys",
            N_("Keys of records to replace"),
            "long",
            N_("One in a line, of those that differed before."),
        ),
    )
    asked = form(request, asks)
    found: list[TakenIn] = []
    if request.method == "POST" and asked.is_valid():
        done(asked, lambda: found.append(_taken(desk, asked)))
    values = {"form": asked, "found": found[0] if found else None}
    return show(request, "vault/taken.html", values, 400 if request.method == "POST" and not found else 200)


def _asks(desk: Desk) -> tuple[Ask, ...]:
    role = desk.session.me.role
    there = sorted(could_open(desk.session), key=lambda each: each.listed.changed, reverse=True)
    records = [
        (each.id, f"{_(RECORDS[each.listed.kind])}: {each.listed.title or each.listed.key}")
        for each in there
        if each.listed.kind in RECORDS and may_open(role, each.listed.kind)
    ]
    others = [(each.id, each.name) for each in desk.session.directory.members.values()]
    return (
        Ask("records", N_("Which records"), "many", required=True, choices=records[:_MOST]),
        Ask("members", N_("For these members"), "many", choices=sorted(others, key=lambda each: each[1])),
        Ask("others", N_("For these age keys"), "long", N_("One in a line, each begins with age1.")),
        Ask("days", N_("Days until it expires"), "number", required=True),
        Ask("why", N_("Reason, which only the auditors can read")),
    )


def _sealed(desk: Desk, asked: Asked) -> bytes:
    said = asked.cleaned_data
    others = [line.strip() for line in asked.said("others").splitlines() if line.strip()]
    to = Recipients(said["members"], others, timedelta(days=min(said["days"], 1000)))
    return bundle_bytes(desk, said["records"], to, asked.said("why"))[0]


def _taken(desk: Desk, asked: Asked) -> TakenIn:
    file: UploadedFile[bytes] = asked.cleaned_data["file"]
    if (file.size or 0) > LARGEST:
        raise BadInput.at(_("Bundle"), _("a file that is too large"), _("a bundle"))
    trusted = [asked.said("trusted")] if asked.said("trusted") else []
    keys = {line.strip() for line in asked.said("keys").splitlines() if line.strip()}
    return take_in_bundle(desk, file.read(), into=asked.said("into") or None, trusted=trusted, take=keys)
