"""Whether two mentions are one thing: the program's answer and the naive one, pair by pair, as precision, recall and F1."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from evals.measure import Tally, interval, total
from sijill.link.entities import link_entities
from sijill.model.records import Article, Entity, EntityKind
from sijill.text.fold import fold_text

Answer = Callable[["Pair"], bool]


class Spot(NamedTuple):
    """Where a mention stands: the page's source, and characters of its text."""

    source: str
    start: int
    end: int


class Pair(NamedTuple):
    """Two mentions, whether they are one thing, and what sort of pair it is."""

    a: Spot
    b: Spot
    kind: EntityKind
    same: bool
    stratum: str


class Mention(NamedTuple):
    """What the program found at a spot: the mention, and the page it stands on."""

    page_sha256: str
    entity: Entity


def find_mentions(articles: Iterable[Article], pairs: Iterable[Pair]) -> dict[tuple[Spot, EntityKind], Mention]:
    """The mention of the pair's kind that shares most characters with each spot; none where the finder saw none."""
    spots: dict[str, set[tuple[Spot, EntityKind]]] = {}
    for pair in pairs:
        for spot in (pair.a, pair.b):
            spots.setdefault(spot.source, set()).add((spot, pair.kind))
    found: dict[tuple[Spot, EntityKind], tuple[int, Mention]] = {}
    for article in articles:
        for spot, kind in spots.get(article.source, ()):
            for entity in article.entities:
                shared = min(spot.end, entity.end) - max(spot.start, entity.start)
                if entity.kind == kind and shared > found.get((spot, kind), (0,))[0]:
                    found[spot, kind] = shared, Mention(article.page_sha256, entity)
    return {key: mention for key, (_, mention) in found.items()}


def answer_by_linking(articles: Sequence[Article], pairs: Sequence[Pair]) -> Answer:
    """The linker's answer: both mentions are evidence of one thing."""
    things = {
        (words.page_sha256, words.start, words.end): at
        for at, thing in enumerate(link_entities(articles))
        for words in thing.evidence
    }
    mentions = find_mentions(articles, pairs)

    def thing_at(spot: Spot, kind: EntityKind) -> int | None:
        mention = mentions.get((spot, kind))
        return things.get((mention.page_sha256, mention.entity.start, mention.entity.end)) if mention else None

    def answer(pair: Pair) -> bool:
        one = thing_at(pair.a, pair.kind)
        return one is not None and one == thing_at(pair.b, pair.kind)

    return answer


def answer_by_string(words: Callable[[Spot], str]) -> Answer:
    """The naive answer: the same words, folded, are the same thing."""

    def answer(pair: Pair) -> bool:
        return fold_text(words(pair.a)) == fold_text(words(pair.b))

    return answer


def tally(pairs: Iterable[Pair], answer: Answer) -> list[Tally]:
    """One tally a pair: a hit is a pair of one thing that is found to be one."""
    tallies = []
    for pair in pairs:
        found = answer(pair)
        tallies.append(Tally(int(found and pair.same), int(pair.same), int(found)))
    return tallies


def precision(tallied: Tally) -> float:
    """Of the pairs said to be one thing, those that are."""
    return tallied.hit / tallied.predicted if tallied.predicted else 1.0


def recall(tallied: Tally) -> float:
    """Of the pairs that are one thing, those said to be."""
    return tallied.hit / tallied.gold if tallied.gold else 1.0


def print_figures(name: str, tallies: Sequence[Tally]) -> None:
    """A line: F1, precision and recall, each with its 95 % bootstrap interval over pairs."""
    cells = []
    for label, value in (("F1", lambda t: t.f1), ("P", precision), ("R", recall)):
        low, high = interval(tallies, value)
        cells.append(f"{label} {value(total(tallies)):.3f} [{low:.3f}, {high:.3f}]")
    print(f"{name:44} {'  '.join(cells)}  pairs={len(tallies)}")
