"""`python -m evals.linking.duplicates`: pairs of ANT articles, one text or two, beside plain MinHash; see card.md.

--speed N      also link N articles of the corpus with both, and say how many a second (5,000 if no number is given)

MinHash is datasketch's (`pip install -e '.[rivals]'`): runs of five words, 128 permutations, the threshold that is best on
the dev half.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from time import perf_counter
from typing import Any, NamedTuple

from evals.linking.ant import ANT, page_text
from evals.linking.score import precision, recall
from evals.measure import Tally, interval, total
from sijill.link.duplicates import find_origins
from sijill.model.graph import article_key
from sijill.model.records import Article, Rejection
from sijill.pages import open_page
from sijill.pages.documents import Document
from sijill.text.copies import plain_words

PAIRS = Path(__file__).parent / "copy_pairs.jsonl"
PARTS = ("dev", "held-out")
RUN, PERMUTATIONS = 5, 128
THRESHOLDS = (0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.6, 0.7)


class Pair(NamedTuple):
    """Two articles by their ids, and whether one is a copy of the other, or both of a third."""

    a: str
    b: str
    copy: bool


def read_pairs(part: str) -> list[Pair]:
    """The pairs of a part."""
    rows = map(json.loads, PAIRS.read_text(encoding="utf-8").splitlines())
    return [Pair(row["a"], row["b"], row["copy"]) for row in rows if row["part"] == part]


def read_rows(keep: Iterable[str] | None = None, most: int | None = None) -> Iterator[dict[str, Any]]:
    """The rows of the corpus with these ids, or the first ones."""
    wanted = set(keep) if keep is not None else None
    with gzip.open(ANT, "rt", encoding="utf-8") as lines:
        for count, row in enumerate(map(json.loads, lines)):
            if most is not None and count >= most:
                return
            if wanted is None or row["id"] in wanted:
                yield row


def open_row(row: Mapping[str, Any]) -> Article | None:
    """The article of a row."""
    page = Document(row["id"], page_text(row).encode(), "text", None, row["published"], row["outlet"])
    opened = open_page(page)
    return None if isinstance(opened, Rejection) else opened[1][0]


def tally(pairs: Sequence[Pair], found: Mapping[str, object]) -> list[Tally]:
    """A tally a pair; `found` gives what both sides of a copy share."""
    tallies = []
    for pair in pairs:
        together = found[pair.a] == found[pair.b]
        tallies.append(Tally(int(together and pair.copy), int(pair.copy), int(together)))
    return tallies


def print_line(name: str, tallies: Sequence[Tally]) -> None:
    """F1 with its interval over pairs, precision and recall."""
    summed = total(tallies)
    low, high = interval(tallies)
    print(
        f"{name:52} F1 {summed.f1:.3f} [{low:.3f}, {high:.3f}]  P {precision(summed):.3f}  R {recall(summed):.3f}  "
        f"pairs={len(tallies)}"
    )


def main(arguments: list[str]) -> int:
    """Print the figures of each half; nothing fails here, for the corpus is not ours to ship."""
    if not ANT.exists():
        print(f"duplicates: no {ANT.name}, skipped (set SIJILL_DATA to the folder that holds it)", file=sys.stderr)
        return 0
    pairs = {part: read_pairs(part) for part in PARTS}
    rows = {row["id"]: row for row in read_rows(name for part in pairs.values() for p in part for name in p[:2])}
    articles = {name: article for name, row in rows.items() if (article := open_row(row))}
    origins = find_origins(list({article_key(article): article for article in articles.values()}.values()))
    groups = {name: origins[article_key(article)].group for name, article in articles.items()}
    for part in PARTS:
        print_line(f"copies, {part}", tally(pairs[part], groups))
    try:
        _print_minhash(pairs, {name: article.text for name, article in articles.items()})
    except ImportError:
        print("    MinHash: not installed (pip install -e '.[rivals]')", file=sys.stderr)
        return 0
    if "--speed" in arguments:
        rest = arguments[arguments.index("--speed") + 1 :]
        _print_speed(int(rest[0]) if rest else 5000)
    return 0


def _sketch(text: str) -> Any:
    from datasketch import MinHash

    words = plain_words(text)
    sketch = MinHash(num_perm=PERMUTATIONS)
    sketch.update_batch([" ".join(words[at : at + RUN]).encode() for at in range(max(1, len(words) - RUN + 1))])
    return sketch


def _print_minhash(pairs: Mapping[str, Sequence[Pair]], texts: Mapping[str, str]) -> None:
    sketches = {name: _sketch(text) for name, text in texts.items()}

    def tallies(part: str, threshold: float) -> list[Tally]:
        found = []
        for pair in pairs[part]:
            together = sketches[pair.a].jaccard(sketches[pair.b]) >= threshold
            found.append(Tally(int(together and pair.copy), int(pair.copy), int(together)))
        return found

    best = max(THRESHOLDS, key=lambda threshold: total(tallies("dev", threshold)).f1)
    for part in PARTS:
        print_line(f"    MinHash, Jaccard {best:g} (best on dev), {part}", tallies(part, best))
        print_line(f"    MinHash, Jaccard 0.5, {part}", tallies(part, 0.5))


def _print_speed(count: int) -> None:
    from datasketch import MinHashLSH

    articles = [article for row in read_rows(most=count) if (article := open_row(row))]
    start = perf_counter()
    find_origins(articles)
    ours = perf_counter() - start
    start = perf_counter()
    lsh = MinHashLSH(threshold=0.4, num_perm=PERMUTATIONS)
    for at, article in enumerate(articles):
        sketch = _sketch(article.text)
        lsh.query(sketch)
        lsh.insert(str(at), sketch)
    theirs = perf_counter() - start
    print(f"speed, {len(articles)} articles: {len(articles) / ours:.0f} a second; MinHash {len(articles) / theirs:.0f}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
