from invented import report
from sijill.ledger.timeline import build_timeline
from sijill.ledger.toplines import keep_salient
from sijill.link.duplicates import find_origins
from sijill.link.events import link_events
from sijill.model.time import TimeValue

OUTLETS = ("المرقاب", "الضفاف", "الراصد")


def told(word, place, day, *, outlet, published, main=True, modality="actual"):
    return report(
        f"أخبار {outlet} ليوم {published}",
        f"تحدثت {outlet} عن {word} قوات الصقور على {place}.",
        outlet=outlet,
        day=published,
        events=[
            lambda page: page.event(
                "ASSAULT", word, TimeValue(day), places=[place], actors=[("agent", "قوات الصقور")], modality=modality, main=main
            )
        ],
    )  # fmt: skip


def timeline(articles, **how):
    return build_timeline(articles, linked=link_events(articles), **how)


def test_what_several_sources_tell_outweighs_what_one_tells():
    many = [told("غارة", "تل الزيت", "2021-05-03", outlet=one, published="2021-05-03") for one in OUTLETS]
    alone = told("هجوم", "وادي الرمان", "2021-05-01", outlet="المرقاب", published="2021-05-03")
    (kept,) = timeline([*many, alone], top=1)
    assert (kept.places[0].name, kept.salience) == ("تل الزيت", 6)


def test_an_event_that_later_days_look_back_on_gains_with_each_day():
    days = [told("غارة", "تل الزيت", "2021-05-03", outlet="المرقاب", published=f"2021-05-0{day}") for day in (3, 4, 6)]
    by_days = [timeline(days[:count])[0].salience for count in (1, 2, 3)]
    assert by_days[0] == 2  # one source, whose main event it is
    assert by_days == sorted(set(by_days))


def test_a_mention_in_passing_weighs_less_than_a_main_event():
    main, passing = (
        timeline([told("غارة", "تل الزيت", "2021-05-03", outlet="المرقاب", published="2021-05-03", main=at)])[0]
        for at in (True, False)
    )
    assert (main.salience, passing.salience) == (2, 1)


def test_a_copy_adds_nothing_on_the_same_day():
    once = told("غارة", "تل الزيت", "2021-05-03", outlet="المرقاب", published="2021-05-03")
    body = once.text + " وأضافت أن القوات انسحبت بعد ساعات من البلدة التي تقع على طرف الوادي في شمال البلاد."
    events = [lambda page: page.event("ASSAULT", "غارة", TimeValue("2021-05-03"), places=["تل الزيت"], main=True)]
    copies = [report("غارة", body, outlet=one, day="2021-05-03", events=events) for one in OUTLETS[:2]]
    (entry,) = build_timeline(copies, origins=find_origins(copies), linked=link_events(copies))
    assert entry.salience == 2


def test_what_is_only_planned_counts_half():
    planned = told("غارة", "تل الزيت", "2021-05-03", outlet="المرقاب", published="2021-05-03", modality="planned")
    assert timeline([planned])[0].salience == 1


def test_the_kept_stand_in_the_order_of_time_one_a_sentence():
    article = report(
        "ضربة في تل الزيت ثم احتجاج",
        "اجتمع المجلس في السروة.",
        outlet="المرقاب",
        day="2021-05-03",
        events=[
            lambda page: page.event("ASSAULT", "ضربة", TimeValue("2021-05-02"), main=True),
            lambda page: page.event("PROTEST", "احتجاج", TimeValue("2021-05-03")),
            lambda page: page.event("CONSULT", "اجتمع", TimeValue("2021-05-01")),
        ],
    )
    entries = timeline([article])
    assert [entry.trigger.words for entry in keep_salient(entries, 5)] == ["اجتمع", "ضربة"]
    assert [entry.trigger.words for entry in keep_salient(entries, 1)] == ["ضربة"]


def test_of_equally_salient_events_the_later_stands_before_old_background():
    old = told("هجوم", "وادي الرمان", "1991-05-01", outlet="المرقاب", published="2021-05-03")
    new = told("غارة", "تل الزيت", "2021-05-02", outlet="الضفاف", published="2021-05-03")
    (kept,) = timeline([old, new], top=1)
    assert kept.when.value == "2021-05-02"
