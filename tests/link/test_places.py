"""Mentions of places are resolved by what the article's own words say."""

from random import Random

import pytest
from msgspec.structs import replace

from sijill.link.places import locate_articles, resolve_places
from sijill.model.graph import article_key
from sijill.model.places import Located
from sijill.model.records import Article, Entity
from sijill.pages import open_page
from sijill.pages.documents import Document
from sijill.run.stages import annotate


def read(text: str, outlet: str | None = None) -> Article:
    opened = open_page(Document("x", text.encode(), "text", published="2031-05-02", outlet=outlet))
    assert isinstance(opened, tuple)
    page, articles = opened
    return annotate(page.text, articles[0])


def places(text: str, outlet: str | None = None) -> dict[str, Located]:
    return {one.text: one for one in resolve_places(read(text, outlet))}


def country(one: Located) -> str | None:
    return one.spot.country if one.spot else None


@pytest.mark.parametrize(
    ("text", "name", "wanted"),
    [
        ("أغلق المحتجون الطريق في طرابلس وعكار وزغرتا.", "طرابلس", "LB"),
        ("وصل الوفد إلى طرابلس قادما من مصراتة والزنتان.", "طرابلس", "LY"),
        ("سقط جرحى في مدينة طرابلس اللبنانية.", "طرابلس", "LB"),
        ("اندلع حريق في مدينة المنصورة المصرية.", "المنصورة", "EG"),
        ("عقد البرلمان جلسة في مدينة البيضاء شرقي ليبيا.", "البيضاء", "LY"),
        ("قتل جندي في مدينة البيضاء وسط اليمن.", "البيضاء", "YE"),
        ("زار الوفد جورجيا وأرمينيا.", "جورجيا", "GE"),
        ("فاز المرشح في ولاية جورجيا الأميركية.", "جورجيا", "US"),
        ("قصفت المدفعية أطراف أريحا وسراقب في ريف إدلب.", "أريحا", "SY"),
        ("اعتقل الجيش شبانا في أريحا ونابلس.", "أريحا", "PS"),
    ],
)
def test_the_words_around_a_name_say_which_place_it_is(text: str, name: str, wanted: str) -> None:
    assert country(places(text)[name]) == wanted


def test_a_located_mention_has_coordinates_precision_containment_and_reasons() -> None:
    one = places("قتل ثلاثة مدنيين في قصف على بلدة سرمدا في ريف إدلب الشمالي.")["سرمدا"]
    assert one.spot is not None
    assert (one.spot.english, one.spot.latitude, one.spot.longitude, one.spot.precision) == (
        "Sarmada", 36.19, 36.72, "town",
    )  # fmt: skip
    assert [place.english for place in one.spot.within] == ["Idlib", "Syria"]
    assert "in ريف إدلب الشمالي, as the text says" in one.reasons


def test_a_part_of_a_mention_lies_somewhere_there() -> None:
    one = places("سمع دوي انفجارات في ريف إدلب الشمالي.")["ريف إدلب الشمالي"]
    assert one.spot is not None
    assert (one.spot.english, one.spot.precision) == ("Idlib", "region")


def test_what_the_text_does_not_settle_stays_open_with_its_candidates() -> None:
    one = places("عاد السكان إلى بلدة الطيبة بعد توقف المطر.")["الطيبة"]
    assert one.spot is None
    assert one.reasons == ("several places of that name fit",)
    assert len({candidate.country for candidate in one.candidates}) > 1


def test_a_name_no_list_holds_is_open() -> None:
    text = "وصل الوفد إلى زعرورستان أمس."
    article, start = read(text), text.index("زعرورستان")
    entity = Entity("زعرورستان", start, start + 9, "LOC", "x", "زعرورستان")
    (one,) = resolve_places(replace(article, entities=(entity,)))
    assert (one.spot, one.candidates, one.reasons) == (None, (), ("no place of that name is known",))


def test_the_order_of_mentions_makes_no_difference() -> None:
    article = read(
        "اشتباكات في طرابلس والزاوية وسرت، وهدوء في البيضاء ودرنة. وقال وفد من المنصورة إن الطريق إلى سوسة مفتوح."
    )
    wanted = resolve_places(article)
    for seed in range(5):
        shuffled = list(article.entities)
        Random(seed).shuffle(shuffled)
        assert resolve_places(replace(article, entities=tuple(shuffled))) == wanted
    assert locate_articles([article]) == {article_key(article): wanted}
