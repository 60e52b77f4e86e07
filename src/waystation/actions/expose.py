"""Somebody was taken, or may have been: what would be known, who is in danger now, what is done first?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from waystation.actions.acting import Desk, acting, opening
from waystation.actions.permissions import may_open
from waystation.kit import clock
from waystation.kit.language import N_
from waystation.vault.endangered import NEEDED, Danger, Step, endangered, steps
from waystation.vault.exposure import Exposure, Subject, exposure, standing
from waystation.vault.finding import of_kind
from waystation.vault.named import Named, names, spread
from waystation.vault.notices import Notice, post
from waystation.vault.quota import BeyondQuota
from waystation.vault.records import Opened, open_records
from waystation.vault.seeing import seen, tag_of
from waystation.vault.uses import Name

VERB = N_("expose")
_MEANT = frozenset({"helper", "house", "person", "group", "journey", "case", "decision", "corridor"})


class Answer(NamedTuple):
    """What is known of an exposure at this desk; `exposure` is in tags and the same at every desk."""

    tag: str
    exposure: Exposure
    names: Mapping[str, Named]
    """What this desk can name, by tag."""
    dangers: tuple[Danger, ...]
    """What is in danger now, of what this desk holds."""
    first: tuple[Step, ...]
    notice: Notice | None
    """What every desk was told: of one who looked alone, or to act, where a mark stands."""
    complete: bool
    """False where the quota kept this desk from opening its records: a second member is needed."""


def expose(desk: Desk, subject: Subject, word: str, why: str) -> Answer:
    """Answer for a member, helper, person, house or device; the ledger says who asked.

    Two at the desk ask in silence. One alone is answered too, and every desk is told so at once. Where a
    mark stands on whom it is about, every desk is told which tags to act on. Raises NotAllowed, NotHeld
    without the watchtower.
    """
    session = desk.session
    with acting(desk, VERB, why) as work:
        tag = tag_of(session, work.tx, subject, word)
        rows = seen(session, work.tx)
        named = names(session, work.tx)
        found = spread(exposure(rows, tag, subject), named)
        notice = None
        if tag in standing(rows):
            notice = post(work, "act on", [each.tag for each in found.known], alone=desk.second is None)
        elif desk.second is None:
            notice = post(work, "exposure", [tag], alone=True)
    opened, complete = _opened(desk, why)
    dangers = endangered(opened, _meant(found, named), clock.now().date())
    first = _first(tag, found, named, dangers)
    return Answer(tag, found, named, tuple(dangers), tuple(first), notice, complete)


def _opened(desk: Desk, why: str) -> tuple[list[Opened], bool]:
    """Open what says who is where; nothing, and False, where that is beyond the quota of one alone."""
    kinds = [kind for kind in sorted(NEEDED) if may_open(desk.session.me.role, kind)]
    ids = [each.id for each in of_kind(desk.session, *kinds)]
    try:
        with opening(desk, VERB, ids, why) as look:
            return open_records(look, ids), True
    except BeyondQuota:
        return [], False


def _meant(found: Exposure, named: Mapping[str, Named]) -> frozenset[Name]:
    """Return the names of all that is known or taken, where it can be in danger."""
    there = (named[each] for each in found.tags | found.taken if each in named)
    return frozenset((each.kind, each.key) for each in there if each.kind in _MEANT)


def _first(tag: str, found: Exposure, named: Mapping[str, Named], dangers: list[Danger]) -> list[Step]:
    member = named[tag].id if tag in named and named[tag].kind == "member" and found.held else None
    met = [
        named[each.tag].id
        for each in found.known
        if "met" in each.ways and each.tag in named and named[each.tag].kind == "helper"
    ]
    others = [each.tag for each in found.known if each.tag not in named]
    return steps(dangers, member, met, others)
