"""Corrections over articles as they were read."""

import itertools
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from invented import report
from sijill.ledger.corrected import correct_articles, correct_days, find_marks, find_waiting, fixed_places, mark_rows
from sijill.ledger.review import list_review
from sijill.ledger.statements import list_statements
from sijill.ledger.targets import article_target, event_target, find_part, mention_target, parts_of, statement_target
from sijill.ledger.timeline import build_timeline
from sijill.link.events import link_events
from sijill.model.corrections import (
    ActChange,
    Change,
    Confirmation,
    Correction,
    DayChange,
    DifferentThing,
    Hiding,
    Note,
    PlaceChange,
    SameThing,
    SpeakerChange,
    Target,
    Undoing,
    make_correction,
    pairs_of,
    standing,
)
from sijill.model.graph import Evidence, Suggestion
from sijill.model.records import Published, Speaker, Statement
from sijill.model.time import TimeValue
from sijill.show.reasons import say_reasons

COLLAPSE = report(
    "انهيار سد في وادي الرمان",
    "انهار أمس جزء من السد، وقال الوزير إن السد سليم. وحضرت ليلى حداد من بلدة العين.",
    "وقال الوزير إن السد سليم تماما.",
    day="2031-05-13",
    entities=[("PER", "ليلى حداد"), ("LOC", "وادي الرمان"), ("LOC", "العين")],
    events=[lambda page: page.event("DISASTER", "انهار", "2031-05-12", places=["وادي الرمان"], main=True)],
    statements=[
        lambda page: page.statement("الوزير", "قال", "السد سليم"),
        lambda page: page.statement("الوزير", "وقال", "السد سليم تماما"),
    ],
)
OTHER = report(
    "جلسة المجلس", "أجلت جلسة المجلس.", day="2031-05-14", events=[lambda page: page.event("RETREAT", "أجلت")]
)
STATEMENT = statement_target(COLLAPSE, COLLAPSE.statements[0])
EVENT = event_target(COLLAPSE, COLLAPSE.events[0])
LEILA = mention_target(COLLAPSE, COLLAPSE.entities[0])
ARTICLE = article_target(COLLAPSE)
assert ARTICLE is not None
LEILA_SPEAKS = Speaker("ليلى حداد", LEILA.start, LEILA.end, "ليلى حداد", COLLAPSE.entities[0].entity)
clock = itertools.count()


def made(target: Target, change: Change, at: int | None = None) -> Correction:
    moment = f"2031-06-01T10:00:{next(clock) if at is None else at:02}.000000Z"
    return make_correction(target, change, who="ريما", made=moment, why="الصفحة تقول غير ذلك")


def corrected(*corrections: Correction):
    (article,) = correct_articles(correct_days([COLLAPSE], corrections), corrections)
    return article


def test_every_part_is_found_by_its_target():
    assert {target.words for target, _ in parts_of(COLLAPSE)} == {
        "انهيار سد في وادي الرمان", "السد سليم", "السد سليم تماما", "انهار", "ليلى حداد", "وادي الرمان", "العين",
    }  # fmt: skip
    for target, part in parts_of(COLLAPSE):
        assert find_part(COLLAPSE, target) is part
        assert find_part(OTHER, target) is None
        assert target.kind == "article" or find_part(COLLAPSE, replace(target, words="غيرها")) is None


def test_two_statements_with_one_content_are_named_by_their_cues():
    twin = replace(COLLAPSE.statements[0], id="x", cue=COLLAPSE.statements[1].cue)
    article = replace(COLLAPSE, statements=(COLLAPSE.statements[0], twin))
    targets = [statement_target(article, one) for one in article.statements]
    assert [target.words for target in targets] == ["قال", "وقال"]
    assert [find_part(article, target) for target in targets] == list(article.statements)


def test_statements_are_named_in_linear_time():
    words = COLLAPSE.statements[0].content
    article = replace(
        COLLAPSE,
        statements=tuple(
            replace(COLLAPSE.statements[0], certainty=0.5, content=replace(words, start=at * 10, end=at * 10 + 5))
            for at in range(10_000)
        ),
    )
    started = time.process_time()
    found = list(parts_of(article))
    listed = list_review([article], suggestions=(), corrections=(), known=(), as_read=[article])
    assert time.process_time() - started < 2  # 0.1 s here; where each counts all others, 30
    assert len({target for target, part in found if isinstance(part, Statement)}) == 10_000
    assert len(listed) == 10_000


