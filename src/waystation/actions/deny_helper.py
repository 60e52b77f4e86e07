"""Why must a helper not be asked any more, or may he again?"""

from __future__ import annotations

from waystation.actions.acting import Desk
from waystation.actions.one_record import open_one, save_one
from waystation.domain.helper_record import HelperRecord
from waystation.kit.errors import BadInput
from waystation.kit.language import N_, _
from waystation.vault.records import Saved

VERB = N_("deny helper")


def deny_helper(desk: Desk, helper: str, reason: str) -> Saved:
    """Write down, with a reason, that a helper (key or id) must not be asked.

    The reason stands sealed in the record and in the ledger. Raises BadInput without one, NotAllowed,
    Conflict.
    """
    return _save(desk, helper, reason, denied=True)


def allow_helper(desk: Desk, helper: str, reason: str) -> Saved:
    """Let a helper who was denied be asked again; the ledger keeps the reason."""
    return _save(desk, helper, reason, denied=False)


def _save(desk: Desk, helper: str, reason: str, *, denied: bool) -> Saved:
    if not reason.strip():
        raise BadInput.at("reason", _("nothing"), _("why, in a few words"))
    opened, record = open_one(desk, VERB, HelperRecord, helper, reason)
    if not denied and record.denied is None:
        raise BadInput.at("helper", _("one who is not denied"), _("one who is"))
    after = record.model_copy(update={"denied": reason.strip() if denied else None})
    return save_one(desk, VERB, opened, after, reason)
