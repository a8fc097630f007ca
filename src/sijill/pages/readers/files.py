"""Files, folders and patterns to documents, one at a time: a folder is streamed, never loaded.

In a folder the files named in `KINDS` are read, in the order of their names; a file of another kind is read when it is
named, and its name or its first bytes say what it is.  What cannot be read is a rejection, and the rest goes on.
"""

from __future__ import annotations

import glob
import os
import stat
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from msgspec.structs import replace

from sijill.model.errors import UsageError
from sijill.model.records import Rejection
from sijill.pages.dates.published import parse_given
from sijill.pages.documents import Document
from sijill.pages.readers.fields import Fields, parse_fields
from sijill.pages.readers.kinds import read_stream
from sijill.pages.readers.packed import Budget
from sijill.pages.readers.tables import require_parquet

KINDS = (".txt", ".html", ".htm", ".warc", ".warc.gz", ".jsonl")


def read_documents(
    paths: Iterable[Path | str],
    published: str | None = None,
    fields: Mapping[str, str] | None = None,
    *,
    names: Mapping[Path, str] | None = None,
) -> Iterator[Document | Rejection]:
    """The documents under `paths`, in order; `published` is the day of those that are given none of their own.

    `fields` says which columns of JSON, CSV and Parquet hold what: `{"text": "title+body", "published": "date"}`; `names`
    are the sources of files that are not called by their paths, as of those in a folder that will soon be gone.
    Raises UsageError, before anything is read, for a path that is not there, a day that is none and a field that is
    none; MissingExtraError for a Parquet file that this installation cannot read.
    """
    found = find_paths(paths)
    mapped = parse_fields(fields)
    if published is not None and parse_given(published) is None:
        raise UsageError(f"'{published}' is not a day.", hint="write it as 2023-08-17 or 2023-08-17T14:55")
    if any(path.name.lower().endswith(".parquet") for path in found):
        require_parquet()
    return _read_all(found, published, mapped, names or {})


def find_paths(paths: Iterable[Path | str]) -> list[Path]:
    """The paths, a pattern (`pages/*.html`) in the place of which stands what it matches, by name.

    Raises UsageError for a path that is not there and a pattern that matches nothing.
    """
    found: list[Path] = []
    for path in map(Path, paths):
        if os.path.lexists(path):
            found.append(path)
            continue
        if not glob.has_magic(str(path)):
            raise UsageError(f"No such file or folder: {path}", hint="check the spelling, or quote a name with spaces")
        matches = sorted(glob.glob(str(path), recursive=True))
        if not matches:
            raise UsageError(
                f"Nothing matches {path}", hint="* stands for part of a name, ** for folders within folders"
            )
        found += map(Path, matches)
    return found


def _read_all(
    paths: list[Path], published: str | None, fields: Fields, names: Mapping[Path, str]
) -> Iterator[Document | Rejection]:
    for path in paths:
        source = names.get(path) or source_of(path)
        for document in _read_folder(path, set(), fields) if path.is_dir() else _read_file(path, fields, source):
            if published and isinstance(document, Document) and document.published is None:
                yield replace(document, published=published)
            else:
                yield document


def _read_folder(folder: Path, seen: set[tuple[int, int]], fields: Fields) -> Iterator[Document | Rejection]:
    """The files of a folder and of the folders in it, by name; a folder met again through a link is not entered."""
    try:
        state = folder.stat()
        if (state.st_dev, state.st_ino) in seen:
            return
        seen.add((state.st_dev, state.st_ino))
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        yield _unreadable(source_of(folder), error)
        return
    for entry in entries:
        path = folder / entry.name
        if _is_folder(entry):
            yield from _read_folder(path, seen, fields)
        elif entry.name.lower().endswith(KINDS):
            yield from _read_file(path, fields, source_of(path))


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False


def _read_file(path: Path, fields: Fields, source: str) -> Iterator[Document | Rejection]:
    try:
        state = path.stat()
        if not stat.S_ISREG(state.st_mode):
            yield Rejection(source, None, "unreadable", "It is not a plain file.")
            return
        with path.open("rb") as stream:
            budget = Budget(state.st_size)
            yield from read_stream(source, path.name.lower(), stream, fields=fields, budget=budget)
    except OSError as error:
        yield _unreadable(source, error)


def source_of(path: Path) -> str:
    """The path as text that can be written anywhere, whatever bytes the name has."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def _unreadable(source: str, error: OSError) -> Rejection:
    return Rejection(source, None, "unreadable", f"It cannot be read: {error.strerror or error}.")
