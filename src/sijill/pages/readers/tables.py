"""CSV and Parquet: a page a row."""

from __future__ import annotations

import csv
import importlib
import importlib.util
import io
from collections.abc import Iterator, Sequence
from typing import IO, Any, BinaryIO

from sijill.model.errors import MissingExtraError
from sijill.model.records import Rejection
from sijill.pages.decode import decode_text, find_wide_encoding
from sijill.pages.documents import MAX_PAGE_BYTES, Document
from sijill.pages.readers.fields import Fields, read_row
from sijill.pages.readers.lines import MAX_LINE

_DELIMITERS = ",;\t|"
INSTALL_PARQUET = "pip install 'sijill[parquet]'"


def read_csv(source: str, stream: io.BufferedReader, fields: Fields) -> Iterator[Document | Rejection]:
    """The pages of a table with a head line, in any encoding, its cells parted by `,` `;` a tab or `|`."""
    csv.field_size_limit(max(csv.field_size_limit(), MAX_PAGE_BYTES))  # of the whole program; only ever raised
    lines = _decode_lines(stream)
    head = next(lines, "")
    while head.isspace():
        head = next(lines, "")
    delimiter = max(_DELIMITERS, key=head.count)
    try:
        columns = [name.strip() for name in next(csv.reader([head], delimiter=delimiter), [])]
    except csv.Error as error:
        yield Rejection(source, None, "row", f"Its head line cannot be read: {error}.")
        return
    if problem := check_columns(source, columns, fields):
        yield problem
        return
    rows = csv.reader(lines, delimiter=delimiter)
    while True:
        here = f"{source}:{rows.line_num + 2}"  # the line it begins in, the head being line 1
        try:
            cells = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            yield Rejection(here, None, "row", f"The row cannot be read: {error}.")
            continue
        if not any(cells):
            continue
        if len(cells) < len(columns) or any(cells[len(columns) :]):
            yield Rejection(here, None, "row", f"The row has {len(cells)} cells where the head has {len(columns)}.")
            continue
        yield read_row(here, {name: cell or None for name, cell in zip(columns, cells, strict=False)}, fields)


def _decode_lines(stream: io.BufferedReader) -> Iterator[str]:
    """The lines of a table as text: UTF-8, else the encoding that its beginning is in."""
    sample = stream.peek(io.DEFAULT_BUFFER_SIZE)
    wide = find_wide_encoding(sample)
    if wide:
        text = io.TextIOWrapper(stream, wide, errors="replace", newline="")
        while line := text.readline(MAX_LINE):
            yield line.removeprefix("\ufeff")
        return
    while raw := stream.readline(MAX_LINE):
        yield decode_text(raw, sample=sample)


def check_columns(source: str, columns: Sequence[str], fields: Fields) -> Rejection | None:
    """Why a table with these columns has no pages: a mapped column that is missing, or none for the text."""
    there = ", ".join(columns[:20]) or "none"
    if missing := fields.missing(columns):
        return Rejection(source, None, "field", f"It has no column '{missing[0]}'; its columns are {there}.")
    if not any(column in columns for field in ("text", "html") for column in fields.columns(field)):
        reason = f"No column is `text` or `html`; its columns are {there}: map one as text=COLUMN."
        return Rejection(source, None, "field", reason)
    return None


def has_parquet() -> bool:
    """Whether the optional part that reads Parquet is installed."""
    return importlib.util.find_spec("pyarrow") is not None


def require_parquet() -> None:
    """Raise MissingExtraError where Parquet cannot be read."""
    if not has_parquet():
        raise MissingExtraError("Parquet files are read with pyarrow, which is not installed.", hint=INSTALL_PARQUET)


def read_parquet(source: str, stream: BinaryIO | IO[bytes], fields: Fields) -> Iterator[Document | Rejection]:
    """The pages of a Parquet file, some rows in memory at a time; the stream must be one that can go back."""
    if not has_parquet():
        reason = f"Parquet files are read with pyarrow, which is not installed: {INSTALL_PARQUET}."
        yield Rejection(source, None, "missing-extra", reason)
        return
    number = 0
    try:
        table: Any = importlib.import_module("pyarrow.parquet").ParquetFile(stream)
        columns = [str(name) for name in table.schema_arrow.names]
        if problem := check_columns(source, columns, fields):
            yield problem
            return
        wanted = [name for name in dict.fromkeys(fields.wanted) if name in columns]
        for batch in table.iter_batches(batch_size=64, columns=wanted):
            for row in batch.to_pylist():
                number += 1
                yield read_row(f"{source}:{number}", row, fields)
    except (OSError, ValueError, KeyError, NotImplementedError, MemoryError) as error:  # ArrowInvalid is a ValueError
        reason = f"The Parquet file cannot be read beyond its row {number}: {str(error).splitlines()[0]}."
        yield Rejection(source, None, "unreadable", reason)
