"""What is kept of a view is what would be worked out, whatever happened to the record or to the cache since."""

import shutil
import stat
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import sijill
from sijill.dossier import Dossier
from sijill.link.places import locate_articles
from sijill.model.corrections import DayChange, Hiding, SpeakerChange
from sijill.model.errors import TryAgainError
from sijill.model.graph import ArticleKey
from sijill.model.places import Located
from sijill.model.records import Article
from sijill.run import cache, derived, reading
from sijill.run.cache import Cache, cache_bytes, cache_folder
from sijill.run.derived import Derived
from sijill.run.view import read_view
from sijill.store.forgetting import forget_pages
from sijill.store.reading import EVERYTHING, count_rows, read_articles
from sijill.store.record import Record

PAGES = [
    ("2031-05-02", "وعد بإصلاح السد\n\nقال وزير الري سامر الياسين إن السد سيصلح قبل نهاية العام."),
    ("2031-05-13", "انهيار سد\n\nوادي الرمان - انهار أمس جزء من السد في بغداد، وقال سامر الياسين إن السد سليم."),
    ("2031-05-20", "تحقيق في السد\n\nقال النائب هاشم الدليمي إن اللجنة بدأت عملها أمس في بغداد."),
    ("2031-05-21", "انهيار السد\n\nانهار جزء من سد وادي الرمان في 12 مايو، وقتل ثلاثة أشخاص."),
    (None, "البلدية تحذر\n\nحذرت بلدية وادي الرمان من انهيار السد، وقالت إن المياه سترتفع."),
]
STEPS = ("add", "hide", "speaker", "undo", "forget", "break", "swap", "same")


