"""How is a photo covered?"""

from __future__ import annotations

from pathlib import Path

from PIL import Image

from waystation.domain.footage import Tracks
from waystation.footage.proof.tiles import Tiles
from waystation.footage.reading import Film
from waystation.footage.redact.covers import Sweep, covers
from waystation.footage.redact.film import Covered
from waystation.footage.redact.paint import fill_photo

QUALITY = 92


def write_photo(film: Film, tracks: Tracks, seed: bytes, part: Path, kind: str) -> Covered:
    """Write the covered photo to `part` as "JPEG" or "PNG", with its pixels and nothing else."""
    width, height = film.facts.width, film.facts.height
    done = Covered(width, height, covers(tracks.tracks, width, height), frames=1, shown=[(1, 1)])
    tiles = Tiles(seed, "bgr24", width, height)
    for frame in film.frames("bgr24"):
        tiles.add(0, frame.image)
        image = frame.image.copy()
        fill_photo(image, Sweep(done.covers).at(0))
        Image.fromarray(image[..., ::-1]).save(part, kind, quality=QUALITY)
    done.tiles = tiles.root()
    return done
