"""Compiled kernels are kept where only this user can write, and planning works where nothing can be kept."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from waystation.plan.kernels import folder as subject

SHARED = 0o777
USE_A_KERNEL = """
import sys
from pathlib import Path
{before}
sys.path.insert(0, sys.argv[1])
from waystation.plan.kernels import compiled
import one_kernel
assert one_kernel.double(21) == 42
print(compiled.folder())
print([str(path) for path in sorted(compiled.folder().rglob("*.nb*"))] if compiled.folder() else [])
print(compiled.not_kept())
"""
ONE_KERNEL = """
from waystation.plan.kernels.compiled import kernel

@kernel
def double(x):
    return 2 * x
"""


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    home = tmp_path / "cache"
    home.mkdir(mode=0o700)
    monkeypatch.setenv("XDG_CACHE_HOME", str(home))
    return home


def mode(path: Path) -> int:
    return path.lstat().st_mode & 0o7777


def test_the_folder_is_the_users_alone(cache: Path) -> None:
    folder = subject.kept_folder()
    assert folder.is_relative_to(cache)
    assert (mode(folder), mode(folder.parent)) == (0o700, 0o700)
    assert folder == subject.kept_folder()


@pytest.mark.usefixtures("cache")
def test_an_open_umask_opens_nothing() -> None:
    before = os.umask(0)
    try:
        folder = subject.kept_folder()
    finally:
        os.umask(before)
    assert (mode(folder), mode(folder.parent)) == (0o700, 0o700)


@pytest.mark.parametrize("opened", [0o777, 0o770, 0o750, 0o707, 0o1777])
@pytest.mark.usefixtures("cache")
def test_a_folder_open_to_others_is_refused(opened: int) -> None:
    subject.kept_folder().chmod(opened)
    with pytest.raises(PermissionError, match="not private"):
        subject.kept_folder()


def test_a_folder_below_one_that_others_can_change_is_refused(cache: Path) -> None:
    subject.kept_folder()
    cache.chmod(SHARED)
    with pytest.raises(PermissionError, match="others can change"):
        subject.kept_folder()


@pytest.mark.usefixtures("cache")
def test_a_folder_that_somebody_made_before_us_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    subject.kept_folder()
    somebody_else = os.getuid() + 1
    monkeypatch.setattr(os, "getuid", lambda: somebody_else)
    with pytest.raises(PermissionError):
        subject.kept_folder()


@pytest.mark.usefixtures("cache")
def test_a_link_in_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    folder = subject.kept_folder()
    folder.rmdir()
    (tmp_path / "trap").mkdir(mode=0o700)
    folder.symlink_to(tmp_path / "trap")
    with pytest.raises(OSError, match=r"not private|exists"):
        subject.kept_folder()
    assert not any((tmp_path / "trap").iterdir())


@pytest.mark.parametrize("home", ["/dev/null", "/proc/nowhere", "relative"])
def test_without_a_writable_home_there_is_a_reason_and_no_folder(
    home: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    monkeypatch.setenv("HOME", home)
    monkeypatch.chdir("/proc")  # where "relative" cannot be made either
    with pytest.raises(OSError, match=r"."):
        subject.kept_folder()


def test_versions_of_a_source_do_not_pile_up(cache: Path, tmp_path: Path) -> None:
    source, other = tmp_path / "walk.py", cache / "play-0"
    source.write_text("now")
    other.mkdir()
    for age in range(9):
        old = cache / f"walk-{age}"
        old.mkdir()
        os.utime(old, (1e9 - age, 1e9 - age))
    folder = subject.of_version(cache, source)
    left = {path.name for path in cache.iterdir()}
    assert left == {folder.name, "play-0", *(f"walk-{age}" for age in range(subject.KEPT - 1))}
    assert mode(folder) == 0o700


def test_a_kernel_is_compiled_anew_when_one_that_it_uses_has_changed(
    cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(subject, "__file__", str(tmp_path / "folder.py"))
    uses = "from waystation.plan.kernels.{} import something\n"
    for name, text in {"a": uses.format("b"), "b": uses.format("c"), "c": uses.format("a"), "d": ""}.items():
        (tmp_path / f"{name}.py").write_text(text)
    before = {name: subject.of_version(cache, tmp_path / f"{name}.py") for name in "abd"}
    with (tmp_path / "c.py").open("a") as changed:
        changed.write("# changed")
    after = {name: subject.of_version(cache, tmp_path / f"{name}.py") for name in "abd"}
    assert [name for name in "abd" if before[name] != after[name]] == ["a", "b"]


def run(tmp_path: Path, before: str = "", **env: str) -> tuple[str, str, str]:
    (tmp_path / "modules").mkdir(exist_ok=True)
    (tmp_path / "modules" / "one_kernel.py").write_text(ONE_KERNEL)
    program = USE_A_KERNEL.format(before=before)
    done = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path / "modules")],
        env={**os.environ, **env}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    where, files, reason = done.stdout.splitlines()
    return where, files, reason


def test_kernels_are_kept_in_the_folder_whatever_numba_was_told(cache: Path, tmp_path: Path) -> None:
    shared = tmp_path / "shared"
    shared.mkdir(mode=SHARED)
    for _ in range(2):
        where, files, reason = run(tmp_path, NUMBA_CACHE_DIR=str(shared))
        assert Path(where).is_relative_to(cache)
        assert files.count(".nbc") == files.count(".nbi") == 1
        assert reason == "None"
    assert not any(shared.iterdir())
    assert not list((tmp_path / "modules").rglob("*.nb*"))


def test_without_a_home_kernels_live_in_a_private_folder_that_goes_with_the_process(tmp_path: Path) -> None:
    (tmp_path / "tmp").mkdir()
    where, files, reason = run(tmp_path, XDG_CACHE_HOME="/dev/null", TMPDIR=str(tmp_path / "tmp"))
    assert Path(where).parent == tmp_path / "tmp"
    assert files.count(".nbc") == 1
    assert reason != "None"
    assert not any((tmp_path / "tmp").iterdir())


def test_where_nothing_can_be_written_kernels_run_all_the_same(tmp_path: Path) -> None:
    nowhere = (
        "import tempfile\ndef refuse(*_, **__): raise PermissionError('read-only')\ntempfile.mkdtemp = refuse"
    )
    where, files, _ = run(tmp_path, before=nowhere, XDG_CACHE_HOME="/dev/null")
    assert (where, files) == ("None", "[]")


@pytest.mark.usefixtures("cache")
def test_a_damaged_or_full_folder_costs_a_compilation_and_not_the_plan(tmp_path: Path) -> None:
    where, _, _ = run(tmp_path)
    for kept in Path(where).rglob("*.nb*"):
        kept.write_bytes(kept.read_bytes()[:20])
    run(tmp_path)
    full = "import numba.core.caching as c\ndef full(*_): raise OSError(28, 'No space left')\nc.dumps = full"
    run(tmp_path, before=full, XDG_CACHE_HOME=str(tmp_path / "other"))
