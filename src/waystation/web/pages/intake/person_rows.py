"""Which rows has the form of a person: names, ways to reach her, relatives?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms

from waystation.domain.person import Contact, Name, Person, Relative
from waystation.kit.language import _
from waystation.web.pages.intake.fields import line, number
from waystation.web.pages.intake.words import CHANNELS, HARMS, NAME_USES, WHEREABOUTS, choices

MOST = 60  # rows
EMPTY = 2  # rows that are there to be filled in; saved and opened again, there are more


class NameRow(forms.Form):
    """One of her names, in one script."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"] = line(_("Name, as it is written"))
        self.fields["use"] = forms.ChoiceField(label=_("Which name"), choices=choices(NAME_USES))
        self.fields["language"] = line(_("Its language"), help_text=_("ko, zh, en"))
        self.fields["script"] = line(_("Its script"), help_text=_("Hang, Hani, Latn"))


class ContactRow(forms.Form):
    """A way to reach her."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["address"] = line(_("Number or address"))
        self.fields["channel"] = forms.ChoiceField(label=_("By"), choices=choices(CHANNELS))
        self.fields["safe_hours"] = line(_("When it is safe"))
        self.fields["allowed"] = forms.BooleanField(label=_("May be used"), required=False)


class RelativeRow(forms.Form):
    """A relative of hers."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        told = [("", _("not decided")), ("yes", _("knows of it")), ("no", _("is not told"))]
        self.fields["relation"] = line(_("What he or she is to her"))
        self.fields["name"] = line(_("Name"))
        self.fields["whereabouts"] = forms.ChoiceField(label=_("Where"), choices=choices(WHEREABOUTS))
        self.fields["told"] = forms.ChoiceField(
            label=_("Told of the departure"), required=False, choices=told
        )
        self.fields["p"] = number(_("Harmed for it: probability"), most=1)
        self.fields["then"] = forms.ChoiceField(
            label=_("How"), required=False, choices=choices(HARMS, _("not known"))
        )


Rows = tuple[Any, Any, Any]


def rows_of(typed: Mapping[str, Any] | None, person: Person | None) -> Rows:
    """Return the rows of names, contacts and relatives: those that there are, and some to be filled in."""
    names = [each.model_dump() for each in person.names] if person else []
    contacts = [each.model_dump() for each in person.contacts] if person else []
    told = {True: "yes", False: "no", None: ""}
    relatives = [
        {**each.model_dump(), "told": told[each.told]} for each in (person.relatives if person else ())
    ]
    made = ((NameRow, "name", names), (ContactRow, "contact", contacts), (RelativeRow, "relative", relatives))
    found = [
        forms.formset_factory(row, extra=EMPTY, max_num=MOST, absolute_max=MOST)(
            typed, prefix=prefix, initial=begun
        )
        for row, prefix, begun in made
    ]
    return found[0], found[1], found[2]


def filled_rows(rows: Any, needed: str) -> Iterable[dict[str, Any]]:
    """Return what stands in the rows that were filled in."""
    return (form.cleaned_data for form in rows if form.cleaned_data.get(needed))


def name_of(told: Mapping[str, Any]) -> Name:
    """Return the name of a row."""
    return Name(
        text=told["text"],
        use=told["use"],
        language=told["language"] or None,
        script=told["script"] or None,
    )


def contact_of(told: Mapping[str, Any]) -> Contact:
    """Return the contact of a row."""
    return Contact(
        channel=told["channel"],
        address=told["address"],
        allowed=told["allowed"],
        safe_hours=told["safe_hours"] or None,
    )


def relative_of(told: Mapping[str, Any], known: Mapping[tuple[str, str | None], str | None]) -> Relative:
    """Return the relative of a row; `known` are the records of those that there were."""
    return Relative(
        relation=told["relation"],
        name=told["name"] or None,
        person=known.get((told["relation"], told["name"] or None)),
        whereabouts=told["whereabouts"],
        told={"yes": True, "no": False}.get(told["told"]),
        p=told["p"],
        then=told["then"] or None,
    )
