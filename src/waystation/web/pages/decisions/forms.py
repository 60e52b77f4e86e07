"""What is asked on the pages of decisions?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from waystation.domain.decision_record import DecisionRecord
from waystation.domain.decision_rules import DecisionRules
from waystation.kit.language import N_, _
from waystation.plan.explain.names import Names
from waystation.plan.suppose import Supposed, hazards_of

_NOTHING = ("", "-")
_WORDS = {"go": N_("go"), "wait": N_("wait"), "decline": N_("decline")}


class Propose(forms.Form):
    """For which case a decision is proposed."""

    def __init__(self, cases: Sequence[tuple[str, str]], *args: Any) -> None:
        super().__init__(*args)
        self.fields["case"] = forms.ChoiceField(label=_("Case"), choices=list(cases))


class Sign(forms.Form):
    """An opinion."""

    def __init__(self, *args: Any, danger: bool = False, again: bool = False) -> None:
        super().__init__(*args)
        words = [(word, _(said)) for word, said in _WORDS.items() if not (again and word == "go")]
        self.fields["opinion"] = forms.ChoiceField(
            label=_("Your opinion"), choices=words, widget=forms.RadioSelect
        )
        self.fields["reason"] = forms.CharField(
            label=_("Why, without names"), required=again, widget=forms.Textarea(attrs={"rows": 3})
        )
        if danger:
            self.fields["oral"] = forms.BooleanField(label=_("Given by word of mouth"), required=False)


class Continuity(forms.Form):
    """Who holds a continuity pack."""

    def __init__(self, members: Sequence[tuple[str, str]], *args: Any) -> None:
        super().__init__(*args)
        self.fields["holder"] = forms.ChoiceField(
            label=_("Who holds it"), choices=[_NOTHING, *members], required=False
        )
        self.fields["other"] = forms.CharField(
            label=_("Or what the other desk is called"), required=False, max_length=80
        )
        self.fields["days"] = forms.IntegerField(
            label=_("For how many days it is good"), min_value=1, max_value=90, initial=14
        )


class WhatIf(forms.Form):
    """What is supposed to be otherwise: every field that is filled in counts, together."""

    def __init__(self, record: DecisionRecord, *args: Any) -> None:
        super().__init__(*args)
        network, names = record.known_network, Names(record.known_network, record.known_case)
        self._choice("condition", _("A condition"), [(c.id, _unit(c.id, c.unit)) for c in network.conditions])
        self._number("condition_by", _("higher by (below 0: lower)"), 1.0, None)
        self._choice("hazard", _("A danger"), [(kind, kind) for kind in hazards_of(network)])
        self._number("hazard_times", _("so many times as likely (odds)"), 2.0, 0.0)
        self._choice("helper", _("Without a helper"), [(h.id, names.helper(h.id)) for h in network.helpers])
        houses = [(p.id, names.place(p.id)) for p in network.places if p.id != record.known_case.from_]
        self._choice("place", _("Without a place"), houses)
        self._choice("leg", _("Without a leg"), [(leg.id, names.leg(leg.id)) for leg in network.legs])
        self._number("later", _("Nobody leaves before so many hours"), None, 0.0)
        self._number("price", _("All prices so many times"), None, 0.0)

    def _choice(self, name: str, label: str, choices: list[tuple[str, str]]) -> None:
        self.fields[name] = forms.ChoiceField(label=label, choices=[_NOTHING, *choices], required=False)

    def _number(self, name: str, label: str, initial: float | None, least: float | None) -> None:
        self.fields[name] = forms.FloatField(label=label, required=False, initial=initial, min_value=least)

    def suppositions(self) -> list[Supposed]:
        """Return what is supposed, of a form that is valid."""
        given = self.cleaned_data
        found = [
            Supposed("helper", given["helper"]),
            Supposed("place", given["place"]),
            Supposed("leg", given["leg"]),
        ]
        found.append(Supposed("condition", given["condition"], given["condition_by"] or 0.0))
        found.append(Supposed("hazard", given["hazard"], given["hazard_times"] or 1.0))
        made = [each for each in found if each.about]
        if given["later"]:
            made.append(Supposed("later", "", given["later"]))
        if given["price"] is not None:
            made.append(Supposed("price", "", given["price"]))
        return made


def _unit(name: str, unit: str | None) -> str:
    return f"{name} ({unit})" if unit else name


class Holders(forms.Form):
    """Who will hold a printed sheet."""

    def __init__(self, known: Sequence[tuple[str, str]], *args: Any) -> None:
        super().__init__(*args)
        self.fields["people"] = forms.MultipleChoiceField(
            label=_("Who will hold it"), choices=list(known), widget=forms.CheckboxSelectMultiple
        )
        self.fields["why"] = forms.CharField(
            label=_("What for, without names"), required=False, max_length=200
        )


class Rules(forms.Form):
    """The rules of deciding."""

    def __init__(self, now: DecisionRules, data: Any = None) -> None:
        super().__init__(data, initial={**now.model_dump(), "reason": ""})
        profiles = [("standard", _("standard")), ("three persons", _("three persons"))]
        self.fields["profile"] = forms.ChoiceField(
            label=_("Profile"),
            choices=profiles,
            help_text=_("Of three, one may have several roles; two signatures stay two people's."),
        )
        for name, label in (
            ("floor", _("Floor: chance of reaching safety")),
            ("floor_low", _("Floor of the cautious figure")),
        ):
            self.fields[name] = forms.FloatField(
                label=label,
                required=False,
                min_value=0,
                max_value=1,
                help_text=_("From 0 to 1. A case's own may only be higher."),
            )
        self.fields["signatures"] = forms.IntegerField(label=_("Signatures for go"), min_value=2, max_value=5)
        self.fields["below_floor"] = forms.IntegerField(
            label=_("Signatures below the floor"), min_value=3, max_value=5
        )
        self.fields["confirm_hours"] = forms.FloatField(
            label=_("Hours until the second look after present danger"), min_value=0.5, max_value=24
        )
        self.fields["valued"] = forms.FloatField(
            label=_("Worth from which a house is kept from callers who are not verified"), min_value=0
        )
        self.fields["reason"] = forms.CharField(label=_("Why, without names"), max_length=300)
