"""Step 3: reads the training data that is there, and the original's vectors of the news."""

from __future__ import annotations

import random
import sys

import msgspec
from msgspec import structs

from sijill.text.gazetteer import known_names
from training.encoder.e5file import Array
from training.encoder.examples import Corpus
from training.encoder.names import read_sentences, split_blocks
from training.encoder.news import Searched, Told, english_names, read_searched, read_told
from training.encoder.pairs import add_unrelated, read_pairs
from training.encoder.settings import ANERCORP, ANS_TRAIN, ANT, BUILD, TUNE, TUNE_PAGES, WRITTEN, Settings, missing
from training.encoder.teaching import Original, read_all
from training.encoder.written import read_gold, read_written

TOLD = BUILD / "told.json"
NAMED = 600  # pairs of an English and an Arabic name
LEAD_PIECES = 96  # of an article, for the search: more bring nothing (trial, 2026-11)


def read_corpus(settings: Settings) -> Corpus:
    """All training data; what is missing is said on standard error and left out."""
    for files, what in (((ANERCORP,), "names"), ((ANS_TRAIN,), "stances"), ((ANT,), "news")):
        if said := missing(*files):
            print(f"{what}: {said}; trained without", file=sys.stderr)
    tagged = split_blocks(read_sentences(ANERCORP))[0] if ANERCORP.exists() else []
    pairs = add_unrelated(read_pairs(ANS_TRAIN), settings.seed) if ANS_TRAIN.exists() else []
    told = _told(settings)
    original = Original()
    parts = {
        name: list(
            zip(
                rows, read_all(original, [(one.text, one.is_query) for one in rows], BUILD / f"{name}.npy"), strict=True
            )
        )
        for name, rows in told.items()
        if rows
    }
    return Corpus(tagged, pairs, **{name: parts.get(name, []) for name in ("leads", "sentences", "titles", "english")})


def add_written(corpus: Corpus) -> Corpus:
    """The corpus with the written articles and the gold that may be learned from."""
    written = read_written(WRITTEN)
    if TUNE.exists():
        written += read_gold(TUNE, TUNE_PAGES)
    else:
        print("gold: not there; trained without", file=sys.stderr)
    return structs.replace(corpus, written=written)


def _told(settings: Settings) -> dict[str, list[Told]]:
    if TOLD.exists():
        return msgspec.json.decode(TOLD.read_bytes(), type=dict[str, list[Told]])
    told = read_told(ANT, settings) if ANT.exists() else {}
    told["english"] = english_part(settings)[0]
    TOLD.write_bytes(msgspec.json.encode(told))
    return told


def english_part(settings: Settings) -> tuple[list[Told], list[Told]]:
    """The English names that training uses, and those it does not."""
    names = english_names()
    random.Random(settings.seed).shuffle(names)
    count = settings.english * settings.epochs
    return names[:count], names[count:]


def named_vectors(settings: Settings) -> tuple[list[tuple[str, str]], Array, Array]:
    """English and Arabic names that training does not use, with the original's vectors of both."""
    unused = {one.text for one in english_part(settings)[1]}
    by_english = {name.english: name.name for name in known_names() if name.english in unused}
    rows = sorted(by_english.items())[:: max(1, len(by_english) // NAMED)][:NAMED]
    original = Original()
    english = read_all(original, [(name, True) for name, _ in rows], BUILD / "named-english.npy")
    arabic = read_all(original, [(name, False) for _, name in rows], BUILD / "named-arabic.npy")
    return rows, english, arabic


def searched_vectors() -> tuple[list[Searched], Array, Array]:
    """The articles set apart, with the original's vectors of their titles and of their beginnings."""
    rows = read_searched(ANT)
    original = Original()
    titles = read_all(original, [(row.title, True) for row in rows], BUILD / "searched-titles.npy", LEAD_PIECES)
    leads = read_all(original, [(row.text, False) for row in rows], BUILD / "searched-leads.npy", LEAD_PIECES)
    return rows, titles, leads
