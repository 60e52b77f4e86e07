"""A mail server in a process of its own, which can be killed: python -m tests.journey.mailserver PORT FILE

Every mail is a line of the file (number, recipient, subject), on the disk before the server takes it over.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
from email import message_from_bytes
from email.policy import default
from pathlib import Path
from typing import Any

from aiosmtpd.smtp import SMTP


class Kept:
    """Writes mails into a file."""

    def __init__(self, file: Path) -> None:
        self._file = file.open("a", encoding="utf-8")

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802 - aiosmtpd's name
        mail = message_from_bytes(envelope.content, policy=default)
        line = [str(mail["Message-ID"]).strip(), envelope.rcpt_tos[0], str(mail["Subject"])]
        self._file.write(json.dumps(line) + "\n")
        self._file.flush()
        os.fsync(self._file.fileno())
        await asyncio.sleep(0.002)  # a moment in which a kill leaves a mail that was taken and not answered
        return "250 taken"


async def serve(port: int, file: Path) -> None:
    handler = Kept(file)
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: SMTP(handler, hostname="localhost"), "127.0.0.1", port)
    print("ready", flush=True)  # noqa: T201
    async with server:
        await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1]), Path(sys.argv[2])))
