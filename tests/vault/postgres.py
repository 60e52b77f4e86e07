"""How do the tests get a PostgreSQL server of their own, without touching one that is there?"""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest

USER = "waystation"
# A killed program leaves the server running: what the disk under the server does is not what is tested here.
SETTINGS = {
    "listen_addresses": "",
    "fsync": "off",
    "full_page_writes": "off",
    "max_connections": "20",
    "shared_buffers": "32MB",
}


@contextmanager
def server() -> Iterator[str]:
    """Run a server that nobody but this user of this machine can reach; yield the URL of its database."""
    folder = Path(tempfile.mkdtemp(prefix="waystation-pg-"))
    try:
        as_user = unprivileged(folder)
        data = folder / "data"
        made = [binary("initdb"), "-D", str(data), "-A", "trust", "-U", USER, "-E", "UTF8", "--no-sync"]
        subprocess.run(
            [*as_user, *made, "--no-instructions", "--no-locale"], check=True, capture_output=True, cwd=folder
        )
        options = [word for key, value in SETTINGS.items() for word in ("-c", f"{key}={value}")]
        run = [*as_user, binary("postgres"), "-D", str(data), "-k", str(folder), *options]
        with (
            (folder / "log").open("wb") as log,
            subprocess.Popen(run, cwd=folder, stdout=log, stderr=log) as process,
        ):
            try:
                url = f"postgresql://{USER}@/postgres?host={folder}"
                wait_for(url, folder / "log")
                yield url
            finally:
                process.send_signal(signal.SIGINT)  # also where a failed test has left a connection
                process.wait(30)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def binary(name: str) -> str:
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    found = shutil.which(name, path=os.pathsep.join([*map(str, folders), os.environ.get("PATH", "")]))
    if found is None:
        pytest.fail(
            f"PostgreSQL's {name} is not on this machine: ./test installs it (requirements/system postgresql)"
        )
    return found


def unprivileged(folder: Path) -> list[str]:
    """The words before a command that run it as somebody who is not root; PostgreSQL refuses root."""
    if os.geteuid() != 0:
        return []
    names = {entry.pw_name: entry for entry in pwd.getpwall()}
    user = names.get("postgres") or names["nobody"]
    os.chown(folder, user.pw_uid, user.pw_gid)
    return ["setpriv", f"--reuid={user.pw_uid}", f"--regid={user.pw_gid}", "--clear-groups", "--"]


def wait_for(url: str, log: Path) -> None:
    for _try in range(200):
        try:
            psycopg.connect(url).close()
        except psycopg.OperationalError:
            time.sleep(0.05)
        else:
            return
    pytest.fail(f"PostgreSQL did not start: {log.read_text()[-2000:]}")


def new_schema(url: str, name: str) -> str:
    """The URL of an empty part of the database, where one test keeps its vault."""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f"CREATE SCHEMA {name}".encode())
    return f"{url}&options=-csearch_path%3D{name}"


def new_database(url: str, name: str) -> str:
    """The URL of an empty database, where one test keeps its vault: it can be copied as a whole."""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}".encode())
    return url.replace("/postgres?", f"/{name}?")


def copy_database(url: str) -> str:
    """The URL of a copy of a database that nobody is connected to; an older copy is dropped."""
    begin, _, query = url.partition("?")
    server, _, name = begin.rpartition("/")
    with psycopg.connect(f"{server}/postgres?{query}", autocommit=True) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {name}x WITH (FORCE)".encode())
        connection.execute(f"CREATE DATABASE {name}x TEMPLATE {name}".encode())
    return f"{server}/{name}x?{query}"
