"""Bytes to characters."""

import pytest

from sijill.model.records import Rejection
from sijill.pages import Document, open_page
from sijill.pages.decode import decode_html, decode_text

WORDS = "قالت بلدية القرية إن الجسر سيفتح أمام الشاحنات يوم الأحد المقبل."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1256", "iso8859-6", "utf-16", "utf-16-le", "utf-16-be"])
def test_the_encoding_is_told_from_the_bytes(encoding: str) -> None:
    assert decode_text((WORDS * 3).encode(encoding)) == WORDS * 3


def test_a_declared_encoding_counts_where_the_bytes_are_not_utf8() -> None:
    head = '<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-6">'
    assert decode_html((head + "<p>سوق").encode("iso8859-6")).endswith("سوق")
    assert decode_html('<meta charset="windows-1256"><p>سوق'.encode()).endswith("سوق")


def test_broken_utf8_keeps_its_sound_letters() -> None:
    broken = WORDS.encode() + b"\xd9 \xff" + WORDS.encode()
    assert decode_text(broken) == f"{WORDS}\ufffd \ufffd{WORDS}"


def test_line_ends_are_kept_and_offsets_count_them() -> None:
    body = "افتتاح الجسر\r\n\r\n" + WORDS + "\r\n"
    opened = open_page(Document("x", b"\xef\xbb\xbf" + body.encode(), "text"))
    assert not isinstance(opened, Rejection)
    page, (article,) = opened
    assert page.text == body
    assert article.text == WORDS
    assert page.text[slice(*article.body[0])] == WORDS


def test_a_name_that_is_no_encoding_of_text_is_not_used() -> None:
    assert decode_text(WORDS.encode("cp1256"), "base64") == WORDS
    assert decode_text(WORDS.encode("cp1256"), "no-such") == WORDS


def test_a_latin_encoding_that_a_server_says_of_everything_is_not_believed_of_arabic() -> None:
    body = f'<meta charset="windows-1256"><p>{WORDS}</p>'.encode("cp1256")
    assert WORDS in decode_html(body, "iso-8859-1")
    assert WORDS in decode_html(body.replace(b"windows-1256", b"utf-8"), None)
    assert decode_html("<p>Le château est déjà fermé, paraît-il".encode("latin-1"), "iso-8859-1").endswith("paraît-il")


@pytest.mark.parametrize(("most", "rest"), [("utf-8", "cp1256"), ("cp1256", "utf-8")])
def test_a_page_of_two_encodings_is_read_in_both(most: str, rest: str) -> None:
    other = "تعليق القراء على الخبر"
    body = f"<p>{WORDS * 6}</p>\n<p>".encode(most) + other.encode(rest) + f"</p><p>{WORDS}".encode(most)
    assert decode_html(body) == f"<p>{WORDS * 6}</p>\n<p>{other}</p><p>{WORDS}"
