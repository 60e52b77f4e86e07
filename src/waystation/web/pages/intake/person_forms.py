"""What is typed into the forms of a person?"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from waystation.domain.person import Person
from waystation.domain.person_facts import PersonFacts
from waystation.kit import clock
from waystation.kit.language import _
from waystation.web.pages.intake.acts import RecordForm
from waystation.web.pages.intake.fields import area, line
from waystation.web.pages.intake.person_rows import Rows, contact_of, filled_rows, name_of, relative_of
from waystation.web.pages.intake.words import LANGUAGES, PURPOSES, SEXES, choices, joined, parted


def _year(label: str) -> forms.IntegerField:
    return forms.IntegerField(label=label, required=False, min_value=1880, max_value=2199)


class PersonForm(RecordForm):
    """What is known of her, beside the rows of names, contacts and relatives."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["born_from"] = _year(_("Born, earliest year"))
        self.fields["born_to"] = _year(_("Born, latest year"))
        self.fields["sex"] = forms.ChoiceField(
            label=_("Sex"), required=False, choices=choices(SEXES, _("not known"))
        )
        self.fields["country"] = forms.RegexField(
            r"^[A-Z]{2}$", label=_("Nationality"), required=False, help_text=_("Two letters, such as KP.")
        )
        self.fields["languages"] = line(_("Languages she speaks, best first"), help_text=_("ko, zh, en"))
        self.fields["traits"] = line(
            _("What matters for the way"), help_text=_("In the words of the network: elderly, infant.")
        )
        self.fields["guardian"] = line(_("Guardian, for a child"))
        self.fields["best_interest"] = area(_("Why it is the best for the child"), required=False, rows=2)
        self.fields["heard_now"] = forms.BooleanField(
            label=_("The child was heard today with nobody else listening"), required=False
        )


def begun_with(person: Person) -> dict[str, Any]:
    """Return what the form of a person begins with."""
    plain = {key: getattr(person, key) for key in ("born_from", "born_to", "sex", "country", "guardian")}
    lists = {"languages": joined(person.languages), "traits": joined(person.traits)}
    return {**plain, **lists, "best_interest": person.best_interest}


def facts(form: PersonForm, rows: Rows, before: Person | None) -> PersonFacts:
    """Return what was typed. Raises ValidationError for what no record can hold."""
    told = form.cleaned_data
    names, contacts, relatives = rows
    heard = before.heard_alone_at if before is not None else None
    known = {(each.relation, each.name): each.person for each in before.relatives} if before else {}
    return PersonFacts(
        names=tuple(name_of(each) for each in filled_rows(names, "text")),
        contacts=tuple(contact_of(each) for each in filled_rows(contacts, "address")),
        relatives=tuple(relative_of(each, known) for each in filled_rows(relatives, "relation")),
        born_from=told["born_from"],
        born_to=told["born_to"],
        sex=told["sex"] or None,
        country=told["country"] or None,
        languages=parted(told["languages"]),
        traits=parted(told["traits"]),
        guardian=told["guardian"] or None,
        best_interest=told["best_interest"] or None,
        heard_alone_at=clock.now() if told["heard_now"] else heard,
    )


class AgreementForm(RecordForm):
    """What she has just answered."""

    def __init__(self, *args: Any, languages: Iterable[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        hers = {code: LANGUAGES.get(code, code) for code in languages} or LANGUAGES
        said = [("yes", _("yes")), ("no", _("no"))]
        self.fields["purpose"] = forms.ChoiceField(label=_("What for"), choices=choices(PURPOSES))
        self.fields["given"] = forms.ChoiceField(
            label=_("Her answer"), choices=said, widget=forms.RadioSelect
        )
        self.fields["language"] = forms.ChoiceField(
            label=_("In which language it was asked and answered"), choices=choices(hers)
        )
        self.fields["heard_alone"] = forms.BooleanField(label=_("Nobody else was listening"), required=False)
        self.fields["only_case"] = forms.BooleanField(label=_("For this case only"), required=False)
        self.fields["oral"] = forms.BooleanField(
            label=_("Only spoken: present danger, to be confirmed within 24 hours"), required=False
        )
