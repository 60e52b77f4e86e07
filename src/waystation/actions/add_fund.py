"""How does a donor's money come into the books?"""

from __future__ import annotations

from datetime import UTC, datetime, time

from waystation.actions.acting import Desk
from waystation.actions.money_desk import at_purse
from waystation.domain.booking import Booking, Posting
from waystation.domain.fund import DonorFund
from waystation.kit.errors import BadInput
from waystation.kit.language import N_, _
from waystation.money.accounts import DONATIONS

VERB = N_("add fund")


def add_fund(desk: Desk, compartment: str, fund: DonorFund, why: str = "") -> DonorFund:
    """Keep a donor's fund in a money compartment, and book it. Raises BadInput for a key that is taken."""
    with at_purse(desk, VERB, compartment, why) as purse:
        if purse.kept(DonorFund, [fund.id]):
            raise BadInput.at(_("donor fund"), _("a key that is taken"), _("another one"))
        purse.put(fund, purse.book(_received(fund)))
        return fund


def _received(fund: DonorFund) -> Booking:
    came = Posting(account=fund.account, amount=fund.amount, currency=fund.currency)
    given = Posting(account=DONATIONS, amount=-fund.amount, currency=fund.currency)
    at = datetime.combine(fund.received, time(), UTC)
    return Booking(id=f"{fund.id}-received", at=at, moved="received", postings=(came, given), fund=fund.id)
