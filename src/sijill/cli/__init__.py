"""The command line: one verb a file, each one call on the library."""

from __future__ import annotations

import sys
from pathlib import Path

import msgspec

from sijill.model.records import Page, Rejection
from sijill.pages.read import read_documents
from sijill.pages.split import split_articles
from sijill.run.stages import annotate


def main() -> None:
    """`sijill annotate PATH...`, until the command line proper is there."""
    for document in read_documents(map(Path, sys.argv[2:])):
        if isinstance(document, Rejection):
            continue
        text = document.body.decode()
        page = Page(document.source, document.sha256, text, "text/1", document.url, document.published, document.outlet)
        for article in split_articles(page):
            sys.stdout.write(msgspec.json.encode(annotate(text, article)).decode() + "\n")
