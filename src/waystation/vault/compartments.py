"""How is a compartment made, shown, shared, taken back and dropped?"""

from __future__ import annotations

from collections.abc import Container

from waystation.domain.access import CompartmentKind, Manifest
from waystation.vault.attached import attached_to, drop_attached
from waystation.vault.keys import new_id
from waystation.vault.manifests import Compartment, load_sound, new_grant, store
from waystation.vault.rotation import rotate
from waystation.vault.tags import tag, tags
from waystation.vault.work import Look, Work


def create_compartment(work: Work, kind: CompartmentKind, title: str, state: str = "") -> Compartment:
    """Make a compartment that nobody but the member at the desk holds."""
    me = work.session.member_id
    key = new_grant(new_id())
    manifest = Manifest(kind=kind, title=title, state=state, since=work.at, holders={me: key.epoch})
    compartment = store(work.tx, Compartment(work.session.vault.id, key, manifest))
    work.session.keys[compartment.id] = key
    work.compartments.append(compartment.id)
    _granted(work, compartment, me)
    return compartment


def rename(work: Work, compartment: str, title: str | None = None, state: str | None = None) -> Compartment:
    """Change the title or the state of a compartment."""
    before = work.compartment(compartment)
    manifest = before.manifest
    changes = {
        "title": manifest.title if title is None else title,
        "state": manifest.state if state is None else state,
    }
    work.compartments.append(compartment)
    return store(work.tx, before.with_manifest(**changes))


def grant(work: Work, compartment: str, member: str) -> None:
    """Give a member the key of a compartment: it waits in the inbox until the next login.

    Raises NotAllowed for nobody, NotHeld where the one who gives does not hold it.
    """
    held = work.compartment(compartment)
    application = work.session.directory.application(member)
    holders = held.manifest.holders | {application.id: held.grant.epoch}
    store(work.tx, held.with_manifest(holders=holders))
    work.letters.setdefault(member, []).append(held.grant)
    work.compartments.append(compartment)
    work.members.append(member)
    _granted(work, held, member)


def withdraw(work: Work, compartment: str, member: str) -> None:
    """Take a compartment from a member: it gets a new key, and everything in it is sealed anew."""
    rotate(work, [compartment], without=frozenset({member}))
    what = [tag(work.session, "compartment", compartment)]
    work.members.append(member)
    work.trace("withdrawn", to=[tag(work.session, "member", member)], what=what)


def drop(work: Work, compartment: str) -> None:
    """Destroy a compartment with everything in it. Who holds its key holds the key of nothing."""
    held = work.compartment(compartment)
    identity = bytes.fromhex(held.id)
    drop_attached(work.tx, held, attached_to(held.manifest, held.manifest.records))
    work.tx.run("DELETE FROM records WHERE compartment = ?", (identity,))
    work.tx.run("DELETE FROM compartments WHERE id = ?", (identity,))
    work.session.keys.pop(compartment)
    work.compartments.append(compartment)
    work.records += held.manifest.records


def manifests(look: Look, kinds: Container[str] | None = None) -> list[Compartment]:
    """Return every compartment that the member holds, or those of some kinds, by title.

    Those whose manifest is damaged are left out: see `rebuilding.damaged`.
    """
    held = load_sound(look.tx, look.session.vault.id, look.session.keys)
    wanted = [each for each in held if kinds is None or each.manifest.kind in kinds]
    return sorted(wanted, key=lambda each: each.manifest.title)


def _granted(work: Work, compartment: Compartment, *members: str) -> None:
    what = [tag(work.session, "compartment", compartment.id)]
    work.trace("granted", to=tags(work.session, "member", members), what=what, epoch=compartment.grant.epoch)
