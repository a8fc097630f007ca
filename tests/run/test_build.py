import os
import random
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

import sijill
from sijill.dossier import Dossier
from sijill.model.records import Rejection
from sijill.pages import Document, open_page
from sijill.run.stages import STAGES

PAGES = {
    "a.txt": "وزير الري يعد بإصلاح السد\n\nقال وزير الري سامر الياسين إن السد سيصلح قبل نهاية 2031.",
    "b.txt": "انهيار جزء من السد\n\n12 مايو 2031 - أعلنت بلدية وادي الرمان أن جزءا من السد انهار أمس.",
    "c.txt": "الوزير ينفي\n\nنفى سامر الياسين أن يكون السد قد انهار، وقال: «السد سليم».",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "pages").mkdir()
    for name, text in PAGES.items():
        (tmp_path / "pages" / name).write_text(text, encoding="utf-8")
    return tmp_path / "pages"


def everything(dossier: Dossier) -> bytes:
    return msgspec.json.encode((dossier.articles(), dossier.timeline(), dossier.statements(), dossier.entities()))


def test_the_same_page_twice_changes_nothing(folder: Path, tmp_path: Path) -> None:
    dossier = sijill.open(tmp_path / "x.sijill")
    first = dossier.build([folder])
    assert (first.added, first.skipped, first.reread, first.rejected, first.pages) == (3, 0, 0, (), 3)
    before = dossier.path.read_bytes()
    again = dossier.build([folder, folder / "a.txt"])
    assert (again.added, again.skipped, again.reread, again.pages) == (0, 4, 0, 3)
    assert dossier.path.read_bytes() == before


def test_the_same_bytes_under_another_name_are_one_page(folder: Path, tmp_path: Path) -> None:
    dossier = sijill.open(tmp_path / "x.sijill")
    dossier.build([folder])
    listed = dossier.timeline(), dossier.statements()
    (folder / "z.txt").write_bytes((folder / "a.txt").read_bytes())
    report = dossier.build([folder])
    assert (report.added, report.skipped, report.pages) == (0, 4, 3)
    assert (dossier.timeline(), dossier.statements()) == listed


def test_any_order_of_adding_gives_the_same_record(folder: Path, tmp_path: Path) -> None:
    (folder / "copy.txt").write_bytes((folder / "b.txt").read_bytes())
    files = sorted(folder.iterdir())
    whole = sijill.open(tmp_path / "whole.sijill")
    whole.build(files)
    for seed in range(3):
        random.Random(seed).shuffle(files)
        extended = sijill.open(tmp_path / f"{seed}.sijill")
        for file in files:
            extended.build([file])
        assert everything(extended) == everything(whole)


def test_a_day_given_later_is_read_again(folder: Path, tmp_path: Path) -> None:
    dossier = sijill.open(tmp_path / "x.sijill")
    dossier.build([folder / "c.txt"])
    assert dossier.articles()[0].published.value is None
    report = dossier.build([folder / "c.txt"], published="2031-05-13")
    assert (report.added, report.skipped, report.reread) == (0, 1, 1)
    assert dossier.articles()[0].published.value == "2031-05-13"
    assert dossier.build([folder / "c.txt"]).reread == 0
    assert dossier.articles()[0].published.value == "2031-05-13"
    fresh = sijill.open(tmp_path / "y.sijill")
    fresh.build([folder / "c.txt"], published="2031-05-13")
    assert everything(fresh) == everything(dossier)
    first, now = dossier.history(dossier.articles()[0].page_sha256[:8])
    assert (first.recorded_to, now.recorded_to) == (now.recorded_from, None)
    assert first.changes == ()
    published = next(change for change in now.changes if change.part == "published")
    assert {
        (field.name, field.before, field.after) for field in published.fields if field.name in ("value", "how")
    } == {
        ("value", None, "2031-05-13"),
        ("how", "unknown", "given"),
    }
    assert len(fresh.history(dossier.articles()[0].page_sha256)) == 1


def test_a_page_refused_is_a_row_with_its_reason(folder: Path, tmp_path: Path) -> None:
    (folder / "empty.txt").touch()
    (folder / "empty too.txt").touch()
    dossier = sijill.open(tmp_path / "x.sijill")
    report = dossier.build([folder])
    assert report.added == 3
    assert [(Path(r.source).name, r.code) for r in report.rejected] == [
        ("empty too.txt", "empty"),
        ("empty.txt", "empty"),
    ]
    assert sorted(dossier.rejections(), key=str) == sorted(report.rejected, key=str)
    before = dossier.path.read_bytes()
    assert len(dossier.build([folder]).rejected) == 2
    assert dossier.path.read_bytes() == before
    (folder / "empty.txt").write_text("خبر جديد\n\nقال الوزير سامر الياسين إن السد سليم.", encoding="utf-8")
    assert dossier.build([folder]).added == 1
    assert [Path(r.source).name for r in dossier.rejections()] == ["empty too.txt"]


def test_a_rejection_holds_until_its_source_is_read(folder: Path, tmp_path: Path) -> None:
    (folder / "empty.txt").touch()
    dossier, other = sijill.open(tmp_path / "x.sijill"), sijill.open(tmp_path / "y.sijill")
    dossier.build([folder])
    other.build([folder / "empty.txt", folder / "b.txt"])
    assert [one.code for one in dossier.rejections() + other.rejections()] == ["empty", "empty"]
    (folder / "empty.txt").write_bytes((folder / "a.txt").read_bytes())
    assert (dossier.build([folder]).skipped, dossier.rejections()) == (4, [])  # a page that was there already
    dossier.merge(other.path)
    assert dossier.rejections() == []
    other.merge(dossier.path)
    assert other.rejections() == []
    (folder / "empty.txt").write_bytes(b"")
    dossier.build([folder])
    assert [one.code for one in dossier.rejections()] == ["empty"]
    other.merge(dossier.path)
    assert [one.code for one in other.rejections()] == ["empty"]


