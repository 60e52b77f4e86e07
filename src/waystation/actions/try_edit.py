"""What would a change of a network do to the plans that are made on it?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from time import monotonic
from typing import Literal, NamedTuple

from waystation.actions.acting import Desk, opening
from waystation.actions.one_record import open_one
from waystation.domain.case import Case
from waystation.domain.case_record import CaseRecord, NetworkRecord
from waystation.domain.network import Network
from waystation.domain.network_edit import Touched, edit_between
from waystation.kit import clock
from waystation.kit.errors import BadInput
from waystation.kit.language import N_
from waystation.plan.edited import Edit, edited
from waystation.plan.glance import Glance, glance
from waystation.vault.finding import of_kind
from waystation.vault.quota import BeyondQuota
from waystation.vault.records import Opened, open_records

VERB = N_("try edit")
EACH = 2.0  # seconds at most for one side of one case
MOST = 200
"""Cases that are opened for one trial: those that were changed last."""
PLANNED = frozenset({"requested", "triaged", "accepted", "planned"})

Unknown = Literal["", "out of time", "moving", "cannot be planned"]
"""Why there are no figures: the time was over; a group under way is planned anew from where it stands; case
and network do not fit together."""


class Effect(NamedTuple):
    """What a change does to one case. Without figures `unknown` says why."""

    id: str
    key: str
    title: str
    state: str
    before: Glance | None
    after: Glance | None
    unknown: Unknown = ""

    @property
    def flips(self) -> bool:
        """Whether something else would be decided."""
        return self.before is not None and self.after is not None and not self.after.does_as(self.before)

    @property
    def differs(self) -> bool:
        """Whether any figure is another."""
        return self.before != self.after


@dataclass(frozen=True, slots=True)
class Trial:
    """What a change of a network does, without making it."""

    touched: tuple[Touched, ...]
    effects: tuple[Effect, ...]
    """Those that flip first, then those that differ; cases of other networks and ended ones are left out."""
    unopened: int = 0
    """Cases that were not looked at: more than one trial opens, or beyond the quota of one alone."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A trial for which everything was opened, and nothing was computed."""

    touched: tuple[Touched, ...]
    both: tuple[Network, Network]
    """The network as it is, and as it would be."""
    cases: tuple[tuple[Opened, CaseRecord], ...]
    unopened: int

    def computed(self, seconds: float) -> Trial:
        """Compute the trial, in so many seconds at most. Nothing more is opened, and no key is needed."""
        until = monotonic() + seconds
        effects = [each for case in self.cases for each in _effect(*case, self.both, until)]
        effects.sort(key=lambda each: (not each.flips, not each.differs, each.key))
        return Trial(self.touched, tuple(effects), self.unopened)


def prepare_trial(desk: Desk, network: str, edits: Sequence[Edit], why: str = "") -> Prepared:
    """Open what a trial needs: the network (its key or id), and the cases on it that the member may open.

    Nothing is saved; the ledger says what was opened. Raises BadInput where the change is wrong in itself,
    NotAllowed.
    """
    opened, record = open_one(desk, VERB, NetworkRecord, network, why)
    after = edited(record.network, edits)
    edit = edit_between(record.network, after, clock.now())
    cases, unopened = _cases(desk, why)
    meant = (
        (each, value)
        for each in cases
        if isinstance(value := each.value, CaseRecord) and value.network in {record.id, opened.id}
    )
    return Prepared(edit.touched if edit else (), (record.network, after), tuple(meant), unopened)


def try_edit(desk: Desk, network: str, edits: Sequence[Edit], why: str = "", *, seconds: float) -> Trial:
    """Return what a change would do to these cases. Figures are the planned ones, without reasons."""
    return prepare_trial(desk, network, edits, why).computed(seconds)


def _cases(desk: Desk, why: str) -> tuple[list[Opened], int]:
    """Open the cases that were changed last; none beyond the quota. Says how many were left out."""
    there = sorted(of_kind(desk.session, "case"), key=lambda each: each.listed.changed, reverse=True)
    ids = [each.id for each in there[:MOST]]
    try:
        with opening(desk, VERB, ids, why) as look:
            return open_records(look, ids), len(there) - len(ids)
    except BeyondQuota:
        return [], len(there)


def _effect(
    opened: Opened, record: CaseRecord, both: tuple[Network, Network], until: float
) -> Iterator[Effect]:
    if record.case is None or record.state not in PLANNED | {"moving"}:
        return
    said = opened.id, opened.key, opened.title, record.state
    if record.state == "moving":
        yield Effect(*said, None, None, "moving")
        return
    try:
        before, after = (_glance(network, record.case, until) for network in both)
    except BadInput:
        yield Effect(*said, None, None, "cannot be planned")
        return
    if before is None or after is None:
        yield Effect(*said, None, None, "out of time")
    else:
        yield Effect(*said, before, after)


def _glance(network: Network, case: Case, until: float) -> Glance | None:
    """Return the figures; None where time ends before the best policy is proven."""
    left = until - monotonic()
    if left <= 0.0:
        return None
    found = glance(network, case, min(left, EACH))
    return found if found.exact else None
