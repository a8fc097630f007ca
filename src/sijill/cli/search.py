"""`sijill search`: the articles that answer a question."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

import sijill
from sijill.cli.output import AsJson, AsOf, Heading, print_json, print_rows, typed
from sijill.cli.rows import cite_evidence, note_open

if TYPE_CHECKING:
    from sijill.model.search import SearchHit

HEADINGS = (
    Heading("published", wraps=False), Heading("outlet"), Heading("article"), Heading("passage", under=True),
    Heading("found", under=True), Heading("why", under=True), Heading("evidence", under=True),
)  # fmt: skip
FACET_HEADINGS = (
    Heading("of", wraps=False),
    Heading("value"),
    Heading("articles", wraps=False),
    Heading("to narrow, ask"),
)
WHY = {"words": "", "some-words": "by meaning and some of the words", "meaning": "by meaning"}


def search(
    record: Annotated[Path, typer.Argument(metavar="RECORD", help="The record.")],
    query: Annotated[
        str,
        typer.Argument(
            metavar="QUERY", help='Words, "phrases", OR, NOT, speaker:, outlet:, place:, after: and others.'
        ),
    ],
    *,
    limit: Annotated[int, typer.Option(min=1, help="How many answers to show.")] = 20,
    facets: Annotated[
        bool,
        typer.Option("--facets", help="Not the answers, but how all of them spread over outlets, actors, places ..."),
    ] = False,
    as_of: AsOf = None,
    as_json: AsJson = False,
) -> None:
    """Find articles by their words, in every form and spelling, and by what they mean, in Arabic or English."""
    dossier = sijill.open(record)
    if facets:
        spread = dossier.facets(typed(query), as_of=as_of)
        if as_json:
            print_json(spread)
            return
        rows = (
            (one.unit or one.field, value.value, str(value.count), value.query)
            for one in spread.facets
            for value in one.values
        )
        print_rows(FACET_HEADINGS, rows, note=f"{spread.total} articles.")
        return
    found = dossier.search(typed(query), as_of=as_of, limit=limit)
    if as_json:
        print_json(found)
        return
    more = f"{len(found)} of {found.total} articles." if found.total > len(found) else ""
    near = (
        ""
        if found.total
        else " ".join(
            f"Not '{word}' but {' or '.join(words)}?" for word, words in dossier.suggestions(typed(query)).items()
        )
    )
    print_rows(HEADINGS, map(tell, found.rows), note=" ".join(filter(None, (more, near, note_open(found)))))


def tell(hit: SearchHit) -> tuple[str, ...]:
    """An answer for people."""
    words = ", ".join(dict.fromkeys(mark.words for mark in hit.evidence))
    passage = hit.passage.words if hit.passage else ""
    place = cite_evidence(hit.passage) if hit.passage else hit.article.page_sha256
    day = hit.article.published.day or "?"
    return day, hit.article.outlet or "?", hit.article.title or hit.article.source, passage, words, WHY[hit.why], place
