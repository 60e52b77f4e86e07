"""What is somebody asked who asks for help? Few questions, plain ones, and each may be left empty."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple

from waystation.domain.base import harmless
from waystation.domain.case_record import Answer
from waystation.kit.language import N_

LINE, TEXT = 200, 2000  # characters
ASKED = "door_"  # how a question is named in a case: nobody takes it for one that a member has asked


@dataclass(frozen=True)
class Question:
    """One question of the form. `choices` are values with their words."""

    name: str
    asked: str
    kind: Literal["line", "text", "one", "list"] = "line"
    hint: str = ""
    choices: tuple[tuple[str, str], ...] = ()

    @property
    def most(self) -> int:
        """How many characters are taken."""
        return TEXT if self.kind == "text" else LINE

    def taken(self, typed: str) -> str:
        """Return what counts of an answer: harmless text, cut, or one of the choices."""
        plain = harmless(typed)[: self.most].strip()
        known = not self.choices or plain in dict(self.choices)
        return plain if known else ""


COUNTRIES = (
    ("CN", N_("China")),
    ("VN", N_("Vietnam")),
    ("LA", N_("Laos")),
    ("TH", N_("Thailand")),
    ("MM", N_("Myanmar")),
    ("KH", N_("Cambodia")),
    ("MN", N_("Mongolia")),
    ("RU", N_("Russia")),
    ("KP", N_("North Korea")),
    ("KR", N_("South Korea")),
    ("other", N_("Another country")),
)
DANGER = (("yes", N_("Yes")), ("no", N_("No")), ("unsure", N_("I am not sure")))
FOR = (
    ("self", N_("For me")),
    ("with others", N_("For me and others")),
    ("others", N_("For somebody else")),
)

QUESTIONS = (
    Question("danger", N_("Is anybody in danger right now?"), "one", choices=DANGER),
    Question("danger_what", N_("What is the danger?"), "text"),
    Question("for", N_("For whom do you ask?"), "one", choices=FOR),
    Question(
        "relation",
        N_("If you ask for somebody else: what are you to them?"),
        hint=N_("Mother, friend, neighbour"),
    ),
    Question("country", N_("In which country are they?"), "list", choices=COUNTRIES),
    Question("where", N_("Roughly where?"), hint=N_("A province or a large city is enough. No address.")),
    Question("persons", N_("How many people need help?")),
    Question("children", N_("Are there children? How many, and how old?")),
    Question("name", N_("What may we call you?"), hint=N_("It does not have to be your real name.")),
    Question(
        "call",
        N_("Whom may we call?"),
        hint=N_("A number or account, and whose it is. Leave it empty if no call is safe."),
    ),
    Question(
        "hours", N_("When is a call safe?"), hint=N_("Days and hours, and the city whose clock you mean.")
    ),
    Question("speaks", N_("Which language do you speak best?")),
    Question("more", N_("What else should we know?"), "text"),
)


def taken(typed: Mapping[str, str]) -> dict[str, str]:
    """Return what counts of what somebody typed, by the names of the questions; the rest is not looked at."""
    found = {each.name: each.taken(typed.get(each.name, "")) for each in QUESTIONS}
    return {name: text for name, text in found.items() if text}


def answers(values: Mapping[str, str]) -> tuple[Answer, ...]:
    """Return the answers as a letter has them."""
    return tuple(Answer(question=name, answer=text) for name, text in values.items())


class Spoken(NamedTuple):
    """A question and its answer as the desk reads them: sentences to be translated, or somebody's own."""

    asked: str
    answer: str
    own: bool
    """Whether the answer is the requester's own words."""


def spoken(answer: Answer) -> Spoken:
    """Return what the desk reads of an answer. A question of another door is named as it came."""
    name = answer.question.removeprefix(ASKED)
    known = {each.name: each for each in QUESTIONS}.get(name)
    if known is None:
        return Spoken(name, answer.answer, own=True)
    words = dict(known.choices).get(answer.answer)
    return Spoken(known.asked, words or answer.answer, own=words is None)
