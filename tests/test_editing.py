"""Corrections, forgetting and merging as Python users call them."""

import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
import zstandard
from hypothesis import given, settings
from hypothesis import strategies as st

import sijill
from sijill.dossier import Dossier
from sijill.export.report.view import build_report
from sijill.model.corrections import (
    ActChange,
    DayChange,
    DifferentThing,
    Hiding,
    Note,
    PlaceChange,
    SameThing,
    SpeakerChange,
    Target,
    make_correction,
)
from sijill.model.errors import TryAgainError, UsageError
from sijill.model.records import Rejection
from sijill.run.derived import Derived
from sijill.store.corrections import add_corrections
from sijill.store.record import Record
from sijill.store.rejections import add_rejections
from sijill.store.writing import begin_run

PAGES = {
    "2031-05-02 a.txt": "وعد بإصلاح السد\n\nقال وزير الري سامر الياسين إن السد سيصلح قبل نهاية العام.",
    "2031-05-13 b.txt": "انهيار سد\n\nوادي الرمان - انهار أمس جزء من السد، وقال وزير الري سامر الياسين إن السد سليم. "
    "وأضاف النائب هاشم الدليمي أن لجنة ستشكل في بغداد.",
    "2031-05-20 c.txt": "تحقيق في السد\n\nقال النائب الدليمي إن اللجنة بدأت عملها أمس.",
}
UNDATED = "البلدية تحذر\n\nحذرت بلدية وادي الرمان من انهيار السد، وقالت إن المياه سترتفع."
WHY = {"who": "ريما", "why": "الصفحة تقول غير ذلك"}


def write_pages(folder: Path) -> dict[str, Path]:
    files = {}
    for name, text in {**PAGES, "undated.txt": UNDATED}.items():
        files[name] = folder / name
        files[name].write_text(text, encoding="utf-8")
    return files


def build(path: Path, files: list[Path]) -> Dossier:
    dossier = sijill.open(path)
    for file in files:
        dossier.build([file], published=file.name[:10] if file.name[:2] == "20" else None, jobs=1)
    return dossier


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Dossier:
    """The record that tests work on copies of, beside its pages."""
    folder = tmp_path_factory.mktemp("editing")
    (folder / "pages").mkdir()
    return build(folder / "x.sijill", list(write_pages(folder / "pages").values()))


@pytest.fixture
def files(built: Dossier) -> dict[str, Path]:
    return {file.name: file for file in (built.path.parent / "pages").iterdir()}


@pytest.fixture
def dossier(built: Dossier, tmp_path: Path) -> Dossier:
    return sijill.open(shutil.copy(built.path, tmp_path / "x.sijill"))


def rows_of(dossier: Dossier) -> list[object]:
    """Everything that a record tells, without the order and the clock of adding."""
    listings = [getattr(dossier, name)().rows for name in ("articles", "timeline", "statements", "actors", "places")]
    return [*listings, dossier.commitments().rows, [row.correction for row in dossier.corrections()]]


def said(dossier: Dossier, words: str):
    (row,) = [row for row in dossier.statements() if words in row.content.words]
    return row


def mention(dossier: Dossier, name: str, at: int = 0) -> Target:
    found = [
        Target(article.page_sha256, "mention", one.start, one.end, one.text)
        for article in dossier.articles()
        for one in article.entities
        if one.text == name
    ]
    return found[at]


def correct_everything(dossier: Dossier) -> None:
    dossier.correct(said(dossier, "السد سليم").id, SpeakerChange("هاشم الدليمي"), **WHY)
    dossier.correct(said(dossier, "سيصلح").id, ActChange("opine"), **WHY)
    article = next(one for one in dossier.articles() if one.title and one.title.text == "انهيار سد")
    dossier.correct(article.page_sha256[:12], DayChange("2031-05-14"), **WHY)
    dossier.correct(mention(dossier, "الدليمي"), SameThing(mention(dossier, "هاشم الدليمي")), **WHY)
    dossier.correct(mention(dossier, "سامر الياسين"), DifferentThing(mention(dossier, "سامر الياسين", 1)), **WHY)


