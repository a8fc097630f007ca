"""`python -m evals.pages.authored`: the fixtures' figures, the days, and where the errors are; see card.md.

--heldout      the held-out pages instead of the fixtures
--errors       every page that is not wholly right, with what is wrong on it
--worst N      the N pages with the lowest body F1 (10 when left out)
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Sequence

from evals.measure import Scores, Span, Tally, match_spans, print_scores, total
from evals.pages import baseline
from evals.pages.align import Passage, align_words, find_words
from evals.pages.fixtures import (
    FIXTURES,
    FLOORS,
    GOLD,
    NOTICE,
    Collection,
    Fixture,
    Row,
    choose_collection,
    read_fixtures,
)
from evals.pages.score import is_same_outlet
from sijill.model.records import Article
from sijill.text.fold import fold_text

__all__ = ["FLOORS", "GOLD", "score_authored"]

COVERED = 0.8  # of a gold body that its article must hold for the split to be right: its main part
LEAKED = 0.1  # of any other gold body that it may hold

Pair = tuple[Row, Article | None]
Line = tuple[Span, str]


def score_authored(pages: Collection = FIXTURES) -> tuple[Scores, Scores]:
    """Tallies of every measure, one a page: Sijill's and the naive baseline's."""
    fixtures = read_fixtures(pages)
    ours: Scores = {}
    naive: Scores = {}
    for fixture in fixtures:
        single = baseline.annotate(fixture.page, fixture.articles) if fixture.page.text else []
        for scores, found in ((ours, fixture.articles), (naive, single)):
            for measure, tally in score_page(fixture, found).items():
                scores.setdefault(measure, []).append(tally)
    return ours, naive


def score_page(fixture: Fixture, articles: Sequence[Article]) -> dict[str, Tally]:
    """The tallies of one page."""
    found = [article for article in articles if article.text]
    pairs = pair_articles(fixture, found)
    days = Counter(judge_day(gold, article) for gold, article in pairs)
    return {
        "body": align_words(body_passages(fixture.gold), "\n".join(article.text for article in found)),
        "split exact": Tally(int(is_split_right(fixture, found)), 1, 1),
        "title": _judge(pairs, lambda gold, article: is_same_title(gold["title"], article)),
        "outlet": _judge(pairs, is_outlet_right),
        "published": Tally(days["right"], len(pairs), len(pairs)),
        "published, right or open": Tally(days["right"] + days["open"], len(pairs), len(pairs)),
        "published to the minute": _judge(
            [(gold, article) for gold, article in pairs if "T" in (gold["published"] or "")],
            lambda gold, article: article.published.value == gold["published"],
        ),
        "updated": _judge(
            [(gold, article) for gold, article in pairs if "updated" in gold],
            lambda gold, article: (
                (article.updated.day if article.updated else None) == (gold["updated"] or "")[:10]
                or (article.updated is None and gold["updated"] is None)
            ),
        ),
        "byline": _find_named(pairs, "byline"),
        "dateline": _find_named(pairs, "dateline"),
        "furniture": score_furniture(fixture, articles, kinds=False),
        "furniture, kind": score_furniture(fixture, articles, kinds=True),
    }


def body_passages(gold: Row) -> list[Passage]:
    """The page's bodies in reading order, and the notice of invention, which is not judged."""
    pieces = [piece for article in gold["articles"] for piece in article["body"]]
    return [*((piece["text"], piece.get("judged", True)) for piece in pieces), (NOTICE, False)]


def body_spans(fixture: Fixture) -> list[list[Span]]:
    """Where the judged body of each gold article stands in the page text."""
    return [
        [span for piece in article["body"] if piece.get("judged", True) and (span := fixture.locate(piece))]
        for article in fixture.gold["articles"]
    ]


def shared(spans: Sequence[Span], others: Sequence[Span]) -> int:
    """Characters that stand in both."""
    return sum(max(0, min(a[1], b[1]) - max(a[0], b[0])) for a in spans for b in others)


