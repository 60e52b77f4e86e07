"""What has come through the public door of the invented office, and what still waits there?"""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path

from nacl.public import PrivateKey

from waystation.actions.acting import Desk
from waystation.actions.answer_requester import answer_requester
from waystation.actions.collect_letters import collect_letters
from waystation.actions.grant_compartment import grant_compartment
from waystation.actions.open_door import open_door
from waystation.domain.case_record import Answer
from waystation.domain.letter import AdditionLetter, IntakeLetter
from waystation.kit import clock
from waystation.kit.language import _
from waystation.letters.sealing import seal_letter
from waystation.letters.spool import Spool

# By the language in which they were asked: what they answered. Nobody of them is real.
LETTERS: tuple[tuple[str, dict[str, str]], ...] = (
    (
        "ko",
        {
            "danger": "yes",
            "danger_what": "집주인이 사흘 안에 나가라고 합니다.",
            "for": "with others",
            "country": "CN",
            "where": "북동쪽 어느 도시",
            "persons": "3",
            "children": "아들 하나, 여섯 살",
            "name": "바람",
            "call": "언니의 메신저",
            "hours": "밤 열 시 뒤, 서울 시간",
            "speaks": "한국어",
        },
    ),
    (
        "th",
        {
            "danger": "unsure",
            "for": "others",
            "relation": "เพื่อนบ้าน",
            "country": "TH",
            "persons": "2",
            "name": "ฝน",
            "more": "พวกเขาอยู่ในห้องเช่าและไม่ออกไปไหน",
        },
    ),
    ("en", {"danger": "no", "for": "others", "relation": "aunt", "country": "LA", "persons": "1"}),
)


def keep_door(desk: Desk, holders: Iterable[str], folder: Path) -> None:
    """Make the door with two requests, one of them answered, and one letter that nobody has collected."""
    door, public = open_door(desk, _("The door"))
    for member in holders:
        if member != desk.session.member_id:
            grant_compartment(desk, door, member)
    spool = Spool(folder, room=0)
    spool.prepare()
    first, second, last = (letter(*each, hours) for each, hours in zip(LETTERS, (30, 9, 1), strict=True))
    spool.put(seal_letter(public, first))
    (urgent,) = collect_letters(desk, spool).new
    answer_requester(desk, urgent, _("We have read it. Stay where you are until somebody calls."), spool)
    more = AdditionLetter(id=secrets.token_hex(16), at=clock.now(), key=first.key, text="이틀 남았습니다.")
    for each in (second, more):
        spool.put(seal_letter(public, each))
    collect_letters(desk, spool)
    spool.put(seal_letter(public, last))


def letter(language: str, answers: dict[str, str], hours: int) -> IntakeLetter:
    """Return the letter of somebody who wrote so many hours ago."""
    key = bytes(PrivateKey.generate().public_key).hex()
    at = clock.now() - timedelta(hours=hours)
    said = tuple(Answer(question=name, answer=text) for name, text in answers.items())
    return IntakeLetter(id=secrets.token_hex(16), at=at, key=key, language=language, answers=said)
