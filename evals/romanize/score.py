"""How near our Latin spelling of a name comes to the one of the lists, on people whose words the table was not taught.

python -m evals.romanize.score           figures on the held-out people
python -m evals.romanize.score --names   their names, one a line (Arabic, English, ours), for other programs to be scored on
"""

from __future__ import annotations

import hashlib
import re
import sys
import unicodedata
from collections.abc import Callable, Iterable
from difflib import SequenceMatcher

from sijill.text.gazetteer import KnownName, known_names
from sijill.text.romanize import aligned, make_table, romanize, written_table

FLOORS = {
    "learnt": (0.225, 0.845),
    "rule alone": (0.035, 0.765),
}  # exact, similarity; 0.01 under the figures of the card


def people() -> tuple[list[KnownName], list[KnownName]]:
    """The people of the lists with an English name, as (taught, held out: about one in five, by a hash of the name)."""
    taught, held_out = [], []
    for known in known_names():
        if known.kind == "PER" and known.english:
            part = hashlib.sha256(known.name.encode()).digest()[0] % 5
            (held_out if part == 0 else taught).append(known)
    return taught, held_out


def plain(name: str) -> str:
    """A name as it is compared: no case, accents, apostrophes, hyphens and spaces; `el-` is `al-`."""
    letters = unicodedata.normalize("NFKD", name.casefold())
    letters = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return re.sub(r"[^a-z]", "", re.sub(r"\bel-", "al-", letters.replace("ı", "i")))


def similarity(ours: str, theirs: str) -> float:
    """The share of letters that two names have in common in the same order (1: the same)."""
    return SequenceMatcher(None, plain(ours), plain(theirs), autojunk=False).ratio()


def score(spell: Callable[[str], str], held_out: Iterable[KnownName]) -> tuple[float, float]:
    """(exact, mean similarity) over the people."""
    pairs = [(spell(known.name), known.english or "") for known in held_out]
    exact = sum(plain(ours) == plain(theirs) for ours, theirs in pairs)
    return exact / len(pairs), sum(similarity(*pair) for pair in pairs) / len(pairs)


def score_ways() -> dict[str, tuple[float, float]]:
    """The figures of each way: with what the other people teach, and with the words of the held-out taken out of every table."""
    taught, held_out = people()
    table = make_table(taught)
    known = {word for person in held_out for word, _ in aligned(person.name, person.english or "")}
    known |= {word.removeprefix("ال") for word in known}
    bare = {word: latin for word, latin in table.items() if word not in known and word.removeprefix("ال") not in known}
    return {
        "learnt": score(lambda name: romanize(name, table), held_out),
        "written table alone": score(lambda name: romanize(name, written_table()), held_out),
        "rule alone": score(lambda name: romanize(name, bare), held_out),
    }


def main(arguments: list[str]) -> int:
    """Print the figures, or the held-out names."""
    taught, held_out = people()
    if "--names" in arguments:
        table = make_table(taught)
        print(*(f"{known.name}\t{known.english}\t{romanize(known.name, table)}" for known in held_out), sep="\n")
        return 0
    print(f"{len(held_out)} people held out of {len(taught) + len(held_out)}")
    for way, (exact, similar) in score_ways().items():
        print(f"romanize: {way:20} exact {exact:.3f}  similarity {similar:.3f}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
