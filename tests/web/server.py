"""A console on an office of the tests, for browsers: prints its address, serves until it is ended."""

from __future__ import annotations

import sys
from pathlib import Path

from tests.vault.office import cheap
from tests.web.people import WORDS, patient

from waystation.web.place import Place
from waystation.web.serving import listening, prepare, serve


def main() -> None:
    cheap()
    folder = Path(sys.argv[1])
    where = sys.argv[2] if sys.argv[2:] else str(folder / "vault")
    place = Place(where, folder / "burn-secret", folder, demo=True, known=WORDS)
    application = prepare(place)
    patient()
    opened = listening("127.0.0.1", 0)
    print(f"http://localhost:{opened.getsockname()[1]}", flush=True)
    serve(application, opened)


if __name__ == "__main__":
    main()
