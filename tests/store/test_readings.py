"""What was read before is kept in intervals that follow one another, whatever happens to the record."""

import hashlib
import sqlite3
import tempfile
from itertools import groupby, pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from sijill.model.records import Article, Event, Page, Published, Time, Words, stable_id
from sijill.model.time import TimeValue
from sijill.pages import Document
from sijill.store.forgetting import forget_pages, sweep
from sijill.store.merging import Merged, merge_pages
from sijill.store.reading import read_articles
from sijill.store.readings import moment_after, read_readings
from sijill.store.record import Record
from sijill.store.validtime import valid_days
from sijill.store.verify import find_interval_problems, verify_record
from sijill.store.writing import add_pages, begin_run, replace_pages

TEXT = "افتتح الجسر امس\nاغلق الجسر غدا\nرمم الجسر اليوم"
DAY = "2031-05-02T10:00:00+00:00"


def page_of(text: str = TEXT) -> Page:
    return Page("جسر.txt", hashlib.sha256(TEXT.encode()).hexdigest(), text, "text/2")


def article_of(ordinal: int, day: str | None, *, events: bool = True) -> Article:
    """An article of a page that was read with or without a day, and with or without its event."""
    sha256 = page_of().sha256
    start, end = ((0, 15), (16, 30), (31, 46))[ordinal]
    word = TEXT[start : start + 5].strip()
    when = TimeValue(day, None, day, day, None)
    event = Event(
        stable_id(sha256, "event", start, start + len(word)), "OTHER", Words(word, start, start + len(word)), when,
        (), (), (), None, "actual", True, None,
    )  # fmt: skip
    published = Published(day, "given" if day else "unknown", day, day, None, None, None, None)
    return Article(
        "جسر.txt", sha256, ordinal, None, None, None, None, published, None, "ar", TEXT[start:end], ((start, end),), (),
        times=(Time(TEXT[start:end], start, end, "DATE", day, None, day, day, None),),
        events=(event,) if events else (),
    )  # fmt: skip


def add(record: Record, articles: list[Article], recorded: str = DAY) -> None:
    with record.writing() as connection:
        run = begin_run(connection, fingerprint="one/1", stages="[]", program="p", recorded=recorded)
        document = Document("جسر.txt", TEXT.encode(), "text")
        add_pages(connection, [(document, page_of(), articles)], run=run, recorded=recorded)


def reread(
    record: Record, articles: list[Article], recorded: str, *, page: Page | None = None, killed: bool = False
) -> None:
    with record.writing() as connection:
        run = begin_run(connection, fingerprint=f"at {recorded}", stages="[]", program="p", recorded=recorded)
        replace_pages(connection, [(1, page or page_of(), articles)], run=run, recorded=recorded)
        if killed:
            raise KeyboardInterrupt


def readings(record: Record) -> list[tuple[int, str, str | None, str | None]]:
    """The readings of the page: article, from, to, and the day that was read."""
    with record.reading() as connection:
        found = read_readings(connection, 1)
    times = [(one.recorded_from[11:19], one.recorded_to[11:19] if one.recorded_to else None) for one in found]
    days = [one.article.published.value if one.article else None for one in found]
    return [(one.ordinal, *time, day) for one, time, day in zip(found, times, days, strict=True)]


def test_a_page_read_again_keeps_what_was_read_before(tmp_path: Path) -> None:
    with Record.open_to_write(tmp_path / "x.sijill") as record:
        add(record, [article_of(0, None), article_of(1, None)])
        reread(record, [article_of(0, "2031-05-01"), article_of(1, None)], "2031-05-02T11:00:00+00:00")
        reread(record, [article_of(0, "2031-05-01")], "2031-05-02T12:00:00+00:00")
        reread(record, [article_of(0, None), article_of(1, None)], "2031-05-02T13:00:00+00:00")
        assert readings(record) == [
            (0, "10:00:00", "11:00:00", None),
            (0, "11:00:00", "13:00:00", "2031-05-01"),
            (0, "13:00:00", None, None),
            (1, "10:00:00", "12:00:00", None),
            (1, "12:00:00", "13:00:00", None),  # the page had no such article
            (1, "13:00:00", None, None),
        ]
        with record.reading() as connection:
            kept = read_readings(connection, 1)
        assert [one.article is None for one in kept] == [False, False, False, False, True, False]
        assert kept[0].article == article_of(0, None)
        assert [one.stages for one in kept[:2]] == ["one/1", "at 2031-05-02T12:00:00+00:00"]  # read alike again