def test_a_speaker_an_act_and_days_are_put_right():
    article = corrected(
        made(STATEMENT, SpeakerChange("ليلى حداد")),
        made(STATEMENT, ActChange("deny")),
        made(STATEMENT, DayChange("2031-05-11")),
        made(EVENT, DayChange("2031-05")),
        made(ARTICLE, DayChange("2031-05-15")),
    )
    first, second = article.statements
    assert (first.speaker.text, first.speaker.name, first.speaker.entity) == (
        "الوزير", "ليلى حداد", COLLAPSE.entities[0].entity,
    )  # fmt: skip
    assert (first.act, first.said_on) == (
        "deny",
        TimeValue("2031-05-11", None, "2031-05-11", "2031-05-11", "corrected"),
    )
    assert second == COLLAPSE.statements[1]
    assert article.events[0].when == TimeValue("2031-05", None, "2031-05-01", "2031-05-31", "corrected")
    assert (article.published.value, article.published.how) == ("2031-05-15", "given")
    assert article.published.reason == "corrected by ريما, 2031-06-01: الصفحة تقول غير ذلك"


def test_printed_words_that_name_somebody_else_are_no_longer_the_speaker_s():
    (said,) = correct_articles(
        [replace(COLLAPSE, statements=(replace(COLLAPSE.statements[0], speaker=LEILA_SPEAKS),))],
        [made(STATEMENT, SpeakerChange("سامر الياسين"))],
    )[0].statements
    assert said.speaker == Speaker(None, None, None, "سامر الياسين", None)


def test_what_nobody_can_tell_is_open():
    article = corrected(
        made(STATEMENT, SpeakerChange(None)), made(EVENT, DayChange(None)), made(ARTICLE, DayChange(None)),
        made(EVENT, PlaceChange(None)),
    )  # fmt: skip
    assert article.statements[0].speaker.name is None
    assert article.events[0].when == TimeValue(reason="corrected")
    assert (article.published.value, article.published.how) == (None, "unknown")
    assert article.events[0].places == ()


def test_a_place_is_words_of_the_article():
    (place,) = corrected(made(EVENT, PlaceChange("العين"))).events[0].places
    assert (place.text, place.entity) == ("العين", COLLAPSE.entities[2].entity)
    (place,) = corrected(made(EVENT, PlaceChange("بلدة العين"))).events[0].places
    assert (place.text, place.entity) == ("بلدة العين", None)
    assert corrected(made(EVENT, PlaceChange("بغداد"))).events[0].places == COLLAPSE.events[0].places


def test_which_place_words_mean_is_settled():
    place = mention_target(COLLAPSE, COLLAPSE.entities[2])
    by_mention = made(place, PlaceChange("العين", "gn292913"))
    by_event = made(EVENT, PlaceChange("العين", "gn292913"))
    for one in (by_mention, by_event):
        assert fixed_places([COLLAPSE], [one]) == {place.span: ("gn292913", one.told)}


def test_what_is_hidden_is_gone_and_the_rest_stays():
    article = corrected(made(STATEMENT, Hiding()), made(LEILA, Hiding()))
    assert [one.content.text for one in article.statements] == ["السد سليم تماما"]
    assert [one.text for one in article.entities] == ["وادي الرمان", "العين"]
    assert article.events == COLLAPSE.events
    assert correct_days([COLLAPSE, OTHER], [made(ARTICLE, Hiding())]) == [OTHER]


def test_an_article_is_found_by_its_old_headline():
    (first, _) = COLLAPSE.blocks
    body = Target(COLLAPSE.page_sha256, "article", first[0], first[0] + len(first[1]), first[1])
    assert find_part(COLLAPSE, body) is COLLAPSE
    assert find_part(OTHER, body) is None


def test_rows_say_what_they_rest_on():
    speaker, note = made(STATEMENT, SpeakerChange("ليلى حداد")), made(EVENT, Note("قارن بالبيان"))
    day, other_day = made(ARTICLE, DayChange("2031-05-16")), made(ARTICLE, DayChange("2031-05-15"))
    corrections = [speaker, note, day, other_day]
    articles = correct_articles(correct_days([COLLAPSE, OTHER], corrections), corrections)
    marks = find_marks(articles, corrections)
    said = {row.content.words: row.corrected for row in mark_rows(list_statements(articles), marks)}
    assert said == {"السد سليم": (speaker, other_day), "السد سليم تماما": (other_day,)}
    events = {row.trigger.words: row.corrected for row in mark_rows(build_timeline(articles, everything=True), marks)}
    assert events == {"انهار": (note, other_day), "أجلت": ()}


def test_a_correction_whose_words_are_gone_waits():
    gone = [made(replace(EVENT, start=3, end=8), Hiding()), made(replace(EVENT, words="انفجر"), Hiding())]
    found = [made(EVENT, Hiding()), made(ARTICLE, Note("نص")), made(LEILA, Confirmation())]
    assert find_waiting([COLLAPSE, OTHER], [*gone, *found]) == gone
    assert find_waiting([OTHER], found) == found
    assert corrected(*gone) == COLLAPSE


