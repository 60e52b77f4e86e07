"""How does an exposure read at 3 a.m.: what is done first, who is in danger, what would be known?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from rich.console import RenderableType
from rich.text import Text

from waystation.cli.desk.text import at, short
from waystation.cli.tables import heading, sentences, table
from waystation.kit.language import N_, _
from waystation.kit.shown import printable

if TYPE_CHECKING:
    from waystation.actions.expose import Answer
    from waystation.actions.list_notices import Notices
    from waystation.vault.endangered import Danger
    from waystation.vault.named import Named

_DEEDS = {
    "leave": N_("get everybody out of"),
    "stop": N_("stop"),
    "plan anew": N_("plan anew"),
    "take keys": N_("remove"),
    "warn": N_("warn"),
    "alert": N_("alert the desks that hold"),
}
_WAYS = {
    "met": N_("met"), "told": N_("was told"), "opened": N_("opened"), "could open": N_("could open"),
}  # fmt: skip
_NOTICES = {
    "act on": N_("to act on these tags"),
    "exposure": N_("somebody looked at an exposure"),
    "marked": N_("marked as compromised"),
    "mark taken back": N_("a mark was taken back"),
    "consent withdrawn": N_("somebody took a consent back; what rests on it is stopped"),
    "recovery": N_("a recovery was begun"),
    "recovery stopped": N_("a recovery was stopped"),
    "panic": N_("a member has no keys any more"),
}


def tag_letters(tag: str) -> str:
    """Return the letters by which people speak of a tag."""
    return tag[:4].upper()


def what(tag: str, named: Mapping[str, Named]) -> str:
    """Return what a tag stands for, as far as this desk may know it."""
    if tag not in named:
        return _("held by others")
    it = named[tag]
    return f"{_(it.kind)} {printable(it.title or it.key)}"


def page(answer: Answer) -> Iterator[RenderableType]:
    """Yield the answer: first what is to be done."""
    yield Text(f"{tag_letters(answer.tag)}  {what(answer.tag, answer.names)}", style="bold")
    yield from sentences(_said(answer))
    yield heading(_("First"))
    yield from _first(answer)
    yield heading(_("In danger now, of what this desk holds"))
    yield _dangers(answer.dangers)
    yield heading(_("What would be known"))
    yield _known(answer)


def _said(answer: Answer) -> Iterator[str]:
    if answer.notice is not None:
        yield _("Every desk has been told: {what}.").format(what=_(_NOTICES[answer.notice.what]))
    if not answer.complete:
        yield _(
            "One member's quota did not reach to open everything: ask again with a second one (--second)."
        )


def _first(answer: Answer) -> Iterator[RenderableType]:
    ids = {it.id: f"{_(it.kind)} {printable(it.title or it.key)}" for it in answer.names.values()}
    lines, others = [], []
    for step in answer.first:
        if step.deed == "alert":
            others.append(tag_letters(step.about))
            continue
        people = f" ({_('people')}: {step.people})" if step.people else ""
        lines.append(f"{_(_DEEDS[step.deed])} {ids.get(step.about, '')} {short(step.about)}{people}")
    if others:
        lines.append(f"{_(_DEEDS['alert'])} {' '.join(others)}")
    if not lines:
        yield Text(_("Nothing that this desk can do."))
    for number, line in enumerate(lines, 1):
        yield from sentences([line], f"{number}.")


def _dangers(dangers: tuple[Danger, ...]) -> RenderableType:
    if not dangers:
        return Text(_("Nothing."))
    rows = [
        (short(each.id), _(each.kind), printable(each.key), str(each.people), _(each.state),
         ", ".join(f"{_(kind)} {printable(key)}" for kind, key in each.because))
        for each in dangers
    ]  # fmt: skip
    columns = (_("id"), _("kind"), _("key"), _("people"), _("state"), _("because of"))
    return table(columns, rows, right=(3,), fixed=(0,))


def _known(answer: Answer) -> RenderableType:
    if not answer.exposure.known:
        return Text(_("Nothing."))
    rows = [
        (tag_letters(each.tag), what(each.tag, answer.names), ", ".join(_(_WAYS[way]) for way in each.ways),
         str(len(each.there)) if each.there else "")
        for each in answer.exposure.known
    ]  # fmt: skip
    return table((_("tag"), _("what"), _("how"), _("there now")), rows, right=(3,), fixed=(0,))


def plain(answer: Answer) -> dict[str, Any]:
    """Return the answer as JSON."""
    return {
        "tag": answer.tag,
        "names": {tag: it._asdict() for tag, it in answer.names.items() if tag in answer.exposure.tags},
        "first": [step._asdict() for step in answer.first],
        "dangers": [each._asdict() for each in answer.dangers],
        "known": [{**each._asdict(), "there": sorted(each.there)} for each in answer.exposure.known],
        "told": None if answer.notice is None else answer.notice.what,
        "complete": answer.complete,
    }


def notices_page(found: Notices) -> Iterator[RenderableType]:
    """Yield what every desk was told, the newest first, and what the marks touch here."""
    if found.duress:
        yield heading(_("Made to unlock: say it to nobody near them"))
        named = {it.id: it.title for each in found.listed for _tag, it in each.means}
        yield Text(", ".join(printable(named.get(each, each)) for each in found.duress))
    if not found.complete:
        yield Text(
            _(
                "The hour's quota is used up: what the marks touch was not looked at. "
                "Look again later, or ask another member to look."
            )
        )
    if found.flagged:
        yield heading(_("Touched by a mark, of what this desk holds"))
        yield _dangers(found.flagged)
    yield heading(_("What every desk was told"))
    if not found.listed:
        yield Text(_("Nothing."))
        return
    rows = [
        (at(each.notice.at), _(_NOTICES[each.notice.what]), " ".join(map(tag_letters, each.notice.tags)),
         ", ".join(f"{_(it.kind)} {printable(it.title or it.key)}" for _tag, it in each.means))
        for each in found.listed
    ]  # fmt: skip
    yield table((_("when"), _("what"), _("tags"), _("what you hold of it")), rows, fixed=(0,))
