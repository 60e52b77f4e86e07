"""What does somebody type about money?"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms

from waystation.actions.acting import Desk
from waystation.kit.language import _
from waystation.web.pages.money import words
from waystation.web.pages.money.there import choices

_LEAST = Decimal("0.0001")
_LONGEST = 200  # characters of a key


def amount(label: str) -> forms.DecimalField:
    """Return a field for an amount of money above 0."""
    return forms.DecimalField(label=label, min_value=_LEAST, max_digits=17, decimal_places=4)


def currency(label: str) -> forms.RegexField:
    """Return a field for the code of a currency."""
    typed = forms.TextInput(attrs={"autocapitalize": "characters", "size": "5"})
    return forms.RegexField(
        "^[A-Z]{3}$", label=label, help_text=_("Three letters, such as USD."), widget=typed
    )


def day(label: str, *, required: bool = True) -> forms.DateField:
    """Return a field for a day."""
    return forms.DateField(label=label, required=required, widget=forms.DateInput(attrs={"type": "date"}))


def one_of(label: str, known: list[tuple[str, str]], *, required: bool = False) -> forms.Field:
    """Return a field for the key of a record: a list of those that are held, or text where none is."""
    if not known:
        return forms.CharField(label=label, required=required, max_length=_LONGEST)
    return forms.ChoiceField(label=label, required=required, choices=[("", "-"), *known])


class PaymentForm(forms.Form):
    """A payment that is planned."""

    def __init__(self, desk: Desk, compartment: str, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(data)
        self.fields |= {
            "purpose": forms.ChoiceField(label=_("What for"), choices=words.purposes()),
            "helper": forms.CharField(
                label=_("Helper"), max_length=_LONGEST, help_text=_("The key that the network has.")
            ),
            "amount": amount(_("Amount")),
            "currency": currency(_("Currency")),
            "case": one_of(_("Case"), choices(desk, "case")),
            "journey": one_of(_("Journey"), choices(desk, "journey")),
            "stage": forms.IntegerField(label=_("Stage"), required=False, min_value=1, max_value=999),
            "corridor": one_of(_("Corridor"), choices(desk, "corridor")),
            "persons": forms.IntegerField(
                label=_("For how many persons"), required=False, min_value=1, max_value=999
            ),
            "spent_on": forms.ChoiceField(
                label=_("What it buys"), required=False, choices=[("", "-"), *words.things()]
            ),
            "country": forms.RegexField(
                "^[A-Z]{2}$", label=_("Country"), required=False, help_text=_("Two letters, such as CN.")
            ),
            "fund": one_of(_("Donor fund"), choices(desk, "fund", compartment)),
            "words": forms.CharField(
                label=_("Note"), required=False, widget=forms.Textarea(attrs={"rows": 3}), max_length=2000
            ),
        }


class SharedForm(forms.Form):
    """A decision whose fees and hold-backs are planned together."""

    def __init__(self, desk: Desk, compartment: str, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(data)
        self.fields |= {
            "decision": one_of(_("Decision"), choices(desk, "decision"), required=True),
            "currency": currency(_("Currency, where the network names none")),
            "corridor": one_of(_("Corridor"), choices(desk, "corridor")),
            "fund": one_of(_("Donor fund"), choices(desk, "fund", compartment)),
        }


class FundForm(forms.Form):
    """Money that somebody gave."""

    def __init__(self, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(data)
        self.fields |= {
            "id": forms.CharField(label=_("Key"), max_length=40, help_text=_("What the desk calls it.")),
            "donor": forms.CharField(label=_("Donor"), required=False, max_length=_LONGEST),
            "amount": amount(_("Amount")),
            "currency": currency(_("Currency")),
            "received": day(_("Received on")),
            "until": day(_("To be spent until"), required=False),
            "spent_on": forms.MultipleChoiceField(
                label=_("Only for"),
                required=False,
                choices=words.things(),
                widget=forms.CheckboxSelectMultiple,
            ),
            "countries": forms.RegexField(
                "^[A-Z]{2}( [A-Z]{2})*$",
                label=_("Only in these countries"),
                required=False,
                help_text=_("Two letters each, with spaces between, such as CN LA TH."),
            ),
        }


class RateForm(forms.Form):
    """What a currency was worth."""

    def __init__(self, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(data)
        self.fields |= {
            "day": day(_("From this day on")),
            "of": currency(_("One unit of")),
            "rate": forms.DecimalField(
                label=_("is worth"), min_value=Decimal("1e-10"), max_digits=19, decimal_places=10
            ),
            "to": currency(_("of this currency")),
            "source": forms.CharField(label=_("Source"), required=False, max_length=_LONGEST),
        }


class BudgetForm(forms.Form):
    """What a case or a corridor may cost."""

    def __init__(self, desk: Desk, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(data)
        self.fields |= {
            "case": one_of(_("Case"), choices(desk, "case")),
            "corridor": one_of(_("Corridor"), choices(desk, "corridor")),
            "currency": currency(_("Currency")),
            **{f"line_{word}": _line(label) for word, label in words.things()},
            "line_rest": _line(_("everything else")),
        }


def _line(label: str) -> forms.DecimalField:
    return forms.DecimalField(label=label, required=False, min_value=0, max_digits=17, decimal_places=4)
