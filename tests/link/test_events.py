from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from invented import report
from sijill.link import eventpieces, events
from sijill.link.duplicates import find_origins
from sijill.link.entities import link_record
from sijill.link.eventmentions import read_mentions
from sijill.link.eventpieces import EventPieces, Telling
from sijill.link.eventprofiles import Profile, compare
from sijill.link.events import link_events
from sijill.link.eventscore import score
from sijill.link.places import locate_articles
from sijill.model.corrections import NO_PAIRS, DifferentThing, SameThing, Target, make_correction, pairs_of
from sijill.model.graph import Origin, Thing, article_key
from sijill.model.pieces import Pieces
from sijill.model.records import Published


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


def test_two_articles_that_name_unlike_many_score_the_same_whichever_comes_first():
    names = ["سامر الياسين", "هاشم الدليمي", "ريما الحداد", "هند الراوي", "نبيل الطائي"]
    one, other = (
        report(
            f"خبر {outlet}",
            f"أفاد {outlet} عن انفجار كبير بحضور {' و'.join(named)}.",
            outlet=outlet,
            day="2021-03-03",
            entities=[("PER", name) for name in named],
            events=[lambda page: page.event("DISASTER", "انفجار", when="2021-03-02", main=True)],
        )
        for outlet, named in (("المرقاب", names), ("الضفاف", names[:2]))
    )
    first, second = (Profile(*read_mentions(article)) for article in (one, other))
    assert score(first, second) == score(second, first)
    assert {"names 0.8"} <= {*compare(first, second)} & {*compare(second, first)}


THINGS = link_record(POOL).by_entity
DECISIONS = [NO_PAIRS, decided(SameThing, (POOL[3], POOL[0])), decided(DifferentThing, (POOL[1], POOL[0]))]


class Kept:
    """What was kept of the latest state that was linked, as a cache keeps it."""

    def __init__(self):
        self.before = {}, {}

    def link(self, articles, **how):
        kept = EventPieces(*map(Pieces, self.before))
        events = link_events(articles, origins=ORIGINS, located={}, things=THINGS, kept=kept, **how)
        self.before = kept.articles.used, kept.components.used
        return events


@settings(max_examples=60, deadline=None)
@given(st.integers(), st.lists(st.sets(st.integers(0, len(POOL) - 1)), min_size=2, max_size=5))
def test_a_record_that_grew_is_the_record_built_at_once(seed, states):
    rng, kept = Random(seed), Kept()
    for state in [*states, range(len(POOL))]:
        articles, pairs = [POOL[at] for at in state], rng.choice(DECISIONS)
        built = Kept().link(articles, pairs=pairs)
        rng.shuffle(articles)
        assert kept.link(articles, pairs=pairs) == built


@settings(max_examples=20, deadline=None)
@given(st.sets(st.integers(0, len(POOL) - 1)), st.integers(0, len(POOL) - 1))
def test_an_article_that_reads_otherwise_now_is_linked_as_it_reads(state, changed):
    kept = Kept()
    kept.link([POOL[at] for at in state])
    article = POOL[changed]
    for other in (
        replace(article, events=(replace(article.events[0], type="ACCUSE"),)),
        replace(article, published=Published("2021-05-05", "given")),
        replace(article, events=()),
    ):
        articles = [*(POOL[at] for at in state if at != changed), other]
        assert kept.link(articles) == Kept().link(articles)


def test_of_what_is_kept_nothing_stays_of_an_article_that_left():
    kept = Kept()
    kept.link(POOL)
    kept.link(POOL[:3])
    assert kept.before == (once := Kept(), once.link(POOL[:3]))[0].before


def test_other_places_copies_and_things_are_other_grounds():
    article, known = POOL[0], ORIGINS[article_key(POOL[0])]
    key, located = article_key(article), locate_articles(POOL)[article_key(article)]
    entity = article.entities[0].entity
    register = [
        {(key, entity): Thing(name, "LOC", "السروة", None, (), (), (), 1, 1, ())} for name in ("one", "another")
    ]
    digests = {
        Telling(article, places, origin, things).digest
        for places in ((), located)
        for origin in (None, known, Origin("another"))
        for things in ({}, *register)
    }
    assert len(digests) == 2 * 3 * 3
    assert Telling(article, located, replace(known, credit="وكالة"), {}).digest in digests


def test_adding_an_article_reads_and_groups_only_what_it_touches(monkeypatch):
    far = told("البيدر", 9, day="2019-01-01", published="2019-01-02", place="وادي الرمان", word="فيضان")
    kept, read, grouped = Kept(), [], []
    kept.link(POOL[:5])
    known_read, known_group = eventpieces.read_mentions, events.group_mentions
    monkeypatch.setattr(eventpieces, "read_mentions", lambda one, **how: (read.append(one), known_read(one, **how))[1])
    monkeypatch.setattr(
        events, "group_mentions", lambda some, **how: (grouped.append(len(some)), known_group(some, **how))[1]
    )
    kept.link(POOL[:5])
    assert (read, grouped) == ([], [])
    kept.link([far, *POOL[:5]])
    assert ([one.page_sha256 for one in read], grouped) == ([far.page_sha256], [])
    kept.link([far, *POOL[:5], POOL[6]])
    assert far.page_sha256 not in {one.page_sha256 for one in read[1:]}
    assert len(grouped) == 1
    assert grouped[0] > 2