def test_any_sqlite_tool_asks_both_clocks(tmp_path: Path) -> None:
    with Record.open_to_write(tmp_path / "x.sijill") as record:
        add(record, [article_of(0, "2031-05-01")])
        reread(record, [article_of(0, "2031-04-01")], "2031-05-02T11:00:00+00:00")
    asked = """SELECT trigger_text FROM events_in_time
        WHERE recorded_from <= :moment AND (recorded_to > :moment OR recorded_to IS NULL)
        AND (valid_from <= :day OR valid_from IS NULL) AND (valid_to > :day OR valid_to IS NULL)"""
    connection = sqlite3.connect(tmp_path / "x.sijill")
    found = {
        (moment, day): [row[0] for row in connection.execute(asked, {"moment": moment, "day": day})]
        for moment in ("2031-05-02T09", "2031-05-02T10:30", "2031-05-03")
        for day in ("2031-04-01", "2031-04-02", "2031-05-01")
    }
    connection.close()
    assert {asked for asked, words in found.items() if words == ["افتتح"]} == {
        ("2031-05-02T10:30", "2031-05-01"),
        ("2031-05-03", "2031-04-01"),
    }
    assert {tuple(words) for words in found.values()} == {("افتتح",), ()}


@pytest.mark.parametrize(
    ("earliest", "latest", "expected"),
    [
        ("2031-02-01", "2031-02-28", ("2031-02-01", "2031-03-01")),
        (None, "2031-12-31", (None, "2032-01-01")),
        ("2031-02-01", None, ("2031-02-01", None)),
        (None, "9999-12-31", (None, None)),
    ],
)
def test_valid_time_is_half_open(
    earliest: str | None, latest: str | None, expected: tuple[str | None, str | None]
) -> None:
    assert valid_days(TimeValue(None, None, earliest, latest)) == expected


def test_another_text_of_the_page_is_kept_for_the_readings_that_refer_to_it(tmp_path: Path) -> None:
    with Record.open_to_write(tmp_path / "x.sijill") as record:
        add(record, [article_of(0, None)])
        other = "# " + TEXT
        moved = replace(article_of(0, None, events=False), body=((2, 17),), times=(), text=other[2:17])
        reread(record, [moved], "2031-05-02T11:00:00+00:00", page=replace(page_of(other), projection="text/3"))
        with record.reading() as connection:
            before, now = read_readings(connection, 1)
            assert before.article == article_of(0, None)
            assert now.article == moved
            assert before.text_sha256 == hashlib.sha256(TEXT.encode()).hexdigest()
        proof = verify_record(record)
        assert (proof.readings, [one.problem for one in proof.problems]) == (1, [])
        reread(record, [article_of(0, "2031-05-01")], "2031-05-02T12:00:00+00:00")
        with record.reading() as connection:
            rows = connection.exec_driver_sql("SELECT sha256 FROM reading_texts").scalars().all()
            assert rows == [hashlib.sha256(other.encode()).hexdigest()]
            assert [one.article and one.article.text for one in read_readings(connection, 1)] == [TEXT[:15]] * 3
        assert verify_record(record).holds


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ("recorded_to = '2031-05-02T10:30:00+00:00'", "is not followed by 2031-05-02T11:00:00"),
        ("recorded_from = '2031-05-02T12:00:00+00:00'", "nothing is said of it from"),
        ("text_sha256 = 'none'", "cannot be read"),
    ],
)
def test_verify_finds_a_reading_that_does_not_hold(tmp_path: Path, change: str, problem: str) -> None:
    with Record.open_to_write(tmp_path / "x.sijill") as record:
        add(record, [article_of(0, None)])
        reread(record, [article_of(0, "2031-05-01")], "2031-05-02T11:00:00+00:00")
        with record.writing() as connection:
            connection.exec_driver_sql(f"UPDATE readings SET {change}")
        assert any(problem in found.problem for found in verify_record(record).problems)


def test_a_page_taken_out_takes_its_readings_along(tmp_path: Path) -> None:
    path = tmp_path / "x.sijill"
    with Record.open_to_write(path) as record:
        add(record, [article_of(0, None)])
        reread(record, [article_of(0, "2031-05-01")], "2031-05-02T11:00:00+00:00", page=page_of(TEXT + " "))
        forget_pages(record, [page_of().sha256], why="قرار", made=DAY)
        sweep(record)
        with record.reading() as connection:
            for table in ("readings", "reading_events", "reading_texts"):
                assert connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar() == 0
    assert "افتتح".encode() not in path.read_bytes()