TARGETS_AND_CHANGES: list[tuple[Target, Change]] = [
    (STATEMENT, SpeakerChange("ليلى حداد")), (STATEMENT, ActChange("deny")), (STATEMENT, DayChange("2031-05-11")),
    (statement_target(COLLAPSE, COLLAPSE.statements[1]), Hiding()), (EVENT, DayChange("2031-05")),
    (EVENT, PlaceChange("العين")), (ARTICLE, DayChange("2031-05-15")), (LEILA, Note("من البلدية")),
]  # fmt: skip


@given(st.permutations(range(len(TARGETS_AND_CHANGES))), st.permutations(range(len(TARGETS_AND_CHANGES))))
@settings(max_examples=30, deadline=None)
def test_the_order_of_independent_corrections_makes_no_difference(made_in: list[int], given_in: list[int]) -> None:
    corrections = [made(*TARGETS_AND_CHANGES[which], at) for at, which in enumerate(made_in)]
    shuffled = standing([corrections[at] for at in given_in])
    expected = [made(*pair, at) for at, pair in enumerate(TARGETS_AND_CHANGES)]
    assert replace(corrected(*shuffled), published=COLLAPSE.published) == replace(
        corrected(*expected), published=COLLAPSE.published
    )


@given(st.sets(st.integers(0, len(TARGETS_AND_CHANGES) - 1)))
@settings(max_examples=30, deadline=None)
def test_undoing_restores(chosen: set[int]) -> None:
    corrections = [made(*TARGETS_AND_CHANGES[at], at) for at in sorted(chosen)]
    undone = [made(one.target, Undoing(one.id), 30 + at) for at, one in enumerate(corrections)]
    assert corrected(*standing([*undone, *corrections])) == COLLAPSE


@pytest.mark.parametrize("change", [Note("نص"), Confirmation()])
def test_notes_and_confirmations_change_nothing(change: Change) -> None:
    assert corrected(made(STATEMENT, change), made(EVENT, change), made(ARTICLE, change)) == COLLAPSE


def told(*corrections: Correction) -> list[list[str]]:
    """The words of every line of the timeline."""
    articles, pairs = [COLLAPSE, COPY, OTHER], pairs_of(corrections, "event")
    rows = build_timeline(articles, everything=True, linked=link_events(articles, pairs=pairs))
    return sorted(sorted(words.words for words in row.evidence) for row in rows)


COPY = report(
    "وادي الرمان",
    "انهار جزء من السد في وادي الرمان.",
    day="2031-05-13",
    events=[lambda page: page.event("DISASTER", "انهار", "2031-05-12", places=["وادي الرمان"], main=True)],
)


def test_events_are_put_apart_and_together():
    copy, other = event_target(COPY, COPY.events[0]), event_target(OTHER, OTHER.events[0])
    joined, apart = made(copy, SameThing(EVENT)), made(copy, DifferentThing(EVENT))
    assert told(joined) == [["أجلت"], ["انهار", "انهار"]]
    assert told(joined, apart) == [["أجلت"], ["انهار"], ["انهار"]]
    assert told(apart, made(other, SameThing(EVENT))) == [["أجلت", "انهار"], ["انهار"]]
    assert told(joined, made(other, SameThing(replace(EVENT, start=0)))) == told(joined)


def test_the_queue_begins_with_what_most_rests_on_and_every_row_says_why():
    undated = replace(COLLAPSE, published=Published(), events=tuple(replace(one, when=None) for one in COLLAPSE.events))
    bare = report("خبر بلا يوم", "سقط المطر.")
    event = replace(COLLAPSE.events[0], when=None, places=(), main=True)
    dated = replace(COLLAPSE, page_sha256="f" * 64, events=(event,))
    words = Evidence(COLLAPSE.page_sha256, 0, 4, "سامر")
    pair = Suggestion("PER", ("p1", "p2"), ("سامر", "سامر"), 0.5, ("the same name",), (words, words))
    rows = list_review([bare, undated, dated], suggestions=[pair], corrections=(), known=(), as_read=[])
    told = [(row.kind, row.why) for row in rows]
    resting = len(COLLAPSE.statements) + len(COLLAPSE.events)
    assert told[:3] == [
        ("article", ("no day of publication is stated", f"lines that rest on it: {resting}")),
        ("article", ("no day of publication is stated", "lines that rest on it: 0")),
        ("pair", ("nothing settles whether the two names are one's", "the same name")),
    ]
    assert ("event", ("the main event of the article has no day", "no place of it is named")) in told
    assert not any(row.kind == "event" and row.sources[0].page_sha256 == undated.page_sha256 for row in rows), (
        "its day follows from the article's"
    )
    for _, why in told:
        assert all(say_reasons([phrase]).ar != phrase for phrase in why), "in Arabic too"
