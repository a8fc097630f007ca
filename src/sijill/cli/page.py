"""`sijill page`: the page text that spans refer to."""

from __future__ import annotations

import itertools
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sijill.cli.output import AsJson, FieldMap, print_json, read_map
from sijill.model.errors import DataError, UsageError
from sijill.model.records import Rejection

if TYPE_CHECKING:
    from sijill.pages.documents import Document


def page(
    path: Annotated[Path, typer.Argument(metavar="PATH", help="A file with one page, or with many and --id.")],
    wanted: Annotated[
        str | None, typer.Option("--id", metavar="ID", help="Which page of a file with many: its id or SHA-256.")
    ] = None,
    fields: FieldMap = None,
    nodes: Annotated[
        bool, typer.Option("--nodes", help="Print instead which node of an HTML page holds which characters.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Print a page's text exactly as spans count it: character 0 is the first."""
    from sijill.pages import read_documents
    from sijill.pages.page import project

    documents = read_documents([path], fields=read_map(fields))
    found = list(itertools.islice((one for one in documents if wanted in (None, one.source, one.sha256)), 2))
    if not found:
        what = f"page '{wanted}'" if wanted else "page"
        raise UsageError(f"There is no {what} in {path}.", hint=f"sijill annotate {path} names the pages as `source`")
    if len(found) > 1 and wanted is None:
        raise UsageError(
            f"{path} holds more than one page.", hint=f"name one: sijill page {path} --id {found[0].source}"
        )
    if len(found) > 1 and found[0].sha256 != found[1].sha256:
        raise UsageError(
            f"{path} holds more than one page '{wanted}'.",
            hint=f"name one by its bytes: sijill page {path} --id {found[0].sha256 or 'SHA256'}",
        )
    opened = found[0] if isinstance(found[0], Rejection) else project(found[0])
    if isinstance(opened, Rejection):
        raise DataError(f"{opened.source}: {opened.reason}")
    text = opened[0]
    if nodes:
        print_nodes(found[0], as_json=as_json)
    elif as_json:
        print_json(
            {"source": text.source, "page_sha256": text.sha256, "projection": text.projection, "text": text.text}
        )
    else:
        sys.stdout.write(text.text)


def print_nodes(document: Document | Rejection, *, as_json: bool) -> None:
    """The characters of a page's text with the XPath of the node that holds them; none for plain text."""
    from sijill.pages.decode import decode_html
    from sijill.pages.markup.nodes import map_nodes

    if isinstance(document, Rejection) or document.media != "html":
        raise UsageError("Plain text has no nodes.", hint="--nodes is for HTML pages")
    rows = map_nodes(decode_html(document.body, document.charset))
    if as_json:
        evidence = [
            {"page_sha256": document.sha256, "start": row.start, "end": row.end, "node": row.node} for row in rows
        ]
        print_json({"rows": evidence, "total": len(rows)})
    else:
        sys.stdout.writelines(f"{row.start}\t{row.end}\t{row.node}\n" for row in rows)
