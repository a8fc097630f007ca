"""How answers spread: every count is what the question beside it finds, as of any day and where people corrected things."""

import sqlite3

import pytest

import sijill
from sijill.encode import has_weights
from sijill.model.corrections import ActChange, DayChange, Hiding
from sijill.model.errors import UsageError
from sijill.store import answering, ranking

PAGES = {
    "a.txt": (
        "افتتاح جسر الوادي\n\n2 مارس 2031\n\nوادي الرمان - وكالة المرقاب - قال وزير الري سامر الياسين إن جسر الوادي جاهز. "
        "وتعهد بأن تعوض الوزارة المزارعين."
    ),
    "b.txt": (
        "هجوم على جسر الوادي\n\n4 مارس 2031\n\nبغداد - هاجم مسلحون جسر الوادي وقتل ثلاثة أشخاص، "
        "ونفت ليلى حداد رئيسة البلدية أن يكون أحد قد حذر."
    ),
    "c.txt": (
        "فيضان عند الجسر\n\n4 مايو 2031\n\nوادي الرمان - وكالة المرقاب - غمرت المياه الجسر، وقالت ليلى حداد إن الجسر سليم."
    ),
    "d.txt": "مباراة في بغداد\n\n20 مايو 2031\n\nبغداد - فاز فريق الوادي على ضيفه في مباراة الدوري لكرة القدم.",
    "e.txt": (
        "لجنة للجسر\n\n9 يناير 2032\n\nبغداد - شكل مجلس الوزراء لجنة للتحقيق في هجوم الجسر، "
        "وطالبت ليلى حداد باستقالة وزير الري سامر الياسين."
    ),
}
QUESTIONS = [
    "الجسر", "جسر الوادي", "هجوم مسلحين على جسر في الوادي", "attack on a bridge", "الجسر -هجوم", "فيضان OR مباراة",
    "مكان:بغداد", "الجسر place:بغداد place:الرمان", "الجسر actor:حداد type:ASSAULT", "after:2031-03 before:2031-05-04",
    "الجسر after:2031-05", "الجسر act:deny", '"جسر الوادي', "سيارة",
]  # fmt: skip


def spread(found, field):
    return {one.value: one.count for facet in found.facets if facet.field == field for one in facet.values}


def check(dossier, query, as_of=None):
    """Every count, and how many there were."""
    found = dossier.facets(query, as_of=as_of)
    assert found.total == dossier.search(query, as_of=as_of).total
    told = [(one.query, one.count) for facet in found.facets for one in facet.values]
    assert told == [(asked, dossier.search(asked, as_of=as_of).total) for asked, _ in told]
    return len(told)


def test_answers_spread_over_what_they_have(dossier):
    found = dossier.facets('"جسر الوادي"')
    assert found.total == 2
    assert spread(found, "place") == {"وادي الرمان": 1, "بغداد": 1}
    assert spread(found, "day") == {"2031-03-02": 1, "2031-03-04": 1}
    assert spread(found, "act") == {"assert": 1, "commit": 1, "deny": 1}
    assert spread(found, "type")["ASSAULT"] == 1
    assert spread(found, "actor")["ليلى حداد"] == 1
    assert [facet.field for facet in found.facets] == ["outlet", "actor", "place", "type", "act", "day"]
    assert next(one.query for one in found.facets[1].values if one.value == "ليلى حداد") == (
        '"جسر الوادي" actor:"ليلى حداد"'
    )


@pytest.mark.parametrize("query", QUESTIONS)
@pytest.mark.parametrize("as_of", [None, "2031-05-04"])
def test_a_count_is_the_number_of_answers_of_the_question_beside_it(dossier, query, as_of):
    assert check(dossier, query, as_of) or not dossier.facets(query, as_of=as_of).total


def test_without_vectors_too(dossier):
    with sqlite3.connect(dossier.path) as file:
        file.execute("DELETE FROM meanings")
    assert check(dossier, "هجوم مسلحين على جسر في الوادي") == 0
    assert check(dossier, "جسر الوادي")


