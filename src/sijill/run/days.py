"""The days of articles that state none, worked out from the record, and what those articles tell then.

Computed anew for each view, from the articles of the view alone: what was known by a day rests on nothing later.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from sijill.ledger.asof import known_by
from sijill.ledger.corrected import correct_articles, correct_days
from sijill.link.days import bound_days, published_in
from sijill.link.duplicates import find_origins, find_origins_and_guests
from sijill.model.corrections import Correction
from sijill.model.daybounds import DayDomain
from sijill.model.graph import ArticleKey, article_key
from sijill.model.records import Article
from sijill.run.stages import annotate

__all__ = ["DatedArticles", "ReadText", "date_articles"]

ReadText = Callable[[str], str]


class DatedArticles(Struct, frozen=True):
    """Articles known, those whose day is open (with `as_of` only), and the grounds of every day that nobody states."""

    known: list[Article]
    open: list[Article]
    domains: Mapping[ArticleKey, DayDomain]


def date_articles(
    articles: Sequence[Article],
    read_text: ReadText,
    *,
    as_of: str | None = None,
    corrections: Sequence[Correction] = (),
) -> DatedArticles:
    """The articles with the days that the record bounds; what counts from a new bound is read again.

    `read_text` gives the page text of a page hash.  With `as_of` an article whose day is open joins the known ones when
    these alone bound it to on or before that day; only then may it bound others, or show them to be copies.
    `corrections` are those that stand: their days come before all bounds, the rest of them after everything has been read.
    """
    dated = _date(_put_right(articles, read_text, corrections), read_text, as_of)
    if not corrections:
        return dated
    known, open_ = (correct_articles(found, corrections) for found in (dated.known, dated.open))
    return DatedArticles(known, open_, dated.domains)


def _put_right(
    articles: Sequence[Article], read_text: ReadText, corrections: Sequence[Correction]
) -> Sequence[Article]:
    """The articles with the days of publication that people put right, and without those they hid."""
    if not any(one.target.kind == "article" for one in corrections):
        return articles
    before = {article_key(article): article.published for article in articles}
    return [
        article if article.published == before[article_key(article)] else _read_again(article, read_text)
        for article in correct_days(articles, corrections)
    ]


def _date(articles: Sequence[Article], read_text: ReadText, as_of: str | None) -> DatedArticles:
    if as_of is None:
        dated, domains = _bound(articles, read_text)
        return DatedArticles(dated, [], domains)
    known, undated = known_by(articles, as_of)
    dated, domains = _bound(known, read_text)
    while True:
        found, others = _bound_each(undated, dated, read_text)
        joining, left = known_by(found, as_of)
        keys = {article_key(article) for article in joining}
        wanted = [article for article in undated if article_key(article) in keys]
        joined, dated, domains = _join(known, wanted, (dated, domains), read_text, as_of=as_of)
        if not joined:  # what bounds the wanted each alone does not hold for them together
            return DatedArticles(dated, [*left, *wanted], domains | others | bound_days(wanted, (), {}))
        known += joined
        keys = {article_key(article) for article in joined}
        undated = [article for article in undated if article_key(article) not in keys]


Bounded = tuple[list[Article], dict[ArticleKey, DayDomain]]  # articles with their days, and the grounds


def _join(
    known: list[Article], joining: list[Article], before: Bounded, read_text: ReadText, *, as_of: str
) -> tuple[list[Article], list[Article], dict[ArticleKey, DayDomain]]:
    """Those that the known ones and they themselves, and nothing else, bound to on or before the day; all as bounded by these.

    Each is bounded by the known ones alone; together they may be copies of one another, and what one adds may contradict
    what bounds another.
    """
    while joining:
        dated, domains = _bound([*known, *joining], read_text)
        certain = {article_key(article) for article in known_by(dated, as_of)[0]}
        if len(certain) == len(dated):
            return joining, dated, domains
        kept = [article for article in joining if article_key(article) in certain]
        joining = kept if len(kept) < len(joining) else []
    return [], *before


def _bound(articles: Sequence[Article], read_text: ReadText) -> Bounded:
    """The articles with what they leave of one another's days."""
    undated = [article for article in articles if article.published.value is None]
    if not undated:
        return list(articles), {}
    domains = bound_days(undated, articles, find_origins(articles))
    return [_with_day(article, domains.get(article_key(article)), read_text) for article in articles], domains


def _bound_each(undated: Sequence[Article], sources: Sequence[Article], read_text: ReadText) -> Bounded:
    """The articles with what the sources leave of the day of each, as if it alone came to them."""
    if not undated:
        return [], {}
    origins, copied = find_origins_and_guests(sources, undated)
    domains = bound_days(undated, sources, origins, copied=copied)
    return [_with_day(article, domains[article_key(article)], read_text) for article in undated], domains


def _with_day(article: Article, domain: DayDomain | None, read_text: ReadText) -> Article:
    """The article with the day that is left of it, its times, statements and events read again from there."""
    published = published_in(article, domain) if domain else article.published
    if published == article.published:
        return article
    return _read_again(replace(article, published=published), read_text)


def _read_again(article: Article, read_text: ReadText) -> Article:
    """The article with its times and what counts from them read from its new day; nothing where it has no times."""
    return annotate(read_text(article.page_sha256), article) if article.times else article