def test_what_is_put_right_shows_in_every_list_and_says_so(dossier: Dossier) -> None:
    before = [thing.name for thing in dossier.actors(kind="PER")]
    assert before.count("سامر الياسين") == 1
    correct_everything(dossier)
    assert (said(dossier, "السد سليم").speaker, said(dossier, "سيصلح").act) == ("هاشم الدليمي", "opine")
    assert [(one.who, one.what) for one in said(dossier, "سيصلح").corrected] == [("ريما", "act"), ("ريما", "different")]
    collapse = next(row for row in dossier.timeline() if row.trigger.words == "انهيار")
    assert collapse.when.value == "2031-05-13", "yesterday is counted from the day that was put right"
    assert [one.what for one in collapse.corrected] == ["day"]
    after = [thing.name for thing in dossier.actors(kind="PER")]
    assert after.count("سامر الياسين") == 2
    (member,) = [thing for thing in dossier.actors(kind="PER") if "الدليمي" in thing.name]
    assert member.aliases == ("الدليمي",)
    assert member.corrected[0].what == "same"
    assert {row.content.words for row in dossier.statements(speaker="هاشم الدليمي")} >= {
        "السد سليم",
        "اللجنة بدأت عملها أمس",
    }
    assert dossier.verify().holds
    assert "مصحَّح" in dossier.report(dossier.path.with_name("x.html")).read_text(encoding="utf-8")


def test_a_correction_holds_in_views_of_earlier_days(dossier: Dossier) -> None:
    correct_everything(dossier)
    early = dossier.statements(as_of="2031-05-02")
    assert [(row.act, len(row.corrected)) for row in early] == [("opine", 2)]
    known = {article.title.text for article in dossier.articles(as_of="2031-05-13") if article.title}
    assert known == {"وعد بإصلاح السد"}, "the other was published on the 14th, as somebody put right"


def test_corrections_are_replayed_after_a_rebuild(dossier: Dossier, tmp_path: Path, files: dict[str, Path]) -> None:
    correct_everything(dossier)
    before = rows_of(dossier)
    with sqlite3.connect(dossier.path) as file:
        file.execute("UPDATE pages SET run = NULL")
    file.close()
    assert dossier.build().reread == 4
    assert rows_of(dossier) == before
    anew = build(tmp_path / "anew.sijill", sorted(files.values(), reverse=True))
    anew.merge(dossier.path)
    assert rows_of(anew) == before


def test_undoing_restores_and_is_kept(dossier: Dossier) -> None:
    before = rows_of(dossier)
    correct_everything(dossier)
    for row in dossier.corrections():
        dossier.undo(row.correction.id[:8], who="سعاد", why="كان صحيحا")
    assert rows_of(dossier)[:-1] == before[:-1]
    states = [(row.correction.what, row.state) for row in dossier.corrections()]
    assert states.count(("undo", "standing")) == 5
    assert {state for what, state in states if what != "undo"} == {"undone"}
    undoing = next(row.correction for row in dossier.corrections() if row.correction.what == "undo")
    dossier.undo(undoing.id, who="ريما")
    assert [row.correction.what for row in dossier.corrections() if row.state == "standing"].count("speaker") <= 1
    with pytest.raises(UsageError, match="is undone already"):
        dossier.undo(undoing.id, who="ريما")
    with pytest.raises(UsageError, match="No correction 'ffff' in"):
        dossier.undo("ffff", who="ريما")


def test_a_correction_whose_target_is_gone_waits_in_the_queue(dossier: Dossier) -> None:
    made = dossier.correct(said(dossier, "سيصلح").id, Hiding(), **WHY)
    assert "سيصلح" not in "".join(row.content.words for row in dossier.statements())
    with sqlite3.connect(dossier.path) as file:
        file.execute("UPDATE corrections SET start = start + 1, words = 'كما كان'")
    file.close()
    first = dossier.review()[0]
    assert (first.kind, first.correction and first.correction.what, first.open) == (
        "correction",
        "hide",
        ("its target is gone",),
    )
    assert first.targets[0].words == "كما كان"
    assert [(words.words, words.start) for words in first.evidence] == [(made.target.words, made.target.start)]
    assert [row.state for row in dossier.corrections()] == ["waiting"]
    assert said(dossier, "سيصلح")


