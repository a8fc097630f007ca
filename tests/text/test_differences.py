"""What was changed between two texts."""

from hypothesis import given
from hypothesis import strategies as st

from sijill.text.differences import find_differences

WORDS = st.lists(st.sampled_from("قتل جرح خمسة عشر رجلا قرب السد وقال الوزير إن".split()), max_size=8).map(" ".join)


def blocks(*texts: str) -> list[tuple[int, str]]:
    found, at = [], 0
    for text in texts:
        found.append((at, text))
        at += len(text) + 1
    return found


def words(texts: list[tuple[int, str]], span: tuple[int, int]) -> str:
    return "\n".join(text for _, text in texts)[span[0] : span[1]]


def told(old: list[tuple[int, str]], new: list[tuple[int, str]]) -> list[tuple[str, str, str]]:
    return [(d.kind, words(old, d.old), words(new, d.new)) for d in find_differences(old, new)]


def test_words_and_blocks() -> None:
    old = blocks("قتل 12 شخصا في انهيار السد.", "وقال الوزير إن السد سليم.", "وتستمر عمليات البحث.")
    new = blocks("قتل 15 شخصا على الأقل في انهيار السد.", "وتستمر عمليات البحث.", "ونفى الناطق الخبر كله.")
    assert told(old, new) == [
        ("altered", "12", "15"),
        ("added", "", "على الأقل"),
        ("removed", "وقال الوزير إن السد سليم.", ""),
        ("added", "", "ونفى الناطق الخبر كله."),
    ]


def test_marks_and_harakat_are_no_change() -> None:
    assert told(blocks("قُتِل رجلٌ قرب السدّ"), blocks("قتل رجل قرب السد")) == []


@given(st.lists(WORDS, max_size=5), st.lists(WORDS, max_size=5))
def test_every_change_stands_where_it_says_and_none_is_made_up(old: list[str], new: list[str]) -> None:
    before, after = blocks(*old), blocks(*new)
    assert find_differences(before, before) == []
    for kind, left, right in told(before, after):
        assert (kind, bool(left), bool(right)) in {
            ("added", False, True),
            ("removed", True, False),
            ("altered", True, True),
        }
    kept = [word for text in old for word in text.split()]
    for _, left, _ in told(before, after):
        for word in left.split():
            kept.remove(word)
    gained = [word for _, _, right in told(before, after) for word in right.split()]
    assert sorted(kept + gained) == sorted(word for text in new for word in text.split())
