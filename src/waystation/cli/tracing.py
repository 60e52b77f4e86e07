"""`waystation trace`: who of those known may be the person sought?"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from waystation.cli import options
from waystation.cli.match_text import page
from waystation.cli.reading import opened_by, say_unless_sealed
from waystation.cli.reports import Wanted
from waystation.cli.screen import show, show_json
from waystation.cli.words import Command, option
from waystation.domain.match import Matches
from waystation.kit.errors import BadInput
from waystation.kit.files import write_private
from waystation.kit.language import N_
from waystation.kit.shown import printable


@click.command(
    "trace",
    cls=Command,
    help=N_(
        "Compare the person in SOUGHT with those in RECORDS, and suggest who it may be, and why.\n\n"
        "Of every record only what its person consented to is used and told. Nothing is ever merged."
    ),
)
@click.argument("sought", metavar="SOUGHT")
@click.argument("records", metavar="RECORDS")
@option(
    "--most",
    metavar="N",
    type=click.IntRange(min=1, max=100),
    default=10,
    help=N_("Suggest no more than N persons; 10 where nothing is said."),
)
@option(
    "--export",
    metavar="FILE",
    help=N_("Write what is suggested as FollowTheMoney (.json, .jsonl, .ftm) or PFIF (.xml, .pfif)."),
)
@options.together(options.as_json, options.report, options.recipients, options.identity, options.language)
def command(  # noqa: PLR0913  (each is an option)
    sought: str,
    records: str,
    *,
    most: int,
    export: str | None,
    as_json: bool,
    report: str | None,
    recipients: Sequence[str],
    identities: Sequence[str],
) -> None:
    """Search."""
    from waystation.tracing.files.plain import load_sought  # the engine compiles, --help does not need it
    from waystation.tracing.files.records import read_records, writer
    from waystation.tracing.match.register import register
    from waystation.tracing.match.search import search

    wanted = Wanted.of(report, recipients, as_json=as_json, rows=0)
    write = writer(_writable(export)) if export else None
    opens = opened_by(tuple(identities))
    asked = load_sought(sought, opens)
    say_unless_sealed((sought, records), fictional=asked.fictional)
    answer = search(register(read_records(records, opens)), asked, most)
    wanted.write(lambda: _page(answer))
    if export and write:
        write_private(export, write(match.record for match in answer.matches))
    if as_json:
        show_json(answer.to_dict())
    else:
        show(page(answer))


def _page(answer: Matches) -> bytes:
    from waystation.cli.tracing_page import matches_page  # most answers need no page

    return matches_page(answer)


def _writable(path: str) -> str:
    """Return the path of an export; refuse one whose folder is not there before anything is computed."""
    if not Path(path).parent.is_dir():
        found = f"no folder {printable(str(Path(path).parent))}"
        raise BadInput.at("--export", found, "a folder that exists")
    return path
