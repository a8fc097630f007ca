"""The record of a story as one object: the command line, the web application and Python users all call this.

    with sijill.open("coalition.sijill") as dossier:
        dossier.build(["pages/"])
        for row in dossier.statements(speaker="الوزير"):
            print(row.speaker, row.content.words)

What a call gives is computed from the articles in the record at that moment; with `as_of` from those alone that were
certainly published by that day.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable, Mapping
from pathlib import Path

from msgspec.structs import replace

from sijill.ledger.asof import check_day
from sijill.ledger.commitments import choose_commitments
from sijill.ledger.copies import list_copies
from sijill.ledger.daylist import list_days
from sijill.ledger.places import list_places
from sijill.ledger.review import list_review
from sijill.ledger.statements import choose_statements, keep_statements
from sijill.ledger.timeline import choose_events
from sijill.ledger.toplines import keep_salient
from sijill.model.commitments import CommitmentRow
from sijill.model.corrections import Change, Correction, Target
from sijill.model.daybounds import DayRow
from sijill.model.errors import UsageError
from sijill.model.graph import (
    CopyRow,
    PlaceRow,
    StatementRow,
    Suggestion,
    Thing,
    TimelineEntry,
    VersionRow,
    article_key,
)
from sijill.model.history import ReadingRow
from sijill.model.listing import Listing
from sijill.model.records import Act, Article, EntityKind, Rejection
from sijill.model.review import CorrectionRow, ReviewRow
from sijill.model.search import Facets, SearchHit
from sijill.pages import read_documents
from sijill.run.build import BuildReport, build_record
from sijill.run.cache import Cache, cache_bytes
from sijill.run.derived import Derived
from sijill.run.editing import list_corrections, make_corrections, undo_correction
from sijill.run.forgetting import ForgetReport, forget_page
from sijill.run.history import list_history, list_versions
from sijill.run.merging import MergeReport, merge_record
from sijill.run.stages import name_versions
from sijill.run.sweeping import sweep_removed
from sijill.run.view import DATING, View, list_view, read_view
from sijill.store.backup import copy_record
from sijill.store.corrections import read_corrections
from sijill.store.facets import count_facets
from sijill.store.finding import answer
from sijill.store.forgetting import Removal, read_removals
from sijill.store.health import Health, check_health
from sijill.store.reading import (
    EVERYTHING,
    article_numbers,
    count_rows,
    read_articles,
    read_rejections,
    read_texts,
)
from sijill.store.record import Record, check_file, check_output
from sijill.store.searchindex import close_words
from sijill.store.targets import find_target
from sijill.store.verify import Proof, verify_record
from sijill.text.query import parse_query

__all__ = ["ACTORS", "Dossier", "Listing"]

ACTORS: tuple[EntityKind, ...] = ("PER", "ORG")  # what speaks and acts
Watch = Callable[[int], None]


class Dossier:
    """A record, read and extended.  Reading calls open the file, look, and close it again: a writer is never in the way."""

    def __init__(self, path: str | os.PathLike[str]) -> None:
        self.path = Path(path)

    def __enter__(self) -> Dossier:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Nothing is held open between calls."""

    def build(
        self,
        paths: Iterable[str | os.PathLike[str]] = (),
        *,
        published: str | None = None,
        fields: Mapping[str, str] | None = None,
        names: Mapping[Path, str] | None = None,
        jobs: int | None = None,
        watch: Watch = lambda count: None,
    ) -> BuildReport:
        """Add the pages under `paths`; without any, only read again what older stages read.

        `published` is the day of pages that state none; `fields` says which columns of JSON, CSV and Parquet hold what, as
        `{"text": "title+body", "published": "date"}`; `names` are the sources that files have in the record, where not
        their paths.  Raises UsageError for a wrong path or day before anything is
        made, TryAgainError where another program writes to the record.
        """
        given = [Path(path) for path in paths]
        documents = read_documents(given, published, fields, names=names)
        check_file(self.path, must_exist=not given)
        with Record.open_to_write(self.path) as record:
            return build_record(record, documents, jobs=jobs, watch=watch)

    add = build

    def articles(self, *, as_of: str | None = None) -> Listing[Article]:
        """The articles with all that was read in them, in the order of publication."""
        view = self.view(as_of=as_of)
        return list_view(view, view.articles)

    def timeline(
        self,
        *,
        as_of: str | None = None,
        start: str | None = None,
        end: str | None = None,
        actor: str | None = None,
        place: str | None = None,
        everything: bool = False,
        top: int | None = None,
    ) -> Listing[TimelineEntry]:
        """The events of the story, each once, in the order of time; `top` keeps that many, the most salient."""
        if top is not None and top < 1:
            raise UsageError(f"top is {top}; it is a number of events, from 1.", hint="top=50")
        view = self.view(as_of=as_of)
        found = self._derive(view)
        told = found.tell_everything() if everything else found.told
        entries = choose_events(told, start=start, end=end, actor=actor, place=place)
        return list_view(view, view.mark(entries if top is None else keep_salient(entries, top)))

    def places(self, *, within: str | None = None, as_of: str | None = None) -> Listing[PlaceRow]:
        """The places named, each once with its coordinates, those in most articles first; `within` keeps what lies in a place."""
        view = self.view(as_of=as_of)
        found = self._derive(view)
        entries = choose_events(found.told)
        return list_view(view, view.mark(list_places(found.located, entries, within=within)))

    def statements(
        self,
        *,
        speaker: str | None = None,
        about: str | None = None,
        act: Act | None = None,
        start: str | None = None,
        end: str | None = None,
        as_of: str | None = None,
    ) -> Listing[StatementRow]:
        """Who said what, when, through whom, in the order it was said; of one `act`, from `start` to `end`."""
        view = self.view(as_of=as_of)
        rows = choose_statements(self._derive(view).said, speaker=speaker, about=about)
        return list_view(view, view.mark(keep_statements(rows, act=act, start=start, end=end)))

    def commitments(
        self, *, as_of: str | None = None, at: str | None = None, who: str | None = None
    ) -> Listing[CommitmentRow]:
        """What was promised or planned, by when, and what became of it.

        `as_of` takes only the articles known by that day and counts as overdue what was due before it; `at` asks of that
        day with all articles at hand.
        """
        view = self.view(as_of=as_of)
        if at is not None:
            check_day(at)
        found = self._derive(view)
        rows = found.commitments if at is None else found.commitments_at(at)
        return list_view(view, view.mark(choose_commitments(rows, who=who, things=found.register.things)))

    def copies(self, *, as_of: str | None = None) -> Listing[CopyRow]:
        """Who carries whose text: outlets by the agency they credit or the earlier copy in the record."""
        view = self.view(as_of=as_of)
        return list_view(view, list_copies(view.articles, self._derive(view).origins))

    def days(self, *, as_of: str | None = None) -> Listing[DayRow]:
        """The articles that state no day, with the days that are left for each and every ground for them."""
        view = self.view(as_of=as_of)
        return list_view(view, list_days([*view.articles, *view.open], view.domains))

    def search(self, query: str, *, as_of: str | None = None, limit: int = 20, offset: int = 0) -> Listing[SearchHit]:
        """The articles that answer a question in Arabic or English, the best first.

        Words are found in every form and spelling, and where a question is plain words what is near them in meaning comes
        after: `why` says so of each hit.  `"..."` is a phrase, `OR`, `NOT` and `-` join, `speaker:`, `outlet:`,
        `actor:`, `place:`, `type:`, `act:`, `after:` and `before:` (and their Arabic names) narrow.  `total` counts all answers.
        """
        asked, view = parse_query(query), self._search_view(query, as_of)
        with Record.open(self.path) as record, record.reading() as connection:
            among = None if as_of is None else article_numbers(connection, map(article_key, view.articles))
            found = answer(connection, asked, limit=limit, offset=offset, among=among)
        return list_view(view, found.hits, total=found.total)

    def facets(self, query: str, *, as_of: str | None = None) -> Facets:
        """How all answers of a question spread over outlets, actors, places, event types, acts and days.

        Each value comes with the question that narrows the search to it, and with how many answers that has.
        """
        view = self._search_view(query, as_of)
        with Record.open(self.path) as record, record.reading() as connection:
            among = None if as_of is None else article_numbers(connection, map(article_key, view.articles))
            return count_facets(connection, query, among=among)

    def suggestions(self, query: str) -> dict[str, list[str]]:
        """For every word of a question that the record does not have the words in it that are spelled nearly so."""
        with Record.open(self.path) as record, record.reading() as connection:
            near = {word: close_words(connection, word) for word in parse_query(query).words}
        return {word: words for word, words in near.items() if words}

    def changes(self, article: str | None = None) -> Listing[VersionRow]:
        """What was changed in articles after they were first seen, version by version.

        `article` is an address, a page hash (or its first eight digits and more) or a page's name; UsageError where nothing
        in the record answers to it.
        """
        with Record.open(self.path) as record, record.reading() as connection:
            rows = list_versions(connection, article, record=self.path)
        return Listing(tuple(rows), len(rows))

    def history(self, page: str) -> Listing[ReadingRow]:
        """Every reading of a page's articles, since when until when the record said so, and what each changed.

        `page` is its hash (or the first eight digits and more), its name or its address; UsageError where none answers.
        """
        with Record.open(self.path) as record, record.reading() as connection:
            rows = list_history(connection, page)
        return Listing(tuple(rows), len(rows))

    def entities(self, *, as_of: str | None = None) -> Listing[Thing]:
        """The things named, each once for all its names, those in most articles first."""
        view = self.view({"entities"}, as_of=as_of)
        return list_view(view, view.mark(self._derive(view, "entities").register.things))

    def actors(self, *, kind: EntityKind | None = None, as_of: str | None = None) -> Listing[Thing]:
        """The people and bodies of the story (or the things of one `kind`), each with all its names and why they are one's."""
        view = self.view({"entities"}, as_of=as_of)
        kinds = (kind,) if kind else ACTORS
        return list_view(
            view, view.mark([thing for thing in self._derive(view, "entities").register.things if thing.kind in kinds])
        )

    def suggested_joins(self, *, kind: EntityKind | None = None, as_of: str | None = None) -> Listing[Suggestion]:
        """Pairs of actors that may be one and that nothing settles, the likeliest first."""
        view = self.view({"entities"}, as_of=as_of)
        kinds = (kind,) if kind else ACTORS
        return list_view(
            view, [row for row in self._derive(view, "entities").register.suggestions if row.kind in kinds]
        )

    def correct(
        self,
        target: Target | str,
        change: Change,
        *,
        who: str,
        why: str = "",
        key: str | os.PathLike[str] | None = None,
    ) -> Correction:
        """Put something right: `target` as `find` takes or gives it, `key` the file of an Ed25519 key to sign with.

        Raises UsageError where the change does not fit the target.
        """
        (made,) = self.correct_all([(target, change)], who=who, why=why, key=key)
        return made

    def correct_all(
        self,
        wanted: Iterable[tuple[Target | str, Change]],
        *,
        who: str,
        why: str = "",
        key: str | os.PathLike[str] | None = None,
    ) -> list[Correction]:
        """Several corrections at once: all are made, or none."""
        found = [(self.find(one) if isinstance(one, str) else one, change) for one, change in wanted]
        check_file(self.path, must_exist=True)
        with Record.open_to_write(self.path) as record:
            return make_corrections(record, found, who=who, why=why, key=key)

    def undo(
        self, correction: str, *, who: str, why: str = "", key: str | os.PathLike[str] | None = None
    ) -> Correction:
        """Undo a correction by its id (or the first four digits and more of it), by one more correction."""
        check_file(self.path, must_exist=True)
        with Record.open_to_write(self.path) as record:
            return undo_correction(record, correction, who=who, why=why, key=key)

    def find(self, words: str) -> Target:
        """The line that is meant: the id of a statement, event or actor, `HASH[/N]`, `HASH:START-END`, `HASH:KIND:START-END`."""
        with Record.open(self.path) as record, record.reading() as connection:
            try:
                return find_target(connection, words)
            except UsageError:
                if len(words) != 16:
                    raise
                view = read_view(connection, {"entities"}, None, record=self.path)
                things = {thing.id: thing for thing in self._derive(view, "entities").register.things}
                if words not in things:
                    raise
        first = things[words].evidence[0]
        return Target(first.page_sha256, "mention", first.start, first.end, first.words)

    def corrections(self) -> Listing[CorrectionRow]:
        """All corrections, the newest first, each with its state."""
        with Record.open(self.path) as record, record.reading() as connection:
            corrections = read_corrections(connection)
            articles = read_articles(connection) if corrections else []
        rows = list_corrections(corrections, articles)
        return Listing(tuple(rows), len(rows))

    def review(self, *, as_of: str | None = None) -> Listing[ReviewRow]:
        """What a person should look at: corrections whose target is gone, what is open, and what is least certain."""
        with Record.open(self.path) as record, record.reading() as connection:
            as_read = read_articles(connection)
            view = read_view(connection, EVERYTHING, as_of, record=self.path)
        pairs = self._derive(view).register.suggestions
        rows = list_review(
            view.articles, suggestions=pairs, corrections=view.corrections,
            known=view.known_corrections(view.corrections, as_read), as_read=as_read,
        )  # fmt: skip
        return list_view(view, rows)

    def forget(self, page: str, *, why: str) -> ForgetReport:
        """Take a page out of the record, and all that rests on it alone; only when and why are kept.

        `page` is its hash (or the first eight digits and more), its name or its address.  Raises TryAgainError where the
        file could not be written anew because another program reads it.
        """
        check_file(self.path, must_exist=True)
        with Record.open_to_write(self.path) as record:
            return forget_page(record, page, why=why)

    def sweep(self) -> None:
        """Write the file anew where a removal could not, because another program was reading it."""
        check_file(self.path, must_exist=True)
        with Record.open_to_write(self.path) as record:
            sweep_removed(record)

    def removals(self) -> list[Removal]:
        """That pages were taken out, when and why."""
        with Record.open(self.path) as record, record.reading() as connection:
            return read_removals(connection)

    def merge(
        self, other: str | os.PathLike[str], *, jobs: int | None = None, watch: Watch = lambda count: None
    ) -> MergeReport:
        """Take over another record: pages, names, rejections, corrections, removals; this one is made where there is none."""
        if Path(other).exists() and self.path.exists() and Path(other).samefile(self.path):
            raise UsageError(f"{other} is the record itself.", hint="give two records")
        with Record.open(Path(other)) as source, Record.open_to_write(self.path) as record:
            return merge_record(record, source, jobs=jobs, watch=watch)

    def rejections(self) -> list[Rejection]:
        """What could not be used, and why."""
        with Record.open(self.path) as record, record.reading() as connection:
            return read_rejections(connection)

    def counts(self) -> dict[str, int]:
        """How many pages, articles, times, entities, statements, events and rejections there are."""
        with Record.open(self.path) as record, record.reading() as connection:
            return count_rows(connection)

    def page_texts(self) -> dict[str, str]:
        """The page texts that spans refer to, by page hash."""
        with Record.open(self.path) as record, record.reading() as connection:
            return read_texts(connection)

    def report(self, path: str | os.PathLike[str], *, as_of: str | None = None, title: str | None = None) -> Path:
        """Write the dossier as one self-contained HTML page; gives its path back.

        Raises UsageError where a record stands at `path`.
        """
        from sijill.export.report import write_report  # here: it brings the fonts and templates along

        check_output(Path(path))
        with Record.open(self.path) as record, record.reading() as connection:
            view = read_view(connection, EVERYTHING, as_of, record=self.path)
            texts = read_texts(connection)
            rejections = read_rejections(connection)
        return write_report(Path(path), self._derive(view), texts, title=title, rejections=rejections)

    def health(self) -> Health:
        """What the record holds, its sizes and versions, and whether its file is sound."""
        with Record.open(self.path) as record:
            found = check_health(record, " ".join(name_versions()))
        return replace(found, cache_bytes=cache_bytes(self.path))

    def backup(self, to: str | os.PathLike[str]) -> Path:
        """Copy the record as it is at one moment to a new file, or into a folder, while others read and write it.

        Raises UsageError where a file stands there, StoreError where the copy is not sound.
        """
        path = Path(to)
        with Record.open(self.path) as record:
            return copy_record(record, path / self.path.name if path.is_dir() else path)

    def verify(self, *, watch: Watch = lambda count: None) -> Proof:
        """Prove every hash and span of the record against its stored bytes."""
        with Record.open(self.path) as record:
            return verify_record(record, watch=watch)

    def view(self, parts: Collection[str] = EVERYTHING, *, as_of: str | None = None) -> View:
        """The articles known by `as_of` (all without it) in the order of publication; of the lists those in `parts`."""
        with Record.open(self.path) as record, record.reading() as connection:
            return read_view(connection, parts, as_of, record=self.path)

    def _search_view(self, query: str, as_of: str | None) -> View:
        """What a search looks through: of a day the articles known by it; UsageError where nothing is asked."""
        asked = parse_query(query)
        if not asked.words and not asked.fields:
            raise UsageError("Nothing to look for.", hint='a word, as in: sijill search RECORD "التحالف"')
        return self.view(DATING, as_of=as_of) if as_of is not None else View([], [], None)

    def _derive(self, view: View, variant: str = "") -> Derived:
        """What follows from the view; `variant` tells apart views of a day that hold other lists of the articles."""
        return Derived(view, Cache(self.path, view.as_of, variant))
