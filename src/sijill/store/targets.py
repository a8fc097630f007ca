"""What people type for a line of the record, as the target that a correction names."""

from __future__ import annotations

import re

from sqlalchemy import Connection, select

from sijill.ledger.targets import article_target, event_target, parts_of, statement_target
from sijill.model.corrections import Target
from sijill.model.errors import UsageError
from sijill.model.records import Article
from sijill.store import tables
from sijill.store.reading import read_articles

__all__ = ["article_of", "find_page", "find_target"]

_HINT = "give the id of a statement or event, HASH for an article, or HASH:START-END for its characters"
_PLACE = re.compile(
    r"(?P<page>[0-9a-f]{8,64})(?:/(?P<ordinal>\d{1,4}))?(?::(?:(?P<kind>[a-z]+):)?(?P<start>\d+)-(?P<end>\d+))?"
)


def find_target(connection: Connection, words: str) -> Target:
    """The target that is meant: by the id of a statement or an event, `HASH[/N]`, `HASH:START-END` or `HASH:KIND:START-END`.

    HASH is a page's, or its first eight digits and more.  Raises UsageError where nothing answers, or several things do.
    """
    by_id = _by_id(connection, words)
    if by_id is not None:
        return by_id
    match = _PLACE.fullmatch(words)
    if match is None:
        raise UsageError(f"'{words}' names no line of the record.", hint=_HINT)
    articles = read_articles(connection, page=find_page(connection, match["page"]))
    if match["start"] is None:
        ordinal = int(match["ordinal"] or 0)
        found = [target for one in articles if one.ordinal == ordinal and (target := article_target(one)) is not None]
    else:
        span = int(match["start"]), int(match["end"])
        every = (target for article in articles for target, _ in parts_of(article))
        found = [one for one in every if (one.start, one.end) == span and match["kind"] in (None, one.kind)]
    if not found:
        raise UsageError(
            f"Nothing was read at '{words}'.",
            hint="sijill statements, timeline or actors with --json cite the characters",
        )
    kinds = sorted({one.kind for one in found})
    if len(kinds) > 1:
        page, _, span_words = words.partition(":")
        raise UsageError(
            f"'{words}' is read as {' and as '.join(kinds)}.", hint=f"write {page}:{kinds[0]}:{span_words}"
        )
    return found[0]


def find_page(connection: Connection, words: str) -> int:
    """The number of the page that a hash (or its first eight digits and more), a name or an address means."""
    pages, givings = tables.pages.c, tables.givings.c
    wanted = select(pages.id).where(
        pages.sha256.startswith(words, autoescape=True) if len(words) >= 8 else pages.sha256 == words
    )
    found = set(connection.execute(wanted).scalars())
    if not found:
        named = (givings.source == words) | (givings.url == words)
        found = set(connection.execute(select(givings.page).where(named)).scalars())
    if len(found) != 1:
        what = f"{len(found)} pages answer to '{words}'." if found else f"No page '{words}' in the record."
        raise UsageError(what, hint="give the page's hash, as evidence cites it")
    return int(found.pop())


def article_of(connection: Connection, target: Target) -> Article:
    """The article that holds the target; UsageError where nothing is read there."""
    page = find_page(connection, target.page_sha256)
    for article in read_articles(connection, page=page):
        if any(found == target for found, _ in parts_of(article)):
            return article
    raise UsageError(
        f"No {target.kind} '{target.words[:60]}' at [{target.start}, {target.end}) of page {target.page_sha256[:12]}.",
        hint=_HINT,
    )


def _by_id(connection: Connection, words: str) -> Target | None:
    for name in ("statements", "events"):
        table = tables.found[name]
        wanted = select(tables.articles.c.page).join(table, table.c.article == tables.articles.c.id)
        page = connection.execute(wanted.where(table.c.id == words)).scalar()
        for article in read_articles(connection, page=page) if page is not None else ():
            for said in article.statements:
                if said.id == words:
                    return statement_target(article, said)
            for event in article.events:
                if event.id == words:
                    return event_target(article, event)
    return None
