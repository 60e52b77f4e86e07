"""How does the desk come to know its watch, and which channels count in which country?"""

from __future__ import annotations

from collections.abc import Mapping

from waystation.actions.acting import Desk, acting
from waystation.domain.journey import Channel
from waystation.journey.channels import REMOTE
from waystation.journey.post import find_post, new_service, the_post, write_post
from waystation.kit.errors import BadInput
from waystation.kit.language import N_, _
from waystation.kit.shown import either

VERB = N_("set up watch")
_KEY = 32


def set_up_watch(desk: Desk, public: bytes) -> None:
    """Let the watch be the one that holds the secret half of this key (32 bytes).

    With another key than before, recipients have to be set and journeys armed again.
    """
    if len(public) != _KEY:
        raise BadInput.at(
            _("service key"), _("{count} bytes").format(count=len(public)), _("its public half, 32 bytes")
        )
    with acting(desk, VERB) as work:
        new_service(work, public, find_post(desk.session, work.tx))


def allow_channels(desk: Desk, channels: Mapping[str, tuple[Channel, ...]]) -> None:
    """Say by country (KP, CN) on which channels a check-in may come beside a call; others keep what they had.

    None for a country: only a call. Journeys that are armed already are armed again for it to count.
    """
    for some in channels.values():
        if strange := set(some) - set(REMOTE.values()):
            raise BadInput.at(_("channel"), min(strange), either(sorted(REMOTE.values())))
    with acting(desk, VERB) as work:
        post = the_post(desk.session, work.tx)
        write_post(work, post.model_copy(update={"channels": {**post.channels, **channels}}))
