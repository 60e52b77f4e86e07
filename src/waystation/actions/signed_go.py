"""May a journey begin by this decision: is it go, by signatures that are good, and does it still hold?"""

from __future__ import annotations

from waystation.actions.acting import Desk
from waystation.actions.changes_since import changes_since
from waystation.actions.decisions_kept import kept
from waystation.decisions.changed import stale
from waystation.decisions.standing import standing
from waystation.decisions.words import change_text
from waystation.domain.decision_record import DecisionRecord
from waystation.kit.errors import BadInput
from waystation.kit.language import _
from waystation.vault.records import Opened


def signed_go(desk: Desk, verb: str, opened: Opened) -> DecisionRecord:
    """Return a decision that was opened, where a journey may begin by it.

    The word in the record alone is not enough: the signatures are verified and counted again, and what has
    been saved since is compared. Raises BadInput where it is not go, or stale.
    """
    record = kept(desk.session, opened).record
    if record.state != "go" or not standing(record).enough:
        raise BadInput.at(
            _("decision"),
            _("one that not enough members have signed"),
            _("one that enough have signed: go"),
        )
    if gone := stale(changes_since(desk, verb, record)):
        what = " ".join(change_text(each, {}) for each in gone[:3])
        raise BadInput.at(_("decision"), what, _("one that is proposed anew"))
    return record
