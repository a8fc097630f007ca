"""`python -m evals.pages.fuzz [--pages N] [--seed S]`: damaged pages must neither crash, hang nor shift an offset.

Takes the fixtures and the sample, and cuts, doubles, swaps, flips and mixes their bytes and tags.  A page may be rejected with
a reason; it may not raise, take over two seconds of processor time, or give a span whose words are not those of the page.
Exit status 1 where one does, with the seed that makes it again.
"""

from __future__ import annotations

import random
import sys
import time
from collections import Counter
from collections.abc import Callable
from itertools import pairwise

from evals.__main__ import SAMPLE
from evals.pages.fixtures import FOLDER
from sijill.model.records import Article, Page, Rejection
from sijill.pages import open_page
from sijill.pages.documents import Document, Media

SECONDS = 2.0
TAGS = (b"<div>", b"</div>", b"<p>", b"</p>", b"<table><tr><td>", b"</table>", b"<article>", b"<script>", b"<!--", b"-->",
        b"<a href=x>", b"</a>", b"<b><i></b></i>", b"&nbsp;", b"&#x202E;", b"\x00", b"\xff\xfe", b"\r", "\u0640".encode(),
        "اقرأ أيضا\n".encode(), "التعليقات\n".encode(), b"2024/01/01 10:00\n", b"<time datetime='2024-13'>")  # fmt: skip


def _at(rng: random.Random, body: bytes) -> int:
    return rng.randrange(len(body) + 1)


def cut(rng: random.Random, body: bytes, other: bytes) -> bytes:
    """Without a stretch of it, often to its end."""
    first, last = sorted((_at(rng, body), _at(rng, body)))
    return body[:first] + (body[last:] if rng.random() < 0.5 else b"")


def double(rng: random.Random, body: bytes, other: bytes) -> bytes:
    """With a stretch of it many times."""
    first = _at(rng, body)
    piece = body[first : first + rng.randrange(1, 400)]
    return body[:first] + piece * rng.randrange(2, 60) + body[first:]


def flip(rng: random.Random, body: bytes, other: bytes) -> bytes:
    """With some bytes that are others."""
    changed = bytearray(body)
    for _ in range(rng.randrange(1, 30)):
        if changed:
            changed[rng.randrange(len(changed))] = rng.randrange(256)
    return bytes(changed)


def insert(rng: random.Random, body: bytes, other: bytes) -> bytes:
    """With tags, marks and heads in odd places."""
    for _ in range(rng.randrange(1, 20)):
        at = _at(rng, body)
        body = body[:at] + rng.choice(TAGS) * rng.choice((1, 1, 1, 40)) + body[at:]
    return body


def mix(rng: random.Random, body: bytes, other: bytes) -> bytes:
    """The beginning of one page and the end of another."""
    return body[: _at(rng, body)] + other[_at(rng, other) :]


DAMAGES: tuple[Callable[[random.Random, bytes, bytes], bytes], ...] = (cut, double, flip, insert, mix)


def find_fault(document: Document) -> str | None:
    """What is wrong with how a page is opened, or None."""
    started = time.process_time()
    try:
        opened = open_page(document)
    except Exception as error:
        return f"{type(error).__name__}: {error}"
    took = time.process_time() - started
    if took > SECONDS:
        return f"took {took:.1f} s"
    if isinstance(opened, Rejection):
        return None if opened.reason else "rejected without a reason"
    page, articles = opened
    return next((fault for article in articles if (fault := _shifted(page, article))), None)


def _shifted(page: Page, article: Article) -> str | None:
    pieces = [piece for piece in (article.title, article.byline, article.dateline, article.outlet) if piece]
    for piece in pieces:
        if piece.start is not None and page.text[piece.start : piece.end] != piece.text:
            return f"{piece.text!r} does not stand at {piece.start}"
    if article.text != "\n".join(page.text[start:end] for start, end in article.body):
        return "the text is not that of its ranges"
    ranges = sorted([*article.body, *((piece.start, piece.end) for piece in article.furniture)])
    if any(start >= end for start, end in ranges) or any(a[1] > b[0] for a, b in pairwise(ranges)):
        return "ranges overlap or are empty"
    return None


def main(arguments: list[str]) -> int:
    """Open so many damaged pages; 1 where one shows a fault."""
    count = int(arguments[arguments.index("--pages") + 1]) if "--pages" in arguments else 2_000
    seed = int(arguments[arguments.index("--seed") + 1]) if "--seed" in arguments else 1
    files = sorted(file for folder in (FOLDER, SAMPLE / "pages") for file in folder.iterdir())
    bodies = [(file.read_bytes(), "html" if file.suffix == ".html" else "text") for file in files]
    faults: Counter[str] = Counter()
    for number in range(seed, seed + count):
        rng = random.Random(number)
        body, kind = rng.choice(bodies)
        for damage in rng.choices(DAMAGES, k=rng.randrange(1, 4)):
            body = damage(rng, body, rng.choice(bodies)[0])
        media: Media = "html" if kind == "html" else "text"
        fault = find_fault(Document(f"{number}.{kind}", body, media))
        if fault:
            faults[fault[:60]] += 1
            print(f"seed {number}: {fault}")
    print(f"{count} damaged pages, {sum(faults.values())} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
