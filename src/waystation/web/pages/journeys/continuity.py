"""How does a second desk get what it needs to take over, and how does this one take over from another?"""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from waystation.actions.acting import Desk
from waystation.actions.make_continuity_pack import make_continuity_pack
from waystation.actions.take_over_journeys import take_over_journeys
from waystation.kit.errors import BadInput
from waystation.kit.language import _
from waystation.vault.faults import NotAllowed
from waystation.web.pages.journeys.forms import PackForm, TakeOverForm
from waystation.web.pages.journeys.found import posted
from waystation.web.paging import show


def continuity(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Make a pack of all journeys that are under way, sealed for who is chosen: the answer is the file."""
    me = desk.session.member_id
    members = [(e.id, e.name) for e in desk.session.directory.members.values() if e.id != me]
    form = PackForm(members, posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            return _file(_packed(desk, form))
        except BadInput as error:
            if isinstance(error, NotAllowed):
                raise
            form.add_error(None, str(error))
    values = {"form": form, "take_over": TakeOverForm()}
    return show(request, "journeys/continuity.html", values, 400 if form.errors else 200)


def _packed(desk: Desk, form: PackForm) -> bytes:
    """Return the pack. What lies on the disk for a moment is sealed, as it is when it travels."""
    data = form.cleaned_data
    with TemporaryDirectory(prefix="pack-") as folder:
        path = Path(folder) / "pack.age"
        make_continuity_pack(desk, path, members=data["members"], others=data["others"].split())
        return path.read_bytes()


def _file(pack: bytes) -> HttpResponse:
    answer = HttpResponse(pack, content_type="application/octet-stream")
    answer.headers["Content-Disposition"] = 'attachment; filename="pack.age"'
    return answer


def take_over(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Take over the journeys of a pack."""
    form = TakeOverForm(posted(request), request.FILES if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        trusted = form.cleaned_data["trusted"].strip()
        try:
            with TemporaryDirectory(prefix="pack-") as folder:
                path = Path(folder) / "pack.age"
                path.write_bytes(form.cleaned_data["pack"].read())
                taken = take_over_journeys(desk, path, trusted=[trusted] if trusted else [])
        except BadInput as error:
            if isinstance(error, NotAllowed):
                raise
            form.add_error(None, str(error))
        else:
            messages.success(request, _("{count} journeys taken over.").format(count=len(taken)))
            return HttpResponseRedirect(reverse("journeys"))
    return show(request, "journeys/take_over.html", {"form": form}, 400 if form.errors else 200)
