"""How does a page say whom a tag means, what is to be done, and how something came to be known?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from waystation.actions.acting import Desk
from waystation.actions.expose import Answer
from waystation.kit.language import N_, _
from waystation.vault.exposure import Subject
from waystation.vault.finding import of_kind
from waystation.vault.named import Named
from waystation.vault.tags import short

SUBJECTS: dict[Subject, str] = {
    "helper": N_("a helper"),
    "house": N_("a house"),
    "person": N_("a person"),
    "member": N_("a member"),
    "device": N_("a device"),
}
DEEDS = {
    "leave": N_("get everybody out of"),
    "stop": N_("stop"),
    "plan anew": N_("plan anew"),
    "take keys": N_("remove"),
    "warn": N_("warn"),
    "alert": N_("alert the desks that hold"),
}
WAYS = {"met": N_("met"), "told": N_("was told"), "opened": N_("opened"), "could open": N_("could open")}
NOTICES = {
    "act on": N_("to act on these tags"),
    "exposure": N_("somebody looked at an exposure"),
    "marked": N_("marked as compromised"),
    "mark taken back": N_("a mark was taken back"),
    "recovery": N_("a recovery was begun"),
    "recovery stopped": N_("a recovery was stopped"),
    "panic": N_("a member has no keys any more"),
}
MOST = 300
"""How many are listed to choose from."""


class First(NamedTuple):
    """One thing to do, as the page says it: with the address of the page about it, where there is one."""

    deed: str
    kind: str
    what: str
    id: str
    people: int


def meant(tag: str, named: dict[str, Named]) -> str:
    """Return what a tag stands for, as far as this desk may know it."""
    if tag not in named:
        return _("held by others")
    it = named[tag]
    return f"{_(it.kind)} {it.title or it.key}"


def first(answer: Answer) -> Iterator[First]:
    """Yield what is to be done, in its order; the tags that only others hold come together at the end."""
    by_id = {it.id: it for it in answer.names.values()}
    others = [short(step.about) for step in answer.first if step.deed == "alert"]
    for step in answer.first:
        if step.deed != "alert":
            it = by_id.get(step.about)
            named = (it.kind, it.title or it.key) if it else ("", "")
            yield First(_(DEEDS[step.deed]), *named, step.about, step.people)
    if others:
        yield First(_(DEEDS["alert"]), "", " ".join(others), "", 0)


def choices(desk: Desk, subject: Subject) -> list[tuple[str, str]]:
    """Return those of one kind that this desk could name: by id, at most MOST of them."""
    if subject == "device":
        return []
    if subject == "member":
        known = desk.session.directory.members.values()
        return sorted(((each.id, each.name) for each in known), key=lambda each: each[1])
    there = sorted(of_kind(desk.session, subject), key=lambda each: each.listed.changed, reverse=True)
    named = [
        (each.id, f"{each.listed.title or each.listed.key} ({each.id[:4].upper()})") for each in there[:MOST]
    ]
    return sorted(named, key=lambda each: each[1])


WORDS: dict[str, Any] = {
    "deeds": DEEDS,
    "ways": WAYS,
    "notice_words": NOTICES,
    "meant": meant,
    "short": short,
}
