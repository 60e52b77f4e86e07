"""How is the vault copied, sealed, and would it come back from its copies?"""

from __future__ import annotations

from pathlib import Path

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from waystation.actions.acting import Desk
from waystation.actions.back_up_vault import back_up_vault
from waystation.actions.drill_backup import drill_backup
from waystation.kit.language import N_, _
from waystation.vault.faults import NotAllowed
from waystation.web.pages.asked import Ask, done, form
from waystation.web.paging import show
from waystation.web.place import here


def copies(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Show the links of the chain, and make the next one."""
    others = [
        (each.id, each.name)
        for each in desk.session.directory.members.values()
        if each.id != desk.session.member_id
    ]
    asks = (
        Ask(
            "members",
            N_("Let these members go on with it, too"),
            "many",
            choices=sorted(others, key=lambda each: each[1]),
        ),
        Ask(
            "others",
            N_("Seal it for these age keys, too"),
            "long",
            N_("One in a line. Without one only you can open it, and only while the vault is there."),
        ),
        Ask("full", N_("Begin anew instead of going on from the last one"), "check"),
    )
    asked = form(request, asks)
    if request.method == "POST" and asked.is_valid():
        said = asked.cleaned_data
        keys = [line.strip() for line in asked.said("others").splitlines() if line.strip()]
        folder().mkdir(mode=0o700, exist_ok=True)
        if done(asked, lambda: back_up_vault(desk, folder(), said["members"], keys, full=bool(said["full"]))):
            messages.success(
                request, _("A copy was made. Carry it away: a copy beside the vault goes with it.")
            )
            return HttpResponseRedirect(reverse("copies"))
    there = [(each.name, each.stat().st_size, number) for number, each in enumerate(_links())]
    return show(
        request,
        "vault/copies.html",
        {"form": asked, "links": there[::-1]},
        400 if request.method == "POST" else 200,
    )


def link(request: HttpRequest, desk: Desk, number: int) -> HttpResponse:  # noqa: ARG001  (the rule has seen it)
    """Send one link, which is sealed, to the browser."""
    there = _links()
    if number >= len(there):
        raise NotAllowed.to("copy", "one that is there")
    answer = HttpResponse(there[number].read_bytes(), content_type="application/octet-stream")
    answer.headers["Content-Disposition"] = f'attachment; filename="{there[number].name}"'
    return answer


def drill(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Build the vault from the copies in a fresh place, open all that one may, and remove it again."""
    if request.method == "POST":
        found = drill_backup(desk, folder())
        said = _("The copies are sound. Links: {links}, rows: {rows}, opened: {opened}.").format(
            **found._asdict()
        )
        messages.success(request, said)
    return HttpResponseRedirect(reverse("copies"))


def folder() -> Path:
    """Return where the copies are."""
    return here().folder / "copies"


def _links() -> list[Path]:
    return sorted(each for each in folder().glob("*") if each.is_file()) if folder().is_dir() else []
