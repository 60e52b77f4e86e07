"""Are the docs complete and their links alive, so that they do not drift away from the program?"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import click

from waystation.cli.main import waystation

LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
HEADING = re.compile(r"^#+\s+(.+?)\s*$", re.MULTILINE)
GLOSSARY_CODE = re.compile(r"^\|[^|]+\|\s*(`[^|]+`)\s*\|", re.MULTILINE)


def pages(checkout: Path) -> list[Path]:
    return [*sorted(checkout.glob("*.md")), *sorted((checkout / "docs").rglob("*.md"))]


def links(page: Path) -> Iterator[tuple[Path, str]]:
    """Every link of a page that stays in the repository: the file it leads to, and the heading or nothing."""
    for target in LINK.findall(without_code(page.read_text())):
        if not re.match(r"[a-z]+:", target):
            file, _, heading = target.partition("#")
            yield (page.parent / file).resolve() if file else page, heading


def without_code(text: str) -> str:
    return re.sub(r"^```.*?^```", "", text, flags=re.MULTILINE | re.DOTALL)


def anchor(heading: str) -> str:
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def commands(command: click.Command, path: str) -> Iterator[tuple[str, click.Command]]:
    """The command and all below it, each with the words that call it."""
    yield path, command
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            below = command.get_command(context, name)
            assert below
            yield from commands(below, f"{path} {name}")


def public_classes(folder: Path) -> set[str]:
    trees = [ast.parse(module.read_text()) for module in folder.glob("*.py")]
    names = {node.name for tree in trees for node in tree.body if isinstance(node, ast.ClassDef)}
    return {name for name in names if not name.startswith("_")}


def test_every_link_leads_somewhere(checkout: Path) -> None:
    for page in pages(checkout):
        for file, heading in links(page):
            assert file.exists(), f"{page.relative_to(checkout)}: {file} does not exist"
            if heading:
                headings = map(anchor, HEADING.findall(without_code(file.read_text())))
                assert heading in headings, (
                    f"{page.relative_to(checkout)}: {file.name} has no heading #{heading}"
                )


def test_every_page_can_be_reached_from_the_index(checkout: Path) -> None:
    reached: set[Path] = set()
    open_pages = [checkout / "docs/index.md"]
    while open_pages:
        page = open_pages.pop()
        if page not in reached and page.suffix == ".md":
            reached.add(page)
            open_pages.extend(file for file, _ in links(page))
    lost = [page.relative_to(checkout) for page in (checkout / "docs").rglob("*.md") if page not in reached]
    assert not lost, f"no page links to {lost}"


def test_the_glossary_and_the_domain_use_the_same_words(checkout: Path) -> None:
    table = GLOSSARY_CODE.findall((checkout / "docs/glossary.md").read_text())
    words = re.findall(r"`(\w+)`", " ".join(table))
    assert len(words) == len(set(words)), "a class stands in the glossary twice"
    assert set(words) == public_classes(checkout / "src/waystation/domain")


def test_every_command_and_option_is_documented(checkout: Path) -> None:
    text = (checkout / "docs/guide/commands.md").read_text()
    for path, command in commands(waystation, "waystation"):
        assert f"`{path}" in text, f"docs/guide/commands.md does not mention `{path}`"
        for parameter in command.params:
            if isinstance(parameter, click.Option) and not parameter.hidden:
                option = max(parameter.opts, key=len)
                assert f"`{option}" in text, f"docs/guide/commands.md does not mention {option} of {path}"


def test_the_change_log_ends_at_the_version_that_is_installed(checkout: Path) -> None:
    version = re.search(r'^version = "(.+)"', (checkout / "pyproject.toml").read_text(), re.MULTILINE)
    newest = re.search(r"^## \[(\d[^\]]*)\]", (checkout / "CHANGELOG.md").read_text(), re.MULTILINE)
    assert version
    assert newest
    assert newest[1] == version[1]
