"""Articles made by hand for tests: words are given as strings and found in the page, so every span holds."""

import hashlib

from sijill.model.records import (
    Actor,
    Article,
    ChainLink,
    Entity,
    Event,
    Figure,
    Furniture,
    Outlet,
    Place,
    Published,
    Speaker,
    Statement,
    Words,
    stable_id,
)
from sijill.model.time import TimeValue
from sijill.text.reading import open_reading


class PageUnderTest:
    """A page's text with its hash; `find` gives words with their place."""

    def __init__(self, text):
        self.text = text
        self.sha256 = hashlib.sha256(text.encode()).hexdigest()

    def find(self, words, n=1):
        start = -1
        for _ in range(n):
            start = self.text.index(words, start + 1)
        return Words(words, start, start + len(words))

    def event(self, type_, trigger, when=None, **rest):
        word = self.find(trigger, rest.get("n", 1))
        span = (word.start, word.end)
        return Event(
            id=stable_id(self.sha256, f"event:{type_}", *span),
            type=type_,
            trigger=word,
            when=TimeValue(when) if isinstance(when, str) else when,
            places=tuple(
                Place(p.text, p.start, p.end, f"LOC:{p.text}") for p in map(self.find, rest.get("places", ()))
            ),
            actors=tuple(
                Actor(role, a.text, a.start, a.end, f"ORG:{a.text}")
                for role, a in ((role, self.find(name)) for role, name in rest.get("actors", ()))
            ),
            figures=tuple(
                Figure(kind, low, high, f.text, f.start, f.end)
                for kind, low, high, f in ((k, lo, hi, self.find(t)) for k, lo, hi, t in rest.get("figures", ()))
            ),
            said_in=rest.get("said_in"),
            modality=rest.get("modality", "actual"),
            main=rest.get("main", False),
            certainty=None,
        )

    def statement(self, speaker, cue, content, **rest):
        who = self.find(speaker) if speaker else None
        what = self.find(content)
        return Statement(
            id=stable_id(self.sha256, "statement", what.start, what.end),
            speaker=Speaker(who.text, who.start, who.end, rest.get("name", who.text), None)
            if who
            else Speaker(None, None, None, rest.get("name"), None),
            addressee=None,
            role=self.find(rest["role"]) if "role" in rest else None,
            cue=self.find(cue),
            content=what,
            quote=rest.get("quote", "indirect"),
            act=rest.get("act", "assert"),
            chain=tuple(
                ChainLink(kind, link.text, link.start, link.end)
                for kind, link in ((kind, self.find(words)) for kind, words in rest.get("chain", ()))
            ),
            said_on=TimeValue(rest["said_on"]) if "said_on" in rest else None,
            deadline=None,
            certainty=None,
        )

    def article(self, title, body, *, outlet=None, day=None, **rest):
        head = self.find(title)
        ranges = tuple((found.start, found.end) for found in map(self.find, body))
        published = rest.get("published") or (Published(day, "given") if day else Published())
        return Article(
            source=rest.get("source", self.sha256[:8]),
            page_sha256=self.sha256,
            ordinal=rest.get("ordinal", 0),
            title=head,
            outlet=Outlet(None, None, None, outlet) if outlet else None,
            byline=None,
            dateline=self.find(rest["dateline"]) if "dateline" in rest else None,
            published=published,
            updated=None,
            language="ar",
            text="\n".join(self.text[start:end] for start, end in ranges),
            body=ranges,
            furniture=tuple(
                Furniture(f.start, f.end, kind)
                for kind, f in ((kind, self.find(words)) for kind, words in rest.get("furniture", ()))
            ),
            entities=tuple(
                Entity(e.text, e.start, e.end, kind, stable_id("", kind, 0, 0) + e.text, e.text)
                for kind, e in ((kind, self.find(words)) for kind, words in rest.get("entities", ()))
            ),
            statements=tuple(rest.get("statements", ())),
            events=tuple(rest.get("events", ())),
        )


def report(title, *body, events=(), statements=(), **rest):
    """An article alone on its page: `events` and `statements` are calls on the page, `lambda page: page.event(...)`."""
    page = PageUnderTest("\n\n".join((title, *body)))
    return page.article(
        title,
        body,
        events=[make(page) for make in events],
        statements=[make(page) for make in statements],
        **rest,
    )


def page_text_of(article):
    """The page text of a `report`."""
    return "\n\n".join((article.title.text, *article.text.split("\n")))


def open_paragraphs(title, *paragraphs, published=None):
    """An article of a headline and paragraphs, open for reading, with nothing found in it yet."""
    text, spans = "", []
    for part in (title, *paragraphs):
        spans.append((len(text), len(text) + len(part)))
        text += part + "\n"
    article = Article(
        "page", "0" * 64, 0, Words(title, *spans[0]), None, None, None,
        Published(published, "given") if published else Published(), None, "ar", "", tuple(spans[1:]), (),
    )  # fmt: skip
    return open_reading(text, article)
