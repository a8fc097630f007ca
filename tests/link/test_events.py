from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from invented import report
from sijill.link.duplicates import find_origins
from sijill.link.eventmentions import read_mentions
from sijill.link.events import EventIndex, link_events
from sijill.model.corrections import DifferentThing, SameThing, Target, make_correction, pairs_of
from sijill.model.graph import article_key


def told(
    outlet, killed, *, day="2021-03-02", published="2021-03-03", place="بلدة السروة", word="انفجار", title="أخبار"
):
    """An article on a blast, its counts and words its own."""
    words = f"{killed} قتيلا"
    return report(
        f"{title} {outlet} يوم {published}",
        f"أفاد {outlet} عن {word} كبير في مستودع الوقود عند {place} أوقع {words}.",
        outlet=outlet,
        day=published,
        entities=[("LOC", place)],
        events=[
            lambda page: page.event(
                "DISASTER", word, when=day, places=[place], figures=[("killed", killed, killed, words)], main=True
            )
        ],
    )


def ids(article):
    return [event.id for event in article.events]


def spot_of(article):
    trigger = article.events[0].trigger
    return article.page_sha256, trigger.start, trigger.end


def events_of(articles, **how):
    return {frozenset(event.mentions) for event in link_events(articles, **how)}


def test_two_outlets_that_count_differently_tell_one_event_and_why():
    one, other = told("المرقاب", 12), told("الضفاف", 15)
    (event,) = link_events([other, one])
    assert set(event.mentions) == {*ids(one), *ids(other)}
    (join,) = event.reasons
    assert join.reason.startswith("same day, same place, the same word, both DISASTER, ")
    assert {words.words for words in join.evidence} == {"انفجار"}
    assert {words.page_sha256 for words in join.evidence} == {one.page_sha256, other.page_sha256}


def test_an_article_that_looks_back_joins_the_old_event():
    old, late = told("المرقاب", 12), told("الراصد", 14, published="2021-06-20", title="تقرير")
    assert events_of([old, late]) == {frozenset(ids(old) + ids(late))}


def test_other_days_and_other_places_are_other_events():
    first, second = told("المرقاب", 12), told("الضفاف", 3, day="2021-03-09", published="2021-03-10")
    elsewhere = told("الراصد", 5, place="وادي الرمان")
    assert events_of([first, second, elsewhere]) == {
        frozenset(ids(first)),
        frozenset(ids(second)),
        frozenset(ids(elsewhere)),
    }


def decided(change, *pairs):
    """The corrections of somebody who put the events of two articles together or apart."""
    targets = [
        [Target(*spot_of(a)[:1], "event", *spot_of(a)[1:], a.events[0].trigger.text) for a in pair] for pair in pairs
    ]
    return pairs_of(
        [make_correction(one, change(other), who="ريما", made="2031-05-20", why="قرأته") for one, other in targets],
        "event",
    )


def test_what_a_person_puts_together_or_apart_stands():
    one, other, third = told("المرقاب", 12), told("الضفاف", 15), told("الراصد", 5, place="وادي الرمان")
    assert events_of([one, other, third], pairs=decided(DifferentThing, (one, other))) == {
        frozenset(ids(one)),
        frozenset(ids(other)),
        frozenset(ids(third)),
    }
    joined = link_events([one, other, third], pairs=decided(SameThing, (third, one)))
    assert [set(event.mentions) for event in joined] == [{*ids(one), *ids(other), *ids(third)}]
    assert "corrected by ريما, 2031-05-20: قرأته" in {join.reason for join in joined[0].reasons}
    assert events_of([one], pairs=decided(SameThing, (one, other))) == {frozenset(ids(one))}


POOL = [
    told("المرقاب", 12),
    told("الضفاف", 15),
    told("الراصد", 14, published="2021-06-20"),
    told("المنار", 5, place="وادي الرمان"),
    told("السنديان", 2, day="2021-03", published="2021-04-02"),
    told("البيدر", 9, day="2021-03-09", published="2021-03-10"),
    told("النخيل", 9, day=None, published="2021-03-03"),
    told("الميناء", 7, day="2021-03-09", published="2021-03-11", word="حريق"),
]
ORIGINS = find_origins(POOL)


def mentions_of(article):
    return read_mentions(article, origin=ORIGINS[article_key(article)])


@settings(max_examples=40, deadline=None)
@given(st.integers(), st.sets(st.integers(0, len(POOL) - 1)))
def test_a_record_that_grew_is_the_record_built_at_once(seed, gone):
    rng = Random(seed)
    grown = EventIndex()
    for article in rng.sample(POOL, len(POOL)):
        grown.add(mentions_of(article))
        if rng.random() < 0.4:
            grown.events()
    for at in gone:
        grown.remove(article_key(POOL[at]))
    built = EventIndex()
    built.add(mention for at, article in enumerate(POOL) if at not in gone for mention in mentions_of(article))
    assert grown.events() == built.events()
    for at in gone:
        grown.add(mentions_of(POOL[at]))
    whole = EventIndex()
    whole.add(mention for article in POOL for mention in mentions_of(article))
    assert grown.events() == whole.events()


def test_adding_an_article_groups_only_what_it_touches(monkeypatch):
    from sijill.link import events

    index = EventIndex()
    index.add(mention for article in POOL[:5] for mention in mentions_of(article))
    index.events()
    grouped = []
    known = events.group_mentions
    monkeypatch.setattr(
        events, "group_mentions", lambda mentions, **how: (grouped.append(len(mentions)), known(mentions, **how))[1]
    )
    index.add(mentions_of(POOL[7]))
    index.events()
    assert grouped == [1]
