"""Which compartments does the member hold, and what is in them?"""

from __future__ import annotations

from collections.abc import Container

from waystation.actions.acting import Desk, opening
from waystation.kit.language import N_
from waystation.vault.compartments import manifests
from waystation.vault.manifests import Compartment

VERB = N_("list compartments")


def list_compartments(desk: Desk, kinds: Container[str] | None = None) -> list[Compartment]:
    """Return what the member holds, by title: from the manifests, no record is opened."""
    with opening(desk, VERB) as look:
        return manifests(look, kinds)
