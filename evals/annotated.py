"""Articles written for training and measuring, each paragraph with its annotations beneath it, in a form one can read.

    == a017 | 2024-03-05 | صحيفة المرفأ                    id, day of publication, outlet
    T الري: لا نقص في مياه السد هذا العام                     the headline
      S by=الري | cue=: | what=لا نقص … العام | direct deny
    P قال وزير الري سامي الراوي إن السد بلغ نصف سعته، وأضاف في بيان: "نتابعه كل يوم".
      N PER سامي الراوي
      S by=سامي الراوي | role=وزير الري | cue=قال | what=السد … سعته | indirect assert
      S by=- | is=سامي الراوي | cue=أضاف | what=نتابعه … يوم | direct assert | via=document:بيان
      E بلغ | OTHER | actual | when=2024-03-05 | agent=السد

`N KIND name; name` marks every place of the paragraph where the name stands.  A statement has `by` (the words, or `-` where
the verb has no subject), `is` (who it is, by the full name), `role`, `cue`, `what`, quote kind and act, `via`
(`kind:words; …`), `to`, `on` and `due` (TIMEX3).  An event has its trigger, type, modality, `when`, `at`, `agent`, `patient`
(parted by `;`), figures (`fig=killed 12 12 مقتل 12 شخصا`; `?` where a bound is open), `in=yes` where a speaker's words tell
it, and `main`.  `first words … last words` stands for all between them, into the next paragraphs if need be; `@2` behind
words means their second place.  Labels are those of the model (`sijill.model.records`).

`python -m evals.annotated FILE...` says what is wrong, line by line, and counts.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, get_args

from evals.gold import GoldPage, resolve_gold
from sijill.model.records import Act, ChainKind, EntityKind, EventType, FigureKind, Modality, Quote, Rejection
from sijill.pages import open_page
from sijill.pages.documents import Document

Row = dict[str, Any]

_QUOTES, _ACTS, _LINKS = get_args(Quote), get_args(Act), get_args(ChainKind)
_TYPES, _MODALITIES, _KINDS, _COUNTED = (
    get_args(EventType),
    get_args(Modality),
    get_args(EntityKind),
    get_args(FigureKind),
)
_NTH = re.compile(r"^(?P<words>.*?)\s*@(?P<nth>\d+)$", re.DOTALL)
_PROCLITICS = "وفبلكس"
_STATEMENT = frozenset({"by", "is", "role", "cue", "what", "via", "to", "on", "due"})
_EVENT = frozenset({"when", "at", "agent", "patient", "fig", "in"})


class MisfitError(ValueError):
    """A line that cannot be read, or words that do not stand where they should."""


@dataclass
class Span:
    """`text[start:end]` of the page."""

    text: str
    start: int

    @property
    def end(self) -> int:
        return self.start + len(self.text)


@dataclass
class Annotated:
    """One written article: the page text and its gold rows, offsets in code points of the page."""

    id: str
    published: str
    outlet: str
    text: str = ""
    entities: list[Row] = field(default_factory=list)
    statements: list[Row] = field(default_factory=list)
    events: list[Row] = field(default_factory=list)

    def gold(self) -> Row:
        """As a line of a gold file."""
        return {
            "id": self.id,
            "times": [],
            "entities": self.entities,
            "statements": self.statements,
            "events": self.events,
        }

    def page(self) -> Row:
        """As a line of a `pages.jsonl`."""
        return {"id": self.id, "outlet": self.outlet, "published": self.published, "text": self.text}


def read_annotated(file: Path) -> list[Annotated]:
    """The articles of a file; ValueError with every misfit, a line each, where it does not fit together."""
    articles, complaints = _read(file)
    if complaints:
        raise ValueError("\n".join(complaints))
    return articles


def gold_pages(files: Iterable[Path]) -> list[GoldPage]:
    """The articles of some files as pages with their gold, opened as the product does."""
    pages = []
    for article in (article for file in sorted(files) for article in read_annotated(file)):
        opened = open_page(Document(article.id, article.text.encode(), "text", None, article.published, article.outlet))
        if isinstance(opened, Rejection):
            raise ValueError(f"{article.id}: rejected, {opened.reason}")
        gold = article.gold()
        if complaints := resolve_gold(opened[0].text, gold):
            raise ValueError("\n".join(complaints))
        pages.append(GoldPage(*opened, [gold]))
    return pages


def _read(file: Path) -> tuple[list[Annotated], list[str]]:
    articles: list[Annotated] = []
    complaints: list[str] = []
    for numbered in _articles(file.read_text(encoding="utf-8")):
        article, wrong = _read_article(numbered)
        articles += [article] if article else []
        complaints += [f"{file.name}:{line}: {why}" for line, why in wrong]
    counts = Counter(article.id for article in articles)
    complaints += [f"{file.name}: {name} is the id of {n} articles" for name, n in counts.items() if n > 1]
    return articles, complaints


def _articles(text: str) -> Iterator[list[tuple[int, str]]]:
    lines = [
        (at, line.strip()) for at, line in enumerate(text.splitlines(), 1) if line.strip() and not line.startswith("#")
    ]
    starts = [at for at, (_, line) in enumerate(lines) if line.startswith("== ")]
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        yield lines[start:end]


def _read_article(lines: list[tuple[int, str]]) -> tuple[Annotated | None, list[tuple[int, str]]]:
    (at, head), *rest = lines
    cells = [cell.strip() for cell in head[3:].split("|")]
    if len(cells) != 3 or not re.fullmatch(r"\d{4}-\d\d-\d\d", cells[1]):
        return None, [(at, f"expected '== id | YYYY-MM-DD | outlet', not {head!r}")]
    article = Annotated(*cells)
    blocks = [(line[0], line[2:].strip()) for _, line in rest if line[:2] in ("T ", "P ")]
    if [kind for kind, _ in blocks].count("T") != 1 or blocks[0][0] != "T":
        return None, [(at, f"{cells[0]} needs one T line, before its P lines")]
    article.text = blocks[0][1] + "\n\n" + "\n".join(text for _, text in blocks[1:])
    wrong: list[tuple[int, str]] = []
    here = Span("", 0)
    for number, line in rest:
        sort, body = line[:2], line[2:].strip()
        try:
            if sort in ("T ", "P "):
                here = Span(body, article.text.index(body, here.end))
            elif sort == "N ":
                article.entities += _read_names(body, here)
            elif sort == "S ":
                article.statements.append(_read_statement(body, article.text, here))
            elif sort == "E ":
                article.events.append(_read_event(body, article.text, here))
            else:
                raise MisfitError(f"a line begins with ==, T, P, N, S or E, not {line[:12]!r}")
        except MisfitError as misfit:
            wrong.append((number, str(misfit)))
    article.entities = _longest(article.entities)
    return article, wrong


def _read_names(body: str, here: Span) -> list[Row]:
    kind, _, names = body.partition(" ")
    if kind not in _KINDS:
        raise MisfitError(f"a name is one of {', '.join(_KINDS)}, not {kind!r}")
    rows = []
    for name in filter(None, (name.strip() for name in names.split(";"))):
        words, nth = _nth(name)
        places = list(_places(words, here))
        if not places:
            raise MisfitError(f"no {words!r} in the paragraph")
        rows += [{"text": words, "kind": kind, "start": place} for place in ([places[nth - 1]] if nth else places)]
    return rows


def _read_statement(body: str, text: str, here: Span) -> Row:
    values, labels = _fields(body, _STATEMENT)
    quote = next((label for label in labels if label in _QUOTES), None)
    act = next((label for label in labels if label in _ACTS), None)
    if quote is None or act is None or len(labels) != 2:
        raise MisfitError(
            f"a statement has one quote kind ({', '.join(_QUOTES)}) and one act ({', '.join(_ACTS)}): {body!r}"
        )
    if missing := {"by", "cue", "what"} - set(values):
        raise MisfitError(f"a statement needs {', '.join(sorted(missing))}: {body!r}")
    content = _range(values["what"], text, here)
    cue = _find(values["cue"], here, near=content.start)
    row: Row = {"cue": cue.text, "cue_start": cue.start, "content": content.text, "content_start": content.start}
    row |= {"quote": quote, "act": act, "speaker": None, "chain": []}
    if values["by"] != "-":
        speaker = _find(values["by"], here, near=cue.start)
        row |= {"speaker": speaker.text, "speaker_start": speaker.start}
    for key, name in (("is", "resolved"), ("on", "said_on"), ("due", "deadline")):
        row |= {name: values[key]} if key in values else {}
    for key, name in (("role", "role"), ("to", "addressee")):
        row |= {name: _find(values[key], here, near=cue.start).text} if key in values else {}
    for link in filter(None, values.get("via", "").split(";")):
        kind, _, words = link.strip().partition(":")
        if kind not in _LINKS:
            raise MisfitError(f"a link is one of {', '.join(_LINKS)}, not {kind!r}")
        span = _find(words.strip(), here, near=cue.start)
        row["chain"].append({"kind": kind, "text": span.text, "start": span.start})
    if cue.start < content.end and content.start < cue.end:
        raise MisfitError(f"cue and content overlap: {body!r}")
    return row


def _read_event(body: str, text: str, here: Span) -> Row:
    trigger, _, rest = body.partition("|")
    values, labels = _fields(rest, _EVENT)
    main = "main" in labels
    kinds = [label for label in labels if label in _TYPES]
    modalities = [label for label in labels if label in _MODALITIES]
    if len(kinds) != 1 or len(modalities) != 1 or len(labels) != 2 + main:
        raise MisfitError(f"an event has one type and one modality ({', '.join(_MODALITIES)}): {body!r}")
    span = _find(trigger.strip(), here, near=here.start)
    row: Row = {"type": kinds[0], "modality": modalities[0], "main": main, "trigger": span.text}
    row |= {"trigger_start": span.start, "when": values.get("when"), "said": values.get("in") == "yes"}
    row["places"] = [_find(one, here, near=span.start).text for one in _parted(values.get("at"))]
    row["actors"] = [
        {"role": role, "text": _find(one, here, near=span.start).text}
        for role in ("agent", "patient")
        for one in _parted(values.get(role))
    ]
    row["figures"] = [_figure(one, here) for one in _parted(values.get("fig"))]
    return row


def _figure(body: str, here: Span) -> Row:
    kind, low, high, words = [*body.split(maxsplit=3), "", "", ""][:4]
    if kind not in _COUNTED or not words or not all(bound == "?" or bound.isdigit() for bound in (low, high)):
        raise MisfitError(f"a figure is 'kind low high words', kind one of {', '.join(_COUNTED)}: {body!r}")
    span = _find(words, here, near=here.start)
    bounds = [None if bound == "?" else int(bound) for bound in (low, high)]
    return {"kind": kind, "low": bounds[0], "high": bounds[1], "text": span.text, "start": span.start}


def _parted(cell: str | None) -> list[str]:
    return [one.strip() for one in (cell or "").split(";") if one.strip()]


def _fields(body: str, known: frozenset[str]) -> tuple[dict[str, str], list[str]]:
    """`key=value` cells, and the words of the cells without a key."""
    values: dict[str, str] = {}
    labels: list[str] = []
    for cell in filter(None, (cell.strip() for cell in body.split("|"))):
        key, sign, value = cell.partition("=")
        if sign and key.strip() in known:
            values[key.strip()] = value.strip()
        elif sign:
            raise MisfitError(f"unknown key {key.strip()!r}; known are {', '.join(sorted(known))}")
        else:
            labels += cell.split()
    return values, labels


def _nth(words: str) -> tuple[str, int]:
    match = _NTH.match(words)
    return (match["words"], int(match["nth"])) if match else (words, 0)


def _places(words: str, here: Span) -> Iterator[int]:
    """Where whole words stand, proclitics before them allowed."""
    at = here.text.find(words)
    while at >= 0:
        left, end = at, at + len(words)
        while left and here.text[left - 1] in _PROCLITICS and words[0].isalpha():
            left -= 1
        whole = not words[0].isalnum() or left == 0 or not here.text[left - 1].isalnum()
        if whole and (end == len(here.text) or not words[-1].isalnum() or not here.text[end].isalnum()):
            yield here.start + at
        at = here.text.find(words, at + 1)


def _find(words: str, here: Span, *, near: int) -> Span:
    """Words of the paragraph: their only place, the n-th one asked for, or the one nearest to `near`."""
    words, nth = _nth(words)
    places = list(_places(words, here))
    if len(places) < max(nth, 1):
        raise MisfitError(
            f"no {words!r} in the paragraph" if not nth else f"fewer than {nth} times {words!r} in the paragraph"
        )
    return Span(words, places[nth - 1] if nth else min(places, key=lambda place: abs(place - near)))


def _range(words: str, text: str, here: Span) -> Span:
    """A content: the words themselves, or all from the first to the last of them."""
    first, ellipsis, last = words.partition("…")
    (opening, nth), (closing, closing_nth) = _nth(first.strip()), _nth(last.strip())
    places = list(_places(opening, here))
    if not places or len(places) < nth or (len(places) > 1 and not nth):
        raise MisfitError(
            f"{opening!r} stands {len(places)} times in the paragraph" + (", say which: @1" if places else "")
        )
    start = places[max(nth, 1) - 1]
    if not ellipsis:
        return Span(opening, start)
    ends = list(_places(closing, Span(text[start:], start)))
    ends = [end for end in ends if end >= start + 1]
    if len(ends) < max(closing_nth, 1):
        raise MisfitError(f"no {closing!r} after {opening!r}")
    end = ends[max(closing_nth, 1) - 1] + len(closing)
    return Span(text[start:end], start)


def _longest(names: list[Row]) -> list[Row]:
    """Names that do not stand inside a longer one, each place once."""
    taken: list[Row] = []
    for row in sorted(names, key=lambda row: -len(row["text"])):
        start, end = row["start"], row["start"] + len(row["text"])
        if all(end <= one["start"] or one["start"] + len(one["text"]) <= start for one in taken):
            taken.append(row)
    return sorted(taken, key=lambda row: row["start"])


def main(files: list[Path]) -> int:
    """Check the files and print what they hold; 1 where something is wrong."""
    complaints: list[str] = []
    counts: Counter[str] = Counter()
    for file in files:
        articles, wrong = _read(file)
        complaints += wrong
        counts["articles"] += len(articles)
        for article in articles:
            counts.update({k: len(getattr(article, k)) for k in ("entities", "statements", "events")})
            counts.update(f"act {row['act']}" for row in article.statements)
            counts.update(f"quote {row['quote']}" for row in article.statements)
            counts.update(f"link {link['kind']}" for row in article.statements for link in row["chain"])
            counts.update(f"type {row['type']}" for row in article.events)
            counts.update(f"modality {row['modality']}" for row in article.events)
    print("\n".join([*complaints, ", ".join(f"{name}: {count}" for name, count in sorted(counts.items()))]))
    return int(bool(complaints))


if __name__ == "__main__":
    sys.exit(main([Path(name) for name in sys.argv[1:]]))
