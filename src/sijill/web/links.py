"""Where things are found on the screens: one address for each, with the day of the view kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from urllib.parse import quote, urlencode

from sijill.model.corrections import Target
from sijill.model.graph import Evidence, Source
from sijill.model.labels import Label
from sijill.model.records import Article
from sijill.show.lines import SourceLine
from sijill.show.wording import published_words
from sijill.text.names import name_key
from sijill.web.snapshot import Snapshot

__all__ = ["Links", "write_address", "write_target"]


class Links:
    """Addresses within one view."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        self.as_of = snapshot.view.as_of

    def to(self, path: str, **asked: object) -> str:
        """An address with what is asked there; what is None or empty is left out."""
        words = {name.rstrip("_"): value for name, value in asked.items() if value not in (None, "", False)}
        return write_address(path, words, self.as_of)

    def article(self, sha256: str, ordinal: int) -> str:
        """An article."""
        return self.to(f"/articles/{sha256}/{ordinal}")

    def history(self, sha256: str, ordinal: int) -> str:
        """The readings of an article."""
        return self.to(f"/articles/{sha256}/{ordinal}/history")

    def actor(self, identity: str) -> str:
        """A person or body."""
        return self.to(f"/actors/{identity}")

    def together(self, one: str, other: str, **asked: str) -> str:
        """What two people or bodies have in common."""
        return self.to(f"/actors/{one}/with/{other}", **asked)

    def carried(self, taker: str, giver: str) -> str:
        """The articles in which one outlet carries the text of another."""
        return self.to("/articles", outlet=f'"{taker}"', giver=f'"{giver}"')

    def named(self, name: str) -> Label:
        """A name in both languages: that of the person or body of the record who bears it, else as it is written."""
        thing = self.snapshot.by_name.get(name_key(name))
        return Label(name, (thing.english if thing else None) or name)

    def page_of(self, name: str) -> str | None:
        """The page of the person or body of the record who bears the name."""
        thing = self.snapshot.by_name.get(name_key(name))
        return self.actor(thing.id) if thing else None

    def outlet(self, name: str) -> str:
        """The articles of that outlet and of no other whose name holds its words."""
        return self.to("/articles", outlet=f'"{name}"')

    def said(self, **asked: str) -> str:
        """The statements asked for."""
        return self.to("/statements", **asked)

    def correct(self, target: Target) -> str:
        """The forms that put a line right."""
        return self.to("/correct", target=write_target(target))

    def link(self, evidence: Evidence) -> str:
        """The article with the words marked."""
        ordinal = self.ordinal_at(evidence)
        path = f"/articles/{evidence.page_sha256}/{ordinal}"
        return f"{self.to(path, mark=f'{evidence.start}-{evidence.end}')}#mark"

    def shows(self, evidence: Evidence) -> bool:
        """Whether there is an article to lead to: none where somebody hid all that stands on the page."""
        return evidence.page_sha256 in self.snapshot.by_page

    def marked(self, article: Article, start: int, end: int) -> str:
        """The article with characters of its own marked."""
        return f"{self.to(f'/articles/{article.page_sha256}/{article.ordinal}', mark=f'{start}-{end}')}#mark"

    def ordinal_at(self, evidence: Evidence) -> int:
        """Which article of the page holds the words; the first where none does."""
        held = self.snapshot.by_page.get(evidence.page_sha256, [])
        found = next((article for article in held if holds(article, evidence.start)), held[0] if held else None)
        return found.ordinal if found else 0

    def sources(self, sources: Iterable[Source], evidence: Sequence[Evidence]) -> list[SourceLine]:
        """Each article once, linked to its first words among the evidence."""
        first: dict[tuple[str, int], Evidence] = {}
        for one in evidence:
            first.setdefault((one.page_sha256, self.ordinal_at(one)), one)
        lines = []
        for number, source in enumerate(sources):
            words = first.get((source.page_sha256, source.ordinal))
            href = self.link(words) if words else self.article(source.page_sha256, source.ordinal)
            lines.append(SourceLine(href, source.outlet, published_words(source.published), number))
        return lines


def write_address(path: str, asked: Mapping[str, object], as_of: str | None) -> str:
    """An address with what is asked there, by the day of the view."""
    words = {**asked, "as_of": as_of} if as_of else asked
    return f"{quote(path)}?{urlencode(words)}" if words else quote(path)


def write_target(target: Target) -> str:
    """A target as it stands in an address and in a form."""
    return f"{target.page_sha256}:{target.kind}:{target.start}-{target.end}"


def holds(article: Article, at: int) -> bool:
    """Whether a character of the page belongs to the article."""
    named = [words for words in (article.title, article.dateline, article.byline) if words]
    ranges = [*article.body, *((words.start, words.end) for words in named)]
    return any(start <= at < end for start, end in ranges)