def test_pages_of_older_stages_are_read_again(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    dossier = sijill.open(tmp_path / "x.sijill")
    with monkeypatch.context() as older:
        stages = tuple(msgspec.structs.replace(stage, version="0") for stage in STAGES)
        older.setattr("sijill.run.build.name_versions", lambda: tuple(f"{s.name}/{s.version}" for s in stages))
        older.setattr("sijill.run.page.annotate", lambda text, article, stages: article)
        dossier.build([folder / "a.txt", folder / "b.txt"])
    assert len(dossier.entities()) == 0
    report = dossier.build([folder])
    assert (report.added, report.skipped, report.reread) == (1, 2, 2)
    fresh = sijill.open(tmp_path / "y.sijill")
    fresh.build([folder])
    assert everything(dossier) == everything(fresh)
    assert (dossier.verify().holds, dossier.verify().readings) == (True, 2)
    assert dossier.build().reread == 0
    page = next(article.page_sha256 for article in dossier.articles() if article.source.endswith("b.txt"))
    before, now = dossier.history(page)
    assert before.stages == "times/0 entities/0 statements/0 events/0"
    found = {(change.kind, change.part, change.after and change.after.words) for change in now.changes}
    assert {("added", "entities", "وادي الرمان"), ("added", "times", "أمس")} <= found
    assert {change.kind for change in now.changes} == {"added"}
    health = dossier.health()
    assert health.readings == 2
    assert 0 < health.reading_bytes < 4_000


def test_a_page_refused_when_read_again_keeps_its_bytes(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dossier = sijill.open(tmp_path / "x.sijill")
    dossier.build([folder])

    def refuse(document: Document) -> object:
        if "c.txt" in document.source:
            return Rejection(document.source, document.sha256, "other", "Not today.")
        return open_page(document)

    monkeypatch.setattr("sijill.run.build.name_versions", lambda: ("pages/next",))
    monkeypatch.setattr("sijill.run.page.open_page", refuse)
    report = dossier.build()
    assert (report.reread, [r.reason for r in report.rejected], report.pages, report.articles) == (
        2,
        ["Not today."],
        3,
        2,
    )
    assert dossier.verify().holds


@pytest.mark.parametrize("code", ["too-slow", "crashed", "failed"])
def test_a_bad_day_takes_nothing_of_a_page(
    code: str, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dossier = sijill.open(tmp_path / "x.sijill")
    dossier.build([folder])
    before = everything(dossier)
    monkeypatch.setattr("sijill.run.build.name_versions", lambda: ("pages/next",))

    def stumble(document: Document) -> object:
        if "c.txt" in document.source:
            return Rejection(document.source, document.sha256, code, "Not today.")
        return open_page(document)

    with monkeypatch.context() as busy:
        busy.setattr("sijill.run.page.open_page", stumble)
        report = dossier.build()
    assert (report.reread, [one.reason for one in report.rejected]) == (2, ["Not today."])
    assert everything(dossier) == before
    assert [one.code for one in dossier.rejections()] == [code]
    assert dossier.build().reread == 1
    assert everything(dossier) == before
    assert len(dossier.history(dossier.articles()[0].page_sha256)) == 1
    assert (dossier.build().reread, dossier.rejections()) == (0, [])


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_a_killed_build_goes_on_where_it_stopped(tmp_path: Path) -> None:
    lines = [{"id": f"p{n}", "text": f"{PAGES['b.txt']}\n\nوقال سامر الياسين إن الخسائر {n} بيتا."} for n in range(150)]
    (tmp_path / "pages.jsonl").write_bytes(b"\n".join(map(msgspec.json.encode, lines)))
    build = """
import sijill, sijill.run.build
sijill.run.build.BATCH_PAGES = 7
sijill.open("killed.sijill").build(["pages.jsonl"], jobs=2, watch=lambda count: print(count, flush=True))
"""
    choose = random.Random(5)
    counts = [0]
    for _ in range(4):
        process = subprocess.Popen([sys.executable, "-c", build], cwd=tmp_path, stdout=subprocess.PIPE)
        assert process.stdout
        for _ in range(counts[-1] + choose.randint(5, 35)):
            process.stdout.readline()
        process.send_signal(signal.SIGKILL)
        process.wait()
        process.stdout.close()
        with sqlite3.connect(tmp_path / "killed.sijill") as connection:
            counts.append(connection.execute("SELECT count(*) FROM pages").fetchone()[0])
        connection.close()
    assert counts == sorted(counts)
    assert 0 < counts[-1] < 150, "no kill hit a build at work"
    dossier = sijill.open(tmp_path / "killed.sijill")
    report = dossier.build([tmp_path / "pages.jsonl"])
    assert report.added + counts[-1] == report.pages == 150
    whole = sijill.open(tmp_path / "whole.sijill")
    whole.build([tmp_path / "pages.jsonl"])
    assert everything(dossier) == everything(whole)
    assert dossier.verify().holds
    assert sorted(os.listdir(tmp_path)) == ["killed.sijill", "pages.jsonl", "whole.sijill"]
