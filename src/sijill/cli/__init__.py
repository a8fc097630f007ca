"""The command line: one verb a file, each one call on the library."""

from __future__ import annotations

import sys

import msgspec

from sijill.model.records import Rejection
from sijill.pages import open_page, read_documents
from sijill.run.stages import annotate


def main() -> None:
    """`sijill annotate PATH... [--published DAY]`, until the command line proper is there."""
    paths = sys.argv[2:]
    published = None
    if "--published" in paths:
        at = paths.index("--published")
        published = paths[at + 1]
        del paths[at : at + 2]
    rejected = 0
    for document in read_documents(paths, published):
        opened = document if isinstance(document, Rejection) else open_page(document)
        if isinstance(opened, Rejection):
            rejected += 1
            sys.stderr.write(f"{opened.source}: {opened.reason}\n")
            continue
        page, articles = opened
        for article in articles:
            sys.stdout.write(msgspec.json.encode(annotate(page.text, article)).decode() + "\n")
    sys.exit(1 if rejected else 0)
