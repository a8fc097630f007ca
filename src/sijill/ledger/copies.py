"""Who carries whose text: articles that are copies of an earlier one, and articles that credit an agency."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from sijill.ledger.sources import cite, origin_of, publication_order
from sijill.model.graph import ArticleKey, CopyRow, Evidence, Origin
from sijill.model.records import Article
from sijill.text.names import name_key

__all__ = ["list_copies"]


def list_copies(articles: Sequence[Article], origins: Mapping[ArticleKey, Origin]) -> list[CopyRow]:
    """A row for each outlet and each source it takes from, those with most articles first.

    Whose text it is: the agency that the article credits, else the outlet whose copy stands first in the record.  That is
    the first one kept, which need not be the first one published.
    """
    groups: dict[str, list[Article]] = defaultdict(list)
    for article in sorted(articles, key=publication_order):
        groups[origin_of(article, origins).group].append(article)
    found: dict[tuple[str, str, str], list[Article]] = defaultdict(list)
    names: dict[str, str] = {}
    for group in groups.values():
        first = group[0].outlet.name if group[0].outlet else None
        for article in group:
            outlet = article.outlet.name if article.outlet else None
            credit = origin_of(article, origins).credit
            giver, how = (credit, "credit") if credit else (first if article is not group[0] else None, "text")
            if outlet and giver and name_key(giver) != name_key(outlet):
                keys = name_key(outlet), name_key(giver)
                names.setdefault(keys[0], outlet)
                names.setdefault(keys[1], giver)
                found[(*keys, how)].append(article)
    rows = [
        CopyRow(
            names[taker], names[giver], "credit" if how == "credit" else "text", len(held),
            tuple(map(cite, held)), tuple(map(_words, held)),
        )
        for (taker, giver, how), held in found.items()
    ]  # fmt: skip
    return sorted(rows, key=lambda row: (-row.articles, row.giver, row.taker, row.how))


def _words(article: Article) -> Evidence:
    """The headline, or the first words of the text."""
    if article.title:
        return Evidence(article.page_sha256, article.title.start, article.title.end, article.title.text)
    start, end = article.body[0] if article.body else (0, 0)
    end = min(end, start + 80)
    return Evidence(article.page_sha256, start, end, article.text[: end - start])
