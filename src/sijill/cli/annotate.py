"""`sijill annotate`: articles as JSON lines, nothing stored."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import msgspec
import typer

from sijill.cli.output import AsJson, FieldMap, Jobs, PublishedDay, complain_of_page, read_map
from sijill.cli.progress import count_documents, watch_progress
from sijill.model.records import Rejection


def annotate(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH...", help="Files, folders, archives, tables, feeds.")],
    published: PublishedDay = None,
    fields: FieldMap = None,
    jobs: Jobs = None,
    as_json: AsJson = False,
) -> int:
    """Print one JSON line an article, in the order of input; nothing is stored.

    The lines are JSON anyway: --json turns the complaints about pages into JSON too.
    """
    from sijill.pages import read_documents
    from sijill.run.engine import read_all

    encode = msgspec.json.Encoder().encode
    rejected = False
    documents = read_documents(paths, published, read_map(fields))
    with watch_progress("annotating", count_documents(paths)) as watch:
        for _, outcome in read_all(documents, jobs=jobs):
            if isinstance(outcome, Rejection):
                rejected = True
                complain_of_page(outcome, as_json=as_json)
            else:
                for article in outcome.articles:
                    sys.stdout.write(encode(article).decode() + "\n")
            watch(1)
    return 1 if rejected else 0
