from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

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
