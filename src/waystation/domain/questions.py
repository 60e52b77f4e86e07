"""What is asked when a request comes in, and which answers are there to choose from?

Plain data. A list that has been used stays as it is, so that an old answer keeps its question;
another wording or another choice makes a new version (`waystation.domain.question_lists`).
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Literal

from waystation.domain.base import Flag, Frozen, Text
from waystation.kit.errors import BadInput
from waystation.kit.language import _
from waystation.kit.shown import either

Topic = Literal["call", "danger", "health", "trust", "who"]


class AnswerChoice(Frozen):
    """One of the answers to a question."""

    key: Text
    text: Text
    """How it is read to somebody; in English, translated where it is shown."""


class Question(Frozen):
    """Something that is asked of whoever calls."""

    key: Text
    topic: Topic
    text: Text
    """The wording; in English, translated where it is shown."""
    choices: tuple[AnswerChoice, ...] = ()
    """What can be answered. Absent: it is answered in words."""
    short: Flag = False
    """Whether a few words are enough."""
    needed: Flag = False
    """Whether the urgency is not known before it is answered. `unknown` is an answer."""


class QuestionList(Frozen):
    """One version of what is asked, in the order in which it is asked."""

    version: Text
    questions: tuple[Question, ...]

    @cached_property
    def by_key(self) -> Mapping[str, Question]:
        """The questions by their keys."""
        return {each.key: each for each in self.questions}


def check_answer(asked: QuestionList, question: str, answer: str) -> None:
    """Raise BadInput for a question that is not asked, or an answer that it does not have."""
    found = asked.by_key.get(question)
    if found is None:
        raise BadInput.at(
            _("question"),
            _("one that is not in the list"),
            _("one of version {version}").format(version=asked.version),
        )
    where = _("answer to {question}").format(question=question)
    keys = [choice.key for choice in found.choices]
    if keys and answer not in keys:
        raise BadInput.at(where, _("none of its choices"), either(keys))
    if not answer.strip():
        raise BadInput.at(where, _("nothing"), _("words, or no answer at all"))
