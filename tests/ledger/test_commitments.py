from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from invented import report
from sijill.ledger.commitments import choose_commitments
from sijill.ledger.commitments import list_commitments as list_rows
from sijill.link.events import link_events
from sijill.model.graph import Evidence, Thing
from sijill.model.time import TimeValue

BY_JUNE = TimeValue("2021-06-30", None, "2021-06-30", "2021-06-30")


def list_commitments(articles, **how):
    return list_rows(articles, linked=link_events(articles), **how)


def promise(day="2021-03-02", *, deadline="2021-06-30", **rest):
    """A minister promises to open a bridge; the opening is a planned event inside his words."""

    def opening(page):
        said = page.statement("سامي الراوي", "تعهد", "افتتاح جسر السروة قبل نهاية حزيران", act="commit")
        return page.event("OTHER", "افتتاح", when=deadline, modality="planned", places=["جسر السروة"], said_in=said.id)

    return report(
        "وعد بجسر جديد",
        "تعهد سامي الراوي افتتاح جسر السروة قبل نهاية حزيران.",
        day=day,
        statements=[
            lambda page: page.statement(
                "سامي الراوي", "تعهد", "افتتاح جسر السروة قبل نهاية حزيران", act="commit", said_on=day
            )
        ],
        events=[opening],
        **rest,
    )


def later(day, sentence, *, modality="actual", when=None):
    """A later article on the same bridge."""
    return report(
        f"أخبار السروة في {day}",
        sentence,
        day=day,
        events=[lambda page: page.event("OTHER", "افتتاح", when=when, modality=modality, places=["جسر السروة"])],
    )


def only_row(*articles, **how):
    (row,) = [row for row in list_commitments(articles, **how) if row.kind == "promise"]
    return row


def test_a_promise_is_open_until_its_day_and_overdue_behind_it():
    row = only_row(promise(), today="2021-06-30")
    assert (row.state, row.who, row.due.value) == ("open", ("سامي الراوي",), "2021-06-30")
    assert only_row(promise(), today="2021-07-01").state == "overdue"
    assert row.what.words == "افتتاح جسر السروة قبل نهاية حزيران"


@pytest.mark.parametrize(
    ("sentence", "modality", "when", "state"),
    [
        ("جرى افتتاح جسر السروة أمس.", "actual", "2021-06-20", "met"),
        ("قررت البلدية إلغاء افتتاح جسر السروة.", "actual", None, "withdrawn"),
        ("لا صحة لخبر افتتاح جسر السروة.", "denied", None, "denied"),
    ],
)
def test_what_became_of_it_is_told_with_the_words_that_say_so(sentence, modality, when, state):
    article = later("2021-06-21", sentence, modality=modality, when=when)
    row = only_row(promise(), article)
    assert row.state == state
    (outcome,) = row.outcomes
    assert (outcome.state, outcome.evidence.words, outcome.evidence.page_sha256) == (
        state,
        "افتتاح",
        article.page_sha256,
    )


def test_an_opening_at_another_place_keeps_no_promise():
    other = report(
        "جسر آخر",
        "جرى افتتاح جسر النخيل أمس.",
        day="2021-06-21",
        events=[lambda page: page.event("OTHER", "افتتاح", when="2021-06-20", places=["جسر النخيل"])],
    )
    assert only_row(promise(), other).state == "open"


def test_what_happened_before_the_promise_does_not_keep_it():
    early = later("2020-06-21", "جرى افتتاح جسر السروة أمس.", when="2020-06-20")
    assert only_row(early, promise()).state == "open"


def test_the_day_of_speaking_is_no_day_to_be_kept():
    row = only_row(promise(deadline="2021-03-02"), today="2022-01-01")
    assert (row.state, row.due.value, row.due.reason) == ("open", None, "not-stated")


def test_a_plan_outside_any_promise_is_a_row_of_its_own():
    plan = report(
        "افتتاح جسر السروة في حزيران",
        "من المقرر افتتاح الجسر.",
        day="2021-03-02",
        events=[
            lambda page: page.event(
                "OTHER", "افتتاح", when="2021-06-30", modality="planned", main=True, places=["جسر السروة"]
            )
        ],
    )
    (row,) = list_commitments([plan], today="2021-03-02")
    assert (row.kind, row.state, row.due.value) == ("plan", "open", "2021-06-30")
    (row,) = list_commitments([plan, later("2021-06-30", "جرى افتتاح جسر السروة.", when="2021-06-30")])
    assert row.state == "met"


