"""What a page that was taken out has left behind, taken away: by the removal itself, else by whatever writes next."""

from __future__ import annotations

from contextlib import suppress

from sijill.model.errors import TryAgainError
from sijill.run.cache import drop_cache
from sijill.store.forgetting import is_unswept, sweep
from sijill.store.record import Record

__all__ = ["sweep_if_free", "sweep_removed"]


def sweep_removed(record: Record) -> None:
    """Where pages were taken out, drop what was worked out from them and write the file anew; TryAgainError as `sweep`.

    Only what is committed is dropped for good: from then on the cache refuses what rests on those pages.
    """
    if is_unswept(record):
        drop_cache(record.path)
        sweep(record)


def sweep_if_free(record: Record) -> None:
    """The same for a writer that has something else to do: where a reader is in the way, the next one does it."""
    with suppress(TryAgainError):
        sweep_removed(record)