def test_the_queue_asks_what_is_open_until_somebody_says(dossier: Dossier) -> None:
    rows = {row.kind: row for row in dossier.review()}
    undated = rows["article"]
    assert undated.open == ("day of publication",)
    assert undated.evidence[0].words == "البلدية تحذر"
    dossier.correct(undated.targets[0], DayChange("2031-05-12"), **WHY)
    assert "article" not in {row.kind for row in dossier.review()}
    (pair,) = [row for row in dossier.review() if row.kind == "pair" and "الدليمي" in row.evidence[1].words]
    dossier.correct(pair.targets[0], DifferentThing(pair.targets[1]), **WHY)
    assert pair not in dossier.review().rows


def test_places_are_settled(dossier: Dossier) -> None:
    baghdad = mention(dossier, "بغداد")
    with pytest.raises(UsageError, match="is the name of 2 known places") as caught:
        dossier.correct(baghdad, PlaceChange("بغداد"), **WHY)
    assert "gn98182 Baghdad IQ" in (caught.value.hint or "")
    dossier.correct(baghdad, PlaceChange("بغداد", "gn98182"), **WHY)
    (row,) = [row for row in dossier.places() if row.name == "بغداد"]
    assert row.corrected[0].what == "place"
    assert "corrected by ريما" in row.reasons[0]
    dossier.correct(baghdad, PlaceChange(None), **WHY)
    (row,) = [row for row in dossier.places() if row.name == "بغداد"]
    assert row.spot is None
    event = next(row for row in dossier.timeline(everything=True) if row.trigger.words == "انهيار")
    dossier.correct(event.id, PlaceChange("بغداد"), **WHY)
    event = next(row for row in dossier.timeline(everything=True) if row.trigger.words == "انهيار")
    assert [place.name for place in event.places] == ["بغداد"]


def test_search_shows_what_was_put_right(dossier: Dossier) -> None:
    dossier.correct(said(dossier, "السد سليم").id, SpeakerChange("هاشم الدليمي"), **WHY)
    (hit,) = dossier.search("سليم")
    assert [one.speaker for one in hit.statements] == ["هاشم الدليمي"]
    assert dossier.search("سليم speaker:الدليمي").total == 1
    assert dossier.search("سليم متحدث:الياسين").total == 0
    article = next(one for one in dossier.articles() if one.title and one.title.text == "انهيار سد")
    dossier.correct(article.page_sha256, DayChange("2031-06-01"), **WHY)
    assert dossier.search("سليم after:2031-06").total == 1
    assert dossier.search("سليم before:2031-05").total == 0
    dossier.correct(article.page_sha256, Hiding(), **WHY)
    assert dossier.search("سليم").total == dossier.search("after:2031-06").total == 0
    assert len(dossier.articles()) == 3


