"""`sijill times`: the times of one text."""

from __future__ import annotations

import hashlib
import re
from typing import Annotated

import typer

from sijill.cli.output import AsJson, Heading, PublishedDay, print_json, print_rows, typed
from sijill.cli.rows import tell_time
from sijill.model.errors import UsageError
from sijill.model.records import Article, Published, Time

HEADINGS = (
    Heading("words"), Heading("characters", wraps=False), Heading("type", wraps=False), Heading("value", wraps=False),
    Heading("mod"), Heading("between", wraps=False), Heading("reason"),
)  # fmt: skip


def times(
    text: Annotated[str, typer.Argument(metavar="TEXT", help="A sentence or a text.")],
    published: PublishedDay = None,
    as_json: AsJson = False,
) -> None:
    """Show the times of a text, read from its day of publication."""
    found = read_times(typed(text), published)
    if as_json:
        print_json({"times": found})
    else:
        print_rows(HEADINGS, map(tell, found))


def read_times(text: str, published: str | None) -> tuple[Time, ...]:
    """The times of a text that is all body."""
    from sijill.annotate.times import find_times
    from sijill.pages.dates.published import parse_given
    from sijill.text.reading import open_reading

    day = parse_given(published) if published else None
    if published and not day:
        raise UsageError(f"'{published}' is not a day.", hint="write it as 2023-08-17")
    body = tuple(match.span() for match in re.finditer(r"[^\n]+", text))
    article = Article(
        source="text",
        page_sha256=hashlib.sha256(text.encode("utf-8", "surrogateescape")).hexdigest(),
        ordinal=0,
        title=None,
        outlet=None,
        byline=None,
        dateline=None,
        published=Published(day, "given") if day else Published(),
        updated=None,
        language="ar",
        text="\n".join(text[start:end] for start, end in body),
        body=body,
        furniture=(),
    )
    return find_times(open_reading(text, article))


def tell(time: Time) -> tuple[str, ...]:
    """A time for people."""
    between = f"{time.earliest or ''}..{time.latest or ''}" if time.earliest or time.latest else ""
    return (
        time.text, f"[{time.start}, {time.end})", time.type, tell_time(time.reading) if time.value else "?",
        time.mod or "", between, time.reason or "",
    )  # fmt: skip
