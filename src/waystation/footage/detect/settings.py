"""How closely is looked? Named settings, from quick to careful (figures: docs/benchmarks.md)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from waystation.kit.errors import BadInput


@dataclass(frozen=True, slots=True)
class Settings:
    """What a search costs and what it finds. Sides in pixels, times in seconds."""

    name: str
    sides: Mapping[str, tuple[int, ...]]
    """For each detector of faces, the longer sides to which a picture is brought, up or down, to be
    looked at."""
    every: float
    """How far apart the frames are that are looked at for faces."""
    least: Mapping[str, float]
    """The least score of each detector that is taken note of."""
    strength: float
    """How strongly, in [0, 1], all sightings of a face must speak for one (`strength.py`)."""
    wider: float
    """How far the mask of a face reaches beyond the box on each side, as a share of its width and height."""
    doubtful: float = 0.0
    """The most that may be covered of a picture where little speaks for faces, as a share; 0: no limit."""
    patience: float = 1.0
    """For how long something is followed before it was first and after it was last seen."""
    mirrored: int = 320
    """The longer side to which a picture is brought to find faces cut off at its edge; 0: not looked for."""
    text_side: int = 1280
    """The same for the detector of text; 0: no looking for text."""
    text_every: float = 1.0
    """How far apart the frames are in which text is looked for."""
    text_least: float = 0.3
    """The least score of a text."""
    text_wider: float = 0.08
    """How far the mask of a text reaches beyond the box."""

    def without_text(self) -> Settings:
        """Return settings that look for faces alone."""
        return replace(self, text_side=0)

    @property
    def longest(self) -> int:
        """The longer side of the largest picture that any detector looks at."""
        return max(self.text_side, *(side for given in self.sides.values() for side in given))

    def said(self) -> dict[str, str | float]:
        """Return how they stand in the file of tracks."""
        sides = "; ".join(f"{name} {', '.join(map(str, given))}" for name, given in self.sides.items())
        least = {f"least_{name}": score for name, score in self.least.items()}
        numbers = {
            "every": self.every,
            "strength": self.strength,
            "wider": self.wider,
            "doubtful": self.doubtful,
            "patience": self.patience,
        }
        text = {"text_side": self.text_side, "text_every": self.text_every, "text_wider": self.text_wider}
        return {"name": self.name, "sides": sides, **numbers, **least, **text}


_BOTH = {"centerface": (640,), "yunet": (320, 960)}
_MANY = {"centerface": (640, 960), "yunet": (320, 640, 960, 1280)}
_LEAST = {"centerface": 0.04, "yunet": 0.25}

DEFAULT = "usual"
SETTINGS: Mapping[str, Settings] = {
    "quick": Settings(
        "quick",
        {"centerface": (640,), "yunet": (320, 640)},
        1 / 3,
        _LEAST,
        0.15,
        0.3,
        text_every=2.0,
        mirrored=0,
    ),
    "narrow": Settings("narrow", _BOTH, 1 / 3, _LEAST, 0.4, 0.12, doubtful=0.4),
    "usual": Settings("usual", _BOTH, 0.4, _LEAST, 0.12, 0.17),
    "careful": Settings("careful", _MANY, 1 / 6, _LEAST, 0.05, 0.35, text_side=1920, text_every=0.5),
}


def settings(name: str) -> Settings:
    """Return the settings of a name. Raises BadInput where there are none."""
    if name not in SETTINGS:
        raise BadInput.at("settings", name, ", ".join(SETTINGS))
    return SETTINGS[name]
