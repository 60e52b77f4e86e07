"""Which forms do the pages of the watch have?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from waystation.kit.errors import BadInput
from waystation.kit.language import N_, _
from waystation.vault.faults import NotAllowed, NotHeld

CHANNELS = {
    "call": N_("a call"),
    "hand": N_("met in person"),
    "sms": N_("SMS"),
    "messenger": N_("messenger"),
    "email": N_("e-mail"),
    "link": N_("link"),
}
_NOTED = ("call", "hand", "sms", "messenger", "email")
_LONGEST = 7 * 24 * 60  # minutes


class Heard(forms.Form):
    """How they were heard of."""

    number = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)
    channel = forms.ChoiceField()
    word = forms.CharField(required=False, max_length=60, widget=forms.TextInput({"autocomplete": "off"}))

    def __init__(self, *arguments: Any, **more: Any) -> None:
        super().__init__(*arguments, **more)
        self.fields["channel"].label = _("Heard of them by")
        self.fields["channel"].choices = [(each, _(CHANNELS[each])) for each in _NOTED]  # type: ignore[attr-defined]
        self.fields["word"].label = _("The word that they said")


class Later(forms.Form):
    """By how much, and why."""

    minutes = forms.IntegerField(required=False, min_value=0, max_value=_LONGEST)
    stop = forms.BooleanField(required=False)
    why = forms.CharField(max_length=400, widget=forms.TextInput({"autocomplete": "off"}))

    def __init__(self, *arguments: Any, **more: Any) -> None:
        super().__init__(*arguments, **more)
        self.fields["minutes"].label = _("Put all off by minutes")
        self.fields["stop"].label = _("Expect nothing more: they have arrived, or others watch them")
        self.fields["why"].label = _("Reason, without names")


class Arming(forms.Form):
    """How a journey is to be watched."""

    ladder = forms.ChoiceField()
    every = forms.FloatField(required=False, min_value=0.25, max_value=72)
    grace = forms.IntegerField(min_value=0, max_value=24 * 60)
    language = forms.ChoiceField(choices=(("en", "English"), ("ko", "한국어")))
    remote = forms.BooleanField(required=False)

    def __init__(self, *arguments: Any, ladders: Sequence[str], **more: Any) -> None:
        super().__init__(*arguments, **more)
        self.fields["ladder"].label = _("Who is told")
        self.fields["ladder"].choices = [(each, each) for each in ladders]  # type: ignore[attr-defined]
        self.fields["every"].label = _("Hours between two check-ins")
        self.fields["every"].help_text = _(
            "Empty: those that its record has. Otherwise they follow from the stages."
        )
        self.fields["grace"].label = _("Minutes that each may be late")
        self.fields["language"].label = _("Language of the words")
        self.fields["remote"].label = _("Check-ins may come from outside, where that is allowed")


def put(form: forms.Form, error: BadInput) -> None:
    """Put what is wrong on the form; what may not be seen stays a page that is not there."""
    if isinstance(error, (NotAllowed, NotHeld)):
        raise error
    for fault in error.faults:
        form.add_error(None, str(fault))
