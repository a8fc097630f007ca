from invented import page_text_of, report
from sijill.ledger.sources import carrier_of
from sijill.ledger.statements import list_statements
from sijill.model.graph import Thing, article_key
from sijill.model.time import TimeValue

SAID = "لن نغادر الميناء قبل أن تصرف رواتب العمال كاملة"


def carried(outlet, day, *, words=SAID, speaker="أحمد الشوبكي", entities=(), **rest):
    return report(
        f"عمال الميناء: {outlet}",
        f"قال النقيب {speaker} في حديث نقله مراسل {outlet} إن {words}.",
        outlet=outlet,
        day=day,
        entities=entities,
        statements=[lambda page: page.statement(speaker, "قال", words, role="النقيب", **rest)],
    )


def test_one_wording_of_one_speaker_is_one_row_with_all_its_evidence():
    (row,) = list_statements([carried("المرقاب", "2021-03-02"), carried("الضفاف", "2021-03-03")])
    assert (row.speaker, row.role, row.independent_sources) == ("أحمد الشوبكي", "النقيب", 2)
    assert [evidence.words for evidence in row.evidence] == [SAID, SAID]
    assert row.said_on == TimeValue("2021-03-02", None, "2021-03-02", "2021-03-02", "published")


def test_the_same_words_months_later_or_of_another_speaker_are_another_statement():
    rows = list_statements(
        [
            carried("المرقاب", "2021-03-02"),
            carried("الضفاف", "2021-09-03"),
            carried("الراصد", "2021-03-02", speaker="سلمى الجابري"),
        ]
    )
    assert [(row.speaker, row.said_on.value) for row in rows][-1] == ("أحمد الشوبكي", "2021-09-03")
    assert len(rows) == 3


def test_the_day_of_speaking_goes_before_the_day_of_the_article():
    (row,) = list_statements([carried("المرقاب", "2021-03-05", said_on="2021-03-02")])
    assert (row.said_on.value, row.said_on.reason) == ("2021-03-02", None)


def test_a_chain_is_cited_from_the_copy_that_names_it():
    silent = report("رواتب الميناء", SAID, outlet="المرقاب", day="2021-03-02", statements=[
        lambda page: page.statement(None, SAID[:3], SAID, name="أحمد الشوبكي")
    ])  # fmt: skip
    telling = carried("الضفاف", "2021-03-03", chain=[("spokesperson", "مراسل الضفاف")])
    (row,) = list_statements([silent, telling])
    texts = {article.page_sha256: page_text_of(article) for article in (silent, telling)}
    assert row.content.page_sha256 == silent.page_sha256
    assert [texts[row.chain_page][link.start : link.end] for link in row.chain] == ["مراسل الضفاف"]
    assert carrier_of(row).outlet == "الضفاف"
    (row,) = list_statements([silent])
    assert (row.chain, row.chain_page, carrier_of(row)) == ((), None, None)


def test_filters_fold_letters_and_take_off_proclitics():
    articles = [
        carried("المرقاب", "2021-03-02"),
        carried("الراصد", "2021-03-02", speaker="سلمى الجابري", words="وللميناء حراسه"),
    ]
    assert [row.speaker for row in list_statements(articles, speaker="احمد")] == ["أحمد الشوبكي"]
    assert [row.speaker for row in list_statements(articles, speaker="سلمي الجابرى")] == ["سلمى الجابري"]
    assert {row.speaker for row in list_statements(articles, about="ميناء")} == {"أحمد الشوبكي", "سلمى الجابري"}
    assert list_statements(articles, about="مطار") == []


def test_the_id_of_a_thing_finds_what_it_said_and_no_namesake():
    names = ("أحمد الشوبكي", "أحمد الشوبكي التاجر")
    articles = [
        carried(outlet, "2021-03-02", speaker=name, words=words, entities=[("PER", name)])
        for outlet, name, words in zip(("المرقاب", "الراصد"), names, (SAID, "سنفتح السوق غدا"), strict=True)
    ]
    things = {
        (article_key(article), article.entities[0].entity): Thing(
            f"t{at}", "PER", name, None, (), (), (), mentions=1, articles=1, evidence=()
        )
        for at, (article, name) in enumerate(zip(articles, names, strict=True))
    }
    found = {asked: list_statements(articles, speaker=asked, things=things) for asked in ("أحمد الشوبكي", "t0", "t1")}
    assert {asked: sorted(row.entity for row in rows) for asked, rows in found.items()} == {
        "أحمد الشوبكي": ["t0", "t1"], "t0": ["t0"], "t1": ["t1"],
    }  # fmt: skip


def test_one_statement_of_two_does_not_make_all_of_the_one_the_others():
    spoken = [
        ("أحمد الشوبكي", "سنفتح السوق غدا"),
        ("أحمد الشوبكي", SAID),
        ("أحمد الشوبكي وسلمى الجابري", "الهدنة قائمة"),
    ]
    articles = [
        carried(outlet, f"2021-0{at + 1}-02", speaker=name, words=words, entities=[("PER", name)])
        for at, (outlet, (name, words)) in enumerate(zip(("المرقاب", "الراصد", "الضفاف"), spoken, strict=True))
    ]
    thing = Thing("t0", "PER", "أحمد الشوبكي", "Ahmad al-Shobaki", (), (), (), mentions=3, articles=3, evidence=())
    things = {(article_key(article), article.entities[0].entity): thing for article in articles}

    def found(asked):
        return [row.content.words for row in list_statements(articles, speaker=asked, things=things)]

    assert found("الجابري") == ["الهدنة قائمة"]
    assert len(found("الشوبكي")) == len(found("Shobaki")) == 3
