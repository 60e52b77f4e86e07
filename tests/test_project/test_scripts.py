"""Do the two scripts run in the plainest shell, from any folder, and refuse what they do not know?"""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

SCRIPTS = [
    "run", "test", ".ci/run",
    "requirements/install", "requirements/refresh", "requirements/system", "requirements/beancount",
]  # fmt: skip
PLAIN_SHELL = shutil.which("dash") or "/bin/sh"


@pytest.mark.parametrize("script", SCRIPTS)
def test_a_script_is_executable_and_plain_shell(checkout: Path, script: str) -> None:
    path = checkout / script
    assert path.stat().st_mode & 0o111, f"chmod +x {script}"
    assert path.read_text().startswith("#!/bin/sh\n")
    subprocess.run([PLAIN_SHELL, "-n", str(path)], check=True)


class Checkout:
    """A checkout whose Python only notes that it was called: nothing is really installed."""

    def __init__(self, root: Path, original: Path) -> None:
        self.calls = root / "calls"
        self.lock = root / "requirements/run.txt"
        self.install = root / "requirements/install"
        shutil.copytree(original / "requirements", root / "requirements")
        shutil.copy(original / "pyproject.toml", root)
        programs = root / ".venv/bin"
        programs.mkdir(parents=True)
        for program in ("python", "pip", "waystation"):
            (programs / program).write_text(f'#!/bin/sh\necho "$*" >>"{self.calls}"\n# {root}/.venv\n')
            (programs / program).chmod(0o755)

    def set_up(self, **environment: str) -> subprocess.CompletedProcess[str]:
        """Runs requirements/install from the root of the file system and forgets what was called before."""
        self.calls.unlink(missing_ok=True)
        return subprocess.run(
            [str(self.install), "run"], cwd="/", check=False, capture_output=True, text=True, env=environment
        )

    def break_pip(self) -> None:
        python = self.install.parents[1] / ".venv/bin/python"
        python.write_text(python.read_text() + 'case "$*" in *install*) echo no such hash; exit 1 ;; esac\n')


@pytest.fixture
def copy(checkout: Path, tmp_path: Path) -> Checkout:
    return Checkout(tmp_path / "copy", checkout)


def test_what_is_set_up_is_checked_by_hash_and_runs_no_code_of_others(copy: Checkout) -> None:
    assert copy.set_up().returncode == 0
    locked, own = (line for line in copy.calls.read_text().splitlines() if "pip install" in line)
    assert "--require-hashes --only-binary :all: -r requirements/run.txt" in locked
    assert "--no-index --no-deps --no-build-isolation --editable ." in own


def test_an_environment_that_is_up_to_date_is_left_alone_in_silence(copy: Checkout) -> None:
    copy.set_up()
    again = copy.set_up()
    assert again.returncode == 0
    assert again.stdout == again.stderr == ""
    assert not copy.calls.exists()


def test_a_changed_lock_is_installed(copy: Checkout) -> None:
    copy.set_up()
    copy.lock.write_text(copy.lock.read_text() + "# newer\n")
    assert "MB" in copy.set_up().stderr
    assert copy.calls.exists()


def test_a_failed_installation_says_why_and_is_tried_again(copy: Checkout) -> None:
    copy.break_pip()
    failed = copy.set_up()
    assert failed.returncode == 1
    assert "no such hash" in failed.stderr
    assert "requirements/run.txt" in failed.stderr
    assert copy.set_up().returncode == 1


@pytest.mark.parametrize(("script", "argument"), [("test", "--everything"), ("requirements/install", "all")])
def test_an_unknown_argument_is_answered_with_the_usage(checkout: Path, script: str, argument: str) -> None:
    done = subprocess.run([str(checkout / script), argument], check=False, capture_output=True, text=True)
    assert done.returncode == 2
    assert script in done.stderr


def test_without_root_the_one_line_to_run_is_said(checkout: Path, tmp_path: Path) -> None:
    """With nothing on PATH there is no apt-get, which is how a system without it looks."""
    for tool in ("sh", "id"):
        (tmp_path / tool).symlink_to(shutil.which(tool) or tool)
    done = subprocess.run(
        ["/bin/sh", str(checkout / "requirements/system"), "chromium"],
        env={"PATH": str(tmp_path)}, check=False, capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 1
    assert "apt-get install --no-install-recommends chromium" in done.stderr
