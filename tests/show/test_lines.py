from invented import page_text_of, report
from sijill.ledger.statements import list_statements
from sijill.model.labels import Label
from sijill.show.lines import SourceLine, fold_sources, said_line

DAY = Label("2 أيار", "2 May")


def line(number: int, outlet: str | None) -> SourceLine:
    return SourceLine(f"#a{number}", outlet, DAY, number)


def test_many_sources_are_folded_behind_the_first_article_of_each_outlet() -> None:
    names = ["المرقاب", "المرقاب", "الهور", None, "المرقاب", "الهور", "النخيل", None]
    lines = [line(number, name) for number, name in enumerate(names)]
    shown, folded = fold_sources(lines)
    assert [one.number for one in shown] == [0, 2, 3, 6]
    assert [one.number for one in folded] == [1, 4, 5, 7]


def test_few_sources_all_stand_beside_the_line() -> None:
    lines = [line(number, "المرقاب") for number in range(6)]
    assert fold_sources(lines) == (lines, [])
    assert fold_sources([]) == ([], [])


def test_of_many_outlets_five_are_shown() -> None:
    shown, folded = fold_sources([line(number, f"جهة {number}") for number in range(9)])
    assert ([one.number for one in shown], len(folded)) == ([0, 1, 2, 3, 4], 4)


class Cited:
    """Screens that keep what they are asked to link to."""

    def __init__(self) -> None:
        self.cited = []

    def link(self, evidence):
        self.cited.append(evidence)
        return f"#{evidence.page_sha256}-{evidence.start}-{evidence.end}"

    def sources(self, sources, evidence):
        return []


def test_the_links_of_a_chain_lead_to_its_words_in_the_copy_that_names_them() -> None:
    said = "لن نغادر الميناء قبل أن تصرف رواتب العمال كاملة"
    told = f"قال النقيب أحمد الشوبكي لصحيفة الضفاف ووكالة الهور إن {said}."
    chain = [("media", "الضفاف"), ("agency", "وكالة الهور")]
    articles = [
        report(
            "رواتب الميناء", said, outlet="المرقاب", day="2021-03-02",
            statements=[lambda page: page.statement(None, said[:3], said, name="أحمد الشوبكي")],
        ),
        report(
            "عمال الميناء", told, outlet="الضفاف", day="2021-03-03",
            statements=[lambda page: page.statement("أحمد الشوبكي", "قال", said, chain=chain)],
        ),
    ]  # fmt: skip
    texts = {article.page_sha256: page_text_of(article) for article in articles}
    (row,) = list_statements(articles)
    anchors = Cited()
    line = said_line("s0", row, anchors)
    assert [words for _, words, _ in line.through] == ["وكالة الهور"], "the outlet itself ends the line anyway"
    assert all(texts[one.page_sha256][one.start : one.end] == one.words for one in anchors.cited)