@settings(max_examples=30, deadline=None)
@given(st.integers())
def test_the_order_of_the_articles_makes_no_difference(seed):
    articles = [promise(), later("2021-06-21", "جرى افتتاح جسر السروة أمس.", when="2021-06-20"), promise("2021-03-03")]
    wanted = list_commitments(articles)
    Random(seed).shuffle(articles)
    assert list_commitments(articles) == wanted


def test_a_body_is_told_by_its_name_and_found_by_every_other():
    body, short = "هيئة حماية السدود", "الهيئة الوطنية لحماية السدود"
    plan = report(
        "فريق هيئة حماية السدود يبدأ العمل",
        "يبدأ فريق هيئة حماية السدود عمله.",
        day="2021-03-02",
        entities=[("ORG", body)],
        events=[
            lambda page: page.event(
                "OTHER", "العمل", when="2021-06-30", modality="planned", main=True, actors=[("agent", "حماية السدود")]
            )
        ],
    )
    key = (plan.page_sha256, 0)
    (mention,) = {one.entity for one in plan.entities}
    words = Evidence(plan.page_sha256, plan.entities[0].start, plan.entities[0].end, body)
    thing = Thing("b1", "ORG", body, None, (short,), (mention,), (), 1, 1, (words,))
    (row,) = list_commitments([plan])
    assert row.who == (body,), "the body whose name holds the words"
    (row,) = list_commitments([plan], things={(key, mention): thing})
    assert row.who == (body,)
    assert choose_commitments([row], who="الوطنية") == []
    assert choose_commitments([row], who="الوطنية", things=[thing]) == [row]
    assert choose_commitments([row], who="وزارة الري", things=[thing]) == []


def planned(trigger, when, **rest):
    return lambda page: page.event("OTHER", trigger, when=when, modality="planned", **rest)


def said(words, *, cue="قال", speaker="سامي الراوي", deadline=None, **rest):
    def make(page):
        found = page.statement(speaker, cue, words, act="commit", **rest)
        return replace(found, deadline=TimeValue(deadline)) if deadline else found

    return make


def test_two_plans_of_one_sentence_by_one_day_are_one_row_with_the_evidence_of_both():
    article = report(
        "أخبار السروة",
        "وتنص الخطة على ترميم المرفأ ثم توسيعه حتى نهاية أيلول 2021.",
        day="2021-03-02",
        events=[planned("ترميم", "2021-09"), planned("توسيعه", "2021-09")],
    )
    (row,) = list_rows([article])
    assert [words.words for words in row.evidence] == ["ترميم", "توسيعه"]
    assert (row.due.value, row.state) == ("2021-09", "open")
    assert [row.id, *row.also] == [event.id for event in article.events]


def test_two_plans_of_one_sentence_by_different_days_stay_two():
    article = report(
        "أخبار السروة",
        "ويبدأ ترميم المرفأ في نيسان 2021 ثم توسيعه في أيلول 2021.",
        day="2021-03-02",
        events=[planned("ترميم", "2021-04"), planned("توسيعه", "2021-09")],
    )
    assert [(row.due.value, row.also) for row in list_rows([article])] == [("2021-04", ()), ("2021-09", ())]


def test_the_headline_and_the_lead_tell_one_summit():
    article = report(
        "قمة للمياه في المرجانة يوم 20 أيار",
        "أعلن الوسيط أن الأطراف اتفقت على عقد قمة للمياه في مدينة المرجانة يوم 20 أيار المقبل.",
        "وتفتتح جلسة محكمة السروة في قضية الميناء يوم 20 أيار المقبل.",
        day="2021-03-02",
        events=[
            planned("قمة", "2021-05-20"),
            planned("قمة", "2021-05-20", n=2),
            planned("جلسة", "2021-05-20"),
        ],
    )
    rows = list_rows([article])
    assert [len(row.evidence) for row in rows] == [2, 1], "the hearing of the same day is another matter"
    assert rows[0].what.words == article.title.text


