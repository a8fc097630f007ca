"""Makes `lexicons/ar/ordinary_words.txt`: the commonest words of the news that are no part of a person's name.

    python training/lexicons/ordinary_words.py CORPUS.jsonl.gz [SIZE]

CORPUS: a line an article, `{"text": ...}`; the shipped list was counted over the part of ANT v2.1 (31,525 articles of
2018, five outlets) that the project develops on, 23,441 articles.  Only counts of single words leave the corpus.

A word is taken when it lives as a word of the language does: other forms of it are about too (the article, a pronoun, an
ending, a verb's prefix), or it is very common, and it seldom stands where names stand, right behind a given name or a
person's title.  A word that is another one, or a name, with و, ف, ب, ل or ك before it is left out.
Names by the package's lists are never taken, words of its lists of verbs, nouns and times always.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from sijill.text.fold import fold_word
from sijill.text.gazetteer import gazetteer, known_names
from sijill.text.lexicon import load_rows, strip_proclitics
from sijill.text.names import name_key
from sijill.text.tokens import tokenize

LIST = Path(__file__).parents[2] / "src" / "sijill" / "text" / "lexicons" / "ar" / "ordinary_words.txt"
HEADER = """# Ordinary words of the news, folded: the commonest that are no part of a person's name.
# Made by training/lexicons/ordinary_words.py from counts of single words over ANT (2018) and the other lists, by frequency.
"""
# Strict entity F1 with 2,000 / 3,500 / 5,000 / 7,000 / 10,000 words, inflected forms known too (text/ordinary.py), 2026-11:
# gold/tune .949 .954 .957 .958 .958; ANERcorp's training part .671 .683 .688 .690 .694.
SIZE = 5_000
FORMS = 3  # of one stem: names have two at most
COMMON, COMMON_SHARE = (
    400,
    0.02,
)  # from so many times on a word needs no other forms (particles), but its share is smaller
RAREST = 8  # times: below it the contexts of a word are too few to judge it by
NAME_SHARE = 0.08  # of its occurrences may stand behind a given name or title; names have half of theirs there
ALWAYS = (
    "reporting_verbs", "chain_nouns", "complement_stops", "counted_nouns", "time_units", "time_words", "months", "weekdays",
    "speaker_stops", "locatives", "triggers", "content_heads", "act_classes",
)  # fmt: skip
ENDINGS = ("", "ا", "ها", "هم", "ه", "نا", "ات", "ين", "ون", "ان", "ة", "ت", "وا", "ية", "هما")
PREFIXES = ("", "ال", "ي", "ت", "ن", "سي", "ست")


def count_words(corpus: Path) -> tuple[Counter[str], Counter[str]]:
    """How often each word occurs, and how often behind a given name or a title that only a name follows."""
    leads = {fold_word(row[0]) for row in load_rows("given_names") if row[0][0] not in "?~"}
    leads |= {fold_word(row[0]) for row in load_rows("titles") if row[1] == "sole" and not row[0].startswith("ال")}
    words: Counter[str] = Counter()
    named: Counter[str] = Counter()
    for text in read_texts(corpus):
        before = ""
        for token in tokenize(text):
            key = name_key(token.text) if token.text[0].isalpha() else ""
            if key:
                words[key] += 1
                named[key] += before in leads
            before = token.norm
    return words, named


def read_texts(corpus: Path) -> Iterator[str]:
    """The articles of the corpus, one after the other."""
    with gzip.open(corpus, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)["text"]


def name_words() -> tuple[set[str], set[str]]:
    """Words that are names by the package's lists: those of people, and those that a place or body is surely called by."""
    people = {name_key(row[0].lstrip("?~")) for row in load_rows("given_names")}
    for known in known_names():
        if known.kind == "PER":
            people.update(name_key(token.text) for alias in known.aliases for token in tokenize(alias))
    forms = ((key, node.form) for key, node in gazetteer().following.items())
    return people, {key for key, form in forms if form is not None and form.sure and form.known.kind != "PER"}


def has_forms(word: str, words: Counter[str]) -> bool:
    """True where the word is one of several forms of a stem."""
    for prefix in PREFIXES:
        for ending in ENDINGS:
            stem = word[len(prefix) : len(word) - len(ending)]
            if len(stem) < 3 or word != prefix + stem + ending:
                continue
            if sum(words[before + stem + after] > 1 for before in PREFIXES for after in ENDINGS) >= FORMS:
                return True
    return False


def choose_words(words: Counter[str], named: Counter[str], size: int) -> list[str]:
    """The `size` commonest words that qualify, and those of the lists that always do."""
    people, things = name_words()
    names = people | things
    rows = (word for name in ALWAYS for row in load_rows(name) for word in row[0].split("/"))
    listed = {name_key(word) for word in rows if " " not in word and len(word) > 1}
    chosen: set[str] = set()
    for word, count in words.most_common():
        if len(chosen) == size or count < RAREST:
            break
        if word in names or not word.isalpha() or word.isascii() or len(word) < 2 or named[word] > NAME_SHARE * count:
            continue
        if any(cut and (rest in chosen or rest in things) for cut, rest in strip_proclitics(word)):
            continue
        if has_forms(word, words) or (count >= COMMON and named[word] <= COMMON_SHARE * count):
            chosen.add(word)
    return sorted(chosen | (listed - names))


def main(corpus: Path, size: int = SIZE) -> None:
    """Count, choose, and write the list."""
    chosen = choose_words(*count_words(corpus), size)
    LIST.write_text(HEADER + "".join(f"{word}\n" for word in chosen), encoding="utf-8")
    print(f"{len(chosen)} words in {LIST.name}", file=sys.stderr)


if __name__ == "__main__":
    main(Path(sys.argv[1]), *map(int, sys.argv[2:3]))
