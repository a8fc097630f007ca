"""Events carry their places, a place answers for what it contains, and the list of places cites every mention."""

from invented import report
from sijill.ledger.places import list_places
from sijill.ledger.timeline import build_timeline
from sijill.model.graph import article_key
from sijill.model.places import Located, PlaceName, Spot
from sijill.model.time import TimeValue

SYRIA = PlaceName("SY", "سوريا", "Syria", "SY")
IDLIB = PlaceName("i", "محافظة إدلب", "Idlib", "SY")
SARMADA = Spot("s", "سرمدا", "Sarmada", "SY", 36.19, 36.72, "town", (IDLIB, SYRIA))
COUNTRYSIDE = Spot("i", "محافظة إدلب", "Idlib", "SY", 35.93, 36.63, "region", (SYRIA,))
DAY = TimeValue("2031-03-02", None, "2031-03-02", "2031-03-02")
TEXT = "تحدثت المصادر عن غارة نفذها سرب الصقور في ريف إدلب على سرمدا."


def strike():
    return report(
        "أخبار الشمال",
        TEXT,
        outlet="المرقاب",
        day="2031-03-02",
        events=[lambda page: page.event("ASSAULT", "غارة", when=DAY, places=["ريف إدلب", "سرمدا"], main=True)],
    )


def locate(article):
    spots = {"ريف إدلب": COUNTRYSIDE, "سرمدا": SARMADA}
    found = [Located(p.start, p.end, p.text, spots[p.text], ("why",), ()) for p in article.events[0].places]
    return {article_key(article): tuple(found)}


def test_an_event_lies_where_its_own_words_say_the_most_precise_first():
    article = strike()
    (entry,) = build_timeline([article], located=locate(article))
    assert [(where.name, where.spot and where.spot.precision) for where in entry.places] == [
        ("سرمدا", "town"),
        ("ريف إدلب", "region"),
    ]


def test_a_place_is_asked_for_by_what_contains_it():
    article = strike()
    located = locate(article)
    for query in ("سوريا", "إدلب", "ادلب", "محافظة إدلب", "سرمدا", "Syria", "Idlib"):
        assert len(build_timeline([article], located=located, place=query)) == 1, query
    for query in ("حلب", "العراق", "لا مكان"):
        assert build_timeline([article], located=located, place=query) == [], query


def test_the_id_of_a_place_finds_no_namesake():
    here, there = strike(), report(
        "أخبار الجنوب", "وقعت غارة على سرمدا.", outlet="الهور", day="2031-03-02",
        events=[lambda page: page.event("ASSAULT", "غارة", when=DAY, places=["سرمدا"], main=True)],
    )  # fmt: skip
    (place,) = there.events[0].places
    namesake = Spot("n", "سرمدا", "Sarmada", "IQ", 31.0, 46.0, "town", ())
    located = {**locate(here), article_key(there): (Located(place.start, place.end, place.text, namesake, (), ()),)}
    asked = {query: build_timeline([here, there], located=located, place=query) for query in ("سرمدا", "s", "n", "SY")}
    assert {query: len(found) for query, found in asked.items()} == {"سرمدا": 2, "s": 1, "n": 1, "SY": 1}
    counts = {row.spot.id: row.events for row in list_places(located, build_timeline([here, there], located=located))}
    assert counts == {"s": 1, "n": 1, "i": 1}


def test_a_row_a_place_with_its_events_and_every_mention():
    article = strike()
    located = locate(article)
    rows = list_places(located, build_timeline([article], located=located))
    assert {(row.name, row.events, row.mentions) for row in rows} == {("سرمدا", 1, 1), ("محافظة إدلب", 1, 1)}
    page = f"{article.title.text}\n\n{article.text}"
    for row in rows:
        for words in row.evidence:
            assert page[words.start : words.end] == words.words
    assert [row.name for row in list_places(located, within="سرمدا")] == ["سرمدا"]


def test_open_names_stand_at_the_end_with_their_candidates():
    article = strike()
    (place, other) = article.events[0].places
    maybe = PlaceName("x", "إدلب", "Idlib", "SY")
    located = {
        article_key(article): (
            Located(place.start, place.end, place.text, None, ("several places of that name fit",), (maybe,)),
            Located(other.start, other.end, other.text, SARMADA, ("why",), ()),
        )
    }
    rows = list_places(located)
    assert [(row.name, row.spot is None, row.candidates) for row in rows] == [
        ("سرمدا", False, ()),
        ("ريف إدلب", True, (maybe,)),
    ]
