"""How are states, purposes and the like called on the pages of requests and persons?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from waystation.kit.language import N_, _

Choices = list[tuple[str, str]]

STATES: Mapping[str, str] = MappingProxyType(
    {
        "requested": N_("requested"),
        "triaged": N_("triaged"),
        "accepted": N_("accepted"),
        "planned": N_("planned"),
        "moving": N_("moving"),
        "arrived": N_("arrived"),
        "settled": N_("settled"),
        "declined": N_("declined"),
        "withdrawn": N_("withdrawn"),
        "lost": N_("lost"),
        "unknown": N_("unknown"),
    }
)
URGENCIES: Mapping[str, str] = MappingProxyType(
    {"emergency": N_("emergency"), "urgent": N_("urgent"), "normal": N_("normal")}
)
CAME_BY: Mapping[str, str] = MappingProxyType(
    {
        "phone": N_("by phone"),
        "in_person": N_("in person"),
        "message": N_("by message"),
        "form": N_("through the public form"),
        "partner": N_("through a partner"),
        "field": N_("met on the way"),
    }
)
PURPOSES: Mapping[str, str] = MappingProxyType(
    {
        "move": N_("to move"),
        "keep": N_("to keep what is written"),
        "share": N_("to share it with a partner"),
        "publish": N_("to publish"),
        "tracing": N_("to be looked for and found"),
        "testimony": N_("to give testimony"),
        "research": N_("research"),
    }
)
AGREEMENTS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "none": (N_("not asked"), "plain"),
        "given": (N_("yes"), "good"),
        "spoken": (N_("spoken yes, to be confirmed"), "wait"),
        "run_out": (N_("spoken yes, run out"), "stop"),
        "refused": (N_("no"), "plain"),
        "withdrawn": (N_("taken back"), "stop"),
    }
)
SUBJECTS: Mapping[str, str] = MappingProxyType(
    {
        "protection": N_("protection"),
        "trafficking": N_("trafficking"),
        "health": N_("health"),
        "means_to_die": N_("means to die"),
        "violence": N_("violence"),
        "other": N_("something else"),
    }
)
CHANNELS: Mapping[str, str] = MappingProxyType(
    {
        "call": N_("call"),
        "sms": N_("SMS"),
        "messenger": N_("messenger"),
        "email": N_("e-mail"),
        "link": N_("one-time link"),
        "in_person": N_("in person"),
    }
)
NAME_USES: Mapping[str, str] = MappingProxyType(
    {
        "own": N_("her own name"),
        "family": N_("family name"),
        "given": N_("given name"),
        "papers": N_("on papers"),
        "alias": N_("cover name"),
        "married": N_("married name"),
        "nickname": N_("nickname"),
    }
)
WHEREABOUTS: Mapping[str, str] = MappingProxyType(
    {
        "unknown": N_("not known"),
        "together": N_("with her"),
        "left_behind": N_("left behind"),
        "safe": N_("safe"),
        "missing": N_("missing"),
        "dead": N_("dead"),
    }
)
HARMS: Mapping[str, str] = MappingProxyType(
    {
        "unknown": N_("not known"),
        "returned": N_("returned"),
        "imprisoned": N_("imprisoned"),
        "sold": N_("sold"),
        "injured": N_("injured"),
        "killed": N_("killed"),
    }
)
SEXES: Mapping[str, str] = MappingProxyType(
    {"female": N_("female"), "male": N_("male"), "other": N_("other")}
)
TERMS: Mapping[str, str] = MappingProxyType(
    {
        "names": N_("name"),
        "age": N_("age"),
        "sex": N_("sex"),
        "relatives": N_("relatives"),
        "origin": N_("origin"),
        "seen": N_("seen"),
        "marks": N_("marks"),
        "languages": N_("languages"),
    }
)
LANGUAGES: Mapping[str, str] = MappingProxyType(
    {
        "ko": N_("Korean"),
        "zh": N_("Chinese"),
        "vi": N_("Vietnamese"),
        "lo": N_("Lao"),
        "th": N_("Thai"),
        "en": N_("English"),
        "ru": N_("Russian"),
    }
)
"""Offered first; any other can be typed by its code."""


def choices(words: Mapping[str, str], empty: str | None = None) -> Choices:
    """Return the choices of a field in the language in use; `empty` is what stands for none."""
    first = [] if empty is None else [("", empty)]
    return first + [(key, _(text)) for key, text in words.items()]


def parted(text: str) -> tuple[str, ...]:
    """Return the words of a list that somebody typed with commas."""
    return tuple(dict.fromkeys(word.strip() for word in text.split(",") if word.strip()))


def joined(words: Iterable[str]) -> str:
    """Return words as somebody would type them."""
    return ", ".join(words)
