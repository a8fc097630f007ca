import subprocess
import sys
from pathlib import Path

import pytest

import sijill
from sijill.dossier import Dossier
from sijill.model.errors import UsageError

PAGES = {
    "2031-05-02 a.txt": "وزير الري يعد بإصلاح السد\n\nقال وزير الري سامر الياسين إن السد سيصلح قبل نهاية العام.",
    "2031-05-13 b.txt": "انهيار سد\n\nوادي الرمان - انهار أمس جزء من السد، وقال وزير الري سامر الياسين إن السد سليم.",
}
UNDATED = "البلدية تحذر\n\nحذرت بلدية وادي الرمان من انهيار السد، وقالت إن المياه سترتفع."


@pytest.fixture(scope="module")
def dossier(tmp_path_factory: pytest.TempPathFactory) -> Dossier:
    folder = tmp_path_factory.mktemp("pages")
    found = sijill.open(folder / "x.sijill")
    for name, text in PAGES.items():
        (folder / name).write_text(text, encoding="utf-8")
        found.add([folder / name], published=name[:10])
    (folder / "undated.txt").write_text(UNDATED, encoding="utf-8")
    found.add([folder / "undated.txt"])
    return found


def titles(articles) -> list[str]:
    return [article.title.text if hasattr(article.title, "text") else article.title for article in articles]


def test_articles_stand_in_the_order_of_publication(dossier: Dossier) -> None:
    assert titles(dossier.articles()) == ["وزير الري يعد بإصلاح السد", "انهيار سد", "البلدية تحذر"]


def test_as_of_knows_only_what_was_published_by_then(dossier: Dossier, tmp_path: Path) -> None:
    early = dossier.articles(as_of="2031-05-12")
    assert titles(early) == ["وزير الري يعد بإصلاح السد"]
    assert isinstance(early.open, tuple)
    assert titles(early.open) == ["البلدية تحذر"]
    alone = sijill.open(tmp_path / "alone.sijill")
    alone.build([dossier.path.parent / "2031-05-02 a.txt"], published="2031-05-02")
    for view in ("timeline", "statements", "entities"):
        assert getattr(dossier, view)(as_of="2031-05-12").rows == getattr(alone, view)().rows
    assert dossier.timeline(as_of="2031-05-01").total == 0
    with pytest.raises(UsageError, match="'May' is not a day"):
        dossier.timeline(as_of="May")


def test_rows_carry_their_evidence(dossier: Dossier) -> None:
    texts = dossier.page_texts()
    rows = [*dossier.timeline(everything=True), *dossier.statements(), *dossier.entities()]
    assert rows
    for row in rows:
        assert row.evidence
        for piece in row.evidence:
            assert texts[piece.page_sha256][piece.start : piece.end] == piece.words


def test_statements_are_found_by_speaker_and_by_words(dossier: Dossier) -> None:
    said = dossier.statements(speaker="الياسين")
    assert said.total == len(said) == 2
    assert {row.speaker for row in said} == {"سامر الياسين"}
    assert [row.content.words for row in dossier.statements(speaker="الياسين", about="سليم")] == ["السد سليم"]
    assert dossier.statements(speaker="لا أحد").rows == ()


NAMED = {
    "2031-06-01 a.txt": "بيان من الوزارة\n\nقال الوزير حازم الطويلي إن سد الرمانة سليم. وحضر محافظ الرمانة لبيب الشماع.",
    "2031-06-02 b.txt": "زيارة إلى السد\n\nزار الوزير الطويلي سد الرمانة برفقة محافظ الرمانة لبيب الشماع. "
    "وقال الطويلي: «السد سليم تماما».",
    "2031-06-03 c.txt": "جلسة\n\nوقال الدكتور الطويلي إن الجلسة أجلت إلى الشتاء.",
}


def add_named(found: Dossier, folder: Path, names: list[str]) -> Dossier:
    for name in names:
        (folder / name).write_text(NAMED[name], encoding="utf-8")
        found.add([folder / name], published=name[:10])
    return found


def test_a_speaker_is_found_under_every_name_of_the_record(tmp_path: Path) -> None:
    found = add_named(sijill.open(tmp_path / "x.sijill"), tmp_path, sorted(NAMED)[:2])
    whole, surname = found.statements(speaker="حازم الطويلي"), found.statements(speaker="الطويلي")
    assert whole.rows == surname.rows
    assert [row.content.words for row in whole] == ["سد الرمانة سليم", "السد سليم تماما"]
    assert {row.speaker for row in whole} == {"حازم الطويلي"}
    (minister,) = [thing for thing in found.actors(kind="PER") if thing.name == "حازم الطويلي"]
    assert {row.entity for row in whole} == {minister.id}
    assert minister.aliases == ("الطويلي",)


def test_an_extended_record_names_what_a_rebuilt_one_does(tmp_path: Path) -> None:
    names = sorted(NAMED)
    extended = add_named(sijill.open(tmp_path / "extended.sijill"), tmp_path, names)
    rebuilt = add_named(sijill.open(tmp_path / "rebuilt.sijill"), tmp_path, names[::-1])
    assert extended.actors().rows == rebuilt.actors().rows
    assert extended.suggested_joins().rows == rebuilt.suggested_joins().rows


def test_only_the_articles_known_by_a_day_join_names(tmp_path: Path) -> None:
    found = add_named(sijill.open(tmp_path / "x.sijill"), tmp_path, sorted(NAMED))
    early = found.actors(kind="PER", as_of="2031-06-01")
    assert [(thing.name, thing.aliases) for thing in early] == [("حازم الطويلي", ()), ("لبيب الشماع", ())]
    assert found.suggested_joins(as_of="2031-06-02").rows == ()
    (pair,) = found.suggested_joins(kind="PER").rows
    assert set(pair.names) == {"حازم الطويلي", "الطويلي"}


def test_the_report_is_one_file(dossier: Dossier, tmp_path: Path) -> None:
    path = dossier.report(tmp_path / "x.html", title="سد الوادي")
    page = path.read_text(encoding="utf-8")
    assert "سد الوادي" in page
    assert "سامر الياسين" in page


def test_a_report_takes_no_record_s_place_and_is_no_page(dossier: Dossier, tmp_path: Path) -> None:
    before = dossier.path.read_bytes()
    with pytest.raises(UsageError, match="is a record, which would be lost"):
        dossier.report(dossier.path)
    assert dossier.path.read_bytes() == before
    done = dossier.build([dossier.report(tmp_path / "pages.html")])
    assert [(one.code, done.added) for one in done.rejected] == [("report", 0)]


def test_a_record_that_is_not_there_is_a_wrong_call(tmp_path: Path) -> None:
    with sijill.open(tmp_path / "no.sijill") as dossier:
        for call in (dossier.articles, dossier.timeline, dossier.statements, dossier.verify, dossier.build):
            with pytest.raises(UsageError, match="There is no record"):
                call()
        with pytest.raises(UsageError, match="No such file"):
            dossier.build([tmp_path / "no pages"])
    assert list(tmp_path.iterdir()) == []


def test_reading_pages_does_not_load_the_store() -> None:
    code = "import sys, sijill.run.engine, sijill.cli.annotate; sys.exit('sqlalchemy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
