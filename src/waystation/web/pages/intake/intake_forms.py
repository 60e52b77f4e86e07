"""What is typed while somebody talks: who asks, where they are, what is answered?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms

from waystation.actions.register_case import Registration
from waystation.domain.case_record import Requester
from waystation.domain.person import Contact
from waystation.domain.question_lists import TOPICS, newest
from waystation.kit.language import _
from waystation.web.pages.intake.acts import RecordForm
from waystation.web.pages.intake.fields import asked_field, line
from waystation.web.pages.intake.words import CAME_BY, CHANNELS, LANGUAGES, choices


class AnswersForm(RecordForm):
    """The questions of the intake."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for question in newest().questions:
            self.fields[f"q_{question.key}"] = asked_field(question)

    def answers(self) -> dict[str, str]:
        """Return what was answered, by question."""
        return {key[2:]: value for key, value in self.cleaned_data.items() if key.startswith("q_") and value}

    def topics(self) -> Iterator[tuple[str, list[forms.BoundField]]]:
        """Yield the questions by topic, in the order in which they are asked."""
        for topic, heading in TOPICS.items():
            keys = [each.key for each in newest().questions if each.topic == topic]
            yield _(heading), [self[f"q_{key}"] for key in keys]


class CallerForm(RecordForm):
    """Who asks."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"] = line(_("Who is calling"))
        self.fields["relation"] = line(
            _("What he or she is to them"), help_text=_("Mother, neighbour; self for one of them.")
        )
        self.fields["language"] = forms.ChoiceField(
            label=_("Language"), required=False, choices=choices(LANGUAGES, _("not known"))
        )
        self.fields["channel"] = forms.ChoiceField(label=_("Can be reached by"), choices=choices(CHANNELS))
        self.fields["address"] = line(_("Number or address"))
        self.fields["allowed"] = forms.BooleanField(label=_("This way may be used"), required=False)
        self.fields["safe_hours"] = line(_("When it is safe"))

    def caller(self) -> Requester:
        """Return the caller."""
        told = self.cleaned_data
        contacts: tuple[Contact, ...] = ()
        if told["address"]:
            contacts = (
                Contact(
                    channel=told["channel"],
                    address=told["address"],
                    allowed=told["allowed"],
                    safe_hours=told["safe_hours"] or None,
                ),
            )
        return Requester(
            name=told["name"] or None,
            relation=told["relation"] or None,
            language=told["language"] or None,
            contacts=contacts,
        )


def of_caller(caller: Requester | None) -> dict[str, Any]:
    """Return what the form of a caller begins with."""
    if caller is None:
        return {}
    first = caller.contacts[0].model_dump() if caller.contacts else {}
    return {"name": caller.name, "relation": caller.relation, "language": caller.language, **first}


class RegistrationForm(AnswersForm, CallerForm):
    """All that is asked while somebody talks."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["came_by"] = forms.ChoiceField(label=_("How the request came"), choices=choices(CAME_BY))
        self.fields["country"] = forms.RegexField(
            r"^[A-Z]{2}$",
            label=_("Country where they are"),
            required=False,
            help_text=_("Two letters, such as CN."),
        )
        self.fields["title"] = line(_("What the desk calls it"), help_text=_("Name nobody in it."))
        self.fields["present_danger"] = forms.BooleanField(
            label=_("They are in present danger: getting them out must not wait"), required=False
        )

    def about_caller(self) -> list[forms.BoundField]:
        """Return the fields on who asks."""
        return [self[name] for name in ("name", "relation", "language", "channel", "address", "safe_hours")]

    def about_case(self) -> list[forms.BoundField]:
        """Return the fields on the case as a whole."""
        return [self[name] for name in ("came_by", "country", "title")]

    def registration(self) -> Registration:
        """Return what was said."""
        told = self.cleaned_data
        return Registration(
            requester=self.caller(),
            came_by=told["came_by"],
            country=told["country"] or None,
            title=told["title"] or None,
            answers=self.answers(),
            present_danger=told["present_danger"],
        )
