"""How do other modules and programs get a network or a case from a file, or from plain data?"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from waystation.domain.case import Case
from waystation.domain.network import Network
from waystation.plan.files.examine import OpenSealed, examine, examine_file
from waystation.plan.files.source import Source


def load_network(path: str | Path, *, open_sealed: OpenSealed | None = None) -> Network:
    """Return the network in a YAML or JSON file, plain or (`*.age`) sealed.

    `open_sealed` is given the bytes and the name of a sealed file and returns what they hold; see
    `waystation.plan.sealed.opener`. Raises BadInput with everything that is wrong with the file.
    """
    return examine_file(Network, path, open_sealed).sound()


def load_case(path: str | Path, *, open_sealed: OpenSealed | None = None) -> Case:
    """Return the case in a file; as load_network."""
    return examine_file(Case, path, open_sealed).sound()


def parse_network(data: Mapping[str, Any], where: str = "network") -> Network:
    """Return the network that plain data describes. Raises BadInput with everything that is wrong with it."""
    return examine(Network, Source(where, data)).sound()


def parse_case(data: Mapping[str, Any], where: str = "case") -> Case:
    """Return the case that plain data describes; as parse_network."""
    return examine(Case, Source(where, data)).sound()
