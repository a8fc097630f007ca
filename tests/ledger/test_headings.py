from invented import report
from sijill.ledger.headings import asks, head_of
from sijill.ledger.merge import collect_mentions
from sijill.ledger.states import list_modalities, state_of
from sijill.model.time import TimeValue


def news(title, word, kind="PROTEST", *, day="2021-05-04", when=None, modality="actual", outlet="المرقاب", main=True):
    event = lambda page: page.event(kind, word, when and TimeValue(when), modality=modality, main=main)  # noqa: E731
    return report(title, f"نشرت {outlet} الخبر.", outlet=outlet, day=day, events=[event])


def head(*articles, when=None, state="actual"):
    return head_of(collect_mentions(articles, None), when or TimeValue(None), state).article.title.text


def test_a_sentence_of_another_day_does_not_head_the_line():
    early = news("احتجاج في السروة الاثنين", "احتجاج", when="2021-05-03")
    late = news("احتجاج في السروة الثلاثاء", "احتجاج", when="2021-05-04", outlet="الضفاف")
    assert head(early, late, when=TimeValue("2021-05-04")) == "احتجاج في السروة الثلاثاء"


def test_a_question_heads_no_line_where_a_text_tells_it():
    asked = news("هل يتوقف احتجاج السروة؟", "احتجاج")
    told = news("احتجاج في السروة", "احتجاج", outlet="الضفاف", day="2021-05-05")
    assert head(asked, told) == "احتجاج في السروة"
    assert asks("هل يتوقف احتجاج السروة؟")


def test_the_sentence_most_like_the_others_heads_the_line():
    aside = news("إغلاق الميناء وتأجيل المؤتمر عقب احتجاج", "احتجاج", day="2021-05-03")
    near = [
        news(f"احتجاج عمال السروة {more}", "احتجاج", outlet=outlet)
        for more, outlet in (("في القلعة", "الضفاف"), ("أمام القلعة", "الراصد"))
    ]
    assert head(aside, *near) in {article.title.text for article in near}


def test_what_is_told_of_a_day_to_come_is_planned():
    (coming,) = collect_mentions([news("الوزير يزور السروة", "يزور", "CONSULT", when="2021-05-06")], None)
    (done,) = collect_mentions([news("الوزير يزور السروة", "يزور", "CONSULT", when="2021-05-04")], None)
    assert (state_of(coming), state_of(done)) == ("planned", "actual")


def test_plans_before_it_was_done_do_not_count_against_it():
    plans = [
        news("حملة في السروة", "حملة", modality="planned", outlet=o, day="2021-05-01") for o in ("الضفاف", "الراصد")
    ]
    done = news("حملة في السروة", "حملة")
    assert list_modalities(collect_mentions([*plans, done], None))[0].modality == "actual"


def test_what_more_texts_deny_afterwards_is_not_told_as_done():
    done = news("اعتقال المهندس", "اعتقال", "TRIAL", day="2021-05-03")
    denied = [
        news("نفي اعتقال المهندس", "اعتقال", "TRIAL", modality="denied", outlet=outlet)
        for outlet in ("الضفاف", "الراصد")
    ]
    reports = list_modalities(collect_mentions([done, *denied], None))
    assert [report.modality for report in reports] == ["denied", "actual"]
