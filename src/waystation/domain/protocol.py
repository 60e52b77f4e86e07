"""What is done, step by step, when a traveller carries the means to die or speaks of it?

Each step is ticked by name, with the time and what was said; none is a checkbox. The steps follow what the
WHO's mhGAP guide and the IASC's notes on people in emergencies advise: ask openly, stay with the person, make
the means harder to reach with her consent, somebody near, follow up.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Literal

from waystation.domain.base import Frozen, Text
from waystation.domain.group_record import Note, ProtocolTick
from waystation.kit.errors import BadInput
from waystation.kit.language import N_, _
from waystation.kit.shown import either

Subject = Literal["protection", "trafficking", "health", "means_to_die", "violence", "other"]


class ProtocolStep(Frozen):
    """One step of a protocol."""

    key: Text
    text: Text
    """What to do; in English, translated where it is shown."""


class Protocol(Frozen):
    """One version of what is done, in its order; a step may also be done earlier or again."""

    version: Text
    subject: Subject
    steps: tuple[ProtocolStep, ...]


_MEANS_TO_DIE = Protocol(
    version="means-to-die-2026-1",
    subject="means_to_die",
    steps=(
        ProtocolStep(key="asked", text=N_("Ask openly and alone: what, how, when. Asking does no harm.")),
        ProtocolStep(
            key="why",
            text=N_("Listen: is it against being taken alive, or to end life now? Write her words."),
        ),
        ProtocolStep(key="not_alone", text=N_("Somebody she trusts stays with her, agreed by name.")),
        ProtocolStep(
            key="means",
            text=N_("Agree with her who keeps the means and where. Never take them by force or in secret."),
        ),
        ProtocolStep(
            key="told", text=N_("Tell a protection officer, and nobody else on the way without her yes.")
        ),
        ProtocolStep(key="line", text=N_("She knows whom to call at any hour, and has called once.")),
        ProtocolStep(key="plan", text=N_("Say in the plan what helpers must not do, without saying why.")),
        ProtocolStep(key="again", text=N_("Speak with her again before each leg, and a day after arrival.")),
        ProtocolStep(key="handed_on", text=N_("Arrange care where she arrives, with her yes.")),
    ),
)
PROTOCOLS: Mapping[str, Protocol] = MappingProxyType({_MEANS_TO_DIE.version: _MEANS_TO_DIE})
"""By version; an old one stays for the notes that follow it."""
_CURRENT: Mapping[str, Protocol] = MappingProxyType({_MEANS_TO_DIE.subject: _MEANS_TO_DIE})


def protocol_for(subject: str) -> Protocol | None:
    """Return the protocol that a new note on a subject follows."""
    return _CURRENT.get(subject)


def protocol_of(note: Note) -> Protocol | None:
    """Return the protocol that a note follows; also for a note on its subject that names none."""
    return PROTOCOLS.get(note.protocol or "") or protocol_for(note.subject)


def ticked(note: Note, step: str, at: datetime, by: str, words: str) -> Note:
    """Return a note with a step done. Raises BadInput for a step that is none, and for one without a word."""
    protocol = protocol_of(note)
    keys = [each.key for each in protocol.steps] if protocol else []
    if protocol is None or step not in keys:
        raise BadInput.at(_("step"), _("one that the protocol does not have"), either(keys or ["-"]))
    if not words.strip():
        raise BadInput.at(_("words"), _("nothing"), _("what was done, or agreed with her"))
    tick = ProtocolTick(step=step, at=at, by=by, words=words.strip())
    return note.model_copy(update={"protocol": protocol.version, "ticks": (*note.ticks, tick)})


def open_steps(note: Note) -> tuple[str, ...]:
    """Return the steps that nobody has done yet."""
    protocol, done = protocol_of(note), {each.step for each in note.ticks}
    return tuple(each.key for each in protocol.steps if each.key not in done) if protocol else ()
