"""The naive finder: thirty trigger words with one type each, all actual, undated; the first is the main one."""

from __future__ import annotations

import re

from msgspec.structs import replace

from sijill.model.records import Article, Event, Page, Words

TYPES = {
    "ASSAULT": "هجوم قصف غارة تفجير اغتيال مقتل قتل استهدف", "CONSULT": "اجتماع لقاء محادثات مفاوضات زيارة التقى",
    "AGREE": "اتفاق اتفاقية توقيع وقع", "PROTEST": "احتجاج احتجاجات تظاهرة مظاهرة", "RETREAT": "انسحاب إغلاق سحب",
    "TRIAL": "اعتقال محاكمة توقيف", "ELECT": "انتخابات انتخاب تعيين استقالة", "DISASTER": "فيضان زلزال حريق انهيار",
}  # fmt: skip
BY_WORD = {word: kind for kind, words in TYPES.items() for word in words.split()}
PATTERN = re.compile(rf"\b(?:ال)?({'|'.join(BY_WORD)})\b")


def annotate(page: Page, articles: tuple[Article, ...]) -> list[Article]:
    """What the words say in title and text of each article."""
    return [replace(article, events=tuple(_events(page, article))) for article in articles]


def _events(page: Page, article: Article) -> list[Event]:
    found = []
    parts = ([(article.title.start, article.title.end)] if article.title else []) + list(article.body)
    for start, end in parts:
        for match in PATTERN.finditer(page.text, start, end):
            kind = BY_WORD[match[1]]
            trigger = Words(match[0], *match.span())
            found.append(Event("", kind, trigger, None, (), (), (), None, "actual", not found, None))  # type: ignore[arg-type]
    return found