def test_what_does_not_fit_is_refused_and_nothing_is_kept(dossier: Dossier) -> None:
    statement, event = said(dossier, "سيصلح").id, dossier.timeline()[0].id
    person = mention(dossier, "سامر الياسين")
    for target, change, words in (
        (event, SpeakerChange("أحد"), "'speaker' puts nothing right in a event"),
        (statement, DayChange("غدا"), "is no day, month or year"),
        (event, PlaceChange("باريس"), "stands nowhere in the article"),
        (event, PlaceChange("السد", "xx1"), "No place has the id 'xx1'"),
        (person, PlaceChange("بغداد"), "is read as PER"),
        (person, SameThing(person), "Two mentions are put together"),
        (statement, Note("  "), "An empty text is not a note"),
        (statement, ActChange("denies"), "'denies' is no act"),
        (statement, ActChange(3), "cannot be kept: Expected `str`"),
        (statement, SpeakerChange(7), "cannot be kept: Expected `str"),
        (statement, Note("نصف \ud800"), "cannot be kept: 'utf-?8' codec"),
        ("0123456789abcdef", Hiding(), "names no line|No page"),
        (person.page_sha256[:8] + ":0-3", Hiding(), "Nothing was read at"),
        (Target(person.page_sha256, "mention", 0, 3, "وزي"), Hiding(), "No mention 'وزي' at"),
    ):
        with pytest.raises(UsageError, match=words):
            dossier.correct(target, change, **WHY)
    with pytest.raises(UsageError, match="A correction has an editor"):
        dossier.correct(statement, Hiding(), who=" ")
    with pytest.raises(UsageError, match="puts nothing right"):
        dossier.correct_all([(statement, Hiding()), (event, ActChange("deny"))], **WHY)
    assert dossier.corrections().total == 0
    assert dossier.correct(statement, ActChange(" Deny "), **WHY).change == ActChange("deny")


def test_the_report_places_an_event_where_people_put_it(dossier: Dossier) -> None:
    event = next(row for row in dossier.timeline() if row.trigger.words == "انهيار")
    dossier.correct(event.id, PlaceChange("بغداد"), **WHY)
    view = dossier.view()
    shown = build_report(Derived(view), dossier.page_texts(), title=None, rejections=())
    line = next(one for one in shown.lines if one.entry.id == event.id)
    assert [place.name for place in line.entry.places] == ["بغداد"]
    assert line.entry.places[0].spot is not None
    assert line.entry.places[0].spot.country == "IQ"
    told = {entry.id: entry for line in shown.lines for entry in (one.entry for one in line.told)}
    assert told == {entry.id: entry for entry in dossier.timeline()}, "the report tells what the timeline tells"


def packed_of(dossier: Dossier, page: str) -> list[bytes]:
    """The page as it lies in the file: packed bytes and packed text."""
    with sqlite3.connect(dossier.path) as file:
        (row,) = file.execute("SELECT bytes, text FROM pages WHERE sha256 = ?", (page,)).fetchall()
    file.close()
    return list(row)


def bytes_of(dossier: Dossier) -> bytes:
    """Everything that lies on the disk for the record, its packed texts opened."""
    found = b"".join(file.read_bytes() for file in dossier.path.parent.glob(dossier.path.name + "*"))
    with sqlite3.connect(dossier.path) as file:
        packed = [row[0] for row in file.execute("SELECT bytes FROM pages UNION ALL SELECT text FROM pages")]
    file.close()
    return found + b"".join(zstandard.ZstdDecompressor().decompress(one) for one in packed)


def test_a_forgotten_page_leaves_no_word_in_the_file(dossier: Dossier, files: dict[str, Path]) -> None:
    page = next(one for one in dossier.articles() if one.title and one.title.text == "انهيار سد").page_sha256
    row = said(dossier, "السد سليم")
    made = dossier.correct(row.id, Note("الدليمي غائب يومها"), **WHY)
    dossier.undo(made.id, who="ريما")
    dossier.correct(mention(dossier, "الدليمي"), SameThing(mention(dossier, "هاشم الدليمي")), **WHY)
    words = ["هاشم", "السد سليم", "هاشم الدليمي", page, "2031-05-13 b.txt", "غائب"]
    before, packed = bytes_of(dossier), packed_of(dossier, page)
    assert [word for word in words if word.encode() not in before] == []
    assert all(part[-100:] in before for part in packed)
    others = [one for one in dossier.articles() if one.page_sha256 != page]
    report = dossier.forget(page[:10], why="أمر محكمة")
    after = bytes_of(dossier)
    assert [word for word in words if word.encode() in after] == []
    assert not any(part[at : at + 24] in after for part in packed for at in range(12, len(part) - 24, 12))
    assert (report.pages, report.articles, report.alike) == (3, 3, ())
    assert list(dossier.articles()) == others
    assert dossier.search("هاشم").total == 0
    assert dossier.search("تحذر").total == 1
    assert dossier.corrections().total == 0
    assert dossier.verify().holds
    assert [(one.made, one.why) for one in dossier.removals()] == [(report.made, "أمر محكمة")]
    again = dossier.build([files["2031-05-13 b.txt"]], published="2031-05-13", jobs=1)
    assert [(one.code, one.sha256) for one in again.rejected] == [("forgotten", None)]
    assert dossier.counts()["pages"] == 3
    assert [word for word in words if word.encode() in bytes_of(dossier)] == []


