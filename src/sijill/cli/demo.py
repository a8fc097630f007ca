"""`sijill demo`: a record of the bundled pages, and its report."""

from __future__ import annotations

import os
import sys
import tempfile
from importlib import resources
from pathlib import Path
from typing import Annotated

import typer

import sijill
from sijill.cli.output import AsJson, Jobs, print_json
from sijill.cli.progress import count_documents, watch_progress
from sijill.model.errors import UsageError


def demo(
    into: Annotated[Path | None, typer.Option(metavar="FOLDER", help="[default: a new temporary folder]")] = None,
    show: Annotated[bool, typer.Option("--open/--no-open", help="Open the report where a browser is at hand.")] = True,
    jobs: Jobs = None,
    as_json: AsJson = False,
) -> None:
    """Build a record from the bundled pages of an invented story, and write its report."""
    folder = into or Path(tempfile.mkdtemp(prefix="sijill-demo-"))
    if folder.exists() and not folder.is_dir():
        raise UsageError(f"{folder} is not a folder.", hint="give a folder, or leave --into away")
    folder.mkdir(parents=True, exist_ok=True)
    dossier = sijill.open(folder / "demo.sijill")
    dossier.path.unlink(missing_ok=True)  # made anew each time: it shows what this version reads
    bundled = resources.files("sijill").joinpath("sample", "pages")
    with resources.as_file(bundled) as pages, watch_progress("building", count_documents([pages])) as watch:
        done = dossier.build([pages], jobs=jobs, watch=watch)
    path = dossier.report(folder / "demo.html")
    if as_json:
        print_json({"record": str(dossier.path), "report": str(path), "pages": done.pages, "articles": done.articles})
    else:
        sys.stdout.write(f"record: {dossier.path} ({done.pages} pages, {done.articles} articles)\nreport: {path}\n")
    if show and has_browser():
        import webbrowser

        webbrowser.open(path.absolute().as_uri())


def has_browser() -> bool:
    """Whether somebody sits at this screen: a terminal, and a desktop around it."""
    desktop = sys.platform in ("win32", "darwin") or "DISPLAY" in os.environ or "WAYLAND_DISPLAY" in os.environ
    return desktop and sys.stdout.isatty()
