"""The naive tagger: four-digit years, months by their Gregorian name, and `today` and `yesterday` from the day given."""

from __future__ import annotations

import re
from datetime import date, timedelta

from msgspec.structs import replace

from sijill.model.records import Article, Page, Time

MONTHS = "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر".split()
PATTERN = re.compile(
    rf"(?P<d>\d{{1,2}}) (?P<m>{'|'.join(MONTHS)}) (?P<y>\d{{4}})|(?P<year>(?:19|20)\d\d)|(?P<rel>اليوم|أمس)"
)


def annotate(page: Page, articles: tuple[Article, ...]) -> list[Article]:
    """What three patterns find in the ranges of each article."""
    return [replace(article, times=tuple(_times(page, article))) for article in articles]


def _times(page: Page, article: Article) -> list[Time]:
    found = []
    for start, end in article.body:
        for match in PATTERN.finditer(page.text, start, end):
            value: str | None = match["year"]
            if match["d"]:
                value = f"{match['y']}-{MONTHS.index(match['m']) + 1:02}-{int(match['d']):02}"
            elif match["rel"]:
                day = article.published.day
                back = timedelta(days=1 if match["rel"] == "أمس" else 0)
                value = (date.fromisoformat(day) - back).isoformat() if day else None
            found.append(Time(match[0], match.start(), match.end(), "DATE", value, None, None, None, None))
    return found
