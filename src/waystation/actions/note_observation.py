"""How is what somebody reported kept, with its source and the time after which it counts half?"""

from __future__ import annotations

from waystation.actions.acting import Desk
from waystation.actions.one_record import open_one, save_new
from waystation.domain.case_record import NetworkRecord
from waystation.domain.network import Network
from waystation.domain.observation import Observation
from waystation.kit import clock
from waystation.kit.errors import BadInput
from waystation.kit.language import N_, _
from waystation.kit.shown import closest, printable
from waystation.vault.records import Draft, Saved

VERB = N_("note observation")


def note_observation(
    desk: Desk, network: str, observation: Observation, compartment: str | None = None, why: str = ""
) -> Saved:
    """Keep an observation of a network (its key or id), beside it or in another compartment.

    Raises BadInput where it is about something that the network does not have, or was seen in the future;
    NotAllowed.
    """
    opened, record = open_one(desk, VERB, NetworkRecord, network, why)
    known = observable(record.network).get(observation.about)
    if known is not None and observation.which not in known:
        near = closest(observation.which, known)
        allowed = _("{near} (was that meant?)").format(near=near) if near else ", ".join(known)
        raise BadInput.at(f"which {printable(observation.which, 40)}", _("nothing of this id"), allowed)
    if observation.seen_at > clock.now():
        raise BadInput.at("seen_at", _("a time that is still to come"), _("when it was seen"))
    draft = Draft(observation.model_copy(update={"network": record.id}))
    return save_new(desk, VERB, compartment or opened.compartment, draft, why)


def observable(network: Network) -> dict[str, list[str]]:
    """Return by kind of thing what of a network can be observed; a hazard is `LEG/KIND`."""
    hazards = (f"{leg.id}/{hazard.kind}" for leg in network.legs for hazard in leg.hazards)
    return {
        "place": [each.id for each in network.places],
        "leg": [each.id for each in network.legs],
        "hazard": list(dict.fromkeys(hazards)),
        "condition": [each.id for each in network.conditions],
        "helper": [each.id for each in network.helpers],
    }
