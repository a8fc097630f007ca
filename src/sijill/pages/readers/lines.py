"""JSON lines and arrays: a page a row, read without trusting any of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO

import msgspec

from sijill.model.records import Rejection
from sijill.pages.documents import MAX_PAGE_BYTES, Document
from sijill.pages.readers.fields import Fields, read_row

MAX_LINE = 6 * MAX_PAGE_BYTES  # `\u0627` writes two bytes of UTF-8 as six
_BOM = b"\xef\xbb\xbf"

_decode_object = msgspec.json.Decoder(dict[str, Any]).decode
_decode_list = msgspec.json.Decoder(list[msgspec.Raw]).decode


def read_lines(source: str, stream: BinaryIO, fields: Fields, *, first: bytes = b"") -> Iterator[Document | Rejection]:
    """The pages of a `.jsonl` file, whose `first` line may have been read; a bad line is a rejection of that line alone."""
    number = 0
    while line := first or stream.readline(MAX_LINE + 1):
        first = b""
        number += 1
        here = f"{source}:{number}"
        if len(line) > MAX_LINE:
            yield Rejection(here, None, "large", f"The line is over {MAX_LINE >> 20} MB.")
            while line and not line.endswith(b"\n"):
                line = stream.readline(MAX_LINE)
            continue
        if number == 1:
            line = line.removeprefix(_BOM)
        if not line.isspace():
            yield read_line(here, line, fields)


def read_json(source: str, stream: BinaryIO, fields: Fields) -> Iterator[Document | Rejection]:
    """The pages of a named file of JSON: lines, one object, or a list of objects."""
    first = stream.readline(MAX_LINE + 1)
    while first.removeprefix(_BOM).isspace() and (following := stream.readline(MAX_LINE + 1)):
        first = following
    if len(first) > MAX_LINE or _is_object(first.removeprefix(_BOM)):
        yield from read_lines(source, stream, fields, first=first)
        return
    body = (first + stream.read(MAX_LINE + 1 - len(first))).removeprefix(_BOM)
    if len(body) > MAX_LINE:
        yield Rejection(source, None, "large", f"It is over {MAX_LINE >> 20} MB; write it as JSON lines (.jsonl).")
    elif body.lstrip().startswith(b"["):
        try:
            rows = _decode_list(body)
        except (msgspec.DecodeError, UnicodeError, RecursionError) as error:
            yield Rejection(source, None, "json", f"It is not JSON: {error}.")
            return
        for number, raw in enumerate(rows, 1):
            yield read_line(f"{source}:{number}", bytes(raw), fields)
    else:
        yield read_line(source, body, fields)


def _is_object(line: bytes) -> bool:
    try:
        _decode_object(line)
    except (msgspec.DecodeError, UnicodeError, RecursionError):
        return False
    return True


def read_line(here: str, line: bytes, fields: Fields) -> Document | Rejection:
    """The page of one line; without a mapping of fields it must have an `id`."""
    try:
        row = _decode_object(line)
    except msgspec.ValidationError as error:
        return Rejection(here, None, "field", f"The line has not the fields of a page (id, text or html): {error}.")
    except (msgspec.DecodeError, UnicodeError, RecursionError) as error:
        return Rejection(here, None, "json", f"The line is not JSON: {error}.")
    return read_row(here, row, fields, needs_id=not fields.mapped)
