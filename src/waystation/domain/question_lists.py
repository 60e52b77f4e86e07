"""Which versions of the intake's questions are there?

Adding a question or changing a wording: a new version at the end of `LISTS`; the older ones stay. A rule of
`waystation.domain.triage` or `waystation.domain.indicators` that names a question has to be looked at then.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from waystation.domain.questions import AnswerChoice, Question, QuestionList, Topic
from waystation.kit.language import N_

_YES, _NO = ("yes", N_("yes")), ("no", N_("no"))
_UNKNOWN = ("unknown", N_("not known"))


def _question(
    topic: Topic,
    key: str,
    text: str,
    *choices: tuple[str, str],
    needed: bool = False,
    short: bool = False,
) -> Question:
    made = tuple(AnswerChoice(key=each, text=words) for each, words in choices)
    return Question(key=key, topic=topic, text=text, choices=made, needed=needed, short=short)


_CALL = (
    _question("call", "free_to_talk", N_("Can you talk freely now?"), _YES, _NO),
    _question("call", "in_own_words", N_("What has happened? In their own words.")),
    _question(
        "call", "speaks", N_("Who speaks for those who need help?"),
        ("self", N_("one of those who need help")), ("relative", N_("a relative who is elsewhere")),
        ("husband", N_("a man who says he is her husband")), ("broker", N_("a broker or a driver")),
        ("employer", N_("somebody they work for, or live with")), ("other", N_("somebody else")), needed=True,
    ),
)  # fmt: skip
_DANGER = (
    _question("danger", "danger_now", N_("Is anybody in danger at this moment?"), _YES, _NO, _UNKNOWN,
              needed=True),
    _question(
        "danger", "found_out", N_("Does anybody who must not know it know where they are?"),
        _YES, ("maybe", N_("perhaps")), _NO, _UNKNOWN, needed=True,
    ),
    _question(
        "danger", "can_stay", N_("How long can they stay where they are?"),
        ("hours", N_("only today")), ("days", N_("some days")), ("weeks", N_("some weeks")),
        ("longer", N_("longer")), _UNKNOWN, needed=True,
    ),
    _question(
        "danger", "taken", N_("Has one of them been taken, or is one about to be sent back?"), _YES, _NO,
        _UNKNOWN, needed=True,
    ),
    _question(
        "danger", "violence", N_("Does anybody beat, threaten or force them?"),
        ("beaten", N_("beaten or forced")), ("threatened", N_("threatened")), _NO, _UNKNOWN, needed=True,
    ),
    _question(
        "danger", "moved_on", N_("Is somebody to be sold or taken elsewhere?"),
        ("soon", N_("within days")), ("later", N_("later")), _NO, _UNKNOWN, needed=True,
    ),
)  # fmt: skip
_HEALTH = (
    _question(
        "health", "doctor", N_("Does anybody need a doctor?"),
        ("now", N_("now")), ("soon", N_("soon")), _NO, _UNKNOWN, needed=True,
    ),
    _question(
        "health", "means_to_die", N_("Has anybody spoken of dying, or do they carry the means to die?"),
        _YES, _NO, ("not_asked", N_("could not be asked")), needed=True,
    ),
    _question("health", "birth", N_("Is anybody expecting a child within three months?"), _YES, _NO,
              _UNKNOWN),
    _question("health", "food", N_("Do they have food, water and a roof for tonight?"), _YES, _NO, _UNKNOWN,
              needed=True),
)  # fmt: skip
_WHO = (
    _question("who", "how_many", N_("How many are they?"), short=True),
    _question(
        "who", "minors", N_("Are there children under 18, and who is with them?"),
        ("none", N_("no children")), ("family", N_("with a mother, father or guardian")),
        ("unrelated", N_("with an adult who is no relative")), ("alone", N_("alone")), _UNKNOWN, needed=True,
    ),
)  # fmt: skip
_TRUST = (
    _question(
        "trust", "papers", N_("Who holds their papers and telephones?"),
        ("own", N_("they themselves")), ("none", N_("they have none")), ("withheld", N_("somebody else")),
        _UNKNOWN, needed=True,
    ),
    _question("trust", "debt", N_("Does one of them owe money for the way, or would afterwards?"), _YES, _NO,
              _UNKNOWN, needed=True),
    _question("trust", "own_will", N_("Did they come, and would they go, of their own will?"), _YES, _NO,
              _UNKNOWN, needed=True),
    _question(
        "trust", "recruiter", N_("Did somebody offer them work, a marriage or the way?"),
        _YES, _NO, _UNKNOWN, needed=True,
    ),
    _question("trust", "sold", N_("Was one of them sold, or made to work without pay?"), _YES, _NO, _UNKNOWN,
              needed=True),
    _question("trust", "watched", N_("Is one of them watched or locked in?"), _YES, _NO, _UNKNOWN,
              needed=True),
)  # fmt: skip

TOPICS: Mapping[Topic, str] = MappingProxyType(
    {
        "call": N_("The call"),
        "danger": N_("Danger"),
        "health": N_("Health"),
        "who": N_("Who they are"),
        "trust": N_("Whom they depend on"),
    }
)
LISTS: tuple[QuestionList, ...] = (
    QuestionList(version="2026-1", questions=(*_CALL, *_DANGER, *_HEALTH, *_WHO, *_TRUST)),
)
"""The oldest first."""


def newest() -> QuestionList:
    """Return the version that is asked today."""
    return LISTS[-1]


def list_of(version: str | None) -> QuestionList:
    """Return a version; the newest for an answer that names none."""
    return next((each for each in LISTS if each.version == version), newest())
