"""The naive finder: thirty country and capital names, and two words after a dozen titles."""

from __future__ import annotations

import re

from msgspec.structs import replace

from sijill.model.records import Article, Entity, Page

PLACES = (
    "سوريا العراق لبنان الأردن مصر ليبيا تونس الجزائر المغرب السودان اليمن السعودية قطر الكويت البحرين عمان الإمارات تركيا إيران "
    "روسيا فرنسا بريطانيا ألمانيا الصين واشنطن موسكو بغداد دمشق بيروت القاهرة"
).split()
TITLES = "الرئيس الوزير المتحدث السفير الجنرال اللواء العميد الدكتور الشيخ النائب القاضي المهندس".split()
PATTERN = re.compile(rf"\b(?P<place>{'|'.join(PLACES)})\b|\b(?:{'|'.join(TITLES)}) (?P<person>\w+ \w+)")


def annotate(page: Page, articles: tuple[Article, ...]) -> list[Article]:
    """What one pattern finds in the ranges of each article."""
    return [replace(article, entities=tuple(_mentions(page, article))) for article in articles]


def _mentions(page: Page, article: Article) -> list[Entity]:
    found = []
    for start, end in article.body:
        for match in PATTERN.finditer(page.text, start, end):
            group = "place" if match["place"] else "person"
            kind = "LOC" if group == "place" else "PER"
            found.append(Entity(match[group], *match.span(group), kind, "", match[group]))  # type: ignore[arg-type]
    return found
