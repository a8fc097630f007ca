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
    return [
        replace(
            article,
            times=tuple(
                Time(time.text, start + time.start, start + time.end, "DATE", time.value, None, None, None, None)
                for start, end in article.body
                for time in find_times(page.text[start:end], article.published.day)
            ),
        )
        for article in articles
    ]


def find_times(text: str, published: str | None) -> list[Time]:
    """What three patterns find in a text, read as published on that day."""
    found = []
    for match in PATTERN.finditer(text):
        value: str | None = match["year"]
        if match["d"]:
            value = f"{match['y']}-{MONTHS.index(match['m']) + 1:02}-{int(match['d']):02}"
        elif match["rel"]:
            back = timedelta(days=1 if match["rel"] == "أمس" else 0)
            value = (date.fromisoformat(published) - back).isoformat() if published else None
        found.append(Time(match[0], match.start(), match.end(), "DATE", value, None, None, None, None))
    return found
