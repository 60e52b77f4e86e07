"""Where does the invented office live on this machine, so that it is there again tomorrow?"""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

from waystation.kit.errors import BadInput
from waystation.vault.burnfile import read_burn_secret, write_burn_secret
from waystation.vault.words import suggest_passphrase
from waystation.web.demo.cast import CAST
from waystation.web.demo.office import make_office
from waystation.web.demo.under_way import SERVICE_KEY
from waystation.web.place import Place

__all__ = ["SERVICE_KEY", "folder_of", "make", "place_of", "reset", "stands"]

_BURN, _VAULT, _WORDS = "burn-secret", "vault", "passphrases.json"


def folder_of(environ: dict[str, str] | None = None) -> Path:
    """Return the folder of the invented office."""
    named = os.environ if environ is None else environ
    home = named.get("XDG_DATA_HOME") or str(Path.home() / ".local" / "share")
    return Path(home) / "waystation" / "demo"


def stands(folder: Path) -> bool:
    """Tell whether the office is there, whole."""
    return (folder / _WORDS).is_file()


def reset(folder: Path) -> None:
    """Delete the office. Raises BadInput for a folder that holds something else."""
    known = {_BURN, _VAULT, _WORDS, "accounts", "door", SERVICE_KEY}
    others = [
        each.name for each in folder.glob("*") if each.name.split("-")[0] not in known | {"burn", "service"}
    ]
    if others:
        raise BadInput.at("--reset", "a folder with other files in it", "the folder of the demonstration")
    shutil.rmtree(folder, ignore_errors=True)


def make(folder: Path, examples: Path) -> None:
    """Make the office in its folder. The passphrases are written last: without them it counts for nothing."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True, mode=0o700)
    passphrases = {member.handle: suggest_passphrase() for member in CAST}
    burn = write_burn_secret(folder / _BURN)
    make_office(folder / _VAULT, burn, passphrases, examples)
    with os.fdopen(os.open(folder / _WORDS, os.O_WRONLY | os.O_CREAT, 0o600), "w", encoding="utf-8") as file:
        json.dump(passphrases, file, indent=1)


def place_of(folder: Path) -> Place:
    """Return the place of the office."""
    read_burn_secret(folder / _BURN)
    known = json.loads((folder / _WORDS).read_text(encoding="utf-8"))
    return Place(str(folder / _VAULT), folder / _BURN, folder, demo=True, known=known)
