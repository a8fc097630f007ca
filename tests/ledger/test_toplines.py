from invented import report
from sijill.ledger.timeline import build_timeline
from sijill.ledger.toplines import group_lines, keep_salient, rank_lines
from sijill.link.events import link_events
from sijill.model.graph import article_key
from sijill.model.places import Located, PlaceName, Spot
from sijill.model.time import TimeValue


def news(title, *events, outlet="المرقاب", day="2021-05-04", body="تحدثت الصحف عن مدينة السروة."):
    return report(title, body, outlet=outlet, day=day, events=list(events))


def told(kind, word, day=None, **rest):
    return lambda page: page.event(kind, word, day and TimeValue(day), **{"main": True, **rest})


def timeline(articles, **how):
    return build_timeline(articles, linked=link_events(articles), **how)


def headings(entries):
    return [entry.heading.words for entry in entries]


def test_what_a_better_line_tells_already_is_passed_over():
    first = news("الوزير الربيشي يلتقي محافظ السروة في القلعة", told("CONSULT", "يلتقي", "2021-05-03"))
    again = news(
        "محافظ السروة يستقبل الوزير الربيشي في القلعة", told("CONSULT", "يستقبل", "2021-05-03"), outlet="الضفاف"
    )
    other = news("احتجاج في وادي الرمان على انقطاع الماء", told("PROTEST", "احتجاج", "2021-05-03"), outlet="الراصد")
    apart = build_timeline([first, again, other])  # nothing is linked
    assert len(apart) == 3
    kept = keep_salient(apart, 3)
    assert len(kept) == 2
    assert "احتجاج في وادي الرمان على انقطاع الماء" in headings(kept)
    groups = group_lines(apart, 3)
    assert sorted(len(group) for group in groups.values()) == [0, 1]


def test_the_same_words_of_another_day_are_another_line():
    days = ("2021-05-01", "2021-05-04")
    articles = [
        news("غارة على تل الزيت", told("ASSAULT", "غارة", day), outlet=outlet, day=day, body=f"كتبت {outlet} الخبر.")
        for day, outlet in zip(days, ("المرقاب", "الضفاف"), strict=True)
    ]
    assert [entry.when.value for entry in keep_salient(build_timeline(articles), 2)] == list(days)


def test_a_question_comes_after_what_is_told():
    asks = news("أين تتمركز قوات الصقور؟", told("MOBILIZE", "تتمركز", "2021-05-03"))
    tells = news("قوات الصقور تنسحب من السروة", told("RETREAT", "تنسحب", "2021-05-03"), outlet="الضفاف")
    entries = build_timeline([asks, tells])
    assert [entries[at].trigger.words for at in rank_lines(entries)] == ["تنسحب", "تتمركز"]


def test_a_word_that_tells_nothing_comes_after_one_that_does():
    bare = news("تداول صور من السروة", told("CULTURE", "تداول", "2021-05-03"))
    tells = news("حريق في السروة", told("DISASTER", "حريق", "2021-05-03"), outlet="الضفاف")
    entries = build_timeline([bare, tells])
    assert [entries[at].trigger.words for at in rank_lines(entries)] == ["حريق", "تداول"]


def test_what_has_no_word_of_the_story_comes_last():
    story = [
        news(title, told(kind, word, "2021-05-03"), outlet=outlet)
        for title, kind, word, outlet in (
            ("حريق في ميناء السروة", "DISASTER", "حريق", "الضفاف"),
            ("إضراب عمال ميناء السروة", "PROTEST", "إضراب", "المرقاب"),
            ("وزير يزور ميناء السروة", "CONSULT", "يزور", "الراصد"),
        )
    ]
    aside = news("بطولة الشطرنج تختتم جولاتها", told("SPORT", "تختتم", "2021-05-03"))
    entries = build_timeline([*story, aside])
    assert entries[rank_lines(entries)[-1]].trigger.words == "تختتم"


def test_the_dead_of_an_attack_are_the_attack():
    attack = news("هجوم على تل الزيت", told("ASSAULT", "هجوم", "2021-05-03", places=["تل الزيت"]))
    toll = news("عشرات القتلى في تل الزيت", told("DEATH", "القتلى", "2021-05-03", places=["تل الزيت"]), outlet="الضفاف")
    kept = keep_salient(build_timeline([attack, toll]), 2)
    assert [entry.type for entry in kept] in (["ASSAULT"], ["DEATH"])


IDLIB = PlaceName("i", "محافظة إدلب", "Idlib", "SY")
SPOTS = {
    "سرمدا": Spot("s", "سرمدا", "Sarmada", "SY", 36.19, 36.72, "town", (IDLIB,)),
    "إدلب": Spot("i", "محافظة إدلب", "Idlib", "SY", 35.93, 36.63, "region", ()),
}


def test_the_dead_of_a_region_are_those_of_the_attack_on_its_town():
    attack = news("هجوم صاروخي على سوق سرمدا في إدلب", told("ASSAULT", "هجوم", "2021-05-03", places=["سرمدا"]))
    toll = news(
        "عشرات القتلى في هجوم صاروخي في إدلب",
        told("DEATH", "القتلى", "2021-05-03", places=["إدلب"]),
        outlet="الضفاف",
    )
    articles = [attack, toll]
    entries = build_timeline(articles, located={article_key(one): located(one) for one in articles})
    assert {entry.type for entry in entries} == {"ASSAULT", "DEATH"}
    assert len(keep_salient(entries, 2)) == 1


def located(article):
    (place,) = article.events[0].places
    return (Located(place.start, place.end, place.text, SPOTS[place.text], (), ()),)


def test_what_is_only_spoken_about_comes_after_what_is_told_for_itself():
    about = news(
        "الوزارة تدين قصف تل الزيت", told("ASSAULT", "قصف", "2021-05-03"), lambda page: page.event("ACCUSE", "تدين")
    )
    itself = news("حريق في السروة", told("DISASTER", "حريق", "2021-05-03"), outlet="الضفاف")
    by_word = {entry.trigger.words: entry for entry in build_timeline([about, itself], everything=True)}
    assert by_word["قصف"].salience == by_word["حريق"].salience / 2
    # behind a comma or joined by و it is told for itself
    beside = news(
        "مقتل رجل، وقصف تل الزيت", told("ASSAULT", "قصف", "2021-05-03"), lambda page: page.event("DEATH", "مقتل")
    )
    by_word = {entry.trigger.words: entry for entry in build_timeline([beside], everything=True)}
    assert by_word["قصف"].salience == 2


def test_an_article_has_one_line_a_day():
    vote = news(
        "المجلس يصوت على ميزانية السروة",
        told("ELECT", "يصوت", "2021-05-03"),
        lambda page: page.event("SUPPORT", "وأيدت", TimeValue("2021-05-03")),
        body="وأيدت تسع كتل الخطة التي قدمها المحافظ الربيشي في الجلسة.",
    )
    entries = build_timeline([vote])
    assert len(entries) == 2
    assert [entry.trigger.words for entry in keep_salient(entries, 2)] == ["يصوت"]