def test_the_verb_of_promising_is_no_plan_beside_the_promise():
    article = report(
        "أخبار السروة",
        "وتعهد سامي الراوي بتسليم المفاتيح قبل 31 أيار 2021.",
        day="2021-03-02",
        statements=[said("تسليم المفاتيح قبل 31 أيار 2021", cue="وتعهد", deadline="2021-05-31", said_on="2021-03-01")],
        events=[planned("وتعهد", None, main=True), planned("بتسليم", "2021-05-31")],
    )
    (row,) = list_rows([article])
    assert (row.kind, row.who, row.due.value) == ("promise", ("سامي الراوي",), "2021-05-31")
    assert row.what.words == "تسليم المفاتيح قبل 31 أيار 2021"
    assert row.also == (article.events[0].id,), "and its id is kept"


def test_a_promise_inside_a_promise_is_one_row_of_the_inner_words():
    article = report(
        "أخبار السروة",
        "أكد نادر السعدي أن الشركة ستلتزم وقال سامي الراوي إنها ستسلم المرفأ في أيلول.",
        day="2021-03-02",
        statements=[
            said("الشركة ستلتزم وقال سامي الراوي إنها ستسلم المرفأ في أيلول", speaker="نادر السعدي", cue="أكد"),
            said("إنها ستسلم المرفأ في أيلول", deadline="2021-09"),
        ],
    )
    (row,) = list_rows([article])
    assert (row.what.words, row.who, row.due.value) == ("إنها ستسلم المرفأ في أيلول", ("سامي الراوي",), "2021-09")
    assert len(row.evidence) == 2


def test_a_promise_told_again_in_like_words_is_one_row_and_a_renewed_one_is_not():
    def told(words, day, deadline, title):
        return report(
            title, f"قال سامي الراوي {words}.", day=day, statements=[said(words, deadline=deadline, said_on=day)]
        )

    first = told("سيعرف أهل الضحايا من فعلها قبل منتصف سبتمبر المقبل", "2021-03-02", "2021-09", "خبر أول")
    again = told("سيعرف أهل الضحايا من فعلها قبل منتصف أيلول المقبل", "2021-03-20", "2021-09", "خبر ثان")
    renewed = told("سيعرف أهل الضحايا من فعلها قبل منتصف كانون المقبل", "2021-10-20", "2021-12", "خبر ثالث")
    other = told("لن يبقى سلاح خارج يد الدولة قبل منتصف أيلول المقبل", "2021-03-21", "2021-09", "خبر رابع")
    rows = list_commitments([first, again, renewed, other])
    assert sorted(len(row.evidence) for row in rows) == [1, 1, 2]
    (joined,) = [row for row in rows if len(row.evidence) == 2]
    assert joined.what.words == "سيعرف أهل الضحايا من فعلها قبل منتصف سبتمبر المقبل"
    assert (joined.made_on.value, joined.independent_sources, len(joined.sources)) == ("2021-03-02", 2, 2)
    assert {words.page_sha256 for words in joined.evidence} == {first.page_sha256, again.page_sha256}


def test_what_keeps_one_wording_keeps_the_row():
    article = report(
        "أخبار السروة",
        "وتنص الخطة على افتتاح جسر السروة ثم توسيعه حتى نهاية حزيران 2021.",
        day="2021-03-02",
        events=[planned("افتتاح", "2021-06", places=["جسر السروة"]), planned("توسيعه", "2021-06")],
    )
    (row,) = list_commitments([article, later("2021-06-21", "جرى افتتاح جسر السروة أمس.", when="2021-06-20")])
    assert (row.state, row.outcomes[0].evidence.words) == ("met", "افتتاح")


def test_what_had_its_day_before_it_was_reported_is_no_plan():
    article = report(
        "أخبار السروة", "والتحقيق في حادث آب الماضي مستمر.", day="2021-11-02", events=[planned("حادث", "2021-08")]
    )
    assert list_rows([article]) == []


def test_what_is_only_spoken_about_does_not_meet_a_promise():
    """`He threatened to open it` tells no opening."""
    spoken = report(
        "أخبار السروة",
        "هدد المحافظ بافتتاح جسر السروة قبل موعده.",
        day="2021-05-02",
        events=[
            lambda page: page.event("THREATEN", "هدد"),
            lambda page: page.event("OTHER", "بافتتاح", places=["جسر السروة"]),
        ],
    )
    assert only_row(promise(), spoken, today="2021-06-01").state == "open"
    opened = later("2021-05-02", "جرى افتتاح جسر السروة اليوم.")
    assert only_row(promise(), opened, today="2021-06-01").state == "met"
