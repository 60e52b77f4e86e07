"""How is a recording of sound alone released: without speech, or as it was recorded?"""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import av

from waystation.domain.footage import Tracks
from waystation.footage.reading import Film
from waystation.footage.redact.encode import CLEAN, SOUND_RATE, sound_stream
from waystation.footage.redact.how import How
from waystation.footage.redact.sound import track_of
from waystation.kit.errors import BadInput


def write_sound(film: Film, tracks: Tracks, how: How, part: Path) -> None:
    """Write AAC in MP4, one channel, to `part`. Raises BadInput where nothing of it would be left."""
    if how.sound == "none":
        raise BadInput.at("footage", "sound alone, with its sound to be removed", "--sound no-speech, or all")
    if how.sound == "no-speech" and tracks.speech is None:
        raise BadInput.at("tracks", "nothing about speech", "tracks of a search that has listened")
    speech = (tracks.speech or ()) if how.sound == "no-speech" else ()
    with av.open(str(part), "w", format="mp4", options=CLEAN) as file:
        stream = sound_stream(file)
        heard = 0
        for samples in track_of(film, SOUND_RATE, speech).until(float("inf")):
            piece = av.AudioFrame.from_ndarray(samples.reshape(1, -1), format="fltp", layout="mono")
            piece.sample_rate, piece.pts, piece.time_base = SOUND_RATE, heard, Fraction(1, SOUND_RATE)
            heard += len(samples)
            file.mux(stream.encode(piece))
        file.mux(stream.encode(None))
