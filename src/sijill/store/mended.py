"""Articles that people put right, for search: the index and the rows say how they were read."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, select

from sijill.ledger.corrected import correct_articles, correct_days
from sijill.ledger.matching import query_matches
from sijill.model.corrections import Confirmation, Correction, Note
from sijill.model.records import Article
from sijill.store import tables
from sijill.store.reading import read_numbered
from sijill.text.query import read_day

__all__ = ["meets", "mended_articles"]

PARTS = frozenset({"statements", "entities", "events"})


def mended_articles(connection: Connection, corrections: Sequence[Correction]) -> dict[int, Article | None]:
    """By number the articles of pages on which something was put right, as it was put right; None where people hid one."""
    changing = [one for one in corrections if not isinstance(one.change, Note | Confirmation)]
    pages = sorted({one.target.page_sha256 for one in changing})
    numbers: list[int] = []
    for at in range(0, len(pages), 500):
        wanted = select(tables.articles.c.id).join(tables.pages)
        wanted = wanted.where(tables.pages.c.sha256.in_(pages[at : at + 500]))
        numbers += connection.execute(wanted).scalars()
    found: dict[int, Article | None] = {}
    for number, article in read_numbered(connection, numbers, PARTS).items():
        mended = correct_articles(correct_days([article], changing), changing)
        found[number] = mended[0] if mended else None
    return found


def meets(article: Article | None, field: str, values: Sequence[str]) -> bool:
    """Whether the article meets a condition of a question: one of the values of the field is enough."""
    if article is None:
        return False
    if field in ("after", "before"):
        day, published = read_day(field, values[-1]), article.published.value
        return published is not None and (published >= day if field == "after" else published[: len(day)] <= day)
    if field == "type":
        return not {value.upper() for value in values}.isdisjoint(one.type for one in article.events)
    if field == "act":
        return not {value.lower() for value in values}.isdisjoint(one.act for one in article.statements)
    names: dict[str, list[str | None]] = {
        "outlet": [article.outlet.name if article.outlet else None],
        "speaker": [
            name
            for one in article.statements
            for name in (one.speaker.name, one.speaker.text, one.role.text if one.role else None)
        ],
        "actor": [one.name for one in article.entities],
        "place": [one.name for one in article.entities if one.kind in ("LOC", "FAC")],
    }
    return any(name and query_matches(value, name) for name in names[field] for value in values)
