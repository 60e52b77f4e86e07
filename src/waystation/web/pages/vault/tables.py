"""How do tables come into the vault and leave it, without a file in clear on this machine?"""

from __future__ import annotations

import zlib
from base64 import b64decode, b64encode
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
from waystation.exchange.textfile import MAX_BYTES
from waystation.kit.errors import BadInput
from waystation.kit.language import N_, _
from waystation.plan.files.examine import AGE_HEADERS, SEALED
from waystation.plan.files.sealed import opener, sealer
from waystation.web.pages.asked import Ask, Asked, compartments, done, form, held
from waystation.web.pages.vault.kinds import RECORDS
from waystation.web.paging import show
from waystation.web.second import with_second

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
    kept: list[str] = []
    found: list[tuple[Change, ...]] = []
    wanted = asked.said("into") or None, asked.said("network") or None

    def act() -> None:
        read.append(_read(asked))
        kept.append(_packed(read[0]))
        found.append(dry_run(desk, Import(read[0], *wanted), asked.said("why")))

    if not done(asked, act):
        return _page(request, asked, 400)
    values = {"found": found[0], "held": kept[0], "into": wanted[0], "network": wanted[1]}
    return show(request, "vault/changes.html", {**values, "why": asked.said("why")})


def apply(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Take in what the page of changes brings back: it was kept by the browser, and nowhere here."""
    if request.method != "POST":
        return HttpResponseRedirect(reverse("import"))
    said = request.POST
    wanted = Import(_unpacked(said.get("held", "")), said.get("into") or None, said.get("network") or None)
    changed = import_records(desk, wanted, said.get("why", ""))
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


def _packed(contents: Contents) -> str:
    """Return everything as a text that the page can carry, for any process to take in. Raises BadInput."""
    data = to_bytes(contents, "json", _("file"))
    if len(data) > MAX_BYTES:
        allowed = _("at most {most} MB; larger ones on a terminal").format(most=MAX_BYTES // 1_000_000)
        raise BadInput.at(_("file"), _("a file that is too large"), allowed)
    return b64encode(zlib.compress(data)).decode()


def _unpacked(text: str) -> Contents:
    """Return what a page has carried; judged again as any file. Raises BadInput."""
    try:
        unpacking = zlib.decompressobj()
        data = unpacking.decompress(b64decode(text, validate=True), MAX_BYTES)
        whole = unpacking.eof
    except (ValueError, zlib.error):
        data, whole = b"", False
    if not whole:
        raise BadInput.at(_("file"), _("what is not there any more"), _("choosing the file again"))
    return from_bytes(data, "json", _("file"))


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
