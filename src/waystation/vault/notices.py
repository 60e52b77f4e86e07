"""What must every desk know at once: somebody was marked, keys are asked for, somebody looked?

Notices lie in the directory, which every member holds. They speak in tags; who holds what a tag stands for
knows what is meant (`named.py`), and everybody else learns nothing but that something is.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Literal

from waystation.domain.access import Id, Tag
from waystation.domain.base import Flag, Frozen, Instant
from waystation.vault.keys import new_id
from waystation.vault.manifests import store
from waystation.vault.posted import posted, put_up
from waystation.vault.session import Session
from waystation.vault.store import Tx
from waystation.vault.work import Work

KIND = "notice"
KEPT = timedelta(days=90)
_STAY = {"marked", "mark taken back"}

What = Literal[
    "act on",
    "exposure",
    "marked",
    "mark taken back",
    "recovery",
    "recovery stopped",
    "panic",
    "consent withdrawn",
]


class Notice(Frozen):
    """One notice, the most pressing tag first."""

    id: Id
    at: Instant
    by: Id
    """The member who caused it."""
    what: What
    tags: tuple[Tag, ...] = ()
    alone: Flag = False
    """Whether it was done by one member where two would have been silent."""


def post(work: Work, what: What, tags: Iterable[str] = (), *, alone: bool = False) -> Notice:
    """Tell every desk. What is older than 90 days goes."""
    by, tags = work.session.member_id, tuple(tags)
    notice = Notice(id=new_id(), at=work.at, by=by, what=what, tags=tags, alone=alone)
    _drop_old(work)
    put_up(work, KIND, what, notice.id, notice)
    return notice


def notices(session: Session, tx: Tx) -> list[Notice]:
    """Return all notices, the newest first."""
    return [Notice.model_validate_json(each) for each in posted(session, tx, KIND)]


def _drop_old(work: Work) -> None:
    directory = work.compartment(work.session.directory.compartment.id)
    records = directory.manifest.records
    old = {
        each
        for each, it in records.items()
        if it.kind == KIND and it.key not in _STAY and it.changed < work.at - KEPT
    }
    if old:
        work.tx.many("DELETE FROM records WHERE id = ?", [(bytes.fromhex(each),) for each in sorted(old)])
        left = {each: it for each, it in records.items() if each not in old}
        store(work.tx, directory.with_manifest(records=left))
