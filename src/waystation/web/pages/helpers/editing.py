"""How is a helper written down, and what plans need of him changed?"""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from waystation.actions.acting import Desk
from waystation.domain.helper_record import HelperRecord
from waystation.domain.kinds import data_of
from waystation.domain.person import Contact, Name
from waystation.kit.language import N_, _
from waystation.plan.explain.names import ROLES
from waystation.vault.records import Saved
from waystation.web.drafts import opened
from waystation.web.pages.asked import Ask, Asked, compartments, done, form, held
from waystation.web.pages.network.notation import read, written
from waystation.web.pages.saving import added, field, saved
from waystation.web.paging import show

_NUMBERS = ("worth", "effort_cost", "future_value")


def new(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Write down a helper."""
    first = (
        Ask(
            "into",
            N_("Compartment"),
            "choice",
            N_("Who holds it can open the helper."),
            required=True,
            choices=compartments(desk, "helper"),
        ),
        Ask("id", N_("Key"), help=N_("A short name that others use for him, and networks too; it stays.")),
    )
    asked = form(request, (*first, *_asks(desk)))
    found: list[Saved] = []
    if request.method == "POST" and asked.is_valid():
        said = {**_said(asked, None), "id": asked.said("id") or None}
        into = asked.said("into")
        if done(asked, lambda: found.append(added(desk, into, "helper", said)), _field(asked)):
            messages.success(request, _("Saved."))
            return HttpResponseRedirect(reverse("helper", args=[found[0].id]))
    status = 400 if request.method == "POST" else 200
    return show(request, "helpers/edit.html", {"form": asked, "record": None}, status)


def edit(request: HttpRequest, desk: Desk, record: str) -> HttpResponse:
    """Change what is known of a helper."""
    there, value = opened(desk, record, HelperRecord)
    asked = form(request, (*_asks(desk), Ask("counter", "", "hidden")), _initial(value, there.counter))
    if request.method == "POST" and asked.is_valid():
        counter = int(asked.said("counter") or 0)
        if done(asked, lambda: saved(desk, there, _said(asked, value), counter), _field(asked)):
            messages.success(request, _("Saved."))
            return HttpResponseRedirect(reverse("helper", args=[record]))
    status = 400 if request.method == "POST" else 200
    return show(request, "helpers/edit.html", {"form": asked, "record": there}, status)


def _asks(desk: Desk) -> tuple[Ask, ...]:
    roles = [("", "-"), *((each, _(said)) for each, said in ROLES.items())]
    return (
        Ask("names", N_("Names"), "long", N_("One in a line; none is the right one.")),
        Ask("role", N_("Role"), "choice", choices=roles),
        Ask("country", N_("Country"), help=N_("Where he works, in two letters.")),
        Ask("languages", N_("Languages"), help=N_("Such as zh, ko-KP.")),
        Ask(
            "calls",
            N_("Numbers to call"),
            "long",
            N_("One in a line. A call, and nothing else, is allowed at first."),
        ),
        Ask("networks", N_("Networks"), "many", choices=held(desk, "network", key=True)),
        Ask(
            "integrity",
            N_("Kept and broke faith"),
            help=N_("Counts of groups: kept + broken, such as 14 + 1."),
        ),
        Ask("worth", N_("Worth"), help=N_("What the network would lose with him.")),
        Ask("effort_cost", N_("What a leg costs him")),
        Ask("future_value", N_("What future work is worth to him")),
        Ask("not_for", N_("Never with"), help=N_("Traits, with commas between them.")),
    )


def _initial(helper: HelperRecord, counter: int) -> dict[str, Any]:
    numbers = {name: written(getattr(helper, name), "number") for name in _NUMBERS}
    return {
        **numbers,
        "names": "\n".join(each.text for each in helper.names),
        "role": helper.role or "",
        "country": helper.country or "",
        "languages": ", ".join(helper.languages),
        "calls": "\n".join(each.address for each in helper.contacts if each.channel == "call"),
        "networks": list(helper.networks),
        "integrity": written(helper.integrity.model_dump(mode="json"), "kept"),
        "not_for": ", ".join(helper.not_for),
        "counter": counter,
    }


def _said(asked: Asked, before: HelperRecord | None) -> dict[str, Any]:
    """Return what was typed; names and numbers that were there keep what else is known of them."""
    plain = data_of(before) if before else {}
    names = {each["text"]: each for each in plain.get("names", ())}
    contacts = plain.get("contacts", ())
    calls = {each["address"]: each for each in contacts if each["channel"] == "call"}
    return {
        **{name: read(asked.said(name), "number") for name in _NUMBERS},
        "names": [names.get(each, _plain(Name(text=each))) for each in _lines(asked.said("names"))],
        "role": asked.said("role"),
        "country": asked.said("country"),
        "languages": read(asked.said("languages"), "words"),
        "contacts": [
            *(
                calls.get(each, _plain(Contact(channel="call", address=each, allowed=True)))
                for each in _lines(asked.said("calls"))
            ),
            *(each for each in contacts if each["channel"] != "call"),
        ],
        "networks": asked.cleaned_data["networks"],
        "integrity": read(asked.said("integrity"), "kept", ("kept", "broken")),
        "not_for": read(asked.said("not_for"), "words"),
    }


def _plain(part: Name | Contact) -> dict[str, Any]:
    return part.model_dump(mode="json", exclude_defaults=True)


def _lines(text: str) -> list[str]:
    return list(dict.fromkeys(read(text, "lines") or []))


def _field(asked: Asked) -> Any:
    return lambda where: name if (name := field(where)) in asked.fields else None
