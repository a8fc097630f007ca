import sqlite3
from pathlib import Path

import pytest

import sijill
from sijill.dossier import Dossier

PAGE = """وزير النقل: الجسر يفتح غدا

مدينة الرمان - 3 مايو 2031 - قال وزير النقل سامر الياسين إن جسر الوادي سيفتح غدا أمام السيارات.
وأعلنت البلدية أن الجسر القديم انهار أمس.
"""


@pytest.fixture
def dossier(tmp_path: Path) -> Dossier:
    (tmp_path / "page.txt").write_text(PAGE, encoding="utf-8")
    found = sijill.open(tmp_path / "x.sijill")
    found.build([tmp_path / "page.txt"])
    return found


def tamper(dossier: Dossier, statement: str, *values: object) -> list[tuple[str, str]]:
    """Change the file behind the program's back; what the proof then complains of."""
    connection = sqlite3.connect(dossier.path)
    with connection:
        changed = connection.execute(statement, values).rowcount
    connection.close()
    assert changed
    proof = dossier.verify()
    assert not proof.holds
    return [(problem.where, problem.problem) for problem in proof.problems]


def test_a_record_proves_what_it_holds(dossier: Dossier) -> None:
    proof = dossier.verify()
    assert proof.holds
    assert (proof.pages, proof.projections, proof.articles, proof.problems) == (1, 1, 1, ())
    (article,) = dossier.articles()
    assert proof.ids == len(article.statements) + len(article.events)
    assert proof.spans > len(article.times) + len(article.entities) + 2 * len(article.statements)


@pytest.mark.parametrize(
    ("statement", "value", "where", "words"),
    [
        ("UPDATE statements SET content_text = ? WHERE n = 0", "كلام آخر", ".statements[0].content", "not 'كلام آخر'"),
        ("UPDATE statements SET id = ? WHERE n = 0", "0" * 16, ".statements[0].id", "is not the id of its span"),
        ("UPDATE times SET start = start + ? WHERE n = 0", 1, ".times[0]", "reads"),
        ("UPDATE times SET start = ? WHERE n = 0", "كثير", ".times[0]", "is not inside the page"),
        ('UPDATE entities SET "end" = ? WHERE n = 0', 99999, ".entities[0]", "is not inside the page"),
        ("UPDATE events SET trigger_text = ? WHERE n = 0", "عطس", ".events[0].trigger", "not 'عطس'"),
        ("UPDATE articles SET title_text = ?", "عنوان", ".title", "not 'عنوان'"),
        ("UPDATE articles SET body = ?", "[[0,99999]]", ".body", "[0, 99999) is not inside the page"),
        ("UPDATE articles SET body = ?", "[[0,", "page", "its rows cannot be read"),
        ("UPDATE pages SET sha256 = ?", "f" * 64, "bytes", "not ffff"),
        ("UPDATE pages SET text_sha256 = ?", "f" * 64, "text", "not ffff"),
        ("UPDATE pages SET bytes = ?", b"\x28\xb5\x2f\xfd broken", "page", "its rows cannot be read"),
        ("UPDATE pages SET bytes = ?", b"not compressed", "page", "its rows cannot be read"),
        (
            "UPDATE events SET modality = ?",
            "sure",
            "article 0",
            "Invalid enum value 'sure' - at `$.events[0].modality`",
        ),
        ("UPDATE times SET earliest = ? WHERE n = 0", "2031-02-30", ".times[0].earliest", "'2031-02-30' is no day"),
        ("UPDATE articles SET published_value = ?", "soon", ".published.value", "'soon' is no day"),
        ("DELETE FROM pages WHERE ?", 1, "articles row 1", "its row in pages is missing"),
    ],
)
def test_tampering_is_found(dossier: Dossier, statement: str, value: object, where: str, words: str) -> None:
    problems = tamper(dossier, statement, value)
    assert any(place.endswith(where) and words in problem for place, problem in problems), problems


def test_other_bytes_of_the_same_length_are_found(dossier: Dossier) -> None:
    import zstandard

    other = zstandard.ZstdCompressor().compress(PAGE.replace("3 مايو", "4 مايو").encode())
    assert {where for where, _ in tamper(dossier, "UPDATE pages SET bytes = ?", other)} == {"bytes", "text"}


def test_a_text_of_another_projection_stands_by_its_hash(dossier: Dossier) -> None:
    connection = sqlite3.connect(dossier.path)
    with connection:
        connection.execute("UPDATE pages SET projection = 'text/0'")
    connection.close()
    proof = dossier.verify()
    assert proof.holds
    assert (proof.pages, proof.projections) == (1, 0)
