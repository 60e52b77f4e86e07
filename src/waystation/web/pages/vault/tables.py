"""How do tables come into the vault and leave it, without a file in clear on this machine?"""

from __future__ import annotations

import secrets
from pathlib import Path
from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from waystation.actions.acting import Desk
from waystation.actions.export_records import export_records
from waystation.actions.import_records import Import, dry_run, import_records
from waystation.actions.permissions import may_open, needs_second
from waystation.exchange.changes import Change
from waystation.exchange.contents import Contents
from waystation.exchange.desk_records import KINDS
from waystation.exchange.formats import Format, format_of, from_bytes, to_bytes
from waystation.kit.errors import BadInput
from waystation.kit.language import N_, _
from waystation.plan.files.examine import AGE_HEADERS, SEALED
from waystation.plan.files.sealed import opener, sealer
from waystation.web.desks import Kept
from waystation.web.pages.asked import Ask, Asked, compartments, done, form, held
from waystation.web.pages.vault.kinds import RECORDS
from waystation.web.paging import show
from waystation.web.second import with_second

_MOST = 3  # uploads that wait in the memory of one session
_UPLOAD = "upload"
FORMATS: dict[Format, tuple[str, str]] = {
    "xlsx": (N_("workbook (XLSX)"), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "yaml": (N_("text (YAML)"), "application/yaml"),
    "json": (N_("text (JSON)"), "application/json"),
}


def take_in(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Read a file, in memory alone, and show what would change."""
    asked = form(request, _asks(desk))
    if request.method != "POST" or not asked.is_valid():
        return _page(request, asked, 400 if request.method == "POST" else 200)
    read: list[Contents] = []
    found: list[tuple[Change, ...]] = []
    wanted = asked.said("into") or None, asked.said("network") or None

    def act() -> None:
        read.append(_read(asked))
        found.append(dry_run(desk, Import(read[0], *wanted), asked.said("why")))

    if not done(asked, act):
        return _page(request, asked, 400)
    token = _keep(request.kept, Import(read[0], *wanted))  # type: ignore[attr-defined]
    return show(request, "vault/changes.html", {"found": found[0], "token": token, "why": asked.said("why")})


def apply(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Take in what was read a moment ago and is still in the memory of this session."""
    if request.method != "POST":
        return HttpResponseRedirect(reverse("import"))
    kept: Kept = request.kept  # type: ignore[attr-defined]
    wanted = kept.drawn.pop((_UPLOAD + request.POST.get("token", ""), 0), None)
    if not isinstance(wanted, Import):
        messages.error(request, _("What was read is not there any more. Please choose the file again."))
        return HttpResponseRedirect(reverse("import"))
    changed = import_records(desk, wanted, request.POST.get("why", ""))
    count = sum(each.what != "missing" for each in changed)
    messages.success(request, _("Taken in. Things that changed: {count}").format(count=count))
    return HttpResponseRedirect(reverse("vault"))


def give_out(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Send records out as a file: sealed, or in clear where two say so."""
    role = desk.session.me.role
    kinds = [(each, _(RECORDS[each])) for each in KINDS if may_open(role, each)]
    formats = [(each, _(said)) for each, (said, _type) in FORMATS.items()]
    asks = (
        Ask("kinds", N_("Which records"), "many", required=True, choices=kinds),
        Ask("network", N_("Which network"), "choice", choices=held(desk, "network", none=_("the only one"))),
        Ask("format", N_("As what"), "choice", required=True, choices=formats),
        Ask(
            "recipients", N_("Sealed for these age keys"), "long", N_("One in a line, each begins with age1.")
        ),
        Ask("passphrase", N_("Or for this passphrase"), "secret"),
        Ask("clear", N_("In clear: whoever has the file reads it"), "check"),
        Ask("why", N_("Reason, which only the auditors can read"), required=True),
    )
    asked = form(request, asks)
    made: list[HttpResponse] = []
    if request.method == "POST" and asked.is_valid():
        done(asked, lambda: made.append(_file(with_second(request, desk), asked)))
    if made:
        return made[0]
    values = {"form": asked, "second": needs_second(role, "export records")}
    return show(request, "vault/export.html", values, 400 if request.method == "POST" else 200)


def _asks(desk: Desk) -> tuple[Ask, ...]:
    return (
        Ask(
            "file",
            N_("File"),
            "file",
            N_("A workbook, YAML or JSON; sealed with age or not. It stays in memory."),
            required=True,
        ),
        Ask("passphrase", N_("Its passphrase, where it is sealed with one"), "secret"),
        Ask("into", N_("Compartment for what is new"), "choice", choices=[("", "-"), *compartments(desk)]),
        Ask(
            "network",
            N_("Which network it changes"),
            "choice",
            choices=held(desk, "network", key=True, none=_("the only one, or a new one")),
        ),
        Ask("why", N_("Reason, which only the auditors can read")),
    )


def _read(asked: Asked) -> Contents:
    """Return what the file holds; its own name is said nowhere, for it may be somebody's."""
    file: UploadedFile[bytes] = asked.cleaned_data["file"]
    ending, data = Path((file.name or "").removesuffix(SEALED)).suffix.lower(), file.read()
    if ending not in {".xlsx", ".yaml", ".yml", ".json"}:
        raise BadInput.at(_("file"), _("a name of another ending"), ".xlsx, .yaml, .json (.age)")
    kind = format_of(f"file{ending}")
    if data.startswith(AGE_HEADERS):
        passphrase = str(asked.cleaned_data["passphrase"] or "")
        data = opener(ask=lambda _name: passphrase)(data, _("file"))
    return from_bytes(data, kind, _("file"))


def _keep(kept: Kept, wanted: Import) -> str:
    token = secrets.token_hex(8)
    waiting = [key for key in kept.drawn if key[0].startswith(_UPLOAD)]
    for key in waiting[: max(0, len(waiting) - _MOST + 1)]:
        del kept.drawn[key]
    kept.drawn[_UPLOAD + token, 0] = wanted
    return token


def _page(request: HttpRequest, asked: Asked, status: int) -> HttpResponse:
    return show(request, "vault/import.html", {"form": asked}, status)


def _file(desk: Desk, asked: Asked) -> HttpResponse:
    said: dict[str, Any] = asked.cleaned_data
    to = [line.strip() for line in asked.said("recipients").splitlines() if line.strip()]
    passphrase, clear = str(said["passphrase"] or ""), bool(said["clear"])
    if clear == bool(to or passphrase):
        raise BadInput.at(_("file"), _("neither sealed nor in clear, or both"), _("one of them"))
    seal = None if clear else sealer(to, ask=lambda _name: passphrase)
    kinds = said["kinds"]
    ids = _ids(desk, kinds, asked.said("network"))
    contents = export_records(desk, kinds, ids, asked.said("why"), to)
    kind: Format = said["format"]
    data, name = to_bytes(contents, kind, _("file")), f"waystation.{kind}"
    if seal is not None:
        data, name = seal(data, name), name + SEALED
    answer = HttpResponse(data, content_type="application/octet-stream" if seal else FORMATS[kind][1])
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _ids(desk: Desk, kinds: list[str], network: str) -> list[str]:
    """Return the records that are meant, where one of several networks was chosen; nothing for all."""
    if not network or "network" not in kinds:
        return []
    return [network, *(each for each, _title in held(desk, *(set(kinds) - {"network"})))]
