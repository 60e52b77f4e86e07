"""What does a form ask for, said once in a table, and what is said where it cannot be done?"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Literal, NamedTuple

from django import forms
from django.http import HttpRequest

from waystation.actions.acting import Desk
from waystation.actions.list_compartments import list_compartments
from waystation.actions.save_record import BothSides
from waystation.kit.errors import BadInput
from waystation.kit.language import _
from waystation.vault.faults import Busy, Conflict, Full, NotAllowed, NotHeld
from waystation.vault.finding import could_open

Kind = Literal[
    "text", "long", "date", "moment", "number", "secret", "choice", "many", "check", "file", "hidden"
]
Choices = Sequence[tuple[str, str]]
ELSEWHERE = (NotAllowed, NotHeld, Conflict, BothSides, Busy, Full)
"""What the page is not shown again for: the wrapper of all pages says it."""


class Ask(NamedTuple):
    """One question of a form; label and help are marked with N_ and said in the language in use."""

    name: str
    label: str
    kind: Kind = "text"
    help: str = ""
    required: bool = False
    choices: Choices = ()


class Asked(forms.Form):
    """A form that is made from a table."""

    def __init__(self, asks: Iterable[Ask], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.asks = tuple(asks)
        for ask in self.asks:
            self.fields[ask.name] = _field(ask)

    def said(self, name: str) -> str:
        """Return what was typed, without blanks around it."""
        return str(self.cleaned_data.get(name) or "").strip()


def form(request: HttpRequest, asks: Iterable[Ask], initial: Mapping[str, Any] | None = None) -> Asked:
    """Return the form with what was typed, or as it is at first."""
    if request.method == "POST":
        return Asked(asks, request.POST, request.FILES, auto_id="f-%s")
    return Asked(asks, initial=dict(initial or {}), auto_id="f-%s")


def done(asked: Asked, act: Callable[[], object], names: Callable[[str], str | None] | None = None) -> bool:
    """Do something; where that cannot be, say each fault on the form, at its field where `names` knows it."""
    try:
        act()
    except ELSEWHERE:
        raise
    except BadInput as error:
        for fault in error.faults:
            field = names(fault.where) if names else None
            text = _("found {found}; allowed: {allowed}").format(found=fault.found, allowed=fault.allowed)
            asked.add_error(field, text if field else str(fault))
        return False
    return True


def _moment() -> forms.DateTimeField:
    widget = forms.DateTimeInput({"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    return forms.DateTimeField(widget=widget, input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"])


_FIELDS: Mapping[Kind, Callable[[], forms.Field]] = {
    "text": lambda: forms.CharField(max_length=2_000),
    "long": lambda: forms.CharField(max_length=20_000, widget=forms.Textarea({"rows": 4})),
    "date": lambda: forms.DateField(widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d")),
    "moment": _moment,
    "number": lambda: forms.IntegerField(min_value=0, max_value=10**9),
    "secret": lambda: forms.CharField(
        strip=False, max_length=1_000, widget=forms.PasswordInput({"autocomplete": "off"})
    ),
    "choice": forms.ChoiceField,
    "many": lambda: forms.MultipleChoiceField(widget=forms.CheckboxSelectMultiple()),
    "check": forms.BooleanField,
    "file": forms.FileField,
    "hidden": lambda: forms.CharField(max_length=1_000, widget=forms.HiddenInput()),
}


def _field(ask: Ask) -> forms.Field:
    made = _FIELDS[ask.kind]()
    made.label, made.help_text = _(ask.label), _(ask.help) if ask.help else ""
    made.required = made.widget.is_required = ask.required
    if isinstance(made, forms.ChoiceField):
        made.choices = list(ask.choices)
    return made


def held(desk: Desk, *kinds: str, key: bool = False, none: str | None = None) -> list[tuple[str, str]]:
    """Return the records of some kinds that the member could open, to choose from: by id, or by their key.

    `none`: what stands first for nothing of them.
    """
    found = [
        (each.listed.key if key else each.id, each.listed.title or each.listed.key)
        for each in could_open(desk.session)
        if each.listed.kind in kinds
    ]
    first = [] if none is None else [("", none)]
    return [*first, *sorted(found, key=lambda each: each[1])]


def compartments(desk: Desk, *kinds: str) -> list[tuple[str, str]]:
    """Return the compartments of some kinds that the member holds, to choose from."""
    there = list_compartments(desk, set(kinds) or None)
    return [(each.id, each.manifest.title) for each in there]
