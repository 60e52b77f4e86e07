"""Which sentences have to be translated? Brings src/waystation/locale/*.po up to what the sources say.

    .venv/bin/python tools/catalogue.py

Sentences stand in calls of `_`, `N_` and `many`, in Python and in the templates of pages. New ones are added
without a translation, which a test then asks for; those that nobody says any more are dropped.
"""

# ruff: noqa: INP001  (a script, no package)
from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

from jinja2 import Environment, nodes

SOURCE = Path(__file__).resolve().parents[1] / "src" / "waystation"
LOCALE = SOURCE / "locale"
Sentence = tuple[str, str | None]  # the second is the form for several, where a number decides

polib: Any = import_module("polib")  # has no types


def _python(path: Path) -> Iterator[Sentence]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name)):
            continue
        values = [arg.value for arg in node.args if isinstance(arg, ast.Constant)]
        yield from _said(node.func.id, values)


def _template(path: Path) -> Iterator[Sentence]:
    for call in Environment(autoescape=True).parse(path.read_text(encoding="utf-8")).find_all(nodes.Call):
        if isinstance(call.node, nodes.Name):
            yield from _said(call.node.name, [arg.value for arg in call.args if isinstance(arg, nodes.Const)])


def _said(function: str, values: list[Any]) -> Iterator[Sentence]:
    texts = [value for value in values if isinstance(value, str)]
    if function in {"_", "N_"} and texts:
        yield texts[0], None
    if function == "many" and len(texts) > 1:
        yield texts[0], texts[1]


def sentences() -> dict[Sentence, str]:
    """Return every sentence that is said, with the first file that says it."""
    found: dict[Sentence, str] = {}
    files = [(path, _python) for path in sorted(SOURCE.rglob("*.py"))]
    templates = sorted(p for p in SOURCE.rglob("templates/**/*") if p.suffix in {".html", ".svg"})
    for path, read in [*files, *((path, _template) for path in templates)]:
        for sentence in read(path):
            found.setdefault(sentence, path.relative_to(SOURCE).as_posix())
    return found


def update(path: Path) -> int:
    """Bring one catalogue up to date and return how many of its sentences have no translation."""
    old = {(entry.msgid, entry.msgid_plural or None): entry for entry in polib.pofile(str(path))}
    new = polib.POFile(wrapwidth=100)
    new.metadata = polib.pofile(str(path)).metadata
    for (one, more), where in sorted(sentences().items(), key=lambda item: (item[1], item[0][0])):
        entry = old.get((one, more)) or polib.POEntry(msgid=one, msgid_plural=more or "")
        if more is not None and not entry.msgstr_plural:
            entry.msgstr_plural = {0: ""}
        entry.occurrences = [(where, "")]
        new.append(entry)
    new.save(str(path))
    return len(new.untranslated_entries())


def main() -> None:
    """Update every catalogue."""
    for path in sorted(LOCALE.glob("*.po")):
        sys.stdout.write(f"{path.name}: {update(path)} sentences have no translation\n")


if __name__ == "__main__":
    main()
