from invented import report
from sijill.ledger.happened import when_of
from sijill.ledger.merge import collect_mentions
from sijill.model.time import TimeValue


def told(published, day=None, *, modality="actual", outlet="المرقاب"):
    return report(
        f"خبر {outlet} {published} {day}",
        "أعلنت البلدية اختفاء المهندس.",
        outlet=outlet,
        day=published,
        events=[lambda page: page.event("OTHER", "اختفاء", day and TimeValue(day), modality=modality)],
    )


def when(*articles):
    return when_of(collect_mentions(articles, None))


def test_a_day_after_others_told_it_as_done_is_not_its_day():
    early, late = told("2021-05-03"), told("2021-05-09", "2021-05-08")
    assert when(early, late) == TimeValue(None, None, None, "2021-05-03", "not-stated")


def test_a_plan_told_before_refutes_no_day():
    assert when(told("2021-05-03", modality="planned"), told("2021-05-09", "2021-05-08")).value == "2021-05-08"


def test_one_early_report_does_not_outweigh_two_that_name_the_day():
    named = [told("2021-05-09", "2021-05-08", outlet=outlet) for outlet in ("الضفاف", "الراصد")]
    assert when(told("2021-05-03"), *named).value == "2021-05-08"


def test_an_article_does_not_refute_its_own_day():
    assert when(told("2021-05-03", "2021-05-08")).value == "2021-05-08"


def test_a_wide_span_votes_for_the_day_within_it_and_against_one_outside():
    month = [told(f"2021-08-0{n}", "2021-06") for n in (1, 2)]
    assert when(*month, told("2021-08-03", "2021-06-07")).value == "2021-06-07"
    assert when(*month, told("2021-08-03", "2021-07-03")).value == "2021-06"


def test_the_day_of_publication_is_half_a_vote():
    stated = told("2021-05-03", "2021-05-02")
    assert when(stated, told("2021-05-03", "2021-05-03", outlet="الضفاف")).value == "2021-05-02"


def test_one_text_of_many_dates_nothing():
    silent = [told(f"2021-05-{n:02}", outlet=f"صحيفة {n}") for n in range(9, 15)]
    assert when(*silent, told("2021-05-09", "2021-05-08")).value is None
    two = [told("2021-05-09", "2021-05-08", outlet=outlet) for outlet in ("الضفاف", "الراصد")]
    assert when(*silent, *two).value == "2021-05-08"


def test_days_that_scatter_are_many_happenings_and_no_day():
    days = [told(f"2021-05-{n:02}", f"2021-05-{n:02}", outlet=f"صحيفة {n}") for n in range(3, 20)]
    again = told("2021-05-04", "2021-05-03", outlet="الضفاف")
    assert when(*days, again).value is None


def test_what_most_texts_say_is_to_come_is_not_done_by_the_day_of_one_that_calls_it_done():
    asked = [told("2021-05-05", modality="requested", outlet=outlet) for outlet in ("الضفاف", "الراصد")]
    assert when(told("2021-05-03"), *asked) == TimeValue(None, None, None, None, "not-stated")
    assert when(told("2021-05-03"), asked[0]).latest == "2021-05-03"
