"""`python -m evals.pages.wrapped`: real bodies in the fixtures' layouts, a larger test of the same; nothing is stored.

The bodies are those of the ANT corpus, where `ant-dev.jsonl.gz` lies in a data folder beside the project (`$SIJILL_DATA`,
else `../shared/data`); else the eval says so and ends.  An article takes the place of a fixture's own: its title that of
every printed title, its paragraphs those of the body, with the markup that stood between two paragraphs between all of
its own.  Furniture, days and outlets stay the fixture's.

--pages N      so many pages (300 when left out)
--rivals       the other readers on the same pages
--errors       the ten worst pages
"""

from __future__ import annotations

import gzip
import html
import json
import os
import random
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from evals.measure import Tally
from evals.pages.align import align_words
from evals.pages.fixtures import FOLDER, HERE, NOTICE, Row, read_gold_rows
from evals.pages.rivals import load_rivals, print_table
from sijill.model.records import Rejection
from sijill.pages import Document, open_page

SEED = 20261128
DATA = Path(os.environ.get("SIJILL_DATA", HERE.parents[2] / "shared" / "data")) / "ant-dev.jsonl.gz"
PARAGRAPHS = (4, 25)  # fewer are no test of a layout, more are lists and tables
_TAG = re.compile(r"<[^>]*>")
_SHORT = re.compile(
    r"<(?:h\d|li|strong|blockquote)\b[^>]*>$"
)  # places for headings, items and quotations, not for paragraphs
_BARE = re.compile(r"(?:<[^>]*>|\s|&nbsp;)*")


@dataclass(frozen=True)
class Frame:
    """A fixture's markup with its article taken out: what stands before, between two paragraphs, and after."""

    name: str
    title: str
    before: str
    between: str
    rest: tuple[str, ...]  # what stood before each later paragraph of the fixture: furniture inside the text stays
    after: str


def read_frame(gold: Row) -> Frame | None:
    """The frame of an HTML fixture of one article; None where its paragraphs do not stand whole in the markup."""
    if not gold["id"].endswith(".html") or len(gold["articles"]) != 1:
        return None
    article = gold["articles"][0]
    try:
        source = (FOLDER / gold["id"]).read_bytes().decode("utf-8")
    except UnicodeDecodeError:
        return None  # the bodies may hold letters that windows-1256 lacks
    title = article["title"]
    spans, at = [], 0
    for piece in article["body"]:
        found = source.find(piece["text"], at)
        if found < 0 or not piece.get("judged", True):
            return None
        at = found + len(piece["text"])
        spans.append((found, at))
    gaps = [source[a[1] : b[0]] for a, b in pairwise(spans)]
    bare = [gap for gap in gaps if _BARE.fullmatch(gap)]
    if not bare or title not in source or any(_SHORT.search(part) for part in (source[: spans[0][0]], *gaps)):
        return None
    return Frame(gold["id"], title, source[: spans[0][0]], min(bare, key=len), tuple(gaps), source[spans[-1][1] :])


def read_bodies() -> Iterator[tuple[str, list[str]]]:
    """Title and paragraphs of each article of the corpus that is long enough and is prose throughout."""
    with gzip.open(DATA, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            paragraphs = [" ".join(part.split()) for part in row["text"].split("\n") if part.strip()]
            if PARAGRAPHS[0] <= len(paragraphs) <= PARAGRAPHS[1] and all(len(part.split()) >= 5 for part in paragraphs):
                yield row["title"], paragraphs


def wrap_body(frame: Frame, title: str, paragraphs: list[str]) -> str:
    """The page: the frame with another article in it."""
    parts = [frame.before]
    for at, paragraph in enumerate(paragraphs):
        if at:
            parts.append(frame.rest[at - 1] if at <= len(frame.rest) else frame.between)
        parts.append(html.escape(paragraph, quote=False))
    left_out = "".join(_inner(gap) for gap in frame.rest[len(paragraphs) - 1 :])
    page = "".join([*parts, left_out, frame.after])
    return page.replace(frame.title, html.escape(title, quote=False))


def _inner(gap: str) -> str:
    """Of the markup before a paragraph that is not there, what closes and opens elements; its furniture goes."""
    return "".join(_TAG.findall(re.sub(r"<(script|style)\b.*?</\1>", "", gap, flags=re.S)))


def wrap_bodies(count: int) -> Iterator[tuple[Frame, str, str, list[str]]]:
    """So many pages, the same at every call: the frame, the page's source, and the title and paragraphs put into it."""
    rng = random.Random(SEED)
    frames = [frame for gold in read_gold_rows() if (frame := read_frame(gold))]
    for title, paragraphs in rng.sample(list(read_bodies()), count):
        frame = rng.choice(frames)
        yield frame, wrap_body(frame, title, paragraphs), title, paragraphs


def main(arguments: list[str]) -> int:
    """Print body F1 and the share of pages split rightly (here: one article)."""
    if not DATA.exists():
        print(f"wrapped: no {DATA.name} in the data folder beside the project, skipped", file=sys.stderr)
        return 0
    count = int(arguments[arguments.index("--pages") + 1]) if "--pages" in arguments else 300
    rivals = load_rivals() if "--rivals" in arguments else {}
    scores: dict[str, list[Tally]] = {"Sijill": [], **{name: [] for name in rivals}}
    rows = []
    whole = 0
    for number, (frame, source, title, paragraphs) in enumerate(wrap_bodies(count)):
        passages = [(title, False), *((part, True) for part in paragraphs), (NOTICE, False)]
        opened = open_page(Document(f"{number}.html", source.encode(), "html"))
        articles = () if isinstance(opened, Rejection) else tuple(article for article in opened[1] if article.text)
        whole += len(articles) == 1
        scores["Sijill"].append(align_words(passages, "\n".join(article.text for article in articles)))
        rows.append((scores["Sijill"][-1], frame.name, len(articles), title))
        for name, read in rivals.items():
            scores[name].append(align_words(passages, read(source)))
    layouts = len({name for _, name, _, _ in rows})
    print(f"{count} bodies in {layouts} layouts; one article, as there is: {whole / count:.3f}")
    print_table(scores)
    if "--errors" in arguments:
        for tally, name, parts, title in sorted(rows, key=lambda row: (row[2] == 1, row[0].f1))[:20]:
            errors = f"missed {tally.gold - tally.hit}, too much {tally.predicted - tally.hit}"
            print(f"{tally.f1:.3f} {name} {parts} articles, {errors}: {title}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
