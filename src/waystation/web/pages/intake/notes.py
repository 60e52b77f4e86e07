"""What is written for few eyes, and which steps of a protocol were done?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from waystation.actions.acting import Desk
from waystation.actions.list_requests import list_requests
from waystation.actions.tick_protocol import tick_protocol
from waystation.actions.view_case import view_case
from waystation.actions.write_note import NewNote, NoteWords, add_entry, write_note
from waystation.domain.case_record import CaseRecord
from waystation.domain.group_record import Note
from waystation.domain.protocol import open_steps, protocol_of
from waystation.kit.language import _
from waystation.vault.faults import NotAllowed
from waystation.web.drafts import opened, require_known
from waystation.web.pages.intake import words
from waystation.web.pages.intake.acts import FormPage, RecordForm, acted
from waystation.web.pages.intake.case import names_of
from waystation.web.pages.intake.fields import area, line

_HOLD = frozenset({"coordinator", "case worker", "protection officer"})


class EntryForm(RecordForm):
    """What is added to a note."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"] = area(_("What has to be known"))
        self.fields["to_do"] = line(_("What was agreed to do, by whom"))

    def entry(self) -> NoteWords:
        """Return what was typed."""
        return NoteWords(text=self.cleaned_data["text"], to_do=self.cleaned_data["to_do"] or None)


class NoteForm(EntryForm):
    """A note that is begun: on what, about whom, for whom."""

    def __init__(
        self,
        *args: Any,
        persons: Sequence[tuple[str, str]] = (),
        readers: Sequence[tuple[str, str]] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        boxes = forms.CheckboxSelectMultiple
        self.fields["subject"] = forms.ChoiceField(
            label=_("What it is about"), choices=words.choices(words.SUBJECTS)
        )
        self.fields["about"] = forms.MultipleChoiceField(
            label=_("About whom"), required=False, choices=list(persons), widget=boxes
        )
        self.fields["readers"] = forms.MultipleChoiceField(
            label=_("Who may read it, beside you"), required=False, choices=list(readers), widget=boxes
        )
        self.order_fields(["subject", "about", "text", "to_do", "readers"])


class TickForm(RecordForm):
    """What was done for a step."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["words"] = area(_("What was done, or agreed with her"))


def new_note(request: HttpRequest, desk: Desk, case: str) -> HttpResponse:
    """Write a note in a compartment of its own."""
    require_known(desk, case, CaseRecord)
    view = view_case(desk, case)
    persons = [(each.id, each.names[0].text if each.names else each.id) for _record, each in view.persons]
    form = NoteForm(
        request.POST if request.method == "POST" else None,
        persons=persons,
        readers=_readers(desk),
        initial={"counter": view.case[0].counter, "subject": "protection"},
    )
    page = FormPage(
        _("A note for few eyes"),
        _("Write it down"),
        reverse("case", args=[case]),
        _("The note is written. The case says only that there is one."),
        words=_("It is sealed apart from the case. Only you and those you choose can open it."),
    )

    def act() -> str:
        told = form.cleaned_data
        what = NewNote(subject=told["subject"], about=tuple(told["about"]), words=form.entry())
        return reverse("note", args=[write_note(desk, form.seen(case), what, told["readers"]).record])

    return acted(request, form, page, act)


def _readers(desk: Desk) -> list[tuple[str, str]]:
    members = desk.session.directory.members.values()
    mine = desk.session.member_id
    return [
        (each.id, f"{each.name}, {_(each.role)}")
        for each in members
        if each.role in _HOLD and each.id != mine
    ]


def note(request: HttpRequest, desk: Desk, note: str) -> HttpResponse:
    """Show a note, and add to it."""
    record, value = opened(desk, note, Note)
    form = EntryForm(request.POST if request.method == "POST" else None, initial={"counter": record.counter})
    page = FormPage(
        _("Note"),
        _("Add it"),
        reverse("note", args=[note]),
        _("It is added. What was there before stays."),
        template="intake/note.html",
        more=_values(desk, note, value),
    )
    return acted(request, form, page, lambda: add_entry(desk, form.seen(note), form.entry()))


def _values(desk: Desk, identity: str, value: Note) -> dict[str, Any]:
    protocol, left = protocol_of(value), open_steps(value)
    steps = protocol.steps if protocol is not None else ()
    done = {each.key: [tick for tick in value.ticks if tick.step == each.key] for each in steps}
    cases = {each.key: each.record for each in list_requests(desk)}
    return {
        "note": value,
        "identity": identity,
        "steps": [(each, done[each.key]) for each in steps],
        "left": len(left),
        "case": cases.get(value.case or ""),
        "words": words,
        "who": names_of(desk),
    }


def tick(request: HttpRequest, desk: Desk, note: str, step: str) -> HttpResponse:
    """Write down that a step of the protocol was done."""
    record, value = opened(desk, note, Note)
    protocol = protocol_of(value)
    meant = next((each for each in protocol.steps if each.key == step), None) if protocol else None
    if meant is None:
        raise NotAllowed.to(_("step"), _("one of the protocol"))
    form = TickForm(request.POST if request.method == "POST" else None, initial={"counter": record.counter})
    page = FormPage(
        _("A step of the protocol"),
        _("It was done"),
        reverse("note", args=[note]),
        _("The step is written down, with your name and the time."),
        words=_(meant.text),
    )
    return acted(
        request, form, page, lambda: tick_protocol(desk, form.seen(note), step, form.cleaned_data["words"])
    )
