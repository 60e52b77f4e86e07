"""Servers that run beside a test: one that takes mail and one that keeps it, on this machine alone."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parents[2]


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def started(module: str, *words: str) -> subprocess.Popen[str]:
    """Start a process of the tests, and wait until it is ready."""
    command = [sys.executable, "-m", module, *words]
    process = subprocess.Popen(
        command, cwd=CHECKOUT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    assert process.stdout
    assert process.stdout.readline() == "ready\n"
    return process


def kill(process: subprocess.Popen[str]) -> None:
    """End it with signal 9."""
    process.kill()
    process.wait()
    if process.stdout:
        process.stdout.close()


DOVECOT = """
protocols = imap
listen = 127.0.0.1
base_dir = {folder}/run
state_dir = {folder}/state
log_path = {folder}/log
ssl = no
disable_plaintext_auth = no
default_internal_user = {user}
default_login_user = {user}
default_internal_group = {group}
first_valid_uid = 1
mail_location = maildir:{folder}/mail
passdb {{
  driver = static
  args = password=secret
}}
userdb {{
  driver = static
  args = uid={user} gid={group} home={folder}/home
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = 0
  }}
}}
service anvil {{
  chroot =
}}
service stats {{
  chroot =
}}
"""


@contextmanager
def imap_server() -> Iterator[int]:
    """Run Dovecot with one mailbox (any user, password "secret"); yield its port."""
    if shutil.which("dovecot", path=f"{os.environ.get('PATH', '')}:/usr/sbin") is None:
        pytest.fail("Dovecot is not on this machine: ./test installs it (requirements/system dovecot-imapd)")
    folder, port = Path(tempfile.mkdtemp(prefix="waystation-imap-")), free_port()
    owner = pwd.getpwnam("nobody") if os.geteuid() == 0 else pwd.getpwuid(os.geteuid())
    import grp  # noqa: PLC0415 - POSIX, as the rest of the line

    group = grp.getgrgid(owner.pw_gid).gr_name
    for each in (folder, folder / "home", folder / "mail"):
        each.mkdir(exist_ok=True)
        os.chown(each, owner.pw_uid, owner.pw_gid)
        each.chmod(0o755)
    config = folder / "dovecot.conf"
    config.write_text(DOVECOT.format(folder=folder, user=owner.pw_name, group=group, port=port))
    process = subprocess.Popen(["/usr/sbin/dovecot", "-F", "-c", config], stderr=subprocess.PIPE)
    try:
        wait_for(port, folder / "log")
        yield port
    finally:
        process.terminate()
        process.wait(20)
        if process.stderr:
            process.stderr.close()
        shutil.rmtree(folder, ignore_errors=True)


def wait_for(port: int, log: Path) -> None:
    for _again in range(200):
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        time.sleep(0.05)
    pytest.fail(f"the server did not start: {log.read_text() if log.exists() else ''}")
