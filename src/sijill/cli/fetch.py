"""`sijill fetch`: pages from the web into an archive."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from sijill.cli.output import AsJson, complain_of_page, print_json, typed
from sijill.cli.progress import watch_progress
from sijill.model.records import Rejection


def fetch(
    given: Annotated[
        list[str],
        typer.Argument(metavar="URL...", help="URLs of pages and feeds, files with a URL a line, feed files."),
    ],
    output: Annotated[
        Path, typer.Option("-o", "--output", metavar="FILE.warc.gz", help="The archive; continued where it is there.")
    ],
    *,
    delay: Annotated[float, typer.Option(metavar="SECONDS", help="Between two requests to a host.")] = 1.0,
    timeout: Annotated[float, typer.Option(metavar="SECONDS", help="For one request.")] = 30.0,
    limit: Annotated[int | None, typer.Option(metavar="N", help="At most so many pages.")] = None,
    user_agent: Annotated[str | None, typer.Option(metavar="TEXT", help="The name to go by.")] = None,
    allow_private: Annotated[
        bool, typer.Option("--allow-private", help="Also addresses of a private network.")
    ] = False,
    as_json: AsJson = False,
) -> int:
    """Fetch pages into a web archive that `sijill build` reads; robots.txt is obeyed, unchanged pages are not sent again."""
    from sijill.fetch.run import USER_AGENT, fetch_pages

    with watch_progress("fetching", None) as watch:
        done = fetch_pages(
            [typed(one) for one in given],
            output,
            delay=delay,
            timeout=timeout,
            limit=limit,
            user_agent=typed(user_agent) if user_agent else USER_AGENT,
            allow_private=allow_private,
            watch=watch,
        )
    if as_json:
        print_json(done)
    else:
        beyond = f", {done.left} left beyond the limit" if done.left else ""
        sys.stdout.write(
            f"{output}: {done.fetched} fetched, {done.unchanged} unchanged, {done.failed} failed{beyond}.\n"
        )
    for row in done.rows:
        if row.result == "failed":
            complain_of_page(Rejection(row.url, None, row.code or "failed", row.reason or ""), as_json=as_json)
    return 1 if done.failed else 0
