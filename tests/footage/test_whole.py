"""Do files appear together or not at all, also when somebody pulls the plug?"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

from waystation.footage.whole import together

WRITER = """
import sys, time
from pathlib import Path
from waystation.footage.whole import together
with together(Path(sys.argv[1])) as files:
    files.part(Path(sys.argv[1]) / "a").write_bytes(b"half")
    print("writing", flush=True)
    time.sleep(60)
"""


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_what_a_kill_has_left_is_removed_by_the_next_and_what_is_being_written_is_not(tmp_path: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", WRITER, str(tmp_path)], stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.readline()
        (part,) = tmp_path.iterdir()
        os.utime(part, (0, 0))
        with together(tmp_path) as files:
            files.write(tmp_path / "b", b"whole")
        assert names(tmp_path) == [part.name, "b"]
        process.send_signal(signal.SIGKILL)
    with together(tmp_path) as files:
        files.write(tmp_path / "c", b"whole")
    assert names(tmp_path) == ["b", "c"]


def test_files_of_others_are_left_alone(tmp_path: Path) -> None:
    for name in (".whole-x.part", ".0123456789abcdef.part", ".whole-0123456789abcdef"):
        (tmp_path / name).touch()
        os.utime(tmp_path / name, (0, 0))
    with together(tmp_path):
        pass
    assert len(names(tmp_path)) == 3
