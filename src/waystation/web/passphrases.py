"""Would a new passphrase withstand guessing? Length first, then what guessers try before anything else."""

from __future__ import annotations

import re
from functools import cache
from string import digits, punctuation, whitespace

from django.contrib.auth.password_validation import CommonPasswordValidator

from waystation.kit.errors import BadInput
from waystation.kit.language import _

LEAST = 16  # characters
_DIFFERENT = 6  # of them, when all that is known is left out
_WORDS = ("waystation", "passphrase", "password", "administrator")
_ROWS = ("0123456789012", "abcdefghijklmnopqrstuvwxyz", "qwertyuiop", "asdfghjkl", "zxcvbnm")
_RUN = 4  # letters beside each other in a row
_PADDING = digits + punctuation + whitespace
_SHORT = 3  # letters; a shorter word of a name is no hint


@cache
def _common() -> CommonPasswordValidator:
    """Return Django's list of the 20,000 passwords that were found most often in breaches."""
    return CommonPasswordValidator()


def chosen(new: str, again: str, *names: str) -> str:
    """Return a new passphrase. Raises BadInput where it was not typed twice alike, or is easily guessed."""
    if new != again:
        raise BadInput.at(_("passphrase"), _("two that differ"), _("the same one twice"))
    require_strong(new, *names)
    return new


def require_strong(new: str, *names: str) -> None:
    """Raise BadInput where a new passphrase is short, common, or is made of what an attacker knows.

    `names`: of the organisation and the member. Any letters are allowed, and none are asked for.
    """
    if len(new) < LEAST:
        allowed = _("at least {count} characters").format(count=LEAST)
        raise BadInput.at(_("passphrase"), _("a new one that is too short to withstand guessing"), allowed)
    if _guessed(new, names):
        raise BadInput.at(
            _("passphrase"),
            _("a new one that guessers try first: common, repeated, or made of your own names"),
            _("seven random words"),
        )


def _guessed(new: str, names: tuple[str, ...]) -> bool:
    plain = new.casefold()
    core = plain.strip(_PADDING)
    if {plain, core, "".join(core.split())} & _common().passwords:
        return True
    known = {
        at + step
        for word in _known(names)
        for at in range(len(plain))
        if plain.startswith(word, at)
        for step in range(len(word))
    }
    rest = {letter for at, letter in enumerate(plain) if at not in known}
    return len(rest - set(whitespace)) < _DIFFERENT


def _known(names: tuple[str, ...]) -> set[str]:
    """Return what an attacker would put together: whole names, their words, and rows of keys."""
    whole = {name.casefold() for name in (*_WORDS, *names)}
    words = {word for name in whole for word in re.split(r"\W+", name)}
    runs = {row[at : at + _RUN] for row in _ROWS for at in range(len(row) - _RUN + 1)}
    return {word for word in whole | words if len(word) >= _SHORT} | runs
