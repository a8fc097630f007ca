"""Bytes to text: UTF-8 where they are UTF-8, else the declared or the detected encoding."""

from __future__ import annotations

import codecs
import re

from resiliparse.parse.encoding import detect_encoding

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(rb"<(?:meta|\?xml)[^>]{0,300}?(?:charset|encoding)\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{2,40})", re.I)
_ONE_OF_OLD = re.compile(r"cp\d+$|iso8859|mac|koi8|big5|gb|euc|shift_jis|utf-16|ptcp")
_SAMPLE = 1 << 20  # bytes looked at to tell an encoding
_MAGIC = (
    (b"%PDF", "a PDF file"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"\x89PNG", "a picture (PNG)"),
    (b"\xff\xd8\xff", "a picture (JPEG)"),
    (b"GIF8", "a picture (GIF)"),
    (b"RIFF", "a picture or a sound (RIFF)"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"SQLite format 3", "a database"),
    (b"\x1f\x8b", "compressed (gzip)"),
    (b"\x28\xb5\x2f\xfd", "compressed (zstd)"),
    (b"BZh", "compressed (bzip2)"),
    (b"\xfd7zXZ", "compressed (xz)"),
)
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f\ufffd]")
# A text with this share of control characters is no text: compressed and picture bytes read as letters have 8-12 %, the
# worst page of the seeds, gold and ANT has none.  A stray NUL or a broken letter stays where it is.
_TOO_MANY_CONTROLS = 0.03


def describe_binary(body: bytes) -> str | None:
    """What the first bytes say the file is, or None: `a PDF file`."""
    return next((name for magic, name in _MAGIC if body.startswith(magic)), None)


def looks_binary(text: str) -> bool:
    """Whether decoded bytes are no text after all.

    >>> looks_binary("خبر قصير"), looks_binary("PK\\x03\\x04\\x14\\x00\\x06")  # a short item
    (False, True)
    """
    sample = text[:200_000]
    return len(_CONTROLS.findall(sample)) > max(2, _TOO_MANY_CONTROLS * len(sample))


def decode_text(body: bytes, charset: str | None = None) -> str:
    """The characters of a text: UTF-8, else `charset`, else what is detected; a byte-order mark is dropped.

    >>> decode_text("قالت الوزارة إن العمل مستمر".encode("cp1256"))  # "the ministry said that work goes on"
    'قالت الوزارة إن العمل مستمر'
    """
    for mark, encoding in _BOMS:
        if body.startswith(mark):
            return body[len(mark) :].decode(encoding, "replace")
    wide = _find_wide_encoding(body)
    if wide:
        return body.decode(wide, "replace")
    try:
        return body.decode()
    except UnicodeDecodeError:
        return _decode_other(body, charset)


def decode_html(body: bytes, charset: str | None = None) -> str:
    """The characters of an HTML page; its own `charset` declaration counts where the bytes are not UTF-8."""
    declared = _DECLARED.search(body, 0, 4096)
    return decode_text(body, charset or (declared[1].decode("ascii") if declared else None))


def _find_wide_encoding(body: bytes) -> str | None:
    """UTF-16 without a mark: every second byte is 00 (Latin, spaces) or 06 (Arabic)."""
    sample = body[:4096]
    if len(sample) < 4 or b"\x00" not in sample:
        return None
    for first, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        high = sample[first::2]
        if high.count(0) + high.count(6) > 0.8 * len(high) and sample[1 - first :: 2].count(0) < 0.2 * len(high):
            return encoding
    return None


def _decode_other(body: bytes, charset: str | None) -> str:
    """Broken UTF-8 with its broken letters marked, or the text in an older encoding."""
    damaged = body.decode("utf-8", "replace")
    sample = damaged[:_SAMPLE]
    beyond_ascii = sum(map(len, re.findall("[^\x00-\x7f]+", sample)))
    # Arabic in a one-byte encoding is hardly ever valid UTF-8 by chance, so what is mostly valid is UTF-8 with faults.
    if sample.count("\ufffd") < 0.2 * beyond_ascii:
        return damaged
    for name in (charset, detect_encoding(body[:_SAMPLE])):
        try:
            encoding = codecs.lookup(name or "").name
        except LookupError:
            continue
        if _ONE_OF_OLD.match(encoding):
            return body.decode(encoding, "replace")
    return damaged
