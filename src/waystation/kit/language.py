"""In which language is a sentence said?

Every sentence for people goes through `_` (or `many`, where a number decides its form); `N_` only marks one
that is translated where it is printed. The catalogues are `locale/LANGUAGE.po`, read when first used.
"""

from __future__ import annotations

import gettext
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from importlib import import_module
from io import BytesIO
from pathlib import Path

LANGUAGES = ("en", "ko")

_LOCALE = Path(__file__).parents[1] / "locale"

_language: ContextVar[str] = ContextVar("language", default="en")


@cache
def _catalogue(code: str) -> gettext.NullTranslations:
    if code == "en":
        return gettext.NullTranslations()
    polib = import_module("polib")  # English, the language of the sources, needs none
    text = (_LOCALE / f"{code}.po").read_text(encoding="utf-8")
    return gettext.GNUTranslations(BytesIO(polib.pofile(text).to_binary()))


def _(sentence: str) -> str:
    """Return the sentence in the language in use."""
    return _catalogue(_language.get()).gettext(sentence)


def many(one: str, more: str, count: int) -> str:
    """Return the form of the sentence that fits the count, in the language in use."""
    return _catalogue(_language.get()).ngettext(one, more, count)


def N_(sentence: str) -> str:  # noqa: N802  (the name that every gettext tool knows)
    """Mark a sentence that is translated later, where it is printed."""
    return sentence


def current() -> str:
    """Return the code of the language in use."""
    return _language.get()


def use(code: str) -> None:
    """Say everything in this language from now on, in this thread or task."""
    _language.set(code)


@contextmanager
def speaking(code: str) -> Iterator[None]:
    """Say everything in this language inside the block."""
    token = _language.set(code)
    try:
        yield
    finally:
        _language.reset(token)


def preferred(environ: Mapping[str, str] = os.environ) -> str:
    """Return the language that the locale asks for, English where there is no catalogue for it."""
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if wanted := environ.get(variable):
            code = wanted.split("_")[0].split(".")[0].lower()
            return code if code in LANGUAGES else "en"
    return "en"
