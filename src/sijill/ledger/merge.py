"""Event mentions as the lines of the record use them, put together as `link.events` has linked them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from sijill.ledger.days import day_bounds
from sijill.ledger.sources import origin_of, publication_order
from sijill.model.graph import ArticleKey, Evidence, Join, LinkedEvent, Origin
from sijill.model.records import Article, Event
from sijill.text.namewords import telling_keys, word_stem
from sijill.text.passages import Passages

__all__ = ["Cluster", "Mention", "collect_mentions", "gather_clusters", "share_name"]

Name = frozenset[str]
_NEW_CLAUSE = re.compile(
    r"[،؛:,;!؟?…]|\.\.|\sو\Z|\s(?:و|ف|ثم |بينما |فيما |لكن )"
)  # and words joined to what comes before


@dataclass(frozen=True, eq=False)
class Mention:
    """One event of one article, with where it stands there."""

    article: Article
    event: Event
    passages: Passages
    group: str
    stem: str
    earliest: str | None
    latest: str | None
    in_title: bool
    in_lead: bool
    inner: bool
    """Whether another event stands before it in its clause: `condemned the attack`."""

    @property
    def words(self) -> Evidence:
        """The word that names it, where it stands on the page."""
        trigger = self.event.trigger
        return Evidence(self.article.page_sha256, trigger.start, trigger.end, trigger.text)

    @property
    def is_dated(self) -> bool:
        """Whether both sides of its time are bounded."""
        return self.earliest is not None and self.latest is not None

    @property
    def is_notable(self) -> bool:
        """Whether it is worth a line: the article's main event, one in its headline, or one with a time of its own.

        Undated events of the lead alone are left out: without them (and with two grounds for a merge) 2,000 ANT articles
        gave 6,761 lines instead of 9,375.
        """
        return self.event.main or self.in_title or self.is_dated


@dataclass(eq=False)
class Cluster:
    """Mentions of one event, why they are one, and the names and words they bring."""

    mentions: list[Mention] = field(default_factory=list)
    reasons: tuple[Join, ...] = ()
    places: set[Name] = field(default_factory=set)
    actors: set[Name] = field(default_factory=set)
    stems: set[str] = field(default_factory=set)

    def add(self, mention: Mention) -> None:
        """Take one more mention in."""
        self.mentions.append(mention)
        self.places |= {keys for place in mention.event.places if (keys := frozenset(telling_keys(place.text)))}
        for actor in mention.event.actors:
            # Only names: "gunmen" or "the post" stand in many events of one day.
            if actor.entity and (keys := frozenset(telling_keys(actor.text))):
                self.actors.add(keys)
        self.stems.add(mention.stem)

    def words(self) -> set[str]:
        """The words of its places and actors."""
        return {word for name in (*self.places, *self.actors) for word in name}


def collect_mentions(articles: Iterable[Article], origins: Mapping[ArticleKey, Origin] | None) -> list[Mention]:
    """Every event of every article, in the order of publication and then of the page."""
    mentions = []
    for article in sorted(articles, key=publication_order):
        if not article.events:
            continue
        passages = Passages(article)
        group = origin_of(article, origins).group
        before: Event | None = None
        for event in sorted(article.events, key=lambda event: (event.trigger.start, event.id)):
            at = event.trigger.start
            mentions.append(
                Mention(
                    article, event, passages, group, word_stem(event.trigger.text), *day_bounds(event.when),
                    passages.in_title(at), passages.in_lead(at), before is not None and _is_inner(event, before, passages),
                )
            )  # fmt: skip
            before = event
    return mentions


def _is_inner(event: Event, before: Event, passages: Passages) -> bool:
    start, end = before.trigger.end, event.trigger.start
    between = passages.words_between(start, end) if start < end else None
    return between is not None and _NEW_CLAUSE.search(between + event.trigger.text[:1]) is None


def gather_clusters(mentions: Sequence[Mention], linked: Sequence[LinkedEvent] | None) -> list[Cluster]:
    """The mentions, each in exactly one cluster, as linked; what is not linked is an event of its own."""
    numbers = {event: number for number, one in enumerate(linked or ()) for event in one.mentions}
    clusters: dict[int | str, Cluster] = {}
    for mention in mentions:
        number = numbers.get(mention.event.id)
        key: int | str = mention.event.id if number is None else number
        if key not in clusters:
            clusters[key] = Cluster(reasons=linked[number].reasons if linked and number is not None else ())
        clusters[key].add(mention)
    return list(clusters.values())


def share_name(ours: set[Name], theirs: set[Name]) -> bool:
    """Whether a name of one side is a name of the other, or a part of it."""
    return any(one <= other or other <= one for one in ours for other in theirs)