def pair_articles(fixture: Fixture, found: Sequence[Article]) -> list[Pair]:
    """Each gold article with the article that holds most of its body and of no other's more; None where there is none."""
    bodies = body_spans(fixture)
    holds = sorted(
        (-share, i, j)
        for i, body in enumerate(bodies)
        for j, article in enumerate(found)
        if (share := shared(body, article.body)) > 0
    )
    by_gold: dict[int, Article] = {}
    taken: set[int] = set()
    for _, i, j in holds:
        if i not in by_gold and j not in taken:
            by_gold[i] = found[j]
            taken.add(j)
    return [(gold, by_gold.get(i)) for i, gold in enumerate(fixture.gold["articles"])]


def is_split_right(fixture: Fixture, found: Sequence[Article]) -> bool:
    """As many articles as in the gold, each with the main part of its own body and next to nothing of another's."""
    bodies = body_spans(fixture)
    if len(bodies) != len(found):
        return False
    return all(
        shared(body, article.body) >= COVERED * sum(end - start for start, end in body)
        if i == j
        else shared(body, article.body) <= LEAKED * sum(end - start for start, end in body)
        for i, body in enumerate(bodies)
        for j, article in enumerate(found)
    )


def judge_day(gold: Row, article: Article | None) -> str:
    """`right` (the day, or rightly none), `open` (none, though the page tells it), `wrong` (another day), `lost` (no article)."""
    if article is None:
        return "lost"
    wanted, given = (gold["published"] or "")[:10], article.published.day or ""
    return "right" if wanted == given else "wrong" if given else "open"


def is_same_title(wanted: str | None, article: Article) -> bool:
    """The same words, white space aside."""
    given = article.title.text if article.title else ""
    return "".join((wanted or "").split()) == "".join(given.split())


def is_outlet_right(gold: Row, article: Article) -> bool:
    """One of the names that the gold accepts; null among them where an open outlet is right as well."""
    return any(is_same_outlet(name, article.outlet.name if article.outlet else None) for name in gold["outlet"])


def score_furniture(fixture: Fixture, articles: Sequence[Article], *, kinds: bool) -> Tally:
    """Lines of furniture found, and with `kinds` named rightly; what is predicted on words not judged counts for nothing."""
    golds, accepted = _gold_lines(fixture)
    predicted = [
        (span, piece.kind)
        for article in articles
        for piece in article.furniture
        for span in _cut_lines(fixture.page.text, (piece.start, piece.end))
    ]
    ground = [span for span, _ in golds] + [span for body in body_spans(fixture) for span in body]
    predicted = [(span, kind) for span, kind in predicted if shared([span], ground) >= 0.5 * (span[1] - span[0])]
    matched = match_spans([span for span, _ in golds], [span for span, _ in predicted])
    hits = sum(not kinds or predicted[j][1] in accepted[i] for i, j in matched)
    return Tally(hits, len(golds), len(predicted))


def _gold_lines(fixture: Fixture) -> tuple[list[Line], list[set[str]]]:
    lines: list[Line] = []
    accepted: list[set[str]] = []
    for piece in fixture.gold["furniture"]:
        if place := fixture.locate(piece):
            for span in _cut_lines(fixture.page.text, place):
                lines.append((span, piece["kind"]))
                accepted.append({piece["kind"], *piece.get("or", [])})
    return lines, accepted


def _cut_lines(text: str, span: Span) -> list[Span]:
    """The parts of a span that stand on one line each, without the white space around them."""
    lines, at = [], span[0]
    for line in text[span[0] : span[1]].split("\n"):
        if words := line.strip():
            start = at + line.index(words[0])
            lines.append((start, start + len(words)))
        at += len(line) + 1
    return lines


def _judge(pairs: Sequence[Pair], is_right: Callable[[Row, Article], bool]) -> Tally:
    right = sum(article is not None and is_right(gold, article) for gold, article in pairs)
    return Tally(right, len(pairs), len(pairs))


def _find_named(pairs: Sequence[Pair], key: str) -> Tally:
    """A byline or dateline is a hit where the words of one are among the other's."""
    golds = [gold[key] for gold, _ in pairs if gold[key]]
    given = [words for _, article in pairs if article and (words := getattr(article, key))]
    hits = 0
    for gold, article in pairs:
        words = getattr(article, key) if article else None
        if gold[key] and words:
            a, b = (set(find_words(fold_text(text))) for text in (gold[key], words.text))
            hits += a <= b or b <= a
    return Tally(hits, len(golds), len(given))


