"""What must this desk know at once, and what of what it holds is touched by a mark that stands?"""

from __future__ import annotations

from typing import NamedTuple

from waystation.actions.acting import Desk, acting, opening
from waystation.actions.permissions import may_open
from waystation.kit import clock
from waystation.kit.language import N_
from waystation.vault.alarms import alarms
from waystation.vault.endangered import NEEDED, Danger, endangered
from waystation.vault.finding import of_kind
from waystation.vault.named import Named, nameable, names
from waystation.vault.notices import Notice, notices, post
from waystation.vault.quota import BeyondQuota
from waystation.vault.records import open_records

VERB = N_("list notices")


class Listed(NamedTuple):
    """A notice, and whom or what it means as far as this desk holds it."""

    notice: Notice
    means: tuple[tuple[str, Named], ...]


class Notices(NamedTuple):
    """All notices, the newest first; and the decisions, journeys and cases that a standing mark flags."""

    listed: tuple[Listed, ...]
    flagged: tuple[Danger, ...]
    duress: tuple[str, ...] = ()
    """Members (ids) who were made to unlock, for whoever holds the watchtower. Say it to nobody near them."""
    complete: bool = True
    """False where the quota kept closed what a mark touches; what every desk was told is there."""


def list_notices(desk: Desk) -> Notices:
    """Return what every desk was told. Names appear where this desk holds them anyway.

    Records are opened, with their row in the ledger, only where something that this desk holds is marked.
    Where this desk sees that somebody was made to unlock, every desk is told that he is marked.
    """
    session = desk.session
    with opening(desk, VERB) as look:
        found, named = notices(session, look.tx), names(session, look.tx)
        sounded = alarms(session, look.tx)
    if unsaid := [each for each in sounded if each not in marked_tags(found)]:
        with acting(desk, VERB, "duress") as work:
            found = [post(work, "marked", unsaid), *found]
    duress = tuple(sounded.values())
    listed = tuple(Listed(each, tuple(nameable(each.tags, named))) for each in found)
    marked = {(named[tag].kind, named[tag].key) for tag in marked_tags(found) if tag in named}
    if not marked:
        return Notices(listed, (), duress)
    kinds = [kind for kind in sorted(NEEDED) if may_open(session.me.role, kind)]
    ids = [each.id for each in of_kind(session, *kinds)]
    try:
        with opening(desk, VERB, ids, "a mark stands") as look:
            flagged = endangered(open_records(look, ids), frozenset(marked), clock.now().date())
    except BeyondQuota:
        return Notices(listed, (), duress, complete=False)
    return Notices(listed, tuple(flagged), duress)


def marked_tags(found: list[Notice]) -> set[str]:
    """Return the tags that are marked and not taken back, of notices with the newest first."""
    marked: set[str] = set()
    for notice in reversed(found):
        if notice.what == "marked":
            marked.update(notice.tags)
        elif notice.what == "mark taken back":
            marked.difference_update(notice.tags)
    return marked
