"""Who works in the invented office: one member of each role, and a second coordinator and case worker?"""

from __future__ import annotations

from typing import NamedTuple

from waystation.domain.access import MemberRole


class Invented(NamedTuple):
    """A member of the invented office."""

    handle: str
    name: str
    role: MemberRole


CAST: tuple[Invented, ...] = (
    Invented("haneul", "Ha-neul", "coordinator"),
    Invented("bora", "Bora", "coordinator"),
    Invented("jiho", "Ji-ho", "case worker"),
    Invented("mina", "Mina", "case worker"),
    Invented("seo", "Seo-yeon", "protection officer"),
    Invented("phan", "Phan", "money keeper"),
    Invented("ruth", "Ruth", "media officer"),
    Invented("anong", "Anong", "tracing officer"),
    Invented("leo", "Leo", "analyst"),
    Invented("olga", "Olga", "auditor"),
    Invented("tomas", "Tomas", "administrator"),
)
ORGANISATION = "House of the Lantern"
