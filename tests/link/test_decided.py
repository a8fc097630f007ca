"""What people decided about names, over what linking finds."""

import itertools

from hypothesis import given, settings
from hypothesis import strategies as st

from invented import report
from sijill.link.entities import Register, link_record
from sijill.model.corrections import Change, Correction, DifferentThing, SameThing, Target, make_correction, pairs_of
from sijill.model.records import Article

ONE, TWO, THREE, FOUR = (
    report(f"خبر {at}", f"تحدث {name} في الجلسة.", entities=[("PER", name)], source=f"{at}")
    for at, name in enumerate(("سليم الحارثي", "سليم الحارثي", "سليم الحارثي", "يورغن هالستروم"))
)
TWICE = report("خبر آخر", "جاء ناظم الطويلي. وذهب ناظم الطويلي.")
TWICE_PAGE = "\n\n".join(("خبر آخر", "جاء ناظم الطويلي. وذهب ناظم الطويلي."))
STORY = [ONE, TWO, THREE, FOUR]
clock = itertools.count()


def mention(article: Article, at: int = 0) -> Target:
    entity = article.entities[at]
    return Target(article.page_sha256, "mention", entity.start, entity.end, entity.text)


def made(target: Target, change: Change, at: int | None = None) -> Correction:
    moment = f"2031-06-01T10:00:{next(clock) % 60 if at is None else at:02}.{next(clock):06}Z"
    return make_correction(target, change, who="ريما", made=moment, why="")


def same(one: Article, other: Article) -> Correction:
    return made(mention(one), SameThing(mention(other)))


def different(one: Article, other: Article) -> Correction:
    return made(mention(one), DifferentThing(mention(other)))


def linked(*corrections: Correction, articles: list[Article] = STORY) -> Register:
    return link_record(articles, pairs_of(corrections, "mention"))


def groups(register: Register) -> set[frozenset[str]]:
    """The pages that name each thing."""
    return {frozenset(words.page_sha256 for words in thing.evidence) for thing in register.things}


def pages(*articles: Article) -> frozenset[str]:
    return frozenset(article.page_sha256 for article in articles)


def test_without_decisions_nothing_changes():
    assert linked().things == link_record(STORY).things
    assert groups(linked()) == {pages(ONE, TWO, THREE), pages(FOUR)}


def test_two_are_put_together_and_the_thing_says_who_did():
    joining = same(ONE, FOUR)
    register = linked(joining)
    (thing,) = register.things
    assert groups(register) == {pages(ONE, TWO, THREE, FOUR)}
    assert thing.name == "سليم الحارثي"
    assert thing.aliases == ("يورغن هالستروم",)
    assert thing.reasons[0].reason == "corrected by ريما, 2031-06-01"
    assert [words.words for words in thing.reasons[0].evidence] == ["سليم الحارثي", "يورغن هالستروم"]


def test_one_is_put_apart_and_the_rest_stays():
    register = linked(different(TWO, ONE))
    assert groups(register) == {pages(ONE, THREE), pages(TWO), pages(FOUR)}
    assert len({thing.id for thing in register.things}) == 3
    assert register.suggestions == ()


def test_who_was_put_with_the_one_that_leaves_goes_along():
    apart = different(TWO, ONE)
    assert groups(linked(apart, same(THREE, TWO))) == {pages(ONE), pages(TWO, THREE), pages(FOUR)}
    assert groups(linked(apart, same(FOUR, TWO))) == {pages(ONE, THREE), pages(TWO, FOUR)}


def test_apart_holds_where_decisions_contradict_each_other_in_a_roundabout_way():
    register = linked(different(ONE, FOUR), same(ONE, TWO), same(TWO, FOUR))
    assert groups(register) == {pages(ONE, TWO, THREE), pages(FOUR)}


def test_who_is_kept_apart_from_a_newcomer_makes_room_for_him():
    assert groups(linked(different(ONE, FOUR), same(THREE, FOUR))) == {pages(TWO, THREE, FOUR), pages(ONE)}


def test_the_later_word_on_one_pair_holds():
    assert groups(linked(different(TWO, ONE), same(TWO, ONE))) == {pages(ONE, TWO, THREE), pages(FOUR)}
    assert groups(linked(same(TWO, ONE), different(TWO, ONE))) == {pages(ONE, THREE), pages(TWO), pages(FOUR)}


def test_a_decision_about_what_is_not_there_changes_nothing():
    assert (
        linked(same(ONE, FOUR), different(TWO, ONE), articles=[ONE, THREE]).things == link_record([ONE, THREE]).things
    )


def test_two_mentions_of_one_name_in_one_article_are_put_apart():
    start = TWICE_PAGE.index("ناظم الطويلي")
    again = TWICE_PAGE.index("ناظم الطويلي", start + 1)
    base = report("خبر آخر", "جاء ناظم الطويلي. وذهب ناظم الطويلي.", entities=[("PER", "ناظم الطويلي")])
    entity = base.entities[0]
    second = type(entity)(entity.text, again, again + len(entity.text), "PER", entity.entity, entity.name)
    article = type(base)(
        **{name: getattr(base, name) for name in base.__struct_fields__} | {"entities": (entity, second)}
    )
    register = linked(made(mention(article, 1), DifferentThing(mention(article))), articles=[article])
    assert sorted([[words.start for words in thing.evidence] for thing in register.things]) == [[start], [again]]


@given(st.data())
@settings(max_examples=40, deadline=None)
def test_the_order_of_decisions_about_different_pairs_makes_no_difference(data: st.DataObject) -> None:
    every = list(itertools.combinations(range(4), 2))
    chosen = data.draw(st.lists(st.sampled_from(every), unique=True, max_size=3))
    apart = {pair for pair in chosen if data.draw(st.booleans())}
    roots = {at: {at} for at in range(4)}
    for one, other in [pair for pair in chosen if pair not in apart]:
        joined = roots[one] | roots[other]
        for at in joined:
            roots[at] = joined
    if any(other in roots[one] for one, other in apart):
        return  # they contradict each other
    outcomes = []
    for order in (chosen, data.draw(st.permutations(chosen))):
        corrections = [
            made(mention(STORY[a]), (DifferentThing if (a, b) in apart else SameThing)(mention(STORY[b])), at)
            for at, (a, b) in enumerate(order)
        ]
        outcomes.append(groups(linked(*corrections, articles=data.draw(st.permutations(STORY)))))
    assert outcomes[0] == outcomes[1]
    for one, other in chosen:
        (home,) = [group for group in outcomes[0] if STORY[one].page_sha256 in group]
        assert (STORY[other].page_sha256 in home) == ((one, other) not in apart)
