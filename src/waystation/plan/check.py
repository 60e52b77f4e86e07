"""What is wrong with a network and a case, and what would a careful colleague ask about?"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from waystation.domain.case import Case
from waystation.domain.network import Network
from waystation.kit.errors import Fault
from waystation.kit.language import _
from waystation.plan.checks.cautions import cautions, real_people
from waystation.plan.checks.findings import Findings, Remark, Sources
from waystation.plan.checks.openings import USUAL_STEP, missed_windows
from waystation.plan.checks.reach import backward
from waystation.plan.checks.sound import require_sound, unsound
from waystation.plan.checks.unreached import unreached
from waystation.plan.files.examine import Examined, OpenSealed, examine_file

__all__ = ["Findings", "Remark", "check", "check_files", "require_sound"]


def check(network: Network, case: Case | None = None) -> Findings:
    """Return all that must be mended before this network, or this case on it, can lead to safety.

    Nothing is raised: ids that are unknown are among the faults, and then nothing further is looked at.
    Whether real people stand in a plain file only check_files can tell.
    """
    return _check(network, case, Sources())


def check_files(
    network: str | Path, case: str | Path | None = None, *, open_sealed: OpenSealed | None = None
) -> Findings:
    """Return the same for files, with their lines; a file that cannot be used is among the faults."""
    net = examine_file(Network, network, open_sealed)
    cas = None if case is None else examine_file(Case, case, open_sealed)
    found = _of_file(net) + (Findings() if cas is None else _of_file(cas))  # both, whatever is wrong with one
    if net.model is None:
        return found
    if cas is None or cas.model is None:
        return found + _check(net.model, None, Sources(net.source))
    return found + _check(net.model, cas.model, Sources(net.source, cas.source))


def _of_file(examined: Examined[Network] | Examined[Case]) -> Findings:
    in_clear = examined.model is not None and not examined.sealed
    remark = real_people(examined.model, examined.source) if in_clear else None
    return Findings(examined.faults, (remark,) if remark else ())


def _check(network: Network, case: Case | None, sources: Sources) -> Findings:
    if faults := tuple(unsound(network, case, sources)):
        return Findings(faults)
    way = _no_way(network, sources) if case is None else unreached(network, case, sources)
    faults = (*_no_safety(network, sources), *_never_open(network, case, sources), *way)
    at_fault = {fault.where for fault in faults}
    return Findings(faults, tuple(c for c in cautions(network, case, sources) if c.where not in at_fault))


def _no_safety(network: Network, sources: Sources) -> Iterator[Fault]:
    if all(place.kind != "safety" for place in network.places):
        yield sources.network.fault(("places",), _("no place of kind safety"), _("at least one"))


def _never_open(network: Network, case: Case | None, sources: Sources) -> Iterator[Fault]:
    """Yield the windows that neither the usual clock nor that of the case ever meets."""
    missed = {path for path, _, _ in missed_windows(network, USUAL_STEP if case is None else case.step)}
    for path, window, starts_leg in missed_windows(network, USUAL_STEP):
        if starts_leg and path in missed:
            found = _("the window {window}, which no departure meets").format(window=window)
            yield sources.network.fault(path, found, _("a window that holds a whole hour after the start"))


def _no_way(network: Network, sources: Sources) -> Iterator[Fault]:
    """Yield a fault where journeys can begin nowhere, or nowhere from where they could end well."""
    origins = [i for i, place in enumerate(network.places) if place.kind == "origin"]
    safe = {place.id for place in network.places if place.kind == "safety"}
    leads = backward(safe, network.legs)
    if not safe or any(network.places[i].id in leads for i in origins) or (not origins and leads > safe):
        return
    for i in origins:
        found = _("{place!r}, from which no legs lead to a place of safety").format(
            place=network.places[i].id
        )
        yield sources.network.fault(("places", i), found, _("an origin from which safety can be reached"))
    if not origins:
        yield sources.network.fault(("legs",), _("no leg that ends in a place of safety"), _("at least one"))
