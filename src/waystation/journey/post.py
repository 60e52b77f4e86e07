"""How does the desk reach the watch: its public key, whom alarms climb to, which channels count where?"""

from __future__ import annotations

from nacl.utils import random

from waystation.domain.watch import Ladder, WatchPost, WatchSettings
from waystation.journey.books import SETTINGS
from waystation.journey.service import seal_to
from waystation.kit.errors import BadInput
from waystation.kit.language import _
from waystation.kit.shown import either, printable
from waystation.vault.posted import posted, put_up
from waystation.vault.session import Session
from waystation.vault.store import Tx
from waystation.vault.work import Work

KIND = "watch"
_ID = b"the watch's post".hex()  # there is one


def find_post(session: Session, tx: Tx) -> WatchPost | None:
    """Return what the desk knows of the watch, None where none was set up."""
    found = posted(session, tx, KIND)
    return WatchPost.model_validate_json(found[0]) if found else None


def the_post(session: Session, tx: Tx) -> WatchPost:
    """Return the same. Raises BadInput where there is none."""
    found = find_post(session, tx)
    if found is None:
        raise BadInput.at("watch", _("none that was set up"), _("waystation watch set-up, by a coordinator"))
    return found


def handle_of(post: WatchPost, ladder: str) -> bytes:
    """Return the handle of a ladder by its name. Raises BadInput."""
    if ladder not in post.ladders:
        allowed = either(sorted(post.ladders)) if post.ladders else "waystation watch recipients, first"
        raise BadInput.at("recipients", printable(ladder, 40), allowed)
    return bytes.fromhex(post.ladders[ladder])


def write_post(work: Work, post: WatchPost) -> None:
    """Put up what every member may know of the watch."""
    put_up(work, KIND, "watch", _ID, post)


def new_service(work: Work, public: bytes, post: WatchPost | None) -> None:
    """Let another service key be the watch's. Recipients were sealed for the old one: they go."""
    if post is not None and post.public == public.hex():
        return
    work.tx.run("DELETE FROM recipients")
    channels = {} if post is None else post.channels
    write_post(work, WatchPost(public=public.hex(), channels=channels))


def write_ladder(work: Work, post: WatchPost, ladder: Ladder) -> WatchPost:
    """Write whom an alarm climbs to, new or in place of the ladder of that name; return the new post."""
    handle = post.ladders.get(ladder.name) or random(16).hex()
    _write(work.tx, bytes.fromhex(handle), seal_to(bytes.fromhex(post.public), ladder))
    others = [each for each in post.rota if each.name != ladder.name]
    after = post.model_copy(
        update={
            "ladders": post.ladders | {ladder.name: handle},
            "rota": (*others, _without_addresses(ladder)),
        }
    )
    write_post(work, after)
    return after


def write_settings(work: Work, post: WatchPost, settings: WatchSettings) -> None:
    """Write how the watch reaches its mail servers."""
    _write(work.tx, SETTINGS, seal_to(bytes.fromhex(post.public), settings))


def _write(tx: Tx, handle: bytes, blob: bytes) -> None:
    tx.run(
        "INSERT INTO recipients (handle, blob) VALUES (?, ?) "
        "ON CONFLICT (handle) DO UPDATE SET blob = excluded.blob",
        (handle, blob),
    )


def _without_addresses(ladder: Ladder) -> Ladder:
    steps = [
        step.model_copy(
            update={
                "watchers": tuple(
                    each.model_copy(
                        update={"reaches": tuple(r.model_copy(update={"address": "-"}) for r in each.reaches)}
                    )
                    for each in step.watchers
                )
            }
        )
        for step in ladder.steps
    ]
    return ladder.model_copy(update={"steps": tuple(steps)})
