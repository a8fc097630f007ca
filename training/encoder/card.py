"""Step 6: measures the shipped files on what was held out, beside fp32 and the original, and writes the card."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec
import numpy as np

from sijill.encode import NAMES, STANCE, Encoder
from sijill.encode.heads import CONTENTS, CUES, LINKS, MENTIONS, MODALITIES, SPEAKERS, TRIGGERS
from sijill.model.reading import Token
from sijill.text.tokens import tokenize
from training.encoder.corpus import LEAD_PIECES, named_vectors, searched_vectors
from training.encoder.e5file import Array
from training.encoder.measure import (
    Figure,
    GoldAndFound,
    bootstrap,
    macro_f1,
    mean,
    plain,
    ranked_first,
    spans_of_tags,
    strict_f1,
)  # fmt: skip
from training.encoder.names import read_sentences, split_blocks
from training.encoder.pairs import read_pairs
from training.encoder.settings import ANERCORP, ANS_DEV, ANT, BUILD, EXACT, KEPT_APART, SETTINGS, SHIPPED, missing
from training.encoder.written import read_written

Figures = dict[str, Figure]
WRITTEN_HEADS = (MENTIONS, CUES, SPEAKERS, CONTENTS, LINKS, TRIGGERS, MODALITIES)
CARD = SHIPPED / "CARD.md"
TEXT = Path(__file__).parent / "card.md"


def words_as_tokens(words: Sequence[str]) -> tuple[Token, ...]:
    """Words as tokens of a text that they make with a space between."""
    tokens: list[Token] = []
    at = 0
    for word in words:
        tokens.append(Token(word, at, at + len(word), word))
        at += len(word) + 1
    return tuple(tokens)


def measure_names(encoder: Encoder) -> Figures:
    """Strict F1 on ANERcorp's held-out blocks: of all, and of each kind."""
    rows: list[GoldAndFound] = []
    for sentence in split_blocks(read_sentences(ANERCORP))[1]:
        read = encoder.read(words_as_tokens(sentence.words))
        rows.append((spans_of_tags(sentence.tags), plain(encoder.find_tags(read, NAMES))))

    def of_kind(kind: str) -> Callable[[Sequence[GoldAndFound]], float]:
        return lambda some: strict_f1(some, kind)

    figures = {"names": bootstrap(rows, strict_f1)}
    return figures | {f"names, {kind}": bootstrap(rows, of_kind(kind)) for kind in NAMES.labels}


def measure_stance(encoder: Encoder) -> Figures:
    """Macro-F1 on ANS's development part, and the F1 of each class."""
    rows: list[tuple[int, int]] = []
    for pair in read_pairs(ANS_DEV):
        chances = encoder.judge(tokenize(pair.first), tokenize(pair.second))
        rows.append((STANCE.labels.index(pair.label), STANCE.labels.index(max(chances, key=chances.__getitem__))))

    def of_classes(*classes: int) -> Callable[[Sequence[tuple[int, int]]], float]:
        return lambda some: macro_f1(some, classes)

    figures = {"stance": bootstrap(rows, of_classes(*range(len(STANCE.labels))))}
    return figures | {f"stance, {label}": bootstrap(rows, of_classes(at)) for at, label in enumerate(STANCE.labels)}


def measure_meaning(encoder: Encoder) -> Figures:
    """R@1 of titles among the articles set apart, and the mean cosine to the original's vectors."""
    rows, original_titles, original_leads = searched_vectors()
    titles = np.stack([encoder.embed_query(row.title) for row in rows])
    leads = np.stack([embed_lead(encoder, row.text) for row in rows])
    return {
        "title to article, the original": bootstrap(ranked_first(original_titles, original_leads), mean),
        "title to article": bootstrap(ranked_first(titles, leads), mean),
        "cosine to the original": bootstrap([float(a @ b) for a, b in zip(leads, original_leads, strict=True)], mean),
    }


def measure_english(encoder: Encoder) -> Figures:
    """R@1 of English names among Arabic ones, none of them used in training."""
    rows, original_english, original_arabic = named_vectors(SETTINGS)
    english = np.stack([encoder.embed_query(name) for name, _ in rows])
    arabic = np.stack([encoder.embed_text(name) for _, name in rows])
    return {
        "English name to Arabic, the original": bootstrap(ranked_first(original_english, original_arabic), mean),
        "English name to Arabic": bootstrap(ranked_first(english, arabic), mean),
    }


def embed_lead(encoder: Encoder, text: str) -> Array:
    """The meaning of the beginning of a text, `LEAD_PIECES` long."""
    ids = encoder.cutter.cut([token.text for token in tokenize(text[:2_000])]).ids
    states = encoder.trunk.read(ids if len(ids) <= LEAD_PIECES else [*ids[: LEAD_PIECES - 1], ids[-1]]).states
    vector = states.mean(axis=0)
    return np.asarray(vector / np.linalg.norm(vector), np.float32)


def measure_written(encoder: Encoder) -> Figures:
    """Strict F1 of every head that was taught by written articles, on those of another writer kept apart."""
    marked = read_written(KEPT_APART)
    figures: Figures = {}
    for head in WRITTEN_HEADS:
        rows: list[GoldAndFound] = []
        for sentence in marked:
            read = encoder.read(words_as_tokens(sentence.words))
            rows.append((spans_of_tags(sentence.tags[head.name]), plain(encoder.find_tags(read, head))))
        figures[f"{head.name}, written articles"] = bootstrap(rows, strict_f1)
    return figures


MEASURES = (
    ((ANERCORP,), measure_names),
    ((ANS_DEV,), measure_stance),
    ((ANT,), measure_meaning),
    ((), measure_english),
    ((), measure_written),
)


def measure_folder(folder: Path) -> Figures:
    """All figures of a folder of weights; what there is no data for is said and left out."""
    encoder = Encoder(folder)
    figures: Figures = {}
    for files, measure in MEASURES:
        if said := missing(*files):
            print(said)
        else:
            figures |= measure(encoder)
    return figures


def write_card() -> None:
    """Figures of the shipped files and of the same weights in fp32, as JSON and in the card."""
    shipped, exact = measure_folder(SHIPPED), measure_folder(EXACT)
    (BUILD / "figures.json").write_bytes(msgspec.json.format(msgspec.json.encode({"int8": shipped, "fp32": exact})))
    lines = ["| what | shipped (int8) | the same weights in fp32 |", "|---|---|---|"]
    lines += [f"| {name} | {shipped[name]} | {exact[name]} |" for name in shipped]
    CARD.write_text(TEXT.read_text(encoding="utf-8").replace("FIGURES", "\n".join(lines)), encoding="utf-8")
    print("\n".join(lines))