def find_errors(fixture: Fixture) -> list[str]:
    """What is wrong with one page, a line each."""
    found = [article for article in fixture.articles if article.text]
    tally = score_page(fixture, fixture.articles)
    body, errors = tally["body"], []
    if body.f1 < 1 and (body.gold or body.predicted):
        errors.append(
            f"body       {body.f1:.3f}: {body.gold - body.hit} letters missed, {body.predicted - body.hit} too many"
        )
        errors += _list_leaks(fixture, found)
    if not tally["split exact"].hit:
        errors.append(f"split      {len(found)} articles, {len(fixture.gold['articles'])} in the gold")
    for gold, article in pair_articles(fixture, found):
        if article is None:
            errors.append(f"article    not found: {gold['title']}")
            continue
        if not is_same_title(gold["title"], article):
            errors.append(f"title      {article.title.text if article.title else None!r}, not {gold['title']!r}")
        if not is_outlet_right(gold, article):
            errors.append(f"outlet     {article.outlet.name if article.outlet else None!r}, not {gold['outlet']}")
        if (verdict := judge_day(gold, article)) != "right":
            errors.append(
                f"published  {verdict}: {article.published.value}, not {gold['published']} ({article.published.reason})"
            )
    errors += _list_furniture(fixture)
    return errors


def _list_leaks(fixture: Fixture, found: Sequence[Article]) -> list[str]:
    """Ranges of the text that are no gold body, and gold paragraphs that are in no text."""
    bodies = [span for body in body_spans(fixture) for span in body]
    ranges = [span for article in found for span in article.body]
    text = fixture.page.text
    leaks = [span for span in ranges if shared([span], bodies) < 0.5 * (span[1] - span[0])]
    missed = [span for span in bodies if shared([span], ranges) < 0.5 * (span[1] - span[0])]
    return [
        *(f"  too much {text[start:end][:90]}" for start, end in leaks),
        *(f"  missed   {text[start:end][:90]}" for start, end in missed),
    ]


def _list_furniture(fixture: Fixture) -> list[str]:
    golds, accepted = _gold_lines(fixture)
    text = fixture.page.text
    predicted = [((piece.start, piece.end), piece.kind) for article in fixture.articles for piece in article.furniture]
    matched = dict(match_spans([span for span, _ in golds], [span for span, _ in predicted]))
    return [
        f"furniture  {predicted[matched[i]][1] if i in matched else '-'}, not {kind}: {text[span[0] : span[1]][:70]}"
        for i, (span, kind) in enumerate(golds)
        if i not in matched or predicted[matched[i]][1] not in accepted[i]
    ]


def print_days(fixtures: Sequence[Fixture]) -> None:
    """How many days are right, honestly open and wrong."""
    days = Counter(
        judge_day(gold, article)
        for fixture in fixtures
        for gold, article in pair_articles(fixture, [article for article in fixture.articles if article.text])
    )
    print(
        f"days: {days['right']} right, {days['open']} open though the page tells them, {days['wrong']} wrong, "
        f"{days['lost']} of articles not found"
    )


def main(arguments: list[str]) -> int:
    """Print the figures, the days, the worst pages and, when asked, every error."""
    pages = choose_collection(arguments)
    fixtures = read_fixtures(pages)
    ours, naive = score_authored(pages)
    print_scores(pages.folder.name, ours, naive)
    for kind in (".html", ".txt"):
        mine = [i for i, fixture in enumerate(fixtures) if fixture.name.endswith(kind)]
        bodies = total([ours["body"][i] for i in mine])
        splits = total([ours["split exact"][i] for i in mine])
        print(f"{kind[1:]:5} {len(mine)} pages: body {bodies.f1:.3f}, split exact {splits.f1:.3f}")
    print_days(fixtures)
    worst = int(arguments[arguments.index("--worst") + 1]) if "--worst" in arguments else 10
    by_body = sorted(zip(fixtures, ours["body"], strict=True), key=lambda row: row[1].f1)
    for fixture, tally in by_body if "--errors" in arguments else by_body[:worst]:
        if errors := find_errors(fixture):
            print(f"\n{fixture.name}  body {tally.f1:.3f}  {fixture.gold['family']}", *errors, sep="\n   ")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