@pytest.mark.skipif(not has_weights(), reason="the encoder's weights are not here")
@pytest.mark.parametrize(("near", "most"), [(1, 5_000), (2, 1), (200, 2)])
def test_the_rules_of_ranking_hold_where_few_are_ranked(dossier, monkeypatch, near, most):
    monkeypatch.setattr(ranking, "NEAR", near)
    monkeypatch.setattr(ranking, "MOST", most)
    assert answering.ranking is ranking
    for query in ("attack on a bridge", "هجوم على جسر", "الجسر", "جسر الوادي الجديد"):
        check(dossier, query)


def test_what_people_put_right_counts_as_it_was_put_right(dossier):
    rows = {hit.article.title: hit.article.page_sha256 for hit in dossier.search("الجسر")}
    dossier.correct(rows["لجنة للجسر"], Hiding(), who="ريما", why="مكررة")
    dossier.correct(rows["فيضان عند الجسر"], DayChange("2031-06-01"), who="ريما", why="في النسخة المطبوعة")
    (said,) = dossier.statements(act="deny")
    opining = spread(dossier.facets("الجسر"), "act").get("opine", 0)
    dossier.correct(said.id, ActChange("opine"), who="ريما", why="رأي")
    found = dossier.facets("الجسر")
    assert found.total == 3
    assert spread(found, "day") == {"2031-03-02": 1, "2031-03-04": 1, "2031-06-01": 1}
    assert "deny" not in spread(found, "act")
    assert spread(found, "act")["opine"] == opining + 1
    for query in QUESTIONS:
        check(dossier, query)
    check(dossier, "الجسر", "2031-05-10")


def test_nothing_later_is_counted_as_of_a_day(dossier):
    found = dossier.facets("الجسر", as_of="2031-05-10")
    assert (found.total, max(spread(found, "day"))) == (3, "2031-05-04")
    assert dossier.facets("الجسر", as_of="2030-01-01").facets == ()


def test_of_a_field_that_is_asked_for_the_values_are_other_choices(dossier):
    found = dossier.facets("الجسر place:بغداد")
    facet = next(facet for facet in found.facets if facet.field == "place")
    assert {one.value: (one.count, one.chosen, one.query) for one in facet.values} == {
        "بغداد": (2, True, "الجسر place:بغداد"),
        "وادي الرمان": (2, False, 'الجسر place:"وادي الرمان"'),
    }


def test_time_is_told_as_finely_as_it_fits(tmp_path):
    record = sijill.open(tmp_path / "story.sijill")
    for month in range(1, 13):
        for day in (3, 17):
            name = f"2031-{month:02}-{day:02}"
            (tmp_path / f"{name}.txt").write_text(
                f"خبر الجسر رقم {month}\n\nقالت ليلى حداد إن الجسر سيفتح بعد {day} أيام من أعمال الإصلاح الطويلة.",
                encoding="utf-8",
            )
            record.build([tmp_path / f"{name}.txt"], published=name, jobs=1)
    found = record.facets("الجسر")
    assert (found.facets[-1].unit, spread(found, "day")["2031-05"]) == ("month", 2)
    query = found.facets[-1].values[4].query
    assert query == "الجسر after:2031-05 before:2031-05"
    assert spread(record.facets(query), "day") == {"2031-05-03": 1, "2031-05-17": 1}
    within = record.facets("الجسر after:2031-01-10 before:2031-12")
    assert within.facets[-1].values[0].query == "الجسر after:2031-01-10 before:2031-01"
    check(record, "الجسر after:2031-01-10 before:2031-12")


@pytest.mark.parametrize("query", ["", '""', "after:yesterday"])
def test_nothing_is_counted_where_nothing_is_asked(dossier, query):
    with pytest.raises(UsageError):
        dossier.facets(query)
