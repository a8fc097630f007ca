"""From each version of the tables to the next: a list that only grows.

A migration names columns and tables as they were then, in plain SQL that every backend understands; it never uses
`tables.py`, which is the present.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from sqlalchemy import Connection, text

from sijill.model.errors import SchemaError


class Migration(Struct, frozen=True):
    """The statements that lead from version `to - 1` to version `to`."""

    to: int
    what: str
    statements: tuple[str, ...]


MIGRATIONS: tuple[Migration, ...] = (
    Migration(
        2,
        "corrections: what people put right, by page hash, span and kind",
        (
            """
            CREATE TABLE corrections (
                id INTEGER NOT NULL PRIMARY KEY,
                page_sha256 TEXT NOT NULL,
                kind TEXT NOT NULL,
                start INTEGER,
                "end" INTEGER,
                change TEXT NOT NULL,
                who TEXT NOT NULL,
                made TEXT NOT NULL,
                why TEXT,
                signature TEXT
            )
            """,
            "CREATE INDEX corrections_page ON corrections (page_sha256)",
        ),
    ),
    Migration(
        3,
        "addresses: where a page was published, in one form, and when it was fetched",
        (
            "ALTER TABLE pages ADD COLUMN address TEXT",
            "CREATE INDEX pages_address ON pages (address)",
            "ALTER TABLE givings ADD COLUMN fetched TEXT",
        ),
    ),
    # The index itself is made where the record is opened (`store.searchindex`): its tables are those of one backend.
    Migration(4, "the search index", ()),
    Migration(
        5,
        "corrections carry the words they were made on; removals: that a page was taken out, when and why",
        (
            "ALTER TABLE corrections ADD COLUMN words TEXT",
            """
            CREATE TABLE removals (
                id INTEGER NOT NULL PRIMARY KEY,
                made TEXT NOT NULL,
                why TEXT NOT NULL,
                lock TEXT NOT NULL
            )
            """,
        ),
    ),
    Migration(
        6,
        "meanings: a vector an article, for search by meaning; the next build makes those that are missing",
        (
            """
            CREATE TABLE meanings (
                article INTEGER NOT NULL,
                vector BLOB NOT NULL,
                PRIMARY KEY (article),
                FOREIGN KEY(article) REFERENCES articles (id) ON DELETE CASCADE
            )
            """,
        ),
    ),
    # What was overwritten before is gone; what stands there was said since its page came or was last read again.
    Migration(
        7,
        "two clocks: since when an article is said, what was read of it before, and the days an event can have happened",
        (
            "ALTER TABLE articles ADD COLUMN recorded_from TEXT DEFAULT '' NOT NULL",
            """
            UPDATE articles SET recorded_from = (
                SELECT CASE WHEN runs.recorded > pages.recorded THEN runs.recorded ELSE pages.recorded END
                FROM pages LEFT JOIN runs ON runs.id = pages.run WHERE pages.id = articles.page
            )
            """,
            "ALTER TABLE events ADD COLUMN valid_from TEXT",
            "ALTER TABLE events ADD COLUMN valid_to TEXT",
            """
            UPDATE events SET valid_from = when_earliest,
                valid_to = CASE WHEN when_latest < '9999-12-31' THEN date(when_latest, '+1 day') END
            """,
            """
            CREATE TABLE readings (
                id INTEGER NOT NULL,
                page INTEGER NOT NULL,
                ordinal INTEGER NOT NULL,
                recorded_from TEXT NOT NULL,
                recorded_to TEXT,
                stages TEXT,
                text_sha256 TEXT,
                article BLOB,
                PRIMARY KEY (id),
                UNIQUE (page, ordinal, recorded_from),
                FOREIGN KEY(page) REFERENCES pages (id) ON DELETE CASCADE
            )
            """,
            """
            CREATE TABLE reading_events (
                reading INTEGER NOT NULL,
                n INTEGER NOT NULL,
                id TEXT NOT NULL,
                type TEXT NOT NULL,
                trigger_text TEXT NOT NULL,
                trigger_start INTEGER NOT NULL,
                trigger_end INTEGER NOT NULL,
                modality TEXT NOT NULL,
                main BOOLEAN NOT NULL,
                when_value TEXT,
                valid_from TEXT,
                valid_to TEXT,
                PRIMARY KEY (reading, n),
                FOREIGN KEY(reading) REFERENCES readings (id) ON DELETE CASCADE
            ) WITHOUT ROWID
            """,
            """
            CREATE TABLE reading_texts (
                page INTEGER NOT NULL,
                sha256 TEXT NOT NULL,
                projection TEXT NOT NULL,
                text BLOB NOT NULL,
                PRIMARY KEY (page, sha256),
                FOREIGN KEY(page) REFERENCES pages (id) ON DELETE CASCADE
            )
            """,
        ),
    ),
)


def check_version(version: int, *, record: str, newest: int) -> None:
    """Raise SchemaError where the record comes from a later Sijill than this one."""
    if version > newest:
        raise SchemaError(
            f"{record} was written by a newer Sijill (tables version {version}, this one knows up to {newest}).",
            hint="install the newer Sijill: pip install --upgrade sijill",
        )


def migrate(connection: Connection, version: int, migrations: Sequence[Migration] = MIGRATIONS) -> None:
    """Lead the tables from `version` to the newest, inside the caller's transaction."""
    for migration in migrations:
        if migration.to > version:
            for statement in migration.statements:
                connection.execute(text(statement))
            connection.execute(text("UPDATE about SET value = :to WHERE key = 'schema'"), {"to": str(migration.to)})
