"""How does everybody learn that a helper, member, house or device is taken for compromised?"""

from __future__ import annotations

from waystation.actions.acting import Desk, acting, opening
from waystation.actions.permissions import may_open
from waystation.domain.access import Trace
from waystation.domain.helper_record import HelperRecord, Mark
from waystation.domain.house import House
from waystation.kit.errors import BadInput
from waystation.kit.language import N_, _
from waystation.vault.exposure import Subject
from waystation.vault.finding import Found, find
from waystation.vault.notices import Notice, post
from waystation.vault.records import Draft, Opened, open_records, save
from waystation.vault.seeing import tag_of
from waystation.vault.tags import tag

VERB = N_("mark")


def mark(desk: Desk, subject: Subject, word: str, reason: str) -> Notice:
    """Mark somebody or something. Every desk is told the tag at once; the mark stands in the record, too.

    The reason stands in the ledger and, sealed, in the record; name nobody in it. Raises NotAllowed.
    """
    if not reason.strip():
        raise BadInput.at(_("reason"), _("nothing"), _("why, without names"))
    opened = marked_record(desk, VERB, subject, word)
    with acting(desk, VERB, reason) as work:
        marked = tag_of(desk.session, work.tx, subject, word)
        actor = tag(desk.session, "member", desk.session.member_id)
        work.traces.append(Trace(verb="marked", actor=actor, what=(marked,), why=reason))
        if opened is not None:
            made = Mark(at=work.at, by=desk.session.member_id, reason=reason)
            save(work, opened.compartment, [with_marks(opened, (*marks_of(opened), made))])
        return post(work, "marked", [marked], alone=desk.second is None)


def marked_record(desk: Desk, verb: str, subject: Subject, word: str) -> Opened | None:
    """Open the record that a mark stands in; None where it is of a kind without marks, or of others."""
    if subject not in {"helper", "house"} or not may_open(desk.session.me.role, subject, save=True):
        return None
    found = _found(desk, subject, word)
    if found is None:
        return None
    with opening(desk, verb, [found.id]) as look:
        return open_records(look, [found.id])[0]


def _found(desk: Desk, subject: Subject, word: str) -> Found | None:
    try:
        return find(desk.session, word, subject)
    except BadInput:
        return None


def marks_of(opened: Opened) -> tuple[Mark, ...]:
    """Return the marks in a record."""
    return opened.value.marks if isinstance(opened.value, HelperRecord | House) else ()


def with_marks(opened: Opened, marks: tuple[Mark, ...]) -> Draft:
    """Return a record with other marks, to be saved."""
    value = opened.value.model_copy(update={"marks": marks})
    return Draft(value, opened.title, opened.id, opened.counter)
