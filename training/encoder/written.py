"""Written articles and hand-made gold -> sentences with the tags of every head that reads names, statements and events.

A word carries a tag where the span covers some of it, a proclitic before it too (`وقال`), as in `encode/heads`.  A content that
goes on in the next sentence begins anew there: a sentence is read alone.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from evals.annotated import Annotated, read_annotated

from sijill.encode.heads import CONTENTS, CUES, LINKS, MENTIONS, MODALITIES, SPEAKERS, TRIGGERS
from sijill.model.reading import Token
from sijill.text.tokens import split_sentences, tokenize

Row = dict[str, Any]
Labelled = tuple[int, int, str]
_OF_EVENTS = (TRIGGERS.name, MODALITIES.name)


class Marked(NamedTuple):
    """The words of a sentence and their tags by head; a head that is not there is not known."""

    words: list[str]
    tags: dict[str, list[str]]


def read_written(folder: Path) -> list[Marked]:
    """The sentences of the written articles of a folder."""
    articles = [article for file in sorted(folder.glob("*.txt")) for article in read_annotated(file)]
    return [sentence for article in articles for sentence in mark_sentences(article)]


def read_gold(gold: Path, pages: Path) -> list[Marked]:
    """The sentences of a gold file with offsets: events are known in the lead alone."""
    texts = {row["id"]: row for row in map(json.loads, pages.read_text(encoding="utf-8").splitlines())}
    marked: list[Marked] = []
    for row in map(json.loads, gold.read_text(encoding="utf-8").splitlines()):
        page = texts[row["id"]]
        article = Annotated(row["id"], page["published"], page["outlet"], page["text"])
        article.entities, article.statements, article.events = row["entities"], row["statements"], row["events"]
        marked += mark_sentences(article, events_until=row["lead_end"])
    return marked


def mark_sentences(article: Annotated, events_until: int | None = None) -> Iterator[Marked]:
    """The sentences of one article, each with the tags of what stands in it."""
    spans = spans_by_head(article)
    for tokens in split_sentences(tokenize(article.text), article.text):
        tags = {head: tag_tokens(tokens, rows) for head, rows in spans.items()}
        if events_until is not None and tokens[-1].end > events_until:
            tags = {head: row for head, row in tags.items() if head not in _OF_EVENTS}
        yield Marked([token.text for token in tokens], tags)


def spans_by_head(article: Annotated) -> dict[str, list[Labelled]]:
    """For every head the labelled spans of the page text."""
    spans: dict[str, list[Labelled]] = {
        head.name: [] for head in (MENTIONS, CUES, SPEAKERS, CONTENTS, LINKS, TRIGGERS, MODALITIES)
    }
    for row in article.entities:
        spans[MENTIONS.name].append(_span(row["text"], row["start"], row["kind"]))
    for row in article.statements:
        spans[CUES.name].append(_span(row["cue"], row["cue_start"], row["act"]))
        spans[CONTENTS.name].append(_span(row["content"], row["content_start"], "CONTENT"))
        if row["speaker"] is not None:
            spans[SPEAKERS.name].append(_span(row["speaker"], row["speaker_start"], "SPEAKER"))
        spans[SPEAKERS.name] += _nearest(article.text, row.get("role"), row["cue_start"], "ROLE")
        for link in row["chain"]:
            spans[LINKS.name] += _nearest(article.text, link["text"], row["cue_start"], link["kind"])
    for row in article.events:
        spans[TRIGGERS.name].append(_span(row["trigger"], row["trigger_start"], row["type"]))
        spans[MODALITIES.name].append(_span(row["trigger"], row["trigger_start"], row["modality"]))
    return spans


def _span(words: str, start: int, label: str) -> Labelled:
    return start, start + len(words), label


_NEAR = 400  # characters: what stands farther from its cue belongs to another statement


def _nearest(text: str, words: str | None, start: int, label: str) -> list[Labelled]:
    """The place of the words nearest to the cue."""
    places: list[int] = []
    at = text.find(words) if words else -1
    while words and at >= 0:
        places.append(at)
        at = text.find(words, at + 1)
    near = [place for place in places if abs(place - start) < _NEAR]
    return [_span(words or "", min(near, key=lambda place: abs(place - start)), label)] if near else []


def tag_tokens(tokens: Sequence[Token], spans: Iterable[Labelled]) -> list[str]:
    """B- and I- tags of the tokens; of overlapping spans the longer one has the words, what begins inside it begins anew.

    >>> tag_tokens(tokenize("قال إن الماء قليل"), [(7, 17, "CONTENT")])  # "he said that water is scarce"
    ['O', 'O', 'B-CONTENT', 'I-CONTENT']
    """
    tags = ["O"] * len(tokens)
    for start, end, label in sorted(spans, key=lambda span: span[0] - span[1]):
        inside = [at for at, token in enumerate(tokens) if token.start < end and start < token.end]
        if not inside:
            continue
        free = [at for at in inside if tags[at] == "O"]
        for at in free:
            tags[at] = f"I-{label}"
        first = inside[0]
        tags[first] = f"B-{tags[first][2:]}"
    return _well_formed(tags)


def _well_formed(tags: list[str]) -> list[str]:
    before = "O"
    for at, tag in enumerate(tags):
        if tag.startswith("I-") and before[2:] != tag[2:]:
            tags[at] = f"B-{tag[2:]}"
        before = tags[at]
    return tags
