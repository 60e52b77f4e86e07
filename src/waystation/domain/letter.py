"""What can a letter from the door say? What strangers hand in, for the desk alone to read.

A kind is one class here and its place in `LETTERS`: the door makes it, `collect_letters` takes it in.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Annotated, Any, Literal

from pydantic import ConfigDict, Field, TypeAdapter, ValidationError

from waystation.domain.access import Id, PublicKey
from waystation.domain.base import Frozen, Instant, Text
from waystation.domain.case_record import Answer
from waystation.domain.record import Day, Language
from waystation.kit.errors import BadInput
from waystation.kit.language import _


class Letter(Frozen):
    """What all letters have. What is wrong in one is named without repeating it."""

    model_config = ConfigDict(hide_input_in_errors=True)

    form: Literal[1] = 1
    id: Id
    """Random: a letter that comes twice is taken in once."""
    at: Instant
    """When it was handed in, by the clock of the door."""


class IntakeLetter(Letter):
    """Somebody asks for help."""

    kind: Literal["intake"] = "intake"
    key: PublicKey
    """The public half of what the return code makes; answers are sealed to it."""
    language: Language
    """In which the questions were asked."""
    answers: tuple[Answer, ...]
    """What was answered; questions left empty are not there."""


class AdditionLetter(Letter):
    """Somebody with a return code adds to what she wrote."""

    kind: Literal["addition"] = "addition"
    key: PublicKey
    text: Text


class ReplyReadLetter(Letter):
    """Somebody with a return code has read the desk's answer."""

    kind: Literal["reply-read"] = "reply-read"
    key: PublicKey


LETTERS: Mapping[str, type[Letter]] = MappingProxyType(
    {each.model_fields["kind"].default: each for each in (IntakeLetter, AdditionLetter, ReplyReadLetter)}
)
"""By kind: what a letter can be."""


class Said(Frozen):
    """One thing that the desk answered."""

    at: Instant
    text: Text
    until: Day
    """The first day on which the door shows it no longer."""


class Reply(Frozen):
    """What the desk has answered one requester, as it is sealed to her key."""

    form: Literal[1] = 1
    said: Annotated[tuple[Said, ...], Field(min_length=1)]


def letter_of(data: bytes) -> Letter:
    """Return the letter that JSON describes. Raises BadInput for what is none, or of a newer program.

    No sentence repeats a word of what the letter says.
    """
    try:
        kind = _KIND.validate_json(data).get("kind")
        if isinstance(kind, str) and kind in LETTERS:
            return LETTERS[kind].model_validate_json(data)
    except ValidationError:
        pass
    raise BadInput.at(_("letter"), _("a form that this program does not know"), _("a letter of this door"))


_KIND: TypeAdapter[dict[str, Any]] = TypeAdapter(dict[str, Any])
