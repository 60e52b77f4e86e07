"""How does a contact sheet become one page that asks nobody for anything and runs no script?"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from waystation.domain.footage import Track, Tracks
from waystation.kit.language import N_, _, current, many

if TYPE_CHECKING:
    from waystation.footage.sheet import Shot

_FOLDER = Path(__file__).parent / "templates"
_KINDS = {
    "face": N_("face"), "head": N_("head"), "text": N_("readable text"), "region": N_("region drawn by hand"),
    "hand": N_("hand"),
}  # fmt: skip
_SEEN = {"closer look": N_("a closer look")}
_STATES = {"masked": N_("covered"), "unmasked": N_("NOT covered")}


def sheet_page(tracks: Tracks, shots: Mapping[str, Sequence[Shot]]) -> str:
    """Return the page: every track with its pictures, the most doubtful first."""
    environment = Environment(loader=FileSystemLoader(_FOLDER), autoescape=True, undefined=StrictUndefined)
    environment.globals |= {"_": _, "many": many}
    style = (_FOLDER / "sheet.css").read_text(encoding="utf-8")
    ordered = sorted(tracks.tracks, key=lambda track: -track.doubt)
    return environment.get_template("sheet.html").render(
        language=current(),
        style=Markup(style),  # noqa: S704  (our own file)
        style_hash=b64encode(sha256(style.encode()).digest()).decode(),
        withdrawn=[_(why) for why in tracks.withdrawn],
        tracks=[_shown(track, shots.get(track.id, ())) for track in ordered],
    )


def _shown(track: Track, shots: Sequence[Shot]) -> dict[str, Any]:
    return {
        "id": track.id,
        "called": _(_KINDS[track.kind]),
        "state": track.state,
        "said": _(_STATES[track.state]),
        "doubt": f"{track.doubt:.2f}",
        "frames": sum(box.end - box.first for box in track.boxes),
        "detectors": ", ".join(_(_SEEN.get(name, name)) for name in track.detectors) or "-",
        "reason": track.reason,
        "editor": track.editor,
        "shots": [_picture(shot) for shot in shots],
    }


def _picture(shot: Shot) -> dict[str, str]:
    jpeg = b64encode(shot.jpeg).decode()
    minutes, seconds = divmod(shot.seconds, 60)
    hours, minutes = divmod(int(minutes), 60)
    return {"frame": str(shot.frame), "at": f"{hours}:{minutes:02}:{seconds:04.1f}", "jpeg": jpeg}
