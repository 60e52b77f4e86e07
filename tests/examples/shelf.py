"""Which example files are there, and which case belongs to which network?"""

from __future__ import annotations

from pathlib import Path

import waystation
from waystation.domain.case import Case
from waystation.domain.network import Network

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
LARGE = "six-countries/network"

# Each story's own networks with the cases that are planned on them.
STORIES = {
    "family/network": ("family/case", "family/found"),
    "son/network": ("son/case",),
    "son/network-changed": ("son/case",),
    "fisherman/network": ("fisherman/case",),
    "fisherman/network-after": ("fisherman/together", "fisherman/after-block"),
    "orphans/network": ("orphans/day-1", "orphans/day-10"),
    "orphans/network-second-house": ("orphans/day-1", "orphans/day-10"),
    "two-women/network": ("two-women/case",),
    "two-women/network-by-car": ("two-women/case",),
    "sold/network": ("sold/case", "sold/heard-alone"),
    "sister/network": ("sister/case",),
    "elder-sister/network": ("elder-sister/case",),
}
CASES = sorted({case for cases in STORIES.values() for case in cases})
NETWORKS = [*STORIES, LARGE]
TRACED = ("tracing/sought", "accounts/one-network")  # read in tests/tracing
PAIRS = [(network, case) for network, cases in STORIES.items() for case in cases]
PAIRS += [(LARGE, case) for case in CASES]


def path(name: str) -> Path:
    """Return where a file lies, by its name without ending."""
    return EXAMPLES / f"{name}.yaml"


def network(name: str) -> Network:
    """Return an example network."""
    return waystation.load_network(path(name))


def case(name: str) -> Case:
    """Return an example case."""
    return waystation.load_case(path(name))
