"""ANT, news of 2018: leads, sentences and titles with the names that the package's rules find, and a set apart to search in."""

from __future__ import annotations

import gzip
import hashlib
import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from msgspec import Struct

from sijill.annotate.entities import find_entities_by_rules
from sijill.model.records import Rejection
from sijill.pages import open_page
from sijill.pages.documents import Document
from sijill.text.gazetteer import known_names
from sijill.text.reading import open_reading
from training.encoder.names import tokenize_words
from training.encoder.settings import Settings

SEARCHED = 1_500  # articles that only the search is measured on
LEAD_WORDS = 75
SHORTEST, LONGEST = 6, 70  # words of a sentence


class Told(Struct, frozen=True):
    """Words of a text, its tags by the rules (none: not tagged), and the text as printed."""

    text: str
    words: list[str]
    tags: list[str]
    is_query: bool = False


class Searched(Struct, frozen=True):
    """An article to find by its title."""

    title: str
    text: str


def _place(row: dict[str, Any]) -> float:
    """A number in [0, 1) that depends on the title alone: copies under one title stay on one side."""
    return int.from_bytes(hashlib.sha256(str(row["title"]).encode()).digest()[:4], "big") / 2**32


def read_rows(file: Path) -> Iterator[dict[str, Any]]:
    """The articles of the corpus."""
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def read_searched(file: Path) -> list[Searched]:
    """The articles set apart: different titles, at least forty words."""
    chosen: dict[str, Searched] = {}
    for row in read_rows(file):
        if _place(row) < 0.1 and len(row["text"].split()) >= 40:
            chosen.setdefault(row["title"], Searched(row["title"], row["text"]))
    return sorted(chosen.values(), key=lambda one: hashlib.sha256(one.title.encode()).digest())[:SEARCHED]


def read_told(file: Path, settings: Settings) -> dict[str, list[Told]]:
    """`leads`, `sentences` and `titles` enough for every epoch, none of an article set apart."""
    draw = random.Random(settings.seed)
    rows = [row for row in read_rows(file) if _place(row) >= 0.1]
    draw.shuffle(rows)
    wanted = {name: getattr(settings, name) * settings.epochs for name in ("leads", "sentences", "titles")}
    told: dict[str, list[Told]] = {name: [] for name in wanted}
    for row in rows:
        page_text = f"{row['title']}\n\n{row['text']}"
        opened = open_page(Document(row["id"], page_text.encode(), "text", None, row["published"], row["outlet"]))
        if isinstance(opened, Rejection):
            continue
        page, articles = opened
        reading = open_reading(page.text, articles[0])
        kinds: dict[int, str] = {}
        for entity in find_entities_by_rules(reading):
            kinds |= {
                at: entity.kind if at > entity.start else f"B-{entity.kind}" for at in range(entity.start, entity.end)
            }
        spans = [(s.part, tell(page.text, s.tokens, kinds)) for s in reading.sentences]
        body = [one for part, one in spans if part == "body"]
        named = [one for one in body if SHORTEST <= len(one.words) <= LONGEST and any(tag != "O" for tag in one.tags)]
        if named:
            told["sentences"].append(draw.choice(named))
        tokens = [token for s in reading.sentences if s.part == "body" for token in s.tokens][:LEAD_WORDS]
        if len(tokens) == LEAD_WORDS:
            told["leads"].append(tell(page.text, tuple(tokens), kinds))
        told["titles"].append(Told(row["title"], tokenize_words(row["title"]), [], is_query=True))
        if all(len(told[name]) >= wanted[name] for name in wanted):
            break
    return {name: told[name][: wanted[name]] for name in wanted}


def tell(page_text: str, tokens: tuple[Any, ...], kinds: dict[int, str]) -> Told:
    """The tokens as words with tags: `kinds` says of each character of a name what it is, `B-` at its first.

    A name that begins inside a word (behind a proclitic) is tagged on the whole word, as ANERcorp does.
    """
    tags: list[str] = []
    for token in tokens:
        inside = [kinds[at] for at in range(token.start, token.end) if at in kinds]
        begins = [kind for kind in inside if kind.startswith("B-")]
        tags.append(begins[0] if begins else f"I-{inside[0]}" if inside else "O")
    return Told(page_text[tokens[0].start : tokens[-1].end], [token.text for token in tokens], tags)


def english_names() -> list[Told]:
    """English names of the package's lists, so that English queries keep finding."""
    names = sorted({name.english for name in known_names() if name.english})
    return [Told(name, tokenize_words(name), [], is_query=True) for name in names]