def test_a_merge_takes_the_readings_of_a_page_along(tmp_path: Path) -> None:
    with Record.open_to_write(tmp_path / "a.sijill") as into, Record.open_to_write(tmp_path / "b.sijill") as other:
        add(other, [article_of(0, None)])
        reread(other, [article_of(0, "2031-05-01")], "2031-05-02T11:00:00+00:00", page=page_of(TEXT + " "))
        for _ in range(2):
            merge_pages(into, other, Merged(), watch=lambda count: None)
        assert readings(into) == readings(other) == [
            (0, "10:00:00", "11:00:00", None),
            (0, "11:00:00", None, "2031-05-01"),
        ]  # fmt: skip
        with into.reading() as connection:
            assert connection.exec_driver_sql("SELECT type, valid_to FROM events_in_time ORDER BY 2").all() == [
                ("OTHER", None), ("OTHER", "2031-05-02"),
            ]  # fmt: skip


def test_the_next_moment_is_later_than_all_before() -> None:
    assert moment_after("2031-05-02T10:00:01+00:00", ["2031-05-02T10:00:00.5+00:00"]) == "2031-05-02T10:00:01+00:00"
    first = moment_after(DAY, [DAY])
    assert first == "2031-05-02T10:00:00.000001+00:00"
    assert moment_after(DAY, [DAY, first]) == "2031-05-02T10:00:00.000002+00:00"


STEP = st.tuples(
    st.sets(st.integers(0, 2)).map(sorted),
    st.sampled_from([None, "2031-04-01", "2031-05-01"]),
    st.sampled_from(["as it was", "killed", "text", "refused", "merged"]),
    st.integers(0, 3),
)


@given(st.lists(STEP, min_size=1, max_size=8))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_intervals_follow_one_another_whatever_comes(steps: list[tuple[list[int], str | None, str, int]]) -> None:
    """Re-readings, kills in the middle, clocks put back, refusals and merges: no overlap, no gap, one interval open."""
    with tempfile.TemporaryDirectory() as folder:
        record = Record.open_to_write(Path(folder, "0.sijill"))
        add(record, [article_of(0, None)])
        said = {0: [article_of(0, None)]}
        now = {0: article_of(0, None)}
        for n, (ordinals, day, what, second) in enumerate(steps, 1):
            articles = [article_of(ordinal, day) for ordinal in ordinals]
            recorded = f"2031-05-02T10:00:0{second}+00:00"
            if what == "killed":
                with pytest.raises(KeyboardInterrupt):
                    reread(record, articles, recorded, killed=True)
            elif what == "merged":
                other, record = record, Record.open_to_write(Path(folder, f"{n}.sijill"))
                merge_pages(record, other, Merged(), watch=lambda count: None)
                other.close()
            else:
                articles = [] if what == "refused" else articles
                text = what == "text" and second
                page = replace(page_of(TEXT + " " * second), projection="text/0") if text else page_of()
                reread(record, articles, recorded, page=page)
                for article in articles:
                    if now.get(article.ordinal) != article:
                        said.setdefault(article.ordinal, []).append(article)
                now = {article.ordinal: article for article in articles}
        with record.reading() as connection:
            found = read_readings(connection, 1)
            assert {article.ordinal: article for article in read_articles(connection)} == now
            rows = connection.exec_driver_sql("SELECT ordinal, recorded_from, recorded_to FROM readings_in_time")
            assert sorted(rows.all()) == sorted((one.ordinal, one.recorded_from, one.recorded_to) for one in found)
        assert list(find_interval_problems(found)) == []
        kept = {}
        for ordinal, some in groupby(found, key=lambda one: one.ordinal):
            intervals = list(some)
            assert all(one.recorded_to == after.recorded_from for one, after in pairwise(intervals))
            assert all(one.recorded_from < after.recorded_from for one, after in pairwise(intervals))
            assert [one.recorded_to for one in intervals].count(None) == 1
            assert intervals[-1].recorded_to is None
            assert intervals[-1].article == now.get(ordinal)
            kept[ordinal] = [one.article for one in intervals if one.article is not None]
        assert kept == said
        assert [one.problem for one in verify_record(record).problems] == []
        record.close()