@pytest.fixture(autouse=True)
def kept(tmp_path: Path) -> Iterator[None]:
    """A cache of its own, also for small records."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SIJILL_CACHE", str(tmp_path / "cache"))
        patch.setattr(derived, "LEAST", 0)
        patch.setattr(reading, "LEAST", 0)
        yield


def listings(dossier: Dossier) -> bytes:
    rows = (
        dossier.timeline(), dossier.timeline(actor="الياسين", place="العراق", top=2), dossier.timeline(everything=True),
        dossier.statements(speaker="سامر الياسين", about="السد"), dossier.statements(), dossier.places(),
        dossier.commitments(), dossier.copies(), dossier.actors(), dossier.entities(), dossier.suggested_joins(),
        dossier.review(), dossier.days(), dossier.timeline(as_of="2031-05-15"), dossier.statements(as_of="2031-05-20"),
    )  # fmt: skip
    return msgspec.json.encode(rows)


def worked_out(dossier: Dossier) -> bytes:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SIJILL_CACHE", "off")
        return listings(dossier)


def make(path: Path, count: int) -> Dossier:
    dossier = sijill.open(path)
    for number in range(count):
        add(dossier, number)
    return dossier


def add(dossier: Dossier, number: int) -> None:
    day, text = PAGES[number]
    file = dossier.path.with_name(f"{number}.txt")
    file.write_text(text, encoding="utf-8")
    dossier.build([file], published=day, jobs=1)


@given(st.lists(st.tuples(st.sampled_from(STEPS), st.integers(0, 9)), min_size=1, max_size=4))
@settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck))
def test_with_a_warm_cache_every_listing_is_as_worked_out(steps: list[tuple[str, int]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        dossier = make(Path(folder, "x.sijill"), 3)
        count = 3
        for step, number in steps:
            listings(dossier)  # warm
            said, corrections = dossier.statements(), [row for row in dossier.corrections() if row.state == "applied"]
            if step == "add" and count < len(PAGES):
                add(dossier, count)
                count += 1
            elif step in ("hide", "speaker") and len(said):
                change = Hiding() if step == "hide" else SpeakerChange("هند الراوي")
                dossier.correct(said[number % len(said)].id, change, who="ريما", why="كذا")
            elif step == "undo" and corrections:
                dossier.undo(corrections[number % len(corrections)].correction.id, who="ريما", why="كذا")
            elif step == "forget" and len(dossier.articles()) > 1:
                dossier.forget(dossier.articles()[0].page_sha256, why="قرار")
            elif step in ("break", "swap"):
                disturb(dossier, step, number)
            expected = worked_out(dossier)
            assert listings(dossier) == expected
            assert listings(dossier) == expected


def disturb(dossier: Dossier, step: str, number: int) -> None:
    """Cut every file of the cache off, or write bytes of another part under its name."""
    root = cache_folder(dossier.path)
    files = sorted(root.glob("*/*")) if root else []
    assert files
    whole = [file.read_bytes() for file in files]
    for at, file in enumerate(files):
        file.write_bytes(whole[at][: number * 20] if step == "break" else whole[at - 1])


def test_what_is_kept_is_not_worked_out_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    dossier = make(tmp_path / "x.sijill", 4)
    expected = listings(dossier)

    def fail(*_: object, **__: object) -> None:
        raise AssertionError("worked out again")

    for name in ("find_origins", "list_commitments", "gather_statements"):
        monkeypatch.setattr(f"sijill.run.derived.{name}", fail)
    monkeypatch.setattr("sijill.run.dating.date_articles", fail)
    monkeypatch.setattr("sijill.run.reading.read_articles", fail)
    for name in ("link_record", "link_events", "locate_articles"):
        monkeypatch.setattr(f"sijill.run.view.{name}", fail)
    assert listings(dossier) == expected
    add(dossier, 4)
    with pytest.raises(AssertionError, match="worked out again"):
        dossier.statements()


def piece_together(dossier: Dossier, located: list[str]) -> None:
    """The places and events of the record, worked out with what is kept; `located` takes the pages that were read for places."""

    def locate(articles: list[Article]) -> dict[ArticleKey, tuple[Located, ...]]:
        located.extend(article.page_sha256 for article in articles)
        return locate_articles(articles)

    view = dossier.view()
    found = Derived(view, Cache(dossier.path, None), locate=locate)
    alone = Derived(view)
    assert (found.located, found.linked) == (alone.located, alone.linked)


def test_a_page_more_leaves_what_is_kept_of_others(tmp_path: Path) -> None:
    dossier, located = make(tmp_path / "x.sijill", 4), list[str]()
    piece_together(dossier, located)
    assert sorted(located) == sorted(one.page_sha256 for one in dossier.articles())
    before = {one.page_sha256 for one in dossier.articles()}
    located.clear()
    add(dossier, 4)
    piece_together(dossier, located)
    assert set(located) == {one.page_sha256 for one in dossier.articles()} - before
    located.clear()
    dossier.correct(dossier.statements()[0].id, Hiding(), who="ريما", why="كذا")
    dossier.correct(dossier.timeline()[0].id, DayChange("2031-05-01"), who="ريما", why="كذا")
    piece_together(dossier, located)
    assert located == []


def test_of_what_is_kept_nothing_stays_of_a_page_that_is_hidden(tmp_path: Path) -> None:
    dossier = make(tmp_path / "x.sijill", 3)
    piece_together(dossier, [])
    root = cache_folder(dossier.path)
    assert root is not None
    sizes = {part: (root / "all" / part).stat().st_size for part in ("located-pieces", "linked-articles")}
    dossier.correct(dossier.articles()[1].page_sha256, Hiding(), who="ريما", why="كذا")
    piece_together(dossier, [])
    assert all((root / "all" / part).stat().st_size < size for part, size in sizes.items())


def test_another_day_begins_with_what_is_kept_of_the_whole(tmp_path: Path) -> None:
    dossier, located = make(tmp_path / "x.sijill", 4), list[str]()
    piece_together(dossier, located)
    view = dossier.view(as_of="2031-05-20")

    def locate(articles: list[Article]) -> dict[ArticleKey, tuple[Located, ...]]:
        assert articles == []
        return {}

    found = Derived(view, Cache(dossier.path, view.as_of), locate=locate)
    assert 0 < len(found.located) < 4
    assert found.linked == Derived(view).linked


def test_the_cache_is_data_of_its_owner_and_goes_with_a_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    dossier = make(tmp_path / "x.sijill", 3)
    assert cache_bytes(dossier.path) == dossier.health().cache_bytes == 0
    listings(dossier)
    root = cache_folder(dossier.path)
    assert root is not None
    parts = {
        "origins",
        "located",
        "located-pieces",
        "things",
        "pairs",
        "named",
        "linked",
        "linked-articles",
        "told",
        "said",
        "commitments",
        "days",
        "everything",
    }
    assert {file.name for file in root.glob("all/*")} == parts
    assert {one.name for one in root.iterdir()} == {"all", "all-articles", "all-entities", "2031-05-15", "2031-05-20"}
    if sys.platform != "win32":
        assert {stat.S_IMODE(path.stat().st_mode) for path in root.glob("*/*")} == {0o600}
        assert stat.S_IMODE(root.stat().st_mode) == 0o700
    assert all(file.read_bytes().startswith(cache.MAGIC) for file in root.glob("*/*"))
    assert dossier.health().cache_bytes == cache_bytes(dossier.path) > 1_000
    dossier.forget(dossier.articles()[0].page_sha256, why="قرار")
    assert not root.exists()
    monkeypatch.setenv("SIJILL_CACHE", "off")
    listings(dossier)
    assert cache_folder(dossier.path) is None
    assert not root.exists()


def test_the_cache_stays_small_and_what_was_used_last_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    dossier = make(tmp_path / "x.sijill", 3)
    dossier.statements()
    dossier.timeline(as_of="2031-05-15")
    monkeypatch.setattr(cache, "MOST_BYTES", 1)
    dossier.statements(as_of="2031-05-20")
    root = cache_folder(dossier.path)
    assert root is not None
    assert list(root.glob("*/*")) == []
    monkeypatch.setattr(cache, "MOST_BYTES", 1 << 30)
    dossier.statements()
    size = cache_bytes(dossier.path)
    dossier.statements(as_of="2031-05-20")
    monkeypatch.setattr(cache, "MOST_BYTES", size + cache_bytes(dossier.path) // 2)
    dossier.statements(as_of="2031-05-15")
    assert list(root.glob("2031-05-15/*"))


def test_a_folder_that_cannot_be_written_is_no_trouble(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    dossier = make(tmp_path / "x.sijill", 3)
    (tmp_path / "file").touch()
    monkeypatch.setenv("SIJILL_CACHE", str(tmp_path / "file" / "cache"))
    assert listings(dossier) == worked_out(dossier)


def test_other_code_works_out_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    dossier = make(tmp_path / "x.sijill", 3)
    dossier.statements()
    monkeypatch.setattr(reading, "code_fingerprint", lambda: b"another")
    monkeypatch.setattr("sijill.run.view.link_record", lambda *_: pytest.fail("worked out"))
    with pytest.raises(pytest.fail.Exception, match="worked out"):
        dossier.statements()


@pytest.mark.parametrize("as_of", [None, "2031-05-20"])
def test_the_web_application_and_the_command_line_share_it(tmp_path: Path, as_of: str | None) -> None:
    snapshots = pytest.importorskip("sijill.web.snapshots")
    dossier = make(tmp_path / "x.sijill", 5)
    shown = snapshots.Snapshots(dossier.path)
    for _ in range(2):  # first what one of them kept, then what the other did
        found = shown.of(as_of)
        assert list(found.articles) == list(dossier.articles(as_of=as_of))
        assert found.entries == list(dossier.timeline(as_of=as_of))
        assert found.statements == list(dossier.statements(as_of=as_of))
        assert found.said(about="السد") == list(dossier.statements(about="السد", as_of=as_of))
        assert found.said(about="السد") != []
        assert found.commitments() == list(dossier.commitments(as_of=as_of))
        assert found.places == list(dossier.places(as_of=as_of))
        assert found.actors == list(dossier.actors(as_of=as_of))
        assert found.view.domains == dossier.view(as_of=as_of).domains
        assert shown.of(as_of) is found
        cache.drop_cache(dossier.path)
        shown.close()
        dossier.timeline(as_of=as_of)
        shown = snapshots.Snapshots(dossier.path)
    shown.close()


def drop_one(path: Path) -> None:
    with Record.open_to_write(path) as record, record.writing() as connection:
        connection.exec_driver_sql("DELETE FROM articles WHERE id = (SELECT max(id) FROM articles)")


def test_what_is_written_while_a_view_is_read_belongs_to_the_next_state(tmp_path: Path) -> None:
    dossier = make(tmp_path / "x.sijill", 3)
    with Record.open(dossier.path) as other, other.reading() as looking:
        count_rows(looking)  # so that the log stays
        with Record.open(dossier.path) as record, record.reading() as connection:
            as_read = read_articles(connection)
            drop_one(dossier.path)
            assert len(read_view(connection, EVERYTHING, None, record=dossier.path).articles) == len(as_read) == 3
        assert (dossier.counts()["articles"], len(dossier.articles())) == (2, 2)


@pytest.mark.skipif(sys.platform == "win32", reason="links")
def test_a_record_opened_through_a_link_is_the_record(tmp_path: Path) -> None:
    dossier = make(tmp_path / "x.sijill", 3)
    (tmp_path / "links").mkdir()
    link = tmp_path / "links" / "y.sijill"
    link.symlink_to("../x.sijill")
    linked = sijill.open(link)
    assert len(linked.articles()) == 3
    with Record.open_to_write(dossier.path) as record:
        with pytest.raises(TryAgainError, match="Another program is writing"):
            Record.open_to_write(link)
        with record.writing() as connection:
            connection.exec_driver_sql("DELETE FROM articles WHERE id = (SELECT max(id) FROM articles)")
        assert (linked.counts()["articles"], len(linked.articles())) == (2, 2)
        assert linked.health().log_bytes > 0
    assert [path.name for path in link.parent.iterdir()] == ["y.sijill"]


def kept_files(dossier: Dossier) -> list[str]:
    root = cache_folder(dossier.path)
    assert root is not None
    return sorted(path.name for path in root.glob("*/*"))


def test_a_reader_at_work_keeps_nothing_of_a_page_taken_out(tmp_path: Path) -> None:
    dossier = make(tmp_path / "x.sijill", 3)
    page = dossier.articles()[0].page_sha256
    view = dossier.view(as_of="2031-05-30")
    before = Derived(view, Cache(dossier.path, view.as_of))
    assert before.origins
    with Record.open(dossier.path) as record, record.reading() as connection:
        count_rows(connection)
        with pytest.raises(TryAgainError):
            dossier.forget(page, why="قرار")
        assert kept_files(dossier) == []
        seen = read_view(connection, EVERYTHING, None, record=dossier.path)
        after = Derived(seen, Cache(dossier.path, None))
        assert page in {one.page_sha256 for one in seen.articles}
        assert len(before.told) == len(after.told) > 0
        assert len(before.said) == len(after.said) > 0
    assert kept_files(dossier) == []
    assert len(dossier.statements()) == len(after.said) - 1
    assert "said" in kept_files(dossier)


def test_a_removal_that_was_killed_is_completed_by_the_next_writer(tmp_path: Path) -> None:
    dossier = make(tmp_path / "x.sijill", 3)
    dossier.statements()
    page = dossier.articles()[0].page_sha256
    with Record.open_to_write(dossier.path) as record:
        forget_pages(record, [page], why="قرار", made="2031-06-01T00:00:00+00:00")
    assert kept_files(dossier) != []
    dossier.build()
    assert kept_files(dossier) == []


def test_a_removal_taken_over_takes_what_is_kept(tmp_path: Path) -> None:
    dossier = make(tmp_path / "x.sijill", 3)
    other = sijill.open(shutil.copy(dossier.path, tmp_path / "y.sijill"))
    dossier.statements()
    other.forget(dossier.articles()[0].page_sha256, why="قرار")
    assert dossier.merge(other.path, jobs=1).forgotten == 1
    assert kept_files(dossier) == []
