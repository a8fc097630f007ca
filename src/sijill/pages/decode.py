"""Bytes to text: UTF-8 where they are UTF-8, else the declared or the detected encoding."""

from __future__ import annotations

import codecs
import re
from collections.abc import Sequence

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
_ALIASES = {"asmo-708": "iso-8859-6", "x-mac-arabic": "mac-arabic", "dos-720": "cp720"}
_ARABIC_CODECS = frozenset({"cp1256", "iso8859-6", "cp720", "cp864", "mac-arabic"})
_LATIN_CODECS = frozenset({"iso8859-1", "iso8859-15", "cp1252"})
# A page put together of parts in two encodings changes from one to the other at a tag or a line, not within a sentence.
_RUN = re.compile(rb"[^<>\n]+|[<>\n]+")
_SHORTEST_STRAY = 4  # letters; a shorter piece may be a cut-off letter or chance
_BEYOND_ASCII = re.compile("[^\x00-\x7f]+")
_ARABIC = re.compile("[\u060c-\u06ff]")
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


def decode_text(body: bytes, *charsets: str | None, sample: bytes | None = None) -> str:
    """The characters of a text: UTF-8, else the first of `charsets` that can be, else what is detected.

    A byte-order mark is dropped.  Where `body` is a piece of something larger, `sample` is what the encoding is told by.

    >>> decode_text("قالت الوزارة إن العمل مستمر".encode("cp1256"))  # "the ministry said that work goes on"
    'قالت الوزارة إن العمل مستمر'
    """
    for mark, encoding in _BOMS:
        if body.startswith(mark):
            return body[len(mark) :].decode(encoding, "replace")
    wide = find_wide_encoding(body)
    if wide:
        return body.decode(wide, "replace")
    try:
        return body.decode()
    except UnicodeDecodeError:
        return _decode_other(body, charsets, sample or body)


def decode_html(body: bytes, charset: str | None = None) -> str:
    """The characters of an HTML page; its own `charset` declaration counts where the bytes are not UTF-8."""
    declared = _DECLARED.search(body, 0, 4096)
    return decode_text(body, charset, declared[1].decode("ascii") if declared else None)


def find_wide_encoding(body: bytes) -> str | None:
    """UTF-16 or UTF-32 by its mark, or UTF-16 without one: every second byte is 00 (Latin, spaces) or 06 (Arabic)."""
    for mark, encoding in _BOMS[1:]:
        if body.startswith(mark):
            return encoding
    sample = body[:4096]
    if len(sample) < 4 or b"\x00" not in sample:
        return None
    for first, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        high = sample[first::2]
        if high.count(0) + high.count(6) > 0.8 * len(high) and sample[1 - first :: 2].count(0) < 0.2 * len(high):
            return encoding
    return None


def _decode_other(body: bytes, charsets: Sequence[str | None], sample: bytes) -> str:
    """A text that is not UTF-8 throughout: UTF-8 with faults, an older encoding, or pieces of both."""
    damaged = body.decode("utf-8", "replace")
    beyond_ascii = _count_beyond_ascii(damaged[:_SAMPLE])
    # Arabic in a one-byte encoding is hardly ever valid UTF-8 by chance, so what is mostly valid is UTF-8 with faults.
    if damaged.count("\ufffd", 0, _SAMPLE) < 0.2 * beyond_ascii:
        strays = b" ".join(run for run in _RUN.findall(body) if _is_stray(run))
        old = _choose_old(charsets, strays[:_SAMPLE]) if strays else None
        if old not in _ARABIC_CODECS:
            return damaged
        return "".join(run.decode(old if _is_stray(run) else "utf-8", "replace") for run in _RUN.findall(body))
    old = _choose_old(charsets, sample[:_SAMPLE])
    if old is None:
        return damaged
    return "".join(_as_utf8(run) or run.decode(old, "replace") for run in _RUN.findall(body))


def _choose_old(charsets: Sequence[str | None], sample: bytes) -> str | None:
    """The one-byte (or East Asian) encoding that is declared, else detected.

    Servers say ISO-8859-1 of whatever they hold: a Latin encoding is believed only of what does not look Arabic.
    """
    detected = _find_codec(detect_encoding(sample))
    for charset in charsets:
        codec = _find_codec(charset)
        if codec and not (codec in _LATIN_CODECS and detected in _ARABIC_CODECS):
            return codec
    return detected


def _find_codec(charset: str | None) -> str | None:
    """Python's name of an encoding older than Unicode; None for others and for what is none."""
    try:
        codec = codecs.lookup(_ALIASES.get((charset or "").lower(), charset or "")).name
    except (LookupError, ValueError):
        return None
    return codec if _ONE_OF_OLD.match(codec) else None


def _is_stray(run: bytes) -> bool:
    """Whether a piece of a UTF-8 page is in another encoding: hardly a letter of it is UTF-8."""
    try:
        run.decode()
    except UnicodeDecodeError:
        text = run.decode("utf-8", "replace")
        beyond_ascii = _count_beyond_ascii(text)
        return beyond_ascii >= _SHORTEST_STRAY and text.count("\ufffd") > 0.8 * beyond_ascii
    return False


def _as_utf8(run: bytes) -> str | None:
    """The piece of a page in an old encoding that is UTF-8 all the same, as Arabic words are in no other encoding."""
    if len(run) < _SHORTEST_STRAY * 2:
        return None
    try:
        text = run.decode()
    except UnicodeDecodeError:
        return None
    beyond_ascii = _count_beyond_ascii(text)
    return text if beyond_ascii >= _SHORTEST_STRAY and len(_ARABIC.findall(text)) > 0.8 * beyond_ascii else None


def _count_beyond_ascii(text: str) -> int:
    return sum(map(len, _BEYOND_ASCII.findall(text)))
