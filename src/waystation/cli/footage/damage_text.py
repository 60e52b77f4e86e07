"""What of a recording could not be read, in the language in use?

The confined process knows one language only and loads no other; these are its sentences.
"""

from __future__ import annotations

import re

from waystation.kit.language import N_, _

_NUMBER = re.compile(r"\d+")
DAMAGE = (
    N_("the file ends in the middle, or its end is damaged"),
    N_("the photo ends in the middle, or is damaged"),
    N_("the file states a longer film than the frames in it"),
    N_("the times of frames were mended"),
    N_("{count} pieces could not be decoded"),
    N_("{count} pieces of sound could not be mixed"),
)


def damage(said: str) -> str:
    """Return a sentence about damage, as a file of tracks holds it, in the language in use."""
    found = _NUMBER.match(said)
    count = found.group() if found else ""
    sentence = _NUMBER.sub("{count}", said, count=1) if found else said
    return _(sentence).format(count=count) if sentence in DAMAGE else said
