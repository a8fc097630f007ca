"""Under which name and with which hints the same bytes were given; which of these a page is read with.

A page is its bytes.  Given again under another path it is the same page with one more giving.  So that a record does not
depend on the order of adding, the page is read with the first of its givings by a fixed order, whichever came first.
"""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct
from msgspec.structs import astuple, replace

from sijill.pages.documents import Document, Media


class Giving(Struct, frozen=True):
    """A document without its bytes."""

    source: str
    media: Media
    url: str | None = None
    published: str | None = None
    outlet: str | None = None
    charset: str | None = None
    fetched: str | None = None

    @property
    def hints(self) -> tuple[str | None, ...]:
        """What reading the page depends on: everything but the source."""
        return astuple(self)[1:]

    def document(self, body: bytes) -> Document:
        """The document that was given."""
        return Document(
            self.source, body, self.media, self.url, self.published, self.outlet, self.charset, self.fetched
        )


def giving_of(document: Document) -> Giving:
    """The giving of a document."""
    return Giving(
        document.source, document.media, document.url, document.published, document.outlet, document.charset,
        document.fetched,
    )  # fmt: skip


def join_givings(old: Giving, new: Giving) -> Giving:
    """One source given twice: what is said now stands, and what was said before where nothing is said now.

    Of two days of fetching the first stands: the page was there then.
    """
    said = {name: getattr(new, name) or getattr(old, name) for name in ("url", "published", "outlet", "charset")}
    return replace(new, **said, fetched=min(filter(None, (old.fetched, new.fetched)), default=None))


def choose_giving(givings: Iterable[Giving]) -> Giving:
    """The giving to read the page with: the earliest given day, then the most hints, then the order of names."""
    return min(
        givings,
        key=lambda giving: (
            giving.published or "~",
            giving.fetched or "~",
            *((hint is None, hint or "") for hint in (giving.outlet, giving.url, giving.charset)),
            giving.media,
            giving.source,
        ),
    )
