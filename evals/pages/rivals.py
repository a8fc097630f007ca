"""`python -m evals.pages.rivals`: body F1 of Sijill, trafilatura, resiliparse and newspaper4k on the HTML fixtures.

Each rival gets the bytes decoded as Sijill decodes them, so that the figure is about finding the text, not about
encodings.  Titles, datelines and bylines are spared for all four: some rivals count them to the text by design.  A rival
that is not installed is skipped with a message: `pip install -e '.[rivals]'`.

--heldout      the held-out pages instead of the fixtures
--pages        a line a page
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable, Sequence

from evals.measure import Tally, interval, total
from evals.pages.align import Passage, align_words
from evals.pages.fixtures import FIXTURES, NOTICE, Collection, Fixture, Row, choose_collection, read_fixtures
from sijill.pages.decode import decode_html

Reader = Callable[[str], str]


def load_rivals() -> dict[str, Reader]:
    """The readers that are installed, by name: the source of a page in, its main text out."""
    readers: dict[str, Reader] = {}
    for name, load in (
        ("trafilatura", _load_trafilatura),
        ("resiliparse", _load_resiliparse),
        ("newspaper4k", _load_newspaper),
    ):
        try:
            readers[name] = load()
        except ImportError as missing:
            print(f"{name}: not installed ({missing}), skipped\nhint: pip install -e '.[rivals]'", file=sys.stderr)
    return readers


def _load_trafilatura() -> Reader:
    trafilatura = importlib.import_module("trafilatura")

    def read(source: str) -> str:
        return trafilatura.extract(source, favor_precision=True, include_comments=False) or ""

    return read


def _load_resiliparse() -> Reader:
    extract = importlib.import_module("resiliparse.extract.html2text")

    def read(source: str) -> str:
        return str(extract.extract_plain_text(source, main_content=True))

    return read


def _load_newspaper() -> Reader:
    importlib.import_module("nltk")  # newspaper4k asks for it only when it meets Arabic
    newspaper = importlib.import_module("newspaper")

    def read(source: str) -> str:
        article = newspaper.Article("https://page.example/", language="ar", fetch_images=False)
        article.download(input_html=source)
        article.parse()
        return str(article.text)

    return read


def spared_passages(gold: Row) -> list[Passage]:
    """The page's bodies, with each article's title, dateline and byline before it, not judged; and the notice."""
    passages: list[Passage] = []
    for article in gold["articles"]:
        passages += [(article[key], False) for key in ("title", "dateline", "byline") if article[key]]
        passages += [(piece["text"], piece.get("judged", True)) for piece in article["body"]]
    return [*passages, (NOTICE, False)]


def score_readers(fixtures: Sequence[Fixture], pages: Collection = FIXTURES) -> dict[str, list[Tally]]:
    """A tally a page for Sijill and for every rival that is installed."""
    scores = {
        "Sijill": [
            align_words(spared_passages(fixture.gold), "\n".join(article.text for article in fixture.articles))
            for fixture in fixtures
        ]
    }
    for name, read in load_rivals().items():
        scores[name] = [
            align_words(
                spared_passages(fixture.gold), read(decode_html((pages.folder / fixture.name).read_bytes(), None))
            )
            for fixture in fixtures
        ]
    return scores


def print_table(scores: dict[str, list[Tally]]) -> None:
    """A line a reader: F1 over all letters with its interval, precision, recall, the mean of the pages' F1."""
    print(f"{'reader':12} body F1 [95 %]            P      R      mean of pages")
    for name, tallies in scores.items():
        tally = total(tallies)
        low, high = interval(tallies)
        precision, recall = tally.hit / max(1, tally.predicted), tally.hit / max(1, tally.gold)
        mean = sum(page.f1 for page in tallies) / len(tallies)
        print(f"{name:12} {tally.f1:.3f} [{low:.3f}, {high:.3f}]  {precision:9.3f}  {recall:.3f}  {mean:.3f}")


def main(arguments: list[str]) -> int:
    """Print the table and, when asked, a line a page."""
    pages = choose_collection(arguments)
    fixtures = [fixture for fixture in read_fixtures(pages) if fixture.name.endswith(".html")]
    scores = score_readers(fixtures, pages)
    print_table(scores)
    if "--pages" in arguments:
        print(f"\n{'page':28}", *(f"{name:>12}" for name in scores))
        for at, fixture in enumerate(fixtures):
            print(f"{fixture.name:28}", *(f"{tallies[at].f1:12.3f}" for tallies in scores.values()))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
