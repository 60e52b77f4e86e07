"""Who could take over the watch, should this desk be lost: who holds the sealed pack, and until when?"""

from __future__ import annotations

from datetime import datetime

from waystation.actions.acting import Desk, acting
from waystation.actions.decisions_kept import again, keep, open_decision
from waystation.decisions.hidden import shown_to
from waystation.domain.decision_record import ContinuityPack, DecisionRecord
from waystation.kit import clock
from waystation.kit.errors import BadInput
from waystation.kit.language import N_, _

VERB = N_("note continuity")


def note_continuity(desk: Desk, decision: str, holder: str, until: datetime) -> DecisionRecord:
    """Note that a second desk holds the pack, which travels as a bundle: a member (id), or what it is called.

    The one who made the bundle notes it when the holder has said that he can open it. Raises BadInput for
    nobody, and for a pack that has expired.
    """
    word = holder.strip()
    if not word or until <= clock.now():
        raise BadInput.at(
            _("continuity pack"), _("nobody, or a time that has passed"), _("who holds it, and until when")
        )

    def noted() -> DecisionRecord:
        found = open_decision(desk, VERB, decision)
        with acting(desk, VERB) as work:
            pack = ContinuityPack(holder=word, by=desk.session.member_id, at=work.at, until=until)
            packs = (*(each for each in found.record.packs if each.holder != word), pack)
            return keep(work, found, found.record.model_copy(update={"packs": packs}))

    return shown_to(again(noted), desk.session.member_id)
