"""How does the desk answer somebody who has no account, only a return code?

What is answered is read on a telephone that others may hold, through a door that others may have taken: no
place, no time, no name belongs into it.
"""

from __future__ import annotations

from datetime import timedelta

from waystation.actions.acting import Desk, acting, opening, require
from waystation.actions.permissions import check_kind
from waystation.domain.base import harmless
from waystation.domain.case_record import CaseRecord
from waystation.domain.letter import Said
from waystation.domain.message import Mailbox, Message
from waystation.kit import clock
from waystation.kit.errors import BadInput
from waystation.kit.language import N_, _
from waystation.letters.codes import mailbox_of
from waystation.letters.replies import LONGEST, seal_reply
from waystation.letters.spool import Spool
from waystation.vault.records import Draft, Opened, open_records, save

VERB = N_("answer requester")
DAYS, MOST_DAYS = 30, 365


def answer_requester(desk: Desk, record: str, text: str, spool: Spool, days: int = DAYS) -> None:
    """Keep an answer in the case and put it, sealed to the requester, into the spool, for some days.

    Without a text what was answered before, and is not past its day, is put there again. Raises NotAllowed,
    BadInput for a case that did not come through the door, Conflict where it was changed meanwhile.
    """
    require(desk, VERB)
    check_kind(desk.session.me.role, "case", save=True)
    words = harmless(text)
    if len(words) > LONGEST or not 1 <= days <= MOST_DAYS:
        allowed = _("at most {longest:,} characters, for 1 to {most_days} days").format(
            longest=LONGEST, most_days=MOST_DAYS
        )
        raise BadInput.at(
            _("answer"),
            _("{count:,} characters for {days} days").format(count=len(words), days=days),
            allowed,
        )
    spool.prepare()
    with opening(desk, VERB, [record]) as look:
        opened = open_records(look, [record])[0]
    mailbox = _mailbox(opened)
    if words:
        now = clock.now()
        until = now.date() + timedelta(days=days)
        new = Message(at=now, text=words, by=desk.session.member_id, until=until)
        mailbox = mailbox.model_copy(update={"messages": (*mailbox.messages, new)})
    said = _said(mailbox)
    if words:
        _keep(desk, opened, mailbox)
    public = bytes.fromhex(mailbox.key)
    spool.answer(mailbox_of(public), seal_reply(public, said))


def _mailbox(opened: Opened) -> Mailbox:
    record = opened.value
    if not isinstance(record, CaseRecord) or record.mailbox is None:
        raise BadInput.at(_("case"), _("nobody who came through the door"), _("a case with a return code"))
    return record.mailbox


def _said(mailbox: Mailbox) -> tuple[Said, ...]:
    """Return what may be read now, oldest first. Raises BadInput where that is nothing."""
    today = clock.now().date()
    said = [
        Said(at=each.at, text=each.text, until=each.until)
        for each in mailbox.messages
        if each.until is not None and today < each.until
    ]
    if not said:
        raise BadInput.at(_("answer"), _("nothing"), _("some words"))
    return tuple(said)


def _keep(desk: Desk, opened: Opened, mailbox: Mailbox) -> None:
    value = opened.value.model_copy(update={"mailbox": mailbox})
    with acting(desk, VERB) as work:
        save(work, opened.compartment, [Draft(value, opened.title, opened.id, opened.counter)])
