"""What may be planned as a payment, and why is a traveller's debt never one?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import ROUND_UP, Decimal
from typing import Any

from pydantic import ValidationError

from waystation.domain.decision_record import DecisionRecord
from waystation.domain.journey import Journey
from waystation.domain.kinds import map_faults
from waystation.domain.payment_record import PAYMENT_PURPOSES, PaymentRecord
from waystation.kit.blind import found_blind
from waystation.kit.errors import BadInput
from waystation.kit.language import _
from waystation.kit.shown import either
from waystation.vault.keys import new_id

_CENT = Decimal("0.01")
DEBTS = frozenset({"debt", "loan"})
"""What a form offers as well, so that it is said and refused rather than written as something else."""
_NEW = frozenset(PaymentRecord.model_fields) - {
    "kind", "schema_", "id", "state", "paid_at", "approvals", "code_given_at", "receipts", "planned_by",
    "refund_of", "reason",
}  # fmt: skip


def payment_of(said: Mapping[str, Any], planned_by: str) -> PaymentRecord:
    """Return the planned payment that somebody describes: field by field, as text where it is text.

    Raises BadInput for what is wrong, and for every debt of somebody who is brought to safety, whatever it is
    called: there `purpose` is one of `DEBTS`, or `owed_by` names who is said to owe.
    """
    if said.get("owed_by") or str(said.get("purpose", "")).casefold() in DEBTS:
        raise debt()
    if said.get("purpose") not in PAYMENT_PURPOSES or said.get("purpose") == "refund":
        allowed = either(each for each in PAYMENT_PURPOSES if each != "refund")
        raise BadInput.at("payment purpose", found_blind(said.get("purpose")), allowed)
    fields = {name: value for name, value in said.items() if name in _NEW and value not in {"", None}}
    return _validated({"id": new_id()[:8], **fields, "planned_by": planned_by})


def debt() -> BadInput:
    """Return the refusal of a debt."""
    return BadInput.at(
        _("payment"),
        _("a debt of somebody who is brought to safety"),
        _("no payment: nobody owes anything for being helped; open the protection case, and stop the move"),
    )


def from_decision(
    decision: DecisionRecord, journey: Journey | None, said: Mapping[str, Any], planned_by: str
) -> Iterator[PaymentRecord]:
    """Yield a fee for each stage of each helper, and his hold-back, as the decision that was signed has them.

    The numbers of the stages are those of the journey, where there is one yet. `said` is what all of them
    share. Raises BadInput where a decision has no payments, or a hold-back that no money is enough for.
    """
    pays = decision.proposal.get("payments") or ()
    if not pays:
        raise BadInput.at(_("decision"), _("no payments in it"), _("a decision with a route"))
    shared = {
        **said,
        "case": decision.case,
        "decision": decision.id,
        "journey": None if journey is None else journey.id,
        "currency": decision.known_network.currency or said.get("currency"),
        "persons": decision.known_case.group.persons,
    }
    for pay in pays:
        for fields in _of_helper(pay, journey):
            yield payment_of({**shared, "helper": pay["helper"], **fields}, planned_by)


def _of_helper(pay: Mapping[str, Any], journey: Journey | None) -> Iterator[dict[str, Any]]:
    """Yield what is paid to one helper: a fee for each of his legs, then the hold-back."""
    for leg, stage in zip(pay["legs"], pay["stages"], strict=True):
        if fee := _cents(stage["fee"]):
            yield {"purpose": "fee", "amount": fee, "stage": _number(journey, leg, pay["helper"])}
    cents = pay["holdback"]["cents"]
    if cents is None:
        allowed = _("another helper, or fewer people in one hand; no hold-back makes this one safe")
        raise BadInput.at(_("hold-back"), _("no amount that is enough"), allowed)
    if amount := _cents(cents):
        yield {"purpose": "hold_back", "amount": amount}


def _number(journey: Journey | None, leg: str, helper: str) -> int | None:
    stages = () if journey is None else journey.stages
    lived = (each for each in stages if each.leg == leg and helper in each.helpers and not each.dropped_at)
    return next((each.number for each in lived), None)


def _cents(number: float | str) -> Decimal:
    """Return an amount of a plan in cents, rounded up: never less than what was promised."""
    return Decimal(str(number)).quantize(_CENT, ROUND_UP)


def _validated(fields: Mapping[str, Any]) -> PaymentRecord:
    try:
        return PaymentRecord.model_validate(dict(fields))
    except ValidationError as error:
        faults = map_faults("payment", error)
    raise BadInput(faults)
