"""Pages: is the page split right, and are title, outlet and day of each article right or honestly open?"""

from __future__ import annotations

from evals.gold import GoldPage
from evals.measure import Tally
from sijill.model.records import Article
from sijill.text.fold import fold_text


def score(page: GoldPage, found: list[Article]) -> dict[str, Tally]:
    """One judged row for the split, and one an article for title, outlet and day; the shares of its statements kept."""
    golds = sorted(page.golds, key=lambda gold: gold.get("ordinal", 0))
    pairs = list(zip(golds, found, strict=False))

    def judged(right: list[bool]) -> Tally:
        return Tally(sum(right), len(golds), len(golds))

    contents = [row["span"] for row in page.rows("statements")]
    ranges = [span for article in found for span in (*article.body, *([_title(article)] if article.title else []))]
    kept = sum(any(start <= span[0] < end for start, end in ranges) for span in contents)
    return {
        "split": Tally(int(len(golds) == len(found)), 1, 1),
        "title": judged([bool(a.title and a.title.text == gold["title"]) for gold, a in pairs]),
        "outlet": judged(
            [is_same_outlet(gold.get("outlet"), a.outlet.name if a.outlet else None) for gold, a in pairs]
        ),
        "published": judged(
            [(a.published.value or "")[:10] == (gold.get("published") or "")[:10] for gold, a in pairs]
        ),
        "statements kept in text": Tally(kept, len(contents), len(contents)),
    }


def _title(article: Article) -> tuple[int, int]:
    assert article.title
    return article.title.start, article.title.end


def is_same_outlet(wanted: str | None, given: str | None) -> bool:
    """Equal, or one name's words within the other's: `صحيفة النافذة` is `النافذة`."""
    if not wanted or not given:
        return wanted == given
    a, b = set(fold_text(wanted).split()), set(fold_text(given).split())
    return a <= b or b <= a
