"""The names the package knows: places, bodies, media, people and buildings, looked up word by word.

The files are `lexicons/ar/{countries,regions,cities,towns,organisations,media,facilities,people}.txt`.  A name marked with
`?` is also a common word (`صور`: Tyre, pictures) or another's surname: it counts only with support from its surroundings;
for one marked with `~` (`مالي`: Mali, financial) a preposition is support enough, for one with `!` (`الحي`: al-Hayy, the
quarter) only a noun such as `مدينة`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Literal

from msgspec import Struct

from sijill.model.records import EntityKind
from sijill.text.lexicon import load_rows
from sijill.text.names import name_key, name_keys
from sijill.text.tokens import tokenize

# In this order: where two lists claim the same words, the earlier one has them.
LISTS: tuple[tuple[str, EntityKind], ...] = (
    ("countries", "LOC"),
    ("people", "PER"),
    ("organisations", "ORG"),
    ("media", "ORG"),
    ("facilities", "FAC"),
    ("regions", "LOC"),
    ("cities", "LOC"),
    ("towns", "LOC"),
)


class KnownName(Struct, frozen=True):
    """A thing in the lists: its kind, canonical name, English name, every form it is written in, and what a person is known for.

    Offices stand in `sijill.text.offices` with their years; `known_for` is given for people who have none there.
    """

    kind: EntityKind
    name: str
    english: str | None
    aliases: tuple[str, ...]
    known_for: str | None = None


Support = Literal["nothing", "preposition", "surroundings", "noun"]
_SUPPORT: dict[str, Support] = {"~": "preposition", "?": "surroundings", "!": "noun"}


class Form(Struct, frozen=True):
    """One way to write a known name, and the support it needs where the words may mean something else."""

    known: KnownName
    needs: Support

    @property
    def sure(self) -> bool:
        """True where the words alone are enough."""
        return self.needs == "nothing"


class Node:
    """A step in the index: the steps that may follow, and the form that ends here."""

    __slots__ = ("following", "form")

    def __init__(self) -> None:
        self.following: dict[str, Node] = {}
        self.form: Form | None = None


@cache
def known_names() -> tuple[KnownName, ...]:
    """Every thing in the lists, in the order of the files."""
    return tuple(known for known, _ in _rows())


def _rows() -> Iterator[tuple[KnownName, tuple[Support, ...]]]:
    for file, kind in LISTS:
        for row in load_rows(file):
            cells = [*row, "", "", ""][:4]
            written = [cells[0], *(alias for alias in cells[2].split("|") if alias)]
            names = [name.lstrip("?~!") for name in written]
            known = KnownName(kind, names[0], cells[1] or None, tuple(names), cells[3] or None)
            yield known, tuple(_SUPPORT.get(name[0], "nothing") for name in written)


@cache
def gazetteer() -> Node:
    """The index of all forms: a tree of words as `name_key` writes them."""
    root = Node()
    for known, support in _rows():
        for name, needs in zip(known.aliases, support, strict=True):
            for keys in _spellings(tuple(name_key(token.text) for token in tokenize(name))):
                node = root
                for key in keys:
                    node = node.following.setdefault(key, Node())
                if node.form is None:
                    node.form = Form(known, needs)
    for known, _ in _rows():
        _add_english(root, known)
    return root


def _add_english(root: Node, known: KnownName) -> None:
    """The English name as another form, where no Arabic text writes anything else with those letters."""
    keys = tuple(name_key(token.text) for token in tokenize(known.english or ""))
    if not keys or not all(key.isalnum() for key in keys) or len("".join(keys)) < 3:
        return
    node = root
    for key in keys:
        node = node.following.setdefault(key, Node())
    if node.form is None:
        node.form = Form(known, "nothing")


def is_name(key: str) -> bool:
    """True where the word alone is a known name, not only the first of one.

    >>> is_name("لبنان"), is_name("صوت")  # Lebanon; "voice", which begins the name of stations
    (True, False)
    """
    node = gazetteer().following.get(key)
    return node is not None and node.form is not None


def _spellings(keys: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """The words as written, and with `عبد` or `أبو` joined to what follows or parted from it."""
    keys = tuple(key for key in keys if key[0].isalnum())
    yield keys
    for at, key in enumerate(keys):
        if key in ("عبد", "ابو") and at + 1 < len(keys):
            yield (*keys[:at], key + keys[at + 1], *keys[at + 2 :])
        elif key.startswith("عبدال") and len(key) > 6:
            yield (*keys[:at], "عبد", key[3:], *keys[at + 1 :])


@cache
def by_keys() -> dict[tuple[str, ...], KnownName]:
    """Known names by the words of each of their sure forms (`name_keys`)."""
    found: dict[tuple[str, ...], KnownName] = {}
    for known, support in _rows():
        for name, needs in zip(known.aliases, support, strict=True):
            if needs == "nothing" or name == known.name:
                found.setdefault(name_keys(name), known)
    return found


def find_known(kind: EntityKind, name: str) -> KnownName | None:
    """The thing a name of this kind stands for, if the lists hold it.

    >>> find_known("PER", "عبدالفتاح السيسي").english
    'Abdel Fattah el-Sisi'
    """
    known = by_keys().get(name_keys(name))
    return known if known is not None and known.kind == kind else None


def longest_form(keys: Sequence[str], start: int, first: str) -> tuple[int, Form] | None:
    """The longest known form that begins with `first` in the place of `keys[start]`, and the index after its last word."""
    node = gazetteer().following.get(first)
    best: tuple[int, Form] | None = None
    at = start + 1
    while node is not None:
        if node.form is not None:
            best = (at, node.form)
        if at >= len(keys):
            break
        node = node.following.get(keys[at])
        at += 1
    return best
