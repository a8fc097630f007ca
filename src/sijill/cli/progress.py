"""A progress bar on standard error, with rate and time left; silent where nobody watches."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def watch_progress(what: str, total: int | None) -> Iterator[Callable[[int], None]]:
    """A function to call with the number of things just done."""
    if not sys.stderr.isatty():
        yield lambda count: None
        return
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        ProgressColumn,
        Task,
        TextColumn,
        TimeRemainingColumn,
    )
    from rich.text import Text

    class RateColumn(ProgressColumn):
        """Things done in a second."""

        def render(self, task: Task) -> Text:
            return Text(f"{task.speed:.0f}/s" if task.speed else "", style="progress.data.speed")

    columns = (
        TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), RateColumn(), TimeRemainingColumn(),
    )  # fmt: skip
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(what, total=total)
        yield lambda count: progress.advance(task, count)


def count_documents(paths: Sequence[Path]) -> int | None:
    """How many documents the paths hold, or None where only reading them would tell; for a progress bar only."""
    if not sys.stderr.isatty():
        return None
    from sijill.pages.readers.files import find_paths

    total = 0
    for path in find_paths(paths):
        files = (
            [Path(folder, name) for folder, _, names in os.walk(path) for name in names] if path.is_dir() else [path]
        )
        for file in files:
            name = file.name.lower()
            if name.endswith((".txt", ".html", ".htm")):
                total += 1
            elif name.endswith(".jsonl"):
                total += count_lines(file)
            elif name.endswith((".warc", ".warc.gz")) or file == path:
                return None
    return total


def count_lines(file: Path) -> int:
    """The lines of a file; 0 where it cannot be read, which the reading itself will complain of."""
    try:
        with file.open("rb") as stream:
            return sum(block.count(b"\n") for block in iter(lambda: stream.read(1 << 20), b""))
    except OSError:
        return 0
