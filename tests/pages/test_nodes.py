"""Characters of the projection lead to nodes of the document."""

import re
from pathlib import Path

import pytest

from sijill.pages.decode import decode_html
from sijill.pages.markup.html import project_html
from sijill.pages.markup.nodes import map_nodes

PAGES = sorted((Path(__file__).parents[2] / "evals" / "pages" / "fixtures").glob("*.html"))


def test_hidden_and_inline_elements_are_counted() -> None:
    html = "<div style='display:none'>x</div><div><a><p>رابط</p></a><span>نص <b>ثقيل</b></span><br>بعد</div><script>1</script>"
    text, _ = project_html(html)
    told = [(text[row.start : row.end], row.node) for row in map_nodes(html)]
    assert told == [
        ("رابط", "/html[1]/body[1]/div[2]/a[1]/p[1]"),
        ("نص ثقيل", "/html[1]/body[1]/div[2]"),
        ("بعد", "/html[1]/body[1]/div[2]"),
    ]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_every_block_has_its_node(page: Path) -> None:
    html = decode_html(page.read_bytes(), None)
    _, blocks = project_html(html)
    rows = map_nodes(html)
    assert [(row.start, row.end) for row in rows] == [(block.start, block.end) for block in blocks]
    assert all(re.fullmatch(r"(/[a-z][\w-]*\[\d+\])+", row.node) for row in rows)
