"""The fixtures: invented pages of many layouts with what a careful reader says stands on them; see card.md.

`gold.jsonl` holds a page a line.  Its strings are located in the page text without regard to white space; `n` says which
occurrence is meant, counted from 1.  `heldout.jsonl` is the same for the pages of `heldout/`, which no rule was mended on.
`python -m evals.pages.fixtures` checks that every string stands in its file.
"""

from __future__ import annotations

import json
import re
import sys
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from typing import Any, NamedTuple

from evals.measure import Span
from sijill.model.records import Article, Page, Rejection
from sijill.pages import open_page, read_documents

HERE = Path(__file__).parent
FOLDER = HERE / "fixtures"
GOLD = HERE / "gold.jsonl"
FLOORS = HERE / "fixtures_floors.json"
NOTICE = "صفحة متخيَّلة لاختبار سِجِلّ: الأخبار والأشخاص والجهات من نسج الخيال"

Row = dict[str, Any]


class Collection(NamedTuple):
    """Pages in a folder and the file that holds their gold."""

    folder: Path
    gold: Path


FIXTURES = Collection(FOLDER, GOLD)
HELD_OUT = Collection(HERE / "heldout", HERE / "heldout.jsonl")
_GAP = re.compile("[\\s\u200b\ufeff]+")


@dataclass(frozen=True)
class Fixture:
    """One page as Sijill opens it, beside the gold."""

    page: Page
    articles: tuple[Article, ...]
    gold: Row

    @property
    def name(self) -> str:
        return str(self.gold["id"])

    def locate(self, piece: Row) -> Span | None:
        """Where a piece of the gold stands in the page text; None where the page text has left it out."""
        return find_piece(self.page.text, piece["text"], piece.get("n", 1))


def choose_collection(arguments: list[str]) -> Collection:
    """The held-out pages where `--heldout` is among the arguments, else the fixtures."""
    return HELD_OUT if "--heldout" in arguments else FIXTURES


def read_gold_rows(pages: Collection = FIXTURES) -> list[Row]:
    """The gold, a page a row."""
    return [json.loads(line) for line in pages.gold.read_text(encoding="utf-8").splitlines()]


def read_fixtures(pages: Collection = FIXTURES) -> list[Fixture]:
    """Every page opened by Sijill; ValueError where a page has no gold or a gold no page.

    A page that Sijill rejects counts as an empty one without an article: all that stands on it was missed.
    """
    golds = {row["id"]: row for row in read_gold_rows(pages)}
    fixtures, complaints = [], []
    for document in read_documents([pages.folder]):
        opened = document if isinstance(document, Rejection) else open_page(document)
        name = Path(document.source).name
        if isinstance(opened, Rejection):
            print(f"{name}: rejected, {opened.reason}", file=sys.stderr)
            opened = Page(name, "", "", "none"), ()
        if name not in golds:
            complaints.append(f"{name}: no gold")
        else:
            fixtures.append(Fixture(*opened, golds.pop(name)))
    if complaints := [*complaints, *(f"{name}: no such page" for name in golds)]:
        raise ValueError("\n".join(complaints))
    return fixtures


def find_piece(text: str, words: str, occurrence: int = 1) -> Span | None:
    """Where words stand in a text, white space aside: the n-th occurrence, the last one where there are fewer.

    >>> find_piece("شارك  الخبر\\nشارك", "شاركالخبر"), find_piece("ا ب ا", "ا", 2)
    ((0, 11), (4, 5))
    """
    places = [at for at, letter in enumerate(text) if not _GAP.match(letter)]
    flat, wanted = _GAP.sub("", text), _GAP.sub("", words)
    found = at = -1
    for _ in range(occurrence):
        at = flat.find(wanted, at + 1)
        if at < 0:
            break
        found = at
    return (places[found], places[found + len(wanted) - 1] + 1) if found >= 0 and wanted else None


def pieces_of(row: Row) -> list[str]:
    """Every string of one page's gold."""
    texts = [piece["text"] for piece in row["furniture"]]
    for article in row["articles"]:
        texts += [piece["text"] for piece in article["body"]]
        texts += [article[key] for key in ("title", "byline", "dateline") if article[key]]
    return texts


def check_strings(pages: Collection = FIXTURES) -> list[str]:
    """Strings of the gold that do not stand in their file; tags are taken out here without Sijill."""
    complaints = []
    for row in read_gold_rows(pages):
        stored = (pages.folder / row["id"]).read_bytes()
        try:
            source = stored.decode("utf-8")
        except UnicodeDecodeError:
            source = stored.decode("cp1256")
        if row["id"].endswith(".html"):
            source = unescape(re.sub(r"<script\b.*?</script>|<!--.*?-->|<[^>]*>", "", source, flags=re.S | re.I))
        flat = _GAP.sub("", source)
        complaints += [f"{row['id']}: {text[:60]!r}" for text in pieces_of(row) if _GAP.sub("", text) not in flat]
    return complaints


def main() -> int:
    """Print what is not found, collection by collection; 1 where something is not."""
    all_wrong: list[str] = []
    for pages in (FIXTURES, HELD_OUT):
        rows, wrong = read_gold_rows(pages), check_strings(pages)
        print(*wrong, sep="\n", end="\n" if wrong else "")
        articles = sum(len(row["articles"]) for row in rows)
        print(f"{pages.folder.name}: {len(rows)} pages, {articles} articles, {len(wrong)} strings not found")
        all_wrong += wrong
    return 1 if all_wrong else 0


if __name__ == "__main__":
    sys.exit(main())
