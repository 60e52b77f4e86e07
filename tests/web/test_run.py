"""`./run` as a new user meets it: office, link, who may come in, Ctrl-C, the next day, and `--reset`."""

from __future__ import annotations

import os
import re
import signal
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

import pytest

MEMBER = re.compile(r"^  (\w+) +\S.*? {2,}(\S.*)$", re.MULTILINE)


def _as_by_hand() -> None:
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # tests may run where Ctrl-C is ignored


@contextmanager
def _running(checkout: Path, home: Path, *words: str) -> Iterator[tuple[str, dict[str, str]]]:
    """The address, and the passphrases by handle; ended as by Ctrl-C, which must be clean."""
    with subprocess.Popen(
        [checkout / "run", "--port", "0", *words], text=True, start_new_session=True, preexec_fn=_as_by_hand,  # noqa: PLW1509
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=os.environ | {"XDG_DATA_HOME": str(home)},
    ) as process:  # fmt: skip
        assert process.stdout is not None
        said = ""
        while not (found := re.search(r"http://\S+", said)):
            line = process.stdout.readline()
            assert line, process.communicate()[1]
            said += line
        try:
            _page(found[0])  # it is served by now, and not about to be
            yield found[0], dict(MEMBER.findall(said))
        finally:
            os.killpg(process.pid, signal.SIGINT)
        try:
            _rest, complaints = process.communicate(timeout=60)
        finally:
            process.kill()
    assert "Traceback" not in complaints
    assert process.returncode == 0
    with pytest.raises(ConnectionRefusedError):
        _page(found[0])


def _page(address: str) -> str:
    where = urlsplit(address)
    with closing(HTTPConnection("127.0.0.1", where.port, timeout=60)) as connection:
        connection.request("GET", "/account/login/", headers={"Host": where.netloc})
        return connection.getresponse().read().decode()


def test_the_office_is_made_served_ended_kept_and_made_anew(checkout: Path, tmp_path: Path) -> None:
    with _running(checkout, tmp_path) as (address, first):
        assert re.match(r"http://(localhost|127\.0\.0\.1):\d+/", address + "/")
        page = _page(address)
        assert "Never enter real people." in page
        assert len(first) >= 10
        assert all(passphrase in page for passphrase in first.values())
    with _running(checkout, tmp_path) as (_address, kept):
        assert kept == first
    with _running(checkout, tmp_path, "--reset") as (_address, new):
        assert new.keys() == first.keys()
        assert not set(new.values()) & set(first.values())
