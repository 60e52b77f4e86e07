"""How is a mark taken back, so that a turned member cannot strand everyone?"""

from __future__ import annotations

from waystation.actions.acting import Desk, acting
from waystation.actions.mark import marked_record, marks_of, with_marks
from waystation.domain.access import Trace
from waystation.domain.helper_record import Mark
from waystation.kit.errors import BadInput
from waystation.kit.language import N_, _
from waystation.vault.exposure import Subject, standing
from waystation.vault.notices import Notice, post
from waystation.vault.records import save
from waystation.vault.seeing import seen, tag_of
from waystation.vault.tags import tag

VERB = N_("unmark")


def unmark(desk: Desk, subject: Subject, word: str, reason: str) -> Notice:
    """Take a mark back, two at the desk, with a reason. Mark and taking back both stay in the ledger.

    Raises BadInput where no mark stands, NotAllowed for one alone, NotHeld without the watchtower.
    """
    if not reason.strip():
        raise BadInput.at(_("reason"), _("nothing"), _("why, without names"))
    opened = marked_record(desk, VERB, subject, word)
    with acting(desk, VERB, reason) as work:
        marked = tag_of(desk.session, work.tx, subject, word)
        if marked not in standing(seen(desk.session, work.tx)):
            raise BadInput.at(_("mark"), _("none that stands"), _("one that nobody has taken back"))
        actor = tag(desk.session, "member", desk.session.member_id)
        work.traces.append(Trace(verb="unmarked", actor=actor, what=(marked,), why=reason))
        if opened is not None:
            back = {"taken_back_at": work.at, "taken_back_reason": reason}
            marks = tuple(_back(each, back) for each in marks_of(opened))
            save(work, opened.compartment, [with_marks(opened, marks)])
        return post(work, "mark taken back", [marked], alone=desk.second is None)


def _back(mark: Mark, back: dict[str, object]) -> Mark:
    return mark if mark.taken_back_at is not None else mark.model_copy(update=back)
