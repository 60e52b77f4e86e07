"""What is typed about a journey?"""

from __future__ import annotations

from typing import Any

from django import forms

from waystation.domain.journey import Journey
from waystation.domain.network import Network
from waystation.journey.sheets import LANGUAGES
from waystation.kit.language import _
from waystation.web.pages.journeys.found import helpers_ahead, standing_groups
from waystation.web.pages.journeys.words import INCIDENTS, OUTCOMES, RESULTS, TAKEN, choices

Choice = tuple[str, str]
OWN_NAMES = {"en": "English", "ko": "한국어", "zh": "中文", "vi": "Tiếng Việt", "lo": "ລາວ", "th": "ไทย"}
"""What each language calls itself: never translated."""
_NOTHING: Choice = ("", "—")


def _places(network: Network) -> list[Choice]:
    return [(place.id, place.name or place.id) for place in network.places]


def languages() -> list[Choice]:
    """Return the languages of helpers and travellers, each by its own name."""
    return [(code, OWN_NAMES[code]) for code in LANGUAGES]


class OfferForm(forms.Form):
    """How a helper is asked."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["where"] = forms.CharField(
            label=_("Where exactly they meet"), required=False, max_length=200
        )
        self.fields["language"] = forms.ChoiceField(
            label=_("Language of the words"), choices=[("en", "English"), ("ko", "한국어")]
        )


class ConfirmForm(forms.Form):
    """The word that the travellers have given."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["word"] = forms.CharField(
            label=_("The travellers' word"),
            widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none"}),
        )
        self.fields["alone"] = forms.BooleanField(
            label=_("It was given alone: the helper could not hear it"), required=True
        )


class IncidentForm(forms.Form):
    """What has happened."""

    def __init__(self, journey: Journey, network: Network, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        groups = [(each, each) for each in standing_groups(journey)]
        helpers = [(each, each) for each in helpers_ahead(journey)]
        legs = [(leg.id, leg.id) for leg in network.legs]
        self.fields["kind"] = forms.ChoiceField(label=_("What has happened"), choices=choices(INCIDENTS))
        self.fields["group"] = forms.ChoiceField(label=_("Group"), choices=groups)
        self.fields["stands"] = forms.ChoiceField(
            label=_("Where they are now, if not where they were thought to be"),
            choices=[_NOTHING, *_places(network)], required=False,
        )  # fmt: skip
        self.fields["hours"] = forms.FloatField(
            label=_("Hours that everything ahead is later"), min_value=0, max_value=1000, required=False
        )
        self.fields["helper"] = forms.ChoiceField(
            label=_("Helper whom it is about"), choices=[_NOTHING, *helpers], required=False
        )
        self.fields["gone"] = forms.ChoiceField(
            label=_("Leg that is known to be gone"), choices=[_NOTHING, *legs], required=False
        )
        self.fields["traits"] = forms.CharField(
            label=_("What now matters for the way, such as cannot_walk"), required=False, max_length=100
        )
        self.fields["words"] = forms.CharField(
            label=_("In words, without names"), required=False, max_length=500, widget=forms.Textarea
        )


class SplitForm(forms.Form):
    """Who goes on apart from the others."""

    def __init__(self, members: tuple[str, ...], persons: int, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if members:
            self.fields["apart"] = forms.MultipleChoiceField(
                label=_("Who goes on apart"), choices=[(each, each) for each in members],
                widget=forms.CheckboxSelectMultiple,
            )  # fmt: skip
        else:
            self.fields["count"] = forms.IntegerField(
                label=_("How many go on apart"), min_value=1, max_value=max(1, persons - 1)
            )
        labels = {
            "stay_traits": _("What matters for the way of the others"),
            "apart_traits": _("What matters for the way of those who go apart"),
        }
        for name, label in labels.items():
            self.fields[name] = forms.CharField(label=label, required=False, max_length=100)


class OutcomeForm(forms.Form):
    """What became of a group."""

    def __init__(self, network: Network, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        hazards = sorted({hazard.kind for leg in network.legs for hazard in leg.hazards})
        self.fields["outcome"] = forms.ChoiceField(label=_("What became of them"), choices=choices(OUTCOMES))
        self.fields["partner"] = forms.CharField(
            label=_("To whom they were handed over"), required=False, max_length=200
        )
        self.fields["hazard"] = forms.ChoiceField(
            label=_("What came over them, if that is known"),
            choices=[_NOTHING, *((each, each) for each in hazards)], required=False,
        )  # fmt: skip


class FollowUpForm(forms.Form):
    """How they fare."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["result"] = forms.ChoiceField(label=_("How they fare"), choices=choices(RESULTS))
        self.fields["words"] = forms.CharField(
            label=_("In words, without names"), required=False, max_length=500, widget=forms.Textarea
        )


class TakenForm(forms.Form):
    """Who or what was taken."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["subject"] = forms.ChoiceField(label=_("Who or what was taken"), choices=choices(TAKEN))
        self.fields["word"] = forms.CharField(
            label=_("Key of the record; of a member the name, of a device what it is called"),
            max_length=200,
            widget=forms.TextInput(attrs={"autocomplete": "off"}),
        )  # fmt: skip
        self.fields["reason"] = forms.CharField(label=_("Why, without names"), max_length=300)
        self.fields["drill"] = forms.BooleanField(
            label=_("Only a drill: on a copy, nobody is told"), required=False
        )


class PackForm(forms.Form):
    """Who gets the continuity pack."""

    def __init__(self, members: list[Choice], *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["members"] = forms.MultipleChoiceField(
            label=_("Members who may open it"), choices=members, required=False,
            widget=forms.CheckboxSelectMultiple,
        )  # fmt: skip
        self.fields["others"] = forms.CharField(
            label=_("age recipients of the second desk, one in each line"), required=False,
            widget=forms.Textarea,
        )  # fmt: skip


class TakeOverForm(forms.Form):
    """A continuity pack of another desk."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["pack"] = forms.FileField(label=_("Continuity pack"))
        self.fields["trusted"] = forms.CharField(
            label=_("Key with which the other desk signs, compared as words"), required=False, max_length=64
        )
