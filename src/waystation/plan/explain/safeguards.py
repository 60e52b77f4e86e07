"""Which safeguards are missing, which help remains? Codes as sentences; an unknown code stands as it is."""

from __future__ import annotations

from typing import Protocol

from waystation.kit.language import N_, _, many
from waystation.kit.shown import printable


class Called(Protocol):
    """Says what is called how: a network's names, or a desk's."""

    def word(self, text: str) -> str:
        """Return what stands for a word of the case file."""


_MISSING = {
    "consent": N_("Consent to this move: {about} has not given it."),
    "heard_alone": N_("{about} has not been heard alone."),
    "guardian": N_("A guardian is not named for the child {about}."),
    "best_interest": N_("A note on the best interest of the child {about} is missing."),
    "children": N_("The group has children, but none is named with guardian and best-interest note."),
    "trafficking": N_("Nobody has looked for signs of trafficking."),
    "indicator": N_("A sign of trafficking is open: {about}. A protection officer has to clear it."),
    "review": N_("Nobody has reviewed the safeguards."),
}
_REMAINS = {
    "ask_again": N_("Ask again when a condition, a helper or the season has changed."),
    "other_helpers": N_("Look for other helpers; see the levers and cautions."),
    "money_or_goods": N_("Send money, food or medicine to where they are."),
    "other_organisation": N_("Ask an allied organisation that has another way."),
    "stay_safer": N_("Help them to stay more safely: another house, papers, a phone that cannot be traced."),
}


def missing_text(code: str, names: Called) -> str:
    """Return the sentence for a missing safeguard such as `consent:ann` or `review`."""
    kind, _colon, about = code.partition(":")
    if kind == "consents":
        count = int(about)
        return many(
            "{count} person of the group has neither a consent nor, as a child, a guardian.",
            "{count} persons of the group have neither a consent nor, as children, a guardian.",
            count,
        ).format(count=count)
    return _(_MISSING[kind]).format(about=names.word(about)) if kind in _MISSING else names.word(code)


def remains_text(code: str) -> str:
    """Return the sentence for a kind of help that remains when the group cannot be moved like this."""
    return _(_REMAINS[code]) if code in _REMAINS else printable(code)
