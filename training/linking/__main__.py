"""`python -m training.linking`: the weights of `sijill.link.eventscore`, from the labelled mentions of one week (`dev`).

Needs scikit-learn (not needed by Sijill) and the ANT corpus beside the project (`SIJILL_DATA`).  The other weeks of
`evals/linking/event_mentions.jsonl` are never read here.
"""

from __future__ import annotations

import random
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from evals.linking.ant import ANT
from evals.linking.clusters import is_same
from evals.linking.events import by_rules_alone, find_events, read_labels, read_week

from sijill.link.duplicates import find_origins
from sijill.link.entities import link_record
from sijill.link.eventmentions import EventMention, read_mentions
from sijill.link.eventprofiles import Profile, compare
from sijill.link.places import locate_articles
from sijill.model.graph import article_key
from training.events.fit import fit_weights

TARGET = Path(__file__).parents[2] / "src" / "sijill" / "link" / "weights" / "events.tsv"
SEEN = 8  # examples a feature is in before it counts
C = 0.3
GROWN = 3_000  # pairs of profiles that have grown, beside all pairs of single mentions
# A large happening has many pairs and says one thing: its pairs weigh less, see `_weight`.
POWER = 0.7
GROWN_SAME, GROWN_OTHER = 0.10, 0.15


class Example(NamedTuple):
    """Two profiles as features, whether they are one happening, and how much the example weighs."""

    features: list[str]
    same: bool
    weight: float


Told = list[tuple[EventMention, str]]


def read_told() -> Told:
    """The labelled mentions with their happenings; one that tells of none in particular is a happening of its own."""
    with by_rules_alone():
        week = read_week("dev")
    articles = list({article_key(article): article for article in week.values()}.values())
    origins, located, things = find_origins(articles), locate_articles(articles), link_record(articles).by_entity
    told: Told = []
    for label, article, at in find_events(week, read_labels("dev")):
        if at >= 0:
            key = article_key(article)
            mentions = read_mentions(article, located=located[key], origin=origins[key], things=things)
            mention = next(m for m in mentions if m.event is article.events[at])
            told.append((mention, label.happening or f"none {len(told)}"))
    return told


def examples_of(told: Told) -> Iterator[Example]:
    """All pairs of mentions, and pairs of profiles that parts of one happening, or of two, make."""
    sizes = Counter(happening for _, happening in told)
    for at, (one, ours) in enumerate(told):
        for other, theirs in told[:at]:
            same = is_same(ours, theirs)
            if same is not None:
                yield Example(
                    compare(Profile(one), Profile(other)), same, _weight(sizes[ours], sizes[theirs], same=same)
                )
    yield from _grown(told)


def _weight(ours: int, theirs: int, *, same: bool) -> float:
    return 1 / max(ours - 1, 1) ** POWER if same else 1 / (ours * theirs) ** (POWER / 2)


def _grown(told: Told) -> Iterator[Example]:
    rng = random.Random(20261128)
    by_happening: dict[str, list[EventMention]] = defaultdict(list)
    for mention, happening in told:
        by_happening[happening].append(mention)
    names = sorted(by_happening)
    large = [name for name in names if len(by_happening[name]) > 2]
    for _ in range(GROWN):
        name, other = rng.choice(large), rng.choice(names)
        mentions = rng.sample(by_happening[name], len(by_happening[name]))
        some = min(len(mentions) - 1, 1 + int(rng.expovariate(1 / 3)))
        more = min(len(mentions) - some, 1 + int(rng.expovariate(1 / 2)))
        grown = _profile(mentions[:some])
        yield Example(compare(grown, _profile(mentions[some : some + more])), True, GROWN_SAME)
        if is_same(name, other) is False:
            others = rng.sample(by_happening[other], len(by_happening[other]))
            count = min(len(others), 1 + int(rng.expovariate(1 / 2)))
            yield Example(compare(grown, _profile(others[:count])), False, GROWN_OTHER)


def _profile(mentions: Sequence[EventMention]) -> Profile:
    profile = Profile(mentions[0])
    for mention in mentions[1:]:
        profile.take(Profile(mention))
    return profile


def main() -> int:
    """Read, learn, write."""
    if not ANT.exists():
        print(f"no {ANT.name}: set SIJILL_DATA to the folder that holds it", file=sys.stderr)
        return 1
    examples = list(examples_of(read_told()))
    weights = fit_weights(
        [example.features for example in examples],
        ["yes" if example.same else "no" for example in examples],
        times_seen=SEEN,
        c=C,
        weights=[example.weight for example in examples],
    )
    head = "# Made by `python -m training.linking`: a feature of two mentions side by side, then its weight.\n"
    TARGET.write_text(
        head + "".join(f"{name}\t{weights[name]['yes']:g}\n" for name in sorted(weights)), encoding="utf-8"
    )
    print(f"{len(examples)} examples, {sum(example.same for example in examples)} of them one; {len(weights)} weights")
    return 0


if __name__ == "__main__":
    sys.exit(main())
