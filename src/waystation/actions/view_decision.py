"""What may a member see of a decision now: the risks always, what others think only after his own opinion?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from waystation.actions.acting import Desk
from waystation.actions.changes_since import changes_since
from waystation.actions.decisions_kept import open_decision
from waystation.decisions.changed import Changed, stale
from waystation.decisions.hidden import may_see, shown_to
from waystation.decisions.preconditions import last_seen
from waystation.decisions.standing import Standing, needed, review_open, standing, stands_against
from waystation.domain.decision import Decision
from waystation.domain.decision_record import DecisionRecord, Opinion, Precondition, latest, read_by
from waystation.kit import clock
from waystation.kit.language import N_
from waystation.plan.stored import decision_of
from waystation.vault.finding import could_open

VERB = N_("view decision")


@dataclass(frozen=True)
class View:
    """A decision as one member may see it."""

    id: str
    """Of the record in the vault."""
    record: DecisionRecord
    """With the opinions that he may see."""
    proposal: Decision
    needed: int
    """How many must sign for go."""
    entered: int
    """How many have entered an opinion, whatever it is."""
    mine: Opinion | None
    read: bool
    """Whether he has noted that he has read the risks."""
    hidden: bool
    """Whether opinions of others are kept from him."""
    standing: Standing | None
    """How the opinions stand; None while they are hidden."""
    preconditions: tuple[Precondition, ...]
    """As somebody last saw them; what is not met, and does not follow later, keeps them from going."""
    missing: tuple[Precondition, ...]
    changes: tuple[Changed, ...]
    review_open: bool
    """Whether one alone let them go in present danger, and a second one still has to look."""
    called: Mapping[tuple[str, str], str]
    """The titles of records that this desk could open, by kind and key."""

    @property
    def stale(self) -> bool:
        """Tell whether it must be proposed anew before anybody goes by it."""
        return bool(stale(self.changes)) and self.record.state in {"open", "go"}


def view_decision(desk: Desk, decision: str, why: str = "") -> View:
    """Open a decision by its key or id. What has been saved since it was made is opened, too."""
    opened, record = open_decision(desk, VERB, decision, why)
    me = desk.session.member_id
    hidden = not may_see(record, me)
    over = record.state not in {"open", "go"}
    there = last_seen(record, clock.now())
    return View(
        id=opened.id,
        record=shown_to(record, me),
        proposal=decision_of(record.proposal),
        needed=needed(record),
        entered=len(latest(record)),
        mine=latest(record).get(me),
        read=read_by(record, me),
        hidden=hidden,
        standing=None if hidden else standing(record),
        preconditions=there,
        missing=stands_against(there, danger=record.present_danger),
        changes=() if over else changes_since(desk, VERB, record),
        review_open=review_open(record),
        called={(each.listed.kind, each.listed.key): each.listed.title for each in could_open(desk.session)},
    )
