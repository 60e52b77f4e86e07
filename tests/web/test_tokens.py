"""Can the colours be told apart? Computed from the tokens of the style, for the screen and for paper."""

from __future__ import annotations

import re
from itertools import product
from pathlib import Path

import pytest

TEXT, GRAPHIC = 4.5, 3.0  # WCAG 2.2: 1.4.3 and 1.4.11, level AA


def tokens(checkout: Path, *, paper: bool) -> dict[str, str]:
    """The colours of the style sheet by name; those of paper stand in its part for printing."""
    style = (checkout / "src/waystation/web/static/console.css").read_text()
    screen = dict(re.findall(r"--(\w+): (#[0-9a-f]{3,6})", style.split("}")[0]))
    printed = style[style.index("@media print") :].split("}")[0]
    return screen | dict(re.findall(r"--(\w+): (#[0-9a-f]{3,6})", printed)) if paper else screen


def light(colour: str) -> float:
    """Relative luminance (WCAG 2.2)."""
    digits = colour[1:] if len(colour) == 7 else "".join(each * 2 for each in colour[1:])
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    r, g, b = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((light(one), light(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_black_and_white_are_as_far_apart_as_can_be() -> None:
    assert contrast("#000", "#ffffff") == pytest.approx(21.0)


@pytest.mark.parametrize("paper", [False, True])
def test_every_colour_of_text_can_be_read_on_every_ground(checkout: Path, *, paper: bool) -> None:
    found = tokens(checkout, paper=paper)
    for text, ground in product(("text", "dim", "link"), ("ground", "card", "raised")):
        assert contrast(found[text], found[ground]) >= TEXT, (text, ground)


@pytest.mark.parametrize("paper", [False, True])
def test_routes_edges_and_bars_are_seen(checkout: Path, *, paper: bool) -> None:
    found = tokens(checkout, paper=paper)
    pairs = [("red", "sea"), ("edge", "ground"), ("edge", "card"), ("bar", "ground"), ("text", "land")]
    for mark, ground in pairs:
        assert contrast(found[mark], found[ground]) >= GRAPHIC, (mark, ground)
