"""Which articles are copies of one text, and which agency they credit."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache

from sijill.model.graph import ArticleKey, Origin, article_key
from sijill.model.records import Article
from sijill.text.copies import cluster_with_guests, plain_words
from sijill.text.lexicon import load_rows
from sijill.text.telling import weigh_stems
from sijill.text.tokens import cut_norms

__all__ = ["find_credit", "find_origins", "find_origins_and_guests"]

RUN = 5  # words; runs of five are rarely shared by chance
# Two articles are copies when the shorter shares SHARE of its runs and both begin alike, or when the longer shares WHOLE of its
# own.  How they begin tells one news from two with one background, and from the headlines of others that CNN prints inside
# its texts.  evals/linking/copy_pairs.jsonl, dev half, F1: share of the shorter alone .78 (.6), with leads .88; SHARE .3-.45,
# LEAD .5 and WHOLE .55-.6 are within .02 of each other.
SHARE, LEAD, WHOLE = 0.4, 0.5, 0.6
LEAD_WORDS, LEAD_LETTERS = 50, 600
SHORTEST = 16  # words; shorter texts are copies only when equal
HEAD, TAIL = 80, 60  # characters of the text in which a credit in brackets is looked for

_BRACKETS = re.compile(r"[(\[/]([^()\[\]/]{2,40})[)\]/]")
_SOURCE = re.compile(r"(?:المصدر|نقلا عن|عن)\s*[:/]\s*([^\n.،]{2,40})")


def find_origins(articles: Sequence[Article]) -> dict[ArticleKey, Origin]:
    """For each article the group of near-copies it belongs to and the agency it credits.

    A group is named after one of its articles.  The result does not depend on the order of `articles`; time and memory are
    linear in their words.
    """
    return find_origins_and_guests(articles, ())[0]


def find_origins_and_guests(
    articles: Sequence[Article], guests: Sequence[Article]
) -> tuple[dict[ArticleKey, Origin], dict[ArticleKey, frozenset[str]]]:
    """The origins of the articles, and for each guest the groups it is a copy of, as if it alone came to the articles.

    Guests bring no two groups and no other guest together: what is told of one rests on the articles and on itself.
    """
    ordered = sorted(articles, key=article_key)
    everyone = [*ordered, *guests]
    words = [plain_words(article.text) for article in everyone]
    texts = [text if len(text) >= SHORTEST else [" ".join(text)] for text in words]

    @cache  # few texts share enough runs to be asked
    def lead(at: int) -> frozenset[str]:
        return frozenset(weigh_stems(cut_norms(everyone[at].text[:LEAD_LETTERS])[:LEAD_WORDS]))

    def may_join(earlier: int, later: int, of_longer: float) -> bool:
        return of_longer >= WHOLE or _begin_alike(lead(earlier), lead(later))

    count = len(ordered)
    roots, copied = cluster_with_guests(texts[:count], texts[count:], size=RUN, share=SHARE, may_join=may_join)
    names = [f"{article.page_sha256}:{article.ordinal}" for article in ordered]
    origins = {
        article_key(article): Origin(names[roots[at]] if words[at] else names[at], find_credit(article))
        for at, article in enumerate(ordered)
    }
    return origins, {
        article_key(guest): frozenset(names[root] for root in found if words[at])
        for at, (guest, found) in enumerate(zip(guests, copied, strict=True), start=count)
    }


def _begin_alike(one: frozenset[str], other: frozenset[str]) -> bool:
    return len(one & other) >= LEAD * min(len(one), len(other))


def find_credit(article: Article) -> str | None:
    """The one name of the agency that the article credits in its dateline, byline, or at an edge of its text."""
    return next((name for zone in _zones(article) if (name := _agency_in(zone))), None)


def _zones(article: Article) -> Iterator[str]:
    """Where a credit stands: a part of the page of its own, brackets, or `المصدر:` at an edge of the text."""
    if article.dateline:
        yield from re.split(r"[/()\-–—،]", article.dateline.text)
    if article.byline:
        yield from re.split(r"[/()\-–—،]", article.byline.text)
    if article.outlet:
        yield article.outlet.name
    head, tail = article.text[:HEAD], article.text[-TAIL:]
    for edge in (head, tail):
        yield from (match[1] for match in _BRACKETS.finditer(edge))
    yield from (match[1] for match in _SOURCE.finditer(tail))


def _agency_in(zone: str) -> str | None:
    return _agencies().get(_plain(zone))


@lru_cache(maxsize=1)
def _agencies() -> dict[str, str]:
    return {_plain(row[0]): row[1] for row in load_rows("wire_agencies")}


def _plain(words: str | Iterable[str]) -> str:
    return " ".join(plain_words(words if isinstance(words, str) else " ".join(words)))
