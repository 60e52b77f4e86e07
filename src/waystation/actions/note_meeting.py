"""Who has met whom in person, where, and who uses which device? Guests and helpers, too."""

from __future__ import annotations

from collections.abc import Sequence

from waystation.actions.acting import Desk, acting
from waystation.domain.access import Trace
from waystation.kit.errors import BadInput
from waystation.kit.language import N_, _
from waystation.vault.exposure import Subject
from waystation.vault.seeing import held_record, tag_of
from waystation.vault.session import Session
from waystation.vault.store import Tx
from waystation.vault.tags import tag

VERB = N_("note meeting")
Who = tuple[Subject, str]


def note_meeting(desk: Desk, people: Sequence[Who], place: Who | None = None, *, past: bool = False) -> None:
    """Write down that these people met: slept in a house, drove, spoke. With a place they are there now.

    `past`: they met there once, and where they are now is something else. Raises BadInput for nobody.
    """
    if not people:
        raise BadInput.at(_("meeting"), _("nobody"), _("one person at least"))
    with acting(desk, VERB) as work:
        actor, *others = [tag_of(desk.session, work.tx, *each) for each in people]
        where = () if place is None else _place(desk.session, work.tx, place[1])
        work.traces.append(Trace(verb="met", actor=actor, to=tuple(others), what=() if past else where))
        if past and where:
            work.traces.append(Trace(verb="told", actor=actor, to=(actor, *others), what=where))


def note_device(desk: Desk, device: str) -> None:
    """Write down that the member at the desk uses a device: what he knows would be known if it were taken."""
    with acting(desk, VERB) as work:
        work.trace("told", to=[tag(desk.session, "device", device)])


def _place(session: Session, tx: Tx, word: str) -> tuple[str, ...]:
    """Return the tags of a house or journey and of its compartment: to be there is to know it."""
    found = held_record(session, tx, ("house", "journey"), word)
    if found is None:
        return (tag_of(session, tx, "house", word),)
    return tag(session, "record", found.id), tag(session, "compartment", found.compartment)
