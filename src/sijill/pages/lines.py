"""`pages.jsonl`: a page a line, read without trusting any of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

import msgspec
from msgspec import Struct

from sijill.model.records import Rejection
from sijill.pages.documents import MAX_PAGE_BYTES, Document, Media

_MAX_LINE = 6 * MAX_PAGE_BYTES  # `\u0627` writes two bytes of UTF-8 as six


class Line(Struct, frozen=True):
    """The fields of a line; others are left alone."""

    id: str | int
    text: str | None = None
    html: str | None = None
    url: str | None = None
    published: str | None = None
    outlet: str | None = None


_decode_line = msgspec.json.Decoder(Line).decode
_decode_list = msgspec.json.Decoder(list[msgspec.Raw]).decode


def read_lines(source: str, stream: BinaryIO) -> Iterator[Document | Rejection]:
    """The pages of a `.jsonl` file; a bad line is a rejection of that line alone."""
    number = 0
    while line := stream.readline(_MAX_LINE + 1):
        number += 1
        here = f"{source}:{number}"
        if len(line) > _MAX_LINE:
            yield Rejection(here, None, "large", f"The line is over {_MAX_LINE >> 20} MB.")
            while line and not line.endswith(b"\n"):
                line = stream.readline(_MAX_LINE)
            continue
        if number == 1:
            line = line.removeprefix(b"\xef\xbb\xbf")
        if not line.isspace():
            yield read_line(here, line)


def read_json(source: str, stream: BinaryIO) -> Iterator[Document | Rejection]:
    """The pages of a named file of JSON: lines, one object, or a list of objects."""
    body = stream.read(_MAX_LINE + 1).removeprefix(b"\xef\xbb\xbf")
    first, _, rest = body.strip().partition(b"\n")
    if len(body) > _MAX_LINE or (rest and _is_object(first)):
        stream.seek(0)
        yield from read_lines(source, stream)
    elif first.startswith(b"["):
        try:
            for number, raw in enumerate(_decode_list(body), 1):
                yield read_line(f"{source}:{number}", bytes(raw))
        except (msgspec.DecodeError, UnicodeError) as error:
            yield Rejection(source, None, "json", f"It is not JSON: {error}.")
    else:
        yield read_line(source, body)


def _is_object(line: bytes) -> bool:
    try:
        return isinstance(msgspec.json.decode(line), dict)
    except (msgspec.DecodeError, UnicodeError):
        return False


def read_line(here: str, line: bytes) -> Document | Rejection:
    """The page of one line, named by its `id`."""
    try:
        row = _decode_line(line)
    except msgspec.ValidationError as error:
        return Rejection(here, None, "field", f"The line has not the fields of a page (id, text or html): {error}.")
    except (msgspec.DecodeError, UnicodeError, RecursionError) as error:
        return Rejection(here, None, "json", f"The line is not JSON: {error}.")
    given = row.text if row.text is not None else row.html
    if given is None:
        return Rejection(here, None, "field", f"The page '{row.id}' has neither `text` nor `html`.")
    try:
        body = given.encode()
    except UnicodeEncodeError as error:
        return Rejection(here, None, "json", f"The page '{row.id}' holds half a character: {error.reason}.")
    if len(body) > MAX_PAGE_BYTES:
        return Rejection(str(row.id), None, "large", f"It is over {MAX_PAGE_BYTES >> 20} MB, which no news page is.")
    media: Media = "text" if row.text is not None else "html"
    return Document(str(row.id), body, media, row.url, row.published or None, row.outlet or None)
