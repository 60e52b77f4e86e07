"""What becomes of a case when a letter from the door is taken in?

What strangers write decides nothing: urgency and present danger are for the desk, which sees their answers.
The questions of the door get names of their own, so that no answer passes for one that a member wrote down.
"""

from __future__ import annotations

import re

from waystation.domain.case_record import Answer, CaseRecord, CaseStep, Requester
from waystation.domain.letter import AdditionLetter, IntakeLetter, Letter, ReplyReadLetter
from waystation.domain.message import Mailbox, Message
from waystation.domain.person import Contact
from waystation.kit.errors import BadInput
from waystation.letters.codes import mailbox_of
from waystation.letters.questions import ASKED

CASES = "door-"  # how the keys of cases begin that came through the door
DANGER = "!"  # how the title of a case begins whose writer says that somebody is in danger
_MOST = 200  # letters of one requester
_OWN = frozenset({"self", "with others"})
_COUNTRY = re.compile("[A-Z]{2}")


def public_of(letter: Letter) -> str | None:
    """Return the key (in hex) of the requester who wrote a letter; None for a kind that has none."""
    return letter.key if isinstance(letter, IntakeLetter | AdditionLetter | ReplyReadLetter) else None


def case_key(public: str) -> str:
    """Return the key of the case that a requester's first letter began."""
    return f"{CASES}{mailbox_of(bytes.fromhex(public))[:16]}"


def taken_in(record: CaseRecord | None, letter: Letter) -> CaseRecord:
    """Return the case with a letter in it; the same one where the letter is in it already.

    A requester whose first letter is not there, or not yet, begins a case all the same. Raises BadInput for a
    letter of another kind, and for one too many.
    """
    public = public_of(letter)
    if public is None:
        raise BadInput.at("letter", "a kind that is taken in elsewhere", "one of a requester")
    if record is None:
        return _with(_begun(public, letter), letter)
    mailbox = record.mailbox
    if mailbox is None or mailbox.key != public:
        raise BadInput.at("letter", "the case of another requester", "the case of this one")
    if letter.id in mailbox.letters:
        return record
    if len(mailbox.letters) >= _MOST:
        raise BadInput.at("letter", "too many of one requester", f"at most {_MOST}")
    return _with(record, letter)


def _begun(public: str, letter: Letter) -> CaseRecord:
    step = CaseStep(at=letter.at, state="requested", reason="a letter came through the door")
    mailbox = Mailbox(key=public)
    begun = {"opened_at": letter.at, "came_by": "form", "steps": (step,), "mailbox": mailbox}
    return CaseRecord(id=case_key(public)).model_copy(update=begun)


def _with(record: CaseRecord, letter: Letter) -> CaseRecord:
    assert record.mailbox is not None  # noqa: S101  # Both callers have seen to it.
    box = record.mailbox.model_copy(update={"letters": (*record.mailbox.letters, letter.id)})
    match letter:
        case IntakeLetter() if not record.answers:
            return _answered(record.model_copy(update={"mailbox": box}), letter)
        case IntakeLetter():
            text = "\n".join(f"{each.question}: {each.answer}" for each in letter.answers) or "-"
            message = Message(at=letter.at, text=text)
        case AdditionLetter():
            message = Message(at=letter.at, text=letter.text)
        case _:
            last = max(letter.at, box.read_at or letter.at)
            return record.model_copy(update={"mailbox": box.model_copy(update={"read_at": last})})
    box = box.model_copy(update={"messages": (*box.messages, message)})
    return record.model_copy(update={"mailbox": box})


def _answered(record: CaseRecord, letter: IntakeLetter) -> CaseRecord:
    said = {each.question: each.answer for each in letter.answers}
    answers = tuple(
        Answer(question=f"{ASKED}{each.question}", answer=each.answer, at=letter.at)
        for each in letter.answers
    )
    country = said.get("country", "")
    changes = {
        "answers": answers,
        "country": country if _COUNTRY.fullmatch(country) else None,
        "requester": _requester(said, letter),
    }
    return record.model_copy(update=changes)


def _requester(said: dict[str, str], letter: IntakeLetter) -> Requester:
    contacts: tuple[Contact, ...] = ()
    if call := said.get("call"):
        contacts = (Contact(channel="call", address=call, allowed=True, safe_hours=said.get("hours")),)
    relation = "self" if said.get("for") in _OWN else said.get("relation")
    return Requester(name=said.get("name"), relation=relation, language=letter.language, contacts=contacts)


def title_of(record: CaseRecord) -> str:
    """Return what lists show of a case that came through the door, to those who may open it."""
    said = {each.question.removeprefix(ASKED): each.answer for each in record.answers}
    danger = DANGER if said.get("danger") == "yes" else ""
    return " ".join(filter(None, [danger, record.country or "", said.get("persons", "")[:20]])) or "-"
