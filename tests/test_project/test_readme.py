"""Is what the README shows of the family what the program says today?"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from waystation.cli.main import waystation


def words(text: str) -> str:
    """The text in one line, so that it does not matter where a line ends."""
    return " ".join(text.split())


@pytest.fixture(scope="module")
def readme(checkout: Path) -> str:
    return (checkout / "README.md").read_text()


@pytest.fixture(scope="module")
def printed() -> str:
    done = CliRunner().invoke(waystation, ["demo", "--lang", "en"], catch_exceptions=False)
    assert done.exit_code == 0
    return done.stdout


def shown(readme: str, number: int) -> Iterator[str]:
    block = readme.split("```text\n")[1 + number].partition("```")[0]
    yield from (words(line) for line in block.splitlines() if words(line) not in ("", "..."))


def test_every_sentence_and_figure_shown_is_printed(readme: str, printed: str) -> None:
    lines = [words(line) for line in printed.splitlines()]
    for line in shown(readme, 0):
        assert any(each.startswith(line) for each in lines), line


def test_what_is_shown_of_two_names_is_printed(readme: str) -> None:
    names = ["So Yeon Lee", "이소연"]
    done = CliRunner().invoke(waystation, ["names", *names, "--lang", "en"], catch_exceptions=False)
    lines = [words(line) for line in done.stdout.splitlines()]
    assert [line for line in shown(readme, 1) if line not in lines] == []


@pytest.mark.parametrize(
    ("said", "because"),
    [
        ("86 reach safety", "Reached safety by Thu 15 Oct 21:00 (UTC+9): 86.4%"),
        ("river bank: without that, 1.9 points more", "waiting at the river bank +1.9 points"),
        (
            "river rose to 1.91 m instead of 1.1 m",
            "If river-north rose to 1.91 m instead of 1.1 m: not like this",
        ),
        ("left two nights later", "If they left at Wed 7 Oct 20:00 (UTC+9) instead of Mon 5 Oct 23:00"),
        ("hangs on each of three helpers", "hangs on each of these helpers: host-vn (host), guide-jungle"),
    ],
)
def test_what_is_told_of_the_family_is_printed(readme: str, printed: str, said: str, because: str) -> None:
    assert said in words(readme)
    assert because in words(printed)
