"""The tables of a record, defined once for every backend.

pages ─┬─ givings      every name under which the same bytes were given
       ├─ articles ─┬─ times, entities, statements, events      what is read in the article, in its order
       │            └─ meanings      a vector, where the encoder was there
       ├─ readings ── reading_events      what was read in it before, and since when until when the record said so
       └─ reading_texts      page texts of other projections, which those readings refer to
runs   which stages read a page, in which versions
rejections   what could not be used, and why
corrections  what people put right: kept apart, by page hash, span and kind
removals     that a page was taken out, when and why, and nothing else of it
about  the version of these tables, and the program that made the file

Two clocks (`store.readings`): articles and readings have the recorded time in which the record said so, events also the days
in which they can have happened; both are half-open, an open end is null, and the views of `store.views` ask both.

The columns of articles, times, entities, statements and events follow from the records in `model.records`.
"""

from __future__ import annotations

from typing import Any

from msgspec import Struct
from sqlalchemy import (
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
)
from sqlalchemy.types import TypeEngine

from sijill.model.records import Article, Entity, Event, Statement, Time
from sijill.store.givings import Giving
from sijill.store.shapes import Kind, Shape, shape_of

SCHEMA_VERSION = 7

metadata = MetaData()

TYPES: dict[Kind, type[TypeEngine[Any]]] = {
    "text": Text, "integer": Integer, "real": Float, "boolean": Boolean, "json": Text,
}  # fmt: skip

FOUND: dict[str, type[Struct]] = {"times": Time, "entities": Entity, "statements": Statement, "events": Event}

GIVING = shape_of(Giving)
# The source is the page's; the text is the body's ranges of the page text.
ARTICLE = Shape(Article, leave_out=frozenset({"source", "page_sha256", "text", *FOUND}))

about = Table("about", metadata, Column("key", Text, primary_key=True), Column("value", Text, nullable=False))

runs = Table(
    "runs",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("fingerprint", Text, nullable=False, index=True),
    Column("stages", Text, nullable=False, comment="JSON list of name/version"),
    Column("program", Text, nullable=False, comment="sijill/version"),
    Column("recorded", Text, nullable=False, comment="when it started, UTC"),
)

pages = Table(
    "pages",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("sha256", Text, nullable=False, unique=True),
    Column("bytes", LargeBinary, nullable=False, comment="as given, zstd"),
    Column("text", LargeBinary, nullable=False, comment="the projection, UTF-8, zstd"),
    Column("text_sha256", Text, nullable=False),
    Column("projection", Text, nullable=False),
    Column("source", Text, nullable=False, comment="of the giving the page is read with"),
    Column("run", ForeignKey("runs.id"), index=True, comment="null where it is to be read again"),
    Column("recorded", Text, nullable=False, comment="when the page came into the record, UTC"),
    Column("address", Text, comment="where it was published, without tracking; the same for every version"),
    Index("pages_address", "address"),
)

givings = Table(
    "givings",
    metadata,
    Column("page", ForeignKey("pages.id", ondelete="CASCADE"), primary_key=True),
    *(Column(c.name, TYPES[c.kind], nullable=c.optional, primary_key=c.name == "source") for c in GIVING.columns),
)

articles = Table(
    "articles",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("page", ForeignKey("pages.id", ondelete="CASCADE"), nullable=False),
    *(Column(c.name, TYPES[c.kind], nullable=c.optional) for c in ARTICLE.columns),
    Column("recorded_from", Text, nullable=False, server_default="", comment="since when the record says this, UTC"),
    UniqueConstraint("page", "ordinal"),
    Index("articles_published", "published_value"),
)


VALID = ("valid_from", "valid_to")  # [from, to) of days in which an event can have happened, null where open


def define_found(name: str, record: type[Struct]) -> Table:
    """The table of one list of an article: the article, the place in the list, and the record's columns."""
    return Table(
        name,
        metadata,
        Column("article", ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True),
        Column("n", Integer, primary_key=True, autoincrement=False),
        *(Column(c.name, TYPES[c.kind], nullable=c.optional) for c in shape_of(record).columns),
        *(Column(bound, Text) for bound in (VALID if record is Event else ())),
        sqlite_with_rowid=False,
    )


meanings = Table(
    "meanings",
    metadata,
    Column("article", ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True),
    Column("vector", LargeBinary, nullable=False, comment="384 signed bytes: the direction of headline and lead"),
)

found = {name: define_found(name, record) for name, record in FOUND.items()}

readings = Table(
    "readings",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("page", ForeignKey("pages.id", ondelete="CASCADE"), nullable=False),
    Column("ordinal", Integer, nullable=False),
    Column("recorded_from", Text, nullable=False, comment="since when the record said so, UTC"),
    Column("recorded_to", Text, comment="until when, not included; null where the page has this article no more"),
    Column("stages", Text, comment="the stages that last read it so, null where they are not known"),
    Column("text_sha256", Text, comment="of the page text that its spans refer to"),
    Column("article", LargeBinary, comment="JSON, zstd; null while the page had no such article"),
    UniqueConstraint("page", "ordinal", "recorded_from"),
)

reading_events = Table(
    "reading_events",
    metadata,
    Column("reading", ForeignKey("readings.id", ondelete="CASCADE"), primary_key=True),
    Column("n", Integer, primary_key=True, autoincrement=False),
    *(Column(name, Text, nullable=False) for name in ("id", "type", "trigger_text")),
    *(Column(name, Integer, nullable=False) for name in ("trigger_start", "trigger_end")),
    Column("modality", Text, nullable=False),
    Column("main", Boolean, nullable=False),
    Column("when_value", Text),
    *(Column(bound, Text) for bound in VALID),
    sqlite_with_rowid=False,
)

reading_texts = Table(
    "reading_texts",
    metadata,
    Column("page", ForeignKey("pages.id", ondelete="CASCADE"), primary_key=True),
    Column("sha256", Text, primary_key=True),
    Column("projection", Text, nullable=False),
    Column("text", LargeBinary, nullable=False, comment="UTF-8, zstd"),
)

rejections = Table(
    "rejections",
    metadata,
    Column("source", Text, primary_key=True),
    Column("sha256", Text, comment="null where no bytes could be read"),
    Column("code", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("run", ForeignKey("runs.id"), nullable=False),
)

corrections = Table(
    "corrections",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("page_sha256", Text, nullable=False, comment="not a reference: the page may be gone, the correction stays"),
    Column("kind", Text, nullable=False),
    Column("start", Integer),
    Column("end", Integer),
    Column("change", Text, nullable=False, comment="JSON"),
    Column("who", Text, nullable=False),
    Column("made", Text, nullable=False, comment="UTC"),
    Column("why", Text),
    Column("signature", Text),
    Column("words", Text, comment="what stood there when it was made"),
)
Index("corrections_page", corrections.c.page_sha256)

removals = Table(
    "removals",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("made", Text, nullable=False, comment="UTC"),
    Column("why", Text, nullable=False),
    Column("lock", Text, nullable=False, comment="salted hash: the same page is refused when it is given again"),
)
