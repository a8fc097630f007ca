from sijill.model.labels import Label
from sijill.show.lines import SourceLine, fold_sources

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