def test_forgetting_asks_for_a_page_and_a_reason(dossier: Dossier) -> None:
    for page, why, words in (
        ("ffffffffff", "أمر", "No page 'ffffffffff'"),
        (dossier.articles()[0].page_sha256, " ", "has a reason"),
    ):
        with pytest.raises(UsageError, match=words):
            dossier.forget(page, why=why)
    assert dossier.counts()["pages"] == 4


@pytest.mark.parametrize("writes", ["sweep", "correct", "undo", "build"])
def test_the_file_is_swept_once_its_readers_are_gone(dossier: Dossier, writes: str) -> None:
    made = dossier.correct(said(dossier, "سيصلح").id, Hiding(), **WHY)
    page = next(one for one in dossier.articles() if one.title and one.title.text == "انهيار سد").page_sha256
    with Record.open(dossier.path) as reader, reader.reading() as connection:
        connection.exec_driver_sql("SELECT count(*) FROM pages").scalar()
        with pytest.raises(TryAgainError, match=r"another program still reads|is busy"):
            dossier.forget(page, why="أمر محكمة")
    assert dossier.counts()["pages"] == 3
    calls = {
        "sweep": dossier.sweep,
        "correct": lambda: dossier.correct(made.target, Note("نص"), **WHY),
        "undo": lambda: dossier.undo(made.id, who="ريما"),
        "build": dossier.build,
    }
    calls[writes]()
    assert "هاشم".encode() not in bytes_of(dossier)


def test_pages_that_carry_the_same_text_are_told(tmp_path: Path) -> None:
    long = " ".join(f"كلمة{at}" for at in range(40))
    (tmp_path / "a.txt").write_text(f"خبر\n\nقال الوزير {long}.", encoding="utf-8")
    (tmp_path / "b.txt").write_text(f"خبر آخر\n\nقال الوزير {long}.", encoding="utf-8")
    dossier = build(tmp_path / "x.sijill", [tmp_path / "a.txt", tmp_path / "b.txt"])
    report = dossier.forget(str(tmp_path / "a.txt"), why="طلب")
    (left,) = dossier.articles()
    assert report.alike == (left.page_sha256,)


