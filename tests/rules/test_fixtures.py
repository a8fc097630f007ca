"""The pages of the pages eval, held out or not: their gold stands on them, they say they are invented, they stay small."""

from pathlib import Path

import pytest
from evals.measure import Tally
from evals.pages.align import align_words
from evals.pages.fixtures import FIXTURES, HELD_OUT, NOTICE, Collection, check_strings, find_piece, read_gold_rows

COLLECTIONS = (FIXTURES, HELD_OUT)
PAGES = [page for pages in COLLECTIONS for page in sorted(pages.folder.iterdir())]

each_collection = pytest.mark.parametrize("pages", COLLECTIONS, ids=lambda pages: pages.folder.name)


@each_collection
def test_every_string_of_the_gold_stands_in_its_file(pages: Collection) -> None:
    assert check_strings(pages) == []


@each_collection
def test_every_page_has_gold_and_every_gold_its_page(pages: Collection) -> None:
    assert [row["id"] for row in read_gold_rows(pages)] == sorted(page.name for page in pages.folder.iterdir())


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_page_says_that_it_is_invented(page: Path) -> None:
    stored = page.read_bytes()
    assert any(NOTICE.encode(encoding) in stored for encoding in ("utf-8", "cp1256"))


def test_the_pages_stay_small() -> None:
    assert sum(page.stat().st_size for page in PAGES) < 1_500_000


def test_a_piece_is_found_across_white_space_and_by_its_occurrence() -> None:
    text = "شارك\u00a0الخبر\nقال نعم\nشارك الخبر"
    assert find_piece(text, "شارك الخبر") == (0, 10)
    assert find_piece(text, "شارك الخبر", 2) == (19, 29)
    assert find_piece(text, "لا") is None


def test_letters_are_counted_where_words_stand_in_order() -> None:
    gold = [("قال الوزير: نعم.", True), ("جدول", False)]
    assert align_words(gold, "قال الوزير نعم") == Tally(12, 12, 12)
    assert align_words(gold, "قال الوزير نعم جدول اقرأ") == Tally(12, 12, 16)
    assert align_words(gold, "نعم قال الوزير") == Tally(9, 12, 12)
    assert align_words(gold, "قالالوزير نعم") == Tally(3, 12, 12)
