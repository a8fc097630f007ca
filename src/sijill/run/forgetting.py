"""Taking a page out of a record because people ask or courts order it."""

from __future__ import annotations

from datetime import UTC, datetime

from msgspec import Struct
from sqlalchemy import select

from sijill.link.duplicates import find_origins
from sijill.model.errors import UsageError
from sijill.model.graph import article_key
from sijill.run.sweeping import sweep_removed
from sijill.store import tables
from sijill.store.forgetting import forget_pages
from sijill.store.reading import count_rows, read_articles
from sijill.store.record import Record
from sijill.store.targets import find_page

__all__ = ["ForgetReport", "forget_page"]


class ForgetReport(Struct, frozen=True):
    """That a page was taken out, when and why; `alike` are pages that stay and carry the same text or address."""

    record: str
    made: str
    why: str
    alike: tuple[str, ...]
    pages: int
    articles: int


def forget_page(record: Record, page: str, *, why: str) -> ForgetReport:
    """Take out the page that a hash, a name or an address means; UsageError where none or several are meant."""
    if not why.strip():
        raise UsageError("A removal has a reason.", hint='--why "court order of 2031-06-01" (it is kept: name nobody)')
    with record.reading() as connection:
        number = find_page(connection, page)
        pages = tables.pages.c
        sha256, address = connection.execute(select(pages.sha256, pages.address).where(pages.id == number)).one()
        same = select(pages.sha256).where(pages.address == address, pages.id != number)
        alike = set(connection.execute(same).scalars()) if address else set()
        articles = read_articles(connection, ())
    origins = find_origins(articles)
    groups = {origins[article_key(one)].group for one in articles if one.page_sha256 == sha256}
    alike |= {key[0] for key, origin in origins.items() if origin.group in groups and key[0] != sha256}
    made = datetime.now(UTC).isoformat(timespec="seconds")
    forget_pages(record, [sha256], why=" ".join(why.split()), made=made)
    sweep_removed(record)
    with record.reading() as connection:
        counts = count_rows(connection)
    return ForgetReport(
        str(record.path), made, " ".join(why.split()), tuple(sorted(alike)), counts["pages"], counts["articles"]
    )