@given(sides=st.lists(st.sampled_from(("a", "b", "both")), min_size=4, max_size=4))
@settings(max_examples=3, deadline=None)
def test_two_records_merged_are_one_build_of_both(sides: list[str], tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("merge")
    files = list(write_pages(folder).values())
    mine = [file for file, side in zip(files, sides, strict=True) if side != "b"] or files[:1]
    theirs = [file for file, side in zip(files, sides, strict=True) if side != "a"] or files[:1]
    one, other = build(folder / "a.sijill", mine), build(folder / "b.sijill", theirs)
    whole = build(folder / "whole.sijill", files)
    for dossier in (one, other):
        dossier.correct(dossier.articles()[0].page_sha256, Note("نص"), **WHY)
    joined, turned = sijill.open(folder / "joined.sijill"), sijill.open(folder / "turned.sijill")
    for into, order in ((joined, (one, other)), (turned, (other, one))):
        for dossier in order:
            into.merge(dossier.path, jobs=1)
    assert rows_of(joined)[:-1] == rows_of(whole)[:-1]
    assert rows_of(turned) == rows_of(joined)
    again = joined.merge(one.path, jobs=1)
    assert (again.added, again.corrections, again.reread) == (0, 0, 0)
    assert rows_of(turned) == rows_of(joined)
    assert joined.verify().holds


def test_names_of_one_page_in_two_records_are_joined(tmp_path: Path, files: dict[str, Path]) -> None:
    page = files["undated.txt"]
    one, other = sijill.open(tmp_path / "a.sijill"), sijill.open(tmp_path / "b.sijill")
    one.build([page], jobs=1)
    copy = tmp_path / "copy.txt"
    copy.write_bytes(page.read_bytes())
    other.build([copy], published="2031-05-12", jobs=1)
    report = one.merge(other.path, jobs=1)
    assert (report.added, report.known, report.reread) == (0, 1, 1)
    assert one.articles()[0].published.value == "2031-05-12"


def test_what_one_record_has_forgotten_does_not_come_back_from_another(dossier: Dossier, tmp_path: Path) -> None:
    page = dossier.articles()[0].page_sha256
    other = sijill.open(shutil.copy(dossier.path, tmp_path / "other.sijill"))
    dossier.forget(page, why="أمر محكمة")
    kept = dossier.merge(other.path)
    assert (kept.refused, kept.added, kept.pages) == (1, 0, 3)
    gone = other.merge(dossier.path)
    assert (gone.forgotten, gone.pages) == (1, 3)
    assert [one.why for one in other.removals()] == ["أمر محكمة"]
    assert other.merge(dossier.path).forgotten == 0
    assert "سيصلح".encode() not in bytes_of(other)
    with pytest.raises(UsageError, match="is the record itself"):
        other.merge(other.path)


def test_what_only_names_a_forgotten_page_does_not_come_back_either(dossier: Dossier, tmp_path: Path) -> None:
    page, name = dossier.articles()[0].page_sha256, dossier.articles()[0].source
    waiting = make_correction(
        Target(page, "article", 0, 4, "وعد"), Note("الدليمي غائب"), **WHY, made="2031-06-01T00:00:00.000000Z"
    )
    (tmp_path / "o.txt").write_text("خبر آخر\n\nقال الناطق إن الجسر سيفتح غدا.", encoding="utf-8")
    other, third = build(tmp_path / "other.sijill", [tmp_path / "o.txt"]), sijill.open(tmp_path / "third.sijill")
    with Record.open_to_write(other.path) as record, record.writing() as connection:
        run = begin_run(connection, fingerprint="x", stages="[]", program="sijill/0", recorded="2031-06-01T00:00:00Z")
        add_rejections(connection, [Rejection(name, page, "too-slow", "It took too long.")], run=run)
        add_corrections(connection, [waiting])
    shutil.copy(other.path, third.path)
    dossier.forget(page, why="أمر محكمة")
    dossier.merge(other.path, jobs=1)
    assert (dossier.rejections(), dossier.corrections().total) == ([], 0)
    assert third.merge(dossier.path, jobs=1).forgotten == 0
    assert (third.rejections(), third.corrections().total, len(third.removals())) == ([], 0, 1)
    for one in (dossier, third):
        assert [word for word in (page, "غائب") if word.encode() in bytes_of(one)] == []


def test_a_merge_that_is_killed_goes_on_and_doubles_nothing(dossier: Dossier, tmp_path: Path) -> None:
    into = tmp_path / "into.sijill"
    code = (
        "import os, sijill.store.merging as merging, sijill\n"
        "merging._BATCH = 1\n"
        "stop = lambda count: seen.append(1) or (len(seen) == 2 and os._exit(9))\n"
        f"sijill.open({str(into)!r}).merge({str(dossier.path)!r}, watch=stop)\n"
    )
    killed = subprocess.run([sys.executable, "-c", "seen = []\n" + code], capture_output=True, text=True, check=False)
    assert killed.returncode == 9, killed.stderr
    assert sijill.open(into).counts()["pages"] == 2
    report = sijill.open(into).merge(dossier.path)
    assert (report.added, report.known, report.pages) == (2, 2, 4)
    assert rows_of(sijill.open(into)) == rows_of(dossier)
    assert sijill.open(into).counts() == dossier.counts()
