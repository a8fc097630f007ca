"""The naive finder: `قال X إن …` to the end of the line, the speaker being all between the verb and `إن`."""

from __future__ import annotations

import re

from msgspec.structs import replace

from sijill.model.records import Article, Page, Speaker, Statement, Words

PATTERN = re.compile(
    r"\b[وف]?(?P<cue>قال|قالت|أعلن|أعلنت|أكد|أكدت|أضاف|أضافت) (?P<who>[^.\n]{0,80}?)،? ?(?:أن|إن|أنه|إنه) (?P<what>[^.\n]+)"
)


def annotate(page: Page, articles: tuple[Article, ...]) -> list[Article]:
    """What one pattern finds in the ranges of each article."""
    return [replace(article, statements=tuple(_statements(page, article))) for article in articles]


def _statements(page: Page, article: Article) -> list[Statement]:
    found = []
    for start, end in article.body:
        for match in PATTERN.finditer(page.text, start, end):
            who = match["who"].strip() or None
            speaker = Speaker(who, *(match.span("who") if who else (None, None)), who, None)
            cue, what = (Words(match[group], *match.span(group)) for group in ("cue", "what"))
            found.append(Statement("", speaker, None, None, cue, what, "indirect", "assert", (), None, None, None))
    return found
