"""Which words of money does a page show that stand in records?"""

from __future__ import annotations

from waystation.domain.payment_record import PAYMENT_PURPOSES, SPENT_ON
from waystation.kit.language import N_, _

PURPOSES = {
    "fee": N_("fee"),
    "hold_back": N_("hold-back"),
    "advance": N_("advance"),
    "cost": N_("cost"),
    "refund": N_("refund"),
    "debt": N_("a debt that somebody says a traveller has"),
}
SPENT = {
    "way": N_("the way"),
    "house": N_("a house"),
    "food": N_("food"),
    "medicine": N_("medicine"),
    "papers": N_("papers"),
    "calls": N_("calls"),
    "settling": N_("settling"),
    "other": N_("something else"),
}
STATES = {
    "planned": N_("planned"),
    "approved": N_("approved"),
    "paid": N_("paid"),
    "held": N_("held"),
    "released": N_("released"),
    "forfeited": N_("forfeited"),
    "cancelled": N_("cancelled"),
}
KINDS = {"planned": "wait", "approved": "wait", "held": "wait", "paid": "good", "released": "good"}
"""How a state is drawn; what is over and left nothing is plain."""


def purpose(word: str) -> str:
    """Return a purpose in the language in use."""
    return _(PURPOSES.get(word, word))


def spent_on(word: str | None) -> str:
    """Return what a payment buys, in the language in use."""
    return _(SPENT[word]) if word else ""


def state(word: str) -> str:
    """Return a state in the language in use."""
    return _(STATES.get(word, word))


def purposes() -> list[tuple[str, str]]:
    """Return what a payment may be for, with the one thing that is refused."""
    return [(each, purpose(each)) for each in (*PAYMENT_PURPOSES, "debt") if each != "refund"]


def things() -> list[tuple[str, str]]:
    """Return what a payment may buy."""
    return [(each, spent_on(each)) for each in SPENT_ON]
