"""Go, wait or decline: how does a member put his name to an opinion, and when is it enough?"""

from __future__ import annotations

from datetime import datetime

from waystation.actions.acting import Desk, acting
from waystation.actions.decisions_kept import again, keep, open_decision
from waystation.actions.look_again import after, look_again
from waystation.decisions.changed import Changed, stale
from waystation.decisions.hidden import shown_to
from waystation.decisions.said import said
from waystation.decisions.standing import below_floor, review_open
from waystation.decisions.words import change_text
from waystation.domain.decision_record import DecisionRecord, Opinion, OpinionWord, latest, read_by
from waystation.kit.errors import BadInput
from waystation.kit.language import N_, _
from waystation.vault.session import Session
from waystation.vault.signing import sign_word

VERB = N_("sign decision")


def sign_decision(
    desk: Desk, decision: str, opinion: OpinionWord, reason: str | None = None, *, oral: bool = False
) -> DecisionRecord:
    """Sign an opinion; return the decision as it now stands, with all opinions that the member may now see.

    Whether it is go follows from all opinions, the preconditions as this desk sees them now, and what has
    changed. Raises BadInput before the risks were read; for go on what has changed since; for go below the
    floor, or another opinion than before, without a reason; and where nothing is left to be decided.
    """
    said_why = (reason or "").strip() or None

    def signed() -> DecisionRecord:
        found = open_decision(desk, VERB, decision)
        _check(found.record, desk.session.member_id, opinion, said_why)
        seen = look_again(desk, VERB, found)
        if opinion == "go":
            _check_current(seen.changes)
        with acting(desk, VERB) as work:
            mine = _signed(desk.session, found.record, work.at, (opinion, said_why), oral=oral)
            then = after(work, found, _with(found.record, mine), seen)
            return keep(work, found, then.record, then.others)

    return shown_to(again(signed), desk.session.member_id)


def _check(record: DecisionRecord, me: str, opinion: OpinionWord, reason: str | None) -> None:
    over = record.state == "go" and opinion == "go" and not review_open(record)
    if record.state not in {"open", "go"} or over:
        raise BadInput.at(
            _("decision"), _("one that is {state}").format(state=_(record.state)), _("one that is open")
        )
    if not read_by(record, me):
        raise BadInput.at(_("decision"), _("risks that you have not read"), _("reading them first"))
    mine = latest(record).get(me)
    if mine is not None and (mine.opinion, mine.reason) == (opinion, reason):
        raise BadInput.at(_("opinion"), _("the one that you have signed already"), _("another one"))
    if mine is not None and reason is None:
        raise BadInput.at(_("reason"), _("nothing"), _("why you think otherwise now"))
    if opinion == "go" and below_floor(record) and reason is None:
        raise BadInput.at(_("reason"), _("nothing"), _("why it may go below the floor, without names"))


def _check_current(changes: tuple[Changed, ...]) -> None:
    if gone := stale(changes):
        what = " ".join(change_text(each, {}) for each in gone[:3])
        raise BadInput.at(_("decision"), what, _("one that is proposed anew"))


def _signed(
    session: Session,
    record: DecisionRecord,
    at: datetime,
    word: tuple[OpinionWord, str | None],
    *,
    oral: bool,
) -> Opinion:
    opinion, reason = word
    me = session.me
    plain = Opinion(by=me.id, at=at, role=me.role, opinion=opinion, reason=reason, oral=oral)
    return plain.model_copy(update={"signature": sign_word(session, said(record, plain))})


def _with(record: DecisionRecord, mine: Opinion) -> DecisionRecord:
    """Return a decision with one more opinion. Whoever says no to what is go already opens it again."""
    update: dict[str, object] = {"signatures": (*record.signatures, mine)}
    if mine.opinion == "go" and below_floor(record) and record.below_floor_reason is None:
        update["below_floor_reason"] = mine.reason
    if record.state == "go" and mine.opinion != "go":
        update["state"] = "open"
    return record.model_copy(update=update)
