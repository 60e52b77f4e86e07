"""What is typed into the forms of a case that is taken in?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms

from waystation.domain.composing import CaseTerms
from waystation.domain.indicators import SIGNS
from waystation.kit.language import _
from waystation.web.pages.intake.acts import RecordForm
from waystation.web.pages.intake.fields import area, line, number
from waystation.web.pages.intake.words import URGENCIES, choices


class UrgencyForm(RecordForm):
    """A member's word on the urgency."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["urgency"] = forms.ChoiceField(label=_("Urgency"), choices=choices(URGENCIES))
        self.fields["danger"] = forms.BooleanField(label=_("They are in present danger"), required=False)
        self.fields["reason"] = area(
            _("Reason"), required=False, rows=2, help_text=_("Needed where it becomes less urgent.")
        )


class ReasonForm(RecordForm):
    """A reason, which may have to be given."""

    def __init__(self, *args: Any, needed: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"] = area(_("Reason"), required=needed, rows=3)


class SignForm(RecordForm):
    """A sign that somebody has seen or heard."""

    def __init__(self, *args: Any, persons: Sequence[tuple[str, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["sign"] = forms.ChoiceField(label=_("What was seen or heard"), choices=choices(SIGNS))
        self.fields["person"] = forms.ChoiceField(
            label=_("About whom"), required=False, choices=[("", _("the case as a whole")), *persons]
        )
        self.fields["words"] = area(_("In your words"), required=False)


class QuestionForm(RecordForm):
    """Something that only the real one knows."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["question"] = line(
            _("What is asked"), required=True, help_text=_("Not the answer: that stands nowhere.")
        )


class JudgeForm(RecordForm):
    """Whether the caller knew it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        told = [("right", _("knew it")), ("wrong", _("did not know it"))]
        self.fields["right"] = forms.ChoiceField(
            label=_("The caller"), choices=told, widget=forms.RadioSelect
        )
        self.fields["how"] = area(_("What it was compared with"), rows=2)


class GroupForm(RecordForm):
    """Who moves together."""

    def __init__(self, *args: Any, persons: Sequence[tuple[str, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["members"] = forms.MultipleChoiceField(
            label=_("Who moves together"), choices=list(persons), widget=forms.CheckboxSelectMultiple
        )
        self.fields["traits"] = line(
            _("What matters for the way"),
            help_text=_("In the words of the network, with commas; beside what the persons' records say."),
        )


class LinkForm(RecordForm):
    """Whether another case is about the same people."""

    def __init__(self, *args: Any, cases: Iterable[tuple[str, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["other"] = forms.ChoiceField(label=_("The other case"), choices=list(cases))
        told = [("same", _("it is about the same people")), ("not", _("it is not about the same people"))]
        self.fields["same"] = forms.ChoiceField(
            label=_("What you say"), choices=told, widget=forms.RadioSelect
        )
        self.fields["reason"] = area(_("Reason"))


class TermsForm(RecordForm):
    """The case file, as far as it is not in the records. No floor: that is the organisation's."""

    def __init__(
        self,
        *args: Any,
        groups: Sequence[tuple[str, str]] = (),
        networks: Sequence[tuple[str, str]] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["group"] = forms.ChoiceField(label=_("Group"), choices=list(groups))
        self.fields["network"] = forms.ChoiceField(label=_("Network"), choices=list(networks))
        self.fields["origin"] = line(
            _("Where they are: id of the place"), required=True, help_text=_("As the network calls it.")
        )
        self.fields["deadline"] = number(_("Deadline, hours from the network's start"), required=True)
        self.fields["step"] = number(_("Step of the clock, hours"), required=True)
        self.fields["too_late"] = number(_("Too late, hours from the network's start"))
        self.fields["found_per_day"] = number(_("Found where they are, probability for each day"), most=1)
        self.fields["harmed_per_day"] = number(_("Harmed where they are, probability for each day"), most=1)

    def terms(self) -> CaseTerms:
        """Return what was said."""
        told = self.cleaned_data
        return CaseTerms(
            origin=told["origin"],
            deadline=told["deadline"],
            step=told["step"],
            too_late=told["too_late"],
            found_per_day=told["found_per_day"],
            harmed_per_day=told["harmed_per_day"] or 0.0,
        )
