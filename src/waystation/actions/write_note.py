"""How is something about somebody's protection written for few eyes?"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from typing import NamedTuple, TypeVar

from waystation.actions.acting import Desk
from waystation.actions.keeping import Seen, changed, drafted, keep, of_kind, opened_at, opened_one
from waystation.actions.permissions import check_compartment, check_kind
from waystation.domain.base import Frozen, Text
from waystation.domain.case_record import CaseRecord
from waystation.domain.group_record import Note, NoteEntry
from waystation.domain.person import Person
from waystation.domain.protocol import Subject, protocol_for
from waystation.domain.record import PersonId, Record
from waystation.kit import clock
from waystation.kit.errors import BadInput
from waystation.kit.language import N_, _
from waystation.vault.compartments import create_compartment, grant
from waystation.vault.finding import of_kind as found_of_kind
from waystation.vault.records import Draft, Opened, Saved, save
from waystation.vault.work import Work

VERB = N_("write note")
R = TypeVar("R", bound=Record)


class NoteWords(Frozen):
    """What is written down."""

    text: Text
    to_do: Text | None = None
    """What was agreed to do, by whom."""


class NewNote(Frozen):
    """A note that is begun."""

    subject: Subject
    about: tuple[PersonId, ...] = ()
    """Whom it is about: keys of persons of the case."""
    words: NoteWords


class Written(NamedTuple):
    """A note that is new."""

    record: str
    key: str
    compartment: str


def write_note(desk: Desk, case: Seen, what: NewNote, readers: Sequence[str]) -> Written:
    """Keep a note in a compartment of its own, for the member at the desk and the `readers` (member ids).

    The case and the persons' records say only that there is one. A note on the means to die begins its
    protocol. Raises BadInput for somebody who is not of the case, NotAllowed for a reader whose role may not
    hold it, BothSides.
    """
    opened, value = opened_one(desk, VERB, case, CaseRecord)
    check_kind(desk.session.me.role, "note", save=True)
    if strangers := set(what.about) - set(value.persons):
        raise BadInput.at(
            _("note"),
            _("{count} who are not of the case").format(count=len(strangers)),
            _("persons of the case"),
        )
    for member in readers:
        check_compartment(desk.session.directory.member(member).role, "case")
    note = _note(desk, value.id, what)
    persons = _persons(desk, what.about)
    drafts = [(opened.compartment, drafted(opened, _with(value, note.id), case))]
    drafts += [(each.compartment, drafted(each, _with(of_kind(each, Person), note.id))) for each in persons]
    made: list[tuple[str, str]] = []

    def also(work: Work) -> None:
        where = create_compartment(work, "case", f"note {note.id}", "note").id
        for member in dict.fromkeys(readers):
            if member != desk.session.member_id:
                grant(work, where, member)
        made.append((save(work, where, [Draft(note)])[0].id, where))

    keep(desk, VERB, drafts, also=also)
    return Written(made[0][0], note.id, made[0][1])


def add_entry(desk: Desk, note: Seen, words: NoteWords) -> Saved:
    """Add to a note; nothing in it is changed. Raises BothSides."""
    entry = _entry(desk, words)
    change = lambda it: it.model_copy(update={"entries": (*it.entries, entry)})  # noqa: E731
    return changed(desk, VERB, note, Note, change)


def _with(value: R, note: str) -> R:
    """Return a case or person with the key of one more note."""
    return value.model_copy(update={"notes": (*getattr(value, "notes", ()), note)})


def _persons(desk: Desk, about: Sequence[str]) -> list[Opened]:
    found = [each.id for each in found_of_kind(desk.session, "person") if each.listed.key in about]
    return opened_at(desk, VERB, found) if found else []


def _note(desk: Desk, case: str, what: NewNote) -> Note:
    protocol = protocol_for(what.subject)
    return Note(
        id=secrets.token_hex(4),
        about=what.about,
        case=case,
        subject=what.subject,
        entries=(_entry(desk, what.words),),
        protocol=None if protocol is None else protocol.version,
    )


def _entry(desk: Desk, words: NoteWords) -> NoteEntry:
    return NoteEntry(at=clock.now(), by=desk.session.member_id, text=words.text, to_do=words.to_do)
