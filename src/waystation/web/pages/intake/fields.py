"""Which fields do the forms of requests and persons have in common?"""

from __future__ import annotations

from django import forms

from waystation.domain.base import LARGEST
from waystation.domain.questions import Question
from waystation.kit.language import _

LONG = 10_000  # letters of a text
SHORT = 200


def area(label: str, *, required: bool = True, rows: int = 3, help_text: str = "") -> forms.CharField:
    """Return a field for some sentences."""
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(
        label=label, required=required, max_length=LONG, widget=widget, help_text=help_text
    )


def line(label: str, *, required: bool = False, help_text: str = "") -> forms.CharField:
    """Return a field for some words."""
    return forms.CharField(label=label, required=required, max_length=SHORT, help_text=help_text)


def asked_field(question: Question) -> forms.Field:
    """Return the field of a question: one of its choices, or words."""
    if not question.choices:
        return line(_(question.text)) if question.short else area(_(question.text), required=False, rows=3)
    made = [(choice.key, _(choice.text)) for choice in question.choices]
    return forms.ChoiceField(label=_(question.text), required=False, choices=made, widget=forms.RadioSelect)


def number(
    label: str, *, required: bool = False, most: float = LARGEST, help_text: str = ""
) -> forms.FloatField:
    """Return a field for a number that is not negative."""
    return forms.FloatField(label=label, required=required, min_value=0, max_value=most, help_text=help_text)
