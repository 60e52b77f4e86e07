"""What is a compartment called, and where does it stand?"""

from __future__ import annotations

from waystation.actions.acting import Desk, acting
from waystation.kit.language import N_
from waystation.vault.compartments import rename
from waystation.vault.manifests import Compartment

VERB = N_("rename compartment")


def rename_compartment(
    desk: Desk, compartment: str, title: str | None = None, state: str | None = None
) -> Compartment:
    """Change title or state; what is None stays."""
    with acting(desk, VERB) as work:
        return rename(work, compartment, title, state)
