"""Who is told when a check-in does not come, in which order, and through which servers?"""

from __future__ import annotations

from waystation.actions.acting import Desk, acting
from waystation.domain.watch import Ladder, WatchSettings
from waystation.journey.post import the_post, write_ladder, write_settings
from waystation.kit.language import N_

VERB = N_("set recipients")


def set_recipients(desk: Desk, ladder: Ladder) -> None:
    """Set a ladder, new or in place of the one of that name. Only the watch reads the addresses."""
    with acting(desk, VERB) as work:
        write_ladder(work, the_post(desk.session, work.tx), ladder)


def set_servers(desk: Desk, settings: WatchSettings) -> None:
    """Set the mail server that alerts go out through, and the mailbox that check-ins are read from."""
    with acting(desk, VERB) as work:
        write_settings(work, the_post(desk.session, work.tx), settings)
