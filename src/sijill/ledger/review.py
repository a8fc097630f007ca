"""The review queue: what waits for a person, what the text leaves open, and what is least certain, in that order.

Every row says why it is there in phrases that `show.reasons` tells in Arabic too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from sijill.ledger.corrected import find_waiting
from sijill.ledger.days import precision_of
from sijill.ledger.sources import cite, publication_order
from sijill.ledger.targets import article_target, event_target, find_near, statement_targets
from sijill.model.corrections import Correction, Note, Target, targets_of
from sijill.model.graph import Evidence, Suggestion
from sijill.model.records import Article
from sijill.model.review import ReviewRow

__all__ = ["list_review"]

OPEN = {"day": "the main event of the article has no day", "place": "no place of it is named"}
NAMELESS = ("the text does not say who speaks",)
UNSURE: tuple[str, ...] = ("read with little certainty",)


def list_review(
    articles: Iterable[Article],
    *,
    suggestions: Sequence[Suggestion],
    corrections: Sequence[Correction],
    known: Sequence[Correction],
    as_read: Sequence[Article],
) -> list[ReviewRow]:
    """The rows that a person should look at.

    First corrections whose target is gone; then articles without a day, those first on which most rests: a look at the page
    settles it, and no view of a day counts them meanwhile; then pairs of names, the likeliest first, and rows of which
    something is open, the most open parts first; then rows with a calibrated certainty, the least certain first.  The day of
    an event is not asked for where that of its article is.  What somebody has put right
    or confirmed is not asked again; `corrections` are those that stand, `known` those of them on articles that count,
    `articles` the corrected ones, `as_read` all of the record before anybody put them right.
    """
    settled = {one.target for one in corrections if not isinstance(one.change, Note)}
    rows = [_waiting(one, as_read) for one in find_waiting(as_read, known)]
    ordered = sorted(articles, key=publication_order)
    undated = sorted((article for article in ordered if article.published.value is None), key=_unrest)
    found = [row for article in undated for row in _undated(article)]
    found += [_pair(pair) for pair in suggestions]
    found += sorted((row for article in ordered for row in _rows(article)), key=_doubt)
    return rows + [row for row in found if row.kind == "pair" or row.targets[0] not in settled]


def _unrest(article: Article) -> int:
    """Articles on which much rests come first."""
    return -_resting(article)


def _resting(article: Article) -> int:
    return len(article.statements) + len(article.events)


def _doubt(row: ReviewRow) -> tuple[object, ...]:
    """What is open comes before what is only uncertain; sorting keeps the order of publication among equals."""
    return -len(row.open), row.certainty is None, row.certainty or 0.0


def _waiting(correction: Correction, as_read: Sequence[Article]) -> ReviewRow:
    """The correction, with what is read now where its target was."""
    near = find_near(as_read, correction.target)
    return ReviewRow(
        "correction", None, ("its target is gone",), targets_of(correction), correction,
        (cite(near[0]),) if near else (), (_evidence(near[1]),) if near else (),
        ("the words it was made on are no longer read",),
    )  # fmt: skip


def _pair(pair: Suggestion) -> ReviewRow:
    targets = tuple(Target(e.page_sha256, "mention", e.start, e.end, e.words) for e in pair.evidence)
    why = ("nothing settles whether the two names are one's", *pair.reasons)
    return ReviewRow("pair", None, ("one or two", *pair.reasons), targets, None, (), pair.evidence, why)


def _undated(article: Article) -> Iterator[ReviewRow]:
    own = article_target(article)
    if own is not None:
        why = ("no day of publication is stated", f"lines that rest on it: {_resting(article)}")
        yield ReviewRow(
            "article", None, ("day of publication",), (own,), None, (cite(article),), (_evidence(own),), why
        )


def _rows(article: Article) -> Iterator[ReviewRow]:
    """The lines of the article of which something is open, or whose certainty is known."""
    source = (cite(article),)
    for said, target in zip(article.statements, statement_targets(article), strict=True):
        open_ = () if said.speaker.name or said.speaker.text else ("speaker",)
        if open_ or said.certainty is not None:
            words = Evidence(article.page_sha256, said.content.start, said.content.end, said.content.text)
            reason = NAMELESS if open_ else UNSURE
            yield ReviewRow("statement", said.certainty, open_, (target,), None, source, (words,), reason)
    for event in article.events:
        # Of what is told in passing most has no day: that is no question to a person.
        undated = event.main and precision_of(event.when) == "open" and article.published.value is not None
        open_ = ("day", *(("place",) if not event.places else ())) if undated else ()
        if open_ or event.certainty is not None:
            target = event_target(article, event)
            why = tuple(OPEN[part] for part in open_) or UNSURE
            yield ReviewRow("event", event.certainty, open_, (target,), None, source, (_evidence(target),), why)


def _evidence(target: Target) -> Evidence:
    return Evidence(target.page_sha256, target.start, target.end, target.words)
