"""What holds for any bytes: no crash, exact spans, parts that do not overlap."""

import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sijill.model.records import Rejection
from sijill.pages import Document, open_page
from sijill.pages.blocks import Block
from sijill.pages.documents import Media
from sijill.pages.heads.titles import find_doubled, same_title

PIECES = (
    "خبر|قال الوزير إن الجسر سيفتح أمام الشاحنات يوم الأحد المقبل بعد الصيانة.|اقرأ أيضا:|المصدر: النافذة|4 مايو 2021 2:05 م|"
    "(رويترز)|شارك|بغداد –|كتب: سلمى|التعليقات|أمس الأحد|<p>|</div>|<b|&nbsp;|#|- | / |"
    "\r\n|\n|\u2028|\x00|\ufeff|\U0001f600|\u064b"
).split("|")


def check(body: bytes, media: Media) -> None:
    opened = open_page(Document("x", body, media, published="2020-01-01"))
    if isinstance(opened, Rejection):
        assert opened.code
        return
    page, articles = opened
    page.text.encode()
    taken: list[tuple[int, int]] = []
    for article in articles:
        assert article.text == "\n".join(page.text[start:end] for start, end in article.body)
        for words in (article.title, article.byline, article.dateline, article.outlet):
            if words is not None and words.start is not None:
                assert page.text[words.start : words.end] == words.text
        assert all(page.text[start:end] == page.text[start:end].strip() != "" for start, end in article.body)
        parts = [*article.body, *((piece.start, piece.end) for piece in article.furniture)]
        parts += [(article.title.start, article.title.end)] if article.title else []
        taken += sorted(parts)
        assert list(article.body) == sorted(article.body)
    assert all(before[1] <= after[0] for before, after in pairwise(taken))


@given(st.binary(max_size=400), st.sampled_from(["text", "html"]))
def test_any_bytes(body: bytes, media: Media) -> None:
    check(body, media)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.sampled_from(PIECES), max_size=40), st.sampled_from(["text", "html"]), st.sampled_from([" ", "\n", ""])
)
def test_any_page_of_pieces(pieces: list[str], media: Media, glue: str) -> None:
    check(glue.join(pieces).encode(), media)


@pytest.mark.parametrize(
    "unit",
    [
        "س",
        '"',
        "(",
        "12/",
        "الأحد ",
        "<div>",
        "- ",
        "اقرأ أيضا ",
        "[",
        "4 مايو ",
        "@a.",
        "\n",
        "a\n",
        "قال:\n",
        "#س ",
        "&amp;",
        "<a ",
    ],
)
@pytest.mark.parametrize("media", ["text", "html"])
def test_no_page_takes_long(unit: str, media: Media) -> None:
    begin = time.process_time()
    check((unit * (200_000 // len(unit))).encode(), media)
    assert time.process_time() - begin < 4


PARAGRAPH = "أعلن المجلس أن الجسر القديم سيفتح أمام الشاحنات والحافلات يوم الأحد المقبل بعد صيانة طويلة.\n"


@pytest.mark.parametrize(
    ("unit", "media"),
    [
        ("اقرأ أيضا\n", "text"),
        ("اقرأ أيضا\nفتح الجسر القديم\n", "text"),
        ("التعليقات\n", "text"),
        ("خبر قصير رقم %d اليوم\n", "text"),
        ('<script type="application/ld+json">', "html"),
        ("أعجبني رد 3 س\n", "text"),
    ],
)
def test_no_number_of_lines_costs_their_square(unit: str, media: Media) -> None:
    lines = "".join(unit % at if "%" in unit else unit for at in range(20_000))
    begin = time.process_time()
    check((PARAGRAPH + lines + PARAGRAPH * 30).encode(), media)
    check((lines + PARAGRAPH * 30).encode(), media)
    assert time.process_time() - begin < 16


def test_titles_with_clocks_that_begin_no_article_cost_no_square() -> None:
    begin = time.process_time()
    check((PARAGRAPH * 3 + ("فتح متحف المدينة أمام الزوار\n2024/01/01 10:00\n" + PARAGRAPH) * 14_000).encode(), "text")
    assert time.process_time() - begin < 16


def test_a_page_of_quotations_costs_no_square() -> None:
    begin = time.process_time()
    quotes = "".join(f"<blockquote>قال الرجل رقم {at} كلاما</blockquote>" for at in range(10_000))
    check((f"<p>{PARAGRAPH}</p>{quotes}" + f"<p>{PARAGRAPH}</p>" * 30).encode(), "html")
    assert time.process_time() - begin < 16


TITLES = st.lists(st.sampled_from(["جسر", "نهر", "سد"]), max_size=9).map(" ".join)


@settings(max_examples=300)
@given(st.lists(TITLES, max_size=8), st.integers(0, 9))
def test_doubled_titles_are_those_that_a_look_at_every_pair_finds(titles: list[str], head: int) -> None:
    blocks = [Block(title, 0) for title in titles]
    by_pairs = {
        at
        for at, block in enumerate(blocks)
        if block.words and any(same_title(other, block) for n, other in enumerate(blocks[:head]) if n != at)
    }
    assert {at for at in find_doubled(blocks, head) if blocks[at].words} == by_pairs
