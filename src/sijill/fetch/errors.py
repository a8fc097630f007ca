"""Why a page could not be fetched: control flow within this package, a row with a reason outside it."""

from __future__ import annotations


class FetchError(Exception):
    """`code` is one word, the message a sentence; `again` says that a second try may work, `status` what was answered."""

    def __init__(self, code: str, reason: str, *, again: bool = False, status: int | None = None) -> None:
        super().__init__(reason)
        self.code = code
        self.reason = reason
        self.again = again
        self.status = status


class StoppedError(Exception):
    """The whole fetching was interrupted."""
