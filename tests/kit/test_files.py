"""Is a file read only where it is small enough, and written whole, private, or not at all?"""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from waystation.kit.errors import BadInput
from waystation.kit.files import read_limited, write_private


def test_a_file_up_to_the_limit_is_read(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_bytes(b"12345")
    assert read_limited(file, 5) == b"12345"


def test_a_larger_one_is_refused_with_both_sizes(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_bytes(b"123456")
    with pytest.raises(BadInput, match="found 6 bytes; allowed: at most 5 bytes"):
        read_limited(file, 5)


def test_an_endless_one_is_refused_too() -> None:
    with pytest.raises(BadInput, match="found more than 1,000 bytes"):
        read_limited("/dev/zero", 1000)


@pytest.mark.parametrize("path", ["missing/below", ".", "file/below", "a\0b", "x" * 300])
def test_a_path_that_cannot_be_used_is_one_sentence(tmp_path: Path, path: str) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(BadInput) as error:
        read_limited(tmp_path / path, 10)
    assert len(error.value.faults) == 1
    assert "Errno" not in str(error.value)
    with pytest.raises(BadInput):
        write_private(tmp_path / path, b"x")


def test_what_is_written_is_for_the_owner_alone_whatever_was_there(tmp_path: Path) -> None:
    file = tmp_path / "report"
    file.write_bytes(b"old")
    file.chmod(0o666)
    write_private(file, b"new")
    assert file.read_bytes() == b"new"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert list(tmp_path.iterdir()) == [tmp_path / "report"]


def test_a_link_is_replaced_and_not_followed(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").write_bytes(b"keep")
    (tmp_path / "report").symlink_to(tmp_path / "elsewhere")
    write_private(tmp_path / "report", b"new")
    assert (tmp_path / "elsewhere").read_bytes() == b"keep"
    assert (tmp_path / "report").read_bytes() == b"new"


def test_a_failed_write_leaves_the_old_file_and_no_trace(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    (tmp_path / "report").write_bytes(b"old")
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(BadInput, match="a full disk"):
        write_private(tmp_path / "report", b"new")
    assert (tmp_path / "report").read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [tmp_path / "report"]
