"""What is read: bytes as they were given, with what the giver said of them."""

from __future__ import annotations

import hashlib
from typing import Literal

from msgspec import Struct

Media = Literal["text", "html"]

# Nothing in 23,441 news pages is over 120 kB of text; pages with inlined pictures reach some megabytes.
MAX_PAGE_BYTES = 32 * 1024 * 1024


class Document(Struct, frozen=True):
    """One page before it is opened; `published` and `outlet` are what the giver says, `charset` what the server said.

    `fetched` is when it was fetched, ISO, UTC.
    """

    source: str
    body: bytes
    media: Media
    url: str | None = None
    published: str | None = None
    outlet: str | None = None
    charset: str | None = None
    fetched: str | None = None

    @property
    def sha256(self) -> str:
        """Hash of the bytes as given."""
        return hashlib.sha256(self.body).hexdigest()
