"""`python -m evals.linking.events`: mentions of events in three weeks of the ANT corpus, one happening or several; see card.md.

--part NAME    only that part (dev, held-out, fresh)
--encoder      read the articles with the encoder too, as a record does: an hour instead of minutes
--errors       of `dev`, the happenings that fell apart most and those that were joined wrongly, by their codes
"""

from __future__ import annotations

import gzip
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import NamedTuple
from unittest.mock import patch

from evals.linking.ant import ANT, page_text
from evals.linking.clusters import figures, tally_pairs
from evals.measure import interval
from sijill.annotate.listening import installed_encoder
from sijill.link.duplicates import find_origins
from sijill.link.entities import link_record
from sijill.link.events import link_events
from sijill.link.places import locate_articles
from sijill.model.errors import MissingExtraError
from sijill.model.graph import LinkedEvent, article_key
from sijill.model.records import Article, Rejection
from sijill.pages import open_page
from sijill.pages.documents import Document
from sijill.run.stages import annotate

MENTIONS = Path(__file__).parent / "event_mentions.jsonl"
WEEKS = {
    "dev": ("2018-04-07", "2018-04-14"),
    "held-out": ("2018-09-03", "2018-09-10"),
    "fresh": ("2018-10-06", "2018-10-20"),
}


class Labelled(NamedTuple):
    """A mention by the characters of the word that names it, and its happening; None where it tells of none in particular."""

    article: str
    start: int
    end: int
    happening: str | None


def read_labels(part: str) -> list[Labelled]:
    """The labelled mentions of a part."""
    rows = map(json.loads, MENTIONS.read_text(encoding="utf-8").splitlines())
    return [Labelled(r["article"], r["start"], r["end"], r["happening"]) for r in rows if r["part"] == part]


@contextmanager
def by_rules_alone() -> Iterator[None]:
    """Inside, articles are read without the encoder, forty times as fast."""
    missing = MissingExtraError("The encoder is left out.", hint="--encoder")
    installed_encoder.cache_clear()  # it is asked for once a process
    with patch("sijill.encode.load_encoder", side_effect=missing):
        yield
    installed_encoder.cache_clear()


def read_week(part: str) -> dict[str, Article]:
    """The articles of a part's days by their ids in the corpus; pages of equal bytes are one article under several ids."""
    first, last = WEEKS[part]
    found: dict[str, Article] = {}
    by_page: dict[str, Article] = {}
    with gzip.open(ANT, "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            if first <= row["published"][:10] <= last:
                page = Document(row["id"], page_text(row).encode(), "text", None, row["published"], row["outlet"])
                opened = open_page(page)
                if not isinstance(opened, Rejection):
                    sha256 = opened[0].sha256
                    if sha256 not in by_page:
                        by_page[sha256] = annotate(opened[0].text, opened[1][0])
                    found[row["id"]] = by_page[sha256]
    return found


def link_week(articles: Sequence[Article]) -> list[LinkedEvent]:
    """The program's answer."""
    return link_events(
        articles,
        origins=find_origins(articles),
        located=locate_articles(articles),
        things=link_record(articles).by_entity,
    )


def find_events(week: dict[str, Article], labels: Sequence[Labelled]) -> Iterator[tuple[Labelled, Article, int]]:
    """For each labelled mention the article and the number of its event; one that the finder no longer sees has -1."""
    seen: set[tuple[str, int, int]] = set()
    for label in labels:
        article = week[label.article]
        if (spot := (article.page_sha256, label.start, label.end)) in seen:  # the same bytes under another id
            continue
        seen.add(spot)
        spans = [(event.trigger.start, event.trigger.end) for event in article.events]
        yield label, article, spans.index(spot[1:]) if spot[1:] in spans else -1


def print_line(name: str, happenings: Sequence[str], found: Sequence[Hashable]) -> None:
    """All figures of one answer, with the interval of the F1 over pairs."""
    cells = "  ".join(f"{label} {value:.3f}" for label, value in figures(happenings, found).items())
    low, high = interval(tally_pairs(happenings, found))
    print(f"{name:44} {cells}  pairs F1 [{low:.3f}, {high:.3f}]  mentions={len(happenings)}")


def main(arguments: list[str]) -> int:
    """Print the figures of each part; nothing fails here, for the corpus is not ours to ship."""
    if not ANT.exists():
        print(f"events: no {ANT.name}, skipped (set SIJILL_DATA to the folder that holds it)", file=sys.stderr)
        return 0
    part_at = arguments.index("--part") + 1 if "--part" in arguments else None
    for part in [arguments[part_at]] if part_at else WEEKS:
        with nullcontext() if "--encoder" in arguments else by_rules_alone():
            week = read_week(part)
        articles = list({article_key(article): article for article in week.values()}.values())
        linked = {event: number for number, one in enumerate(link_week(articles)) for event in one.mentions}
        happenings: list[str] = []
        ours: list[Hashable] = []
        naive: list[Hashable] = []
        for label, article, at in find_events(week, [label for label in read_labels(part) if label.happening]):
            happenings.append(label.happening or "")
            event = article.events[at] if at >= 0 else None
            ours.append(linked[event.id] if event else label)
            day = (event.when.value if event and event.when else None) or article.published.day or ""
            naive.append((event.type, day[:10]) if event else label)
        print_line(f"events, {part}", happenings, ours)
        print_line("    naive: one type and day are one event", happenings, naive)
        print_line("    naive: every mention by itself", happenings, range(len(happenings)))
        if "--errors" in arguments and part == "dev":
            print_errors(happenings, ours)
    return 0


def print_errors(happenings: Sequence[str], found: Sequence[Hashable]) -> None:
    """Into how many events each happening fell, and which happenings each event holds."""
    parts: dict[str, Counter[Hashable]] = defaultdict(Counter)
    held: dict[Hashable, Counter[str]] = defaultdict(Counter)
    for happening, event in zip(happenings, found, strict=True):
        parts[happening][event] += 1
        held[event][happening] += 1
    for happening, events in sorted(parts.items(), key=lambda item: -len(item[1]))[:20]:
        if len(events) > 1:
            print(
                f"    {happening}: {sum(events.values())} mentions in {len(events)} events, {sorted(events.values())}"
            )
    for codes in held.values():
        if len(codes) > 1:
            print(f"    one event: {dict(codes.most_common())}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
