"""What two sentences differ in is marked before they are read together."""

from sijill.encode.difference import mark_words, word_key


def marked(first: str, second: str) -> str:
    other = frozenset(map(word_key, second.split()))
    return " ".join(mark_words(first.split(), other))


def test_only_words_the_other_lacks_are_marked() -> None:
    ours, theirs = "الجيش ينسحب من المدينة", "الجيش يدخل المدينة"  # the army withdraws from / enters the city
    assert marked(ours, theirs) == "الجيش * ينسحب * من المدينة"
    assert marked(theirs, ours) == "الجيش * يدخل المدينة"


def test_proclitics_articles_and_spelling_make_no_difference() -> None:
    assert marked("وبالمدينة إلى", "مدينه الى") == "وبالمدينة إلى"


def test_punctuation_is_never_marked() -> None:
    assert marked("نعم .", "لا") == "* نعم ."


def test_numbers_that_differ_are() -> None:
    assert marked("مقتل 5", "مقتل 7") == "مقتل * 5"


def test_keys_of_words() -> None:
    assert [word_key(word) for word in ("للحكومة", "والحكومة", "حكومة", "وزير", "في")] == [
        "حكومه", "حكومه", "حكومه", "وزير", "في",
    ]  # fmt: skip
