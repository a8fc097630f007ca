"""The errors Sijill raises, split by what the caller can do about them.

SijillError
├── UsageError         the call was wrong: mend the call            exit status 2
├── DataError          a page or its text cannot be used            exit status 1
├── StoreError         the record cannot be read or written         exit status 1
│   └── SchemaError    the record was written by another version    exit status 1
├── MissingExtraError  an optional part is not installed            exit status 1
└── TryAgainError      busy or interrupted: the same call may work  exit status 1
"""

from __future__ import annotations

from typing import ClassVar

__all__ = ["DataError", "MissingExtraError", "SchemaError", "SijillError", "StoreError", "TryAgainError", "UsageError"]


class SijillError(Exception):
    """What went wrong (`message`), what would mend it (`hint`), one word for both (`code`)."""

    code: ClassVar[str] = "error"
    exit_status: ClassVar[int] = 1

    def __init__(self, message: str, *, hint: str | None = None) -> None:
        super().__init__(message, hint)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message}\nhint: {self.hint}" if self.hint else self.message


class UsageError(SijillError):
    """The call itself was wrong."""

    code = "usage"
    exit_status = 2


class DataError(SijillError):
    """A page or a row cannot be used; the others can."""

    code = "data"


class StoreError(SijillError):
    """The record cannot be opened, read or written."""

    code = "store"


class SchemaError(StoreError):
    """The record was written by a version of Sijill that this one does not know."""

    code = "schema"


class MissingExtraError(SijillError):
    """An optional part is not installed; the hint says how to install it."""

    code = "missing-extra"


class TryAgainError(SijillError):
    """Another program holds the record, or the work was interrupted."""

    code = "try-again"
