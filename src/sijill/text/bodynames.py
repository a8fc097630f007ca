"""Names of bodies: what a body is, whose it is, and when a name alone does not say whose."""

from __future__ import annotations

from functools import cache, lru_cache

from msgspec import Struct

from sijill.text.gazetteer import KnownName, find_known
from sijill.text.lexicon import load_rows
from sijill.text.names import name_key, name_keys
from sijill.text.ordinary import ordinary_words
from sijill.text.states import adjective_at, name_at

MINISTRY = "وزاره"
# Ministries that news calls by their field alone, with the adjective of a state: الخارجية الروسية.
_FIELDS = frozenset(
    name_key(word).replace("ة", "ه")
    for word in "خارجية داخلية دفاع مالية صحة عدل خزانة تجارة طاقة نفط زراعة تعليم تربية ثقافة سياحة اقتصاد".split()
)
_JOINING = frozenset({"في", "من"})


class Body(Struct, frozen=True):
    """A body's name taken apart: `core` says what it is (words without ال), `owner` is the state whose it is, if told."""

    core: tuple[str, ...]
    owner: str | None = None

    @property
    def is_shared(self) -> bool:
        """True where many states, leagues or towns have a body of this name: `البرلمان`, `وزارة الدفاع`."""
        return self.core[0] == MINISTRY or self.core in _shared()


@lru_cache(maxsize=65_536)
def read_body(name: str) -> Body:
    """A body's name without the noun before it (`نادي`, `شركة`), its words without ال, and the state whose it is.

    >>> read_body("الخارجية الروسية") == read_body("وزارة خارجية روسيا")  # the Russian Foreign Ministry
    True
    >>> read_body("نادي الزمالك") == read_body("الزمالك"), read_body("مجلس النواب").is_shared  # a club; a parliament
    (True, True)
    """
    keys = list(name_keys(name)) or [name]
    owner, at, left = None, 0, list[str]()
    while at < len(keys):
        found = adjective_at(keys, at) if left and owner is None else None
        if found is not None:
            owner = found[0]
        else:
            left.append(keys[at])
        at += found[1] if found is not None else 1
    body = _of_state(left) if owner is None else None
    return body or Body(_core(left, owned=owner is not None), owner)


def _of_state(keys: list[str]) -> Body | None:
    """`وزارة خارجية روسيا`, `البرلمان في العراق`: a shared name before the name of a state."""
    for at in range(len(keys) - 1, 0, -1):
        found = name_at(keys, at)
        if found is not None and at + found[1] == len(keys):
            body = Body(
                _core(keys[: at - 1] if keys[at - 1] in _JOINING and at > 1 else keys[:at], owned=True), found[0]
            )
            return body if body.is_shared else None
    return None


def _core(keys: list[str], *, owned: bool) -> tuple[str, ...]:
    core = _without_head([_bare(key) for key in keys])
    return (MINISTRY, *core) if owned and core[0] in _FIELDS else tuple(core)


def is_common_name(name: str) -> bool:
    """True for a name of one common word that no list knows: `الوكالة` may be anybody's."""
    body = read_body(name)
    return len(body.core) == 1 and body.owner is None and find_known("ORG", name) is None and _is_common(body.core[0])


@lru_cache(maxsize=4096)
def told_by_lists(known: KnownName) -> Body | None:
    """The shared name with its owner among a known body's names, where there is one alone (the Pentagon's)."""
    bodies = {body for alias in known.aliases if (body := read_body(alias)).is_shared and body.owner}
    return bodies.pop() if len(bodies) == 1 else None


def _without_head(keys: list[str]) -> list[str]:
    return keys[1:] if len(keys) > 1 and keys[0] in _heads() else keys


@cache
def _heads() -> frozenset[str]:
    rows = load_rows("entity_heads")
    return frozenset(
        _bare(name_key(row[0]).replace("ة", "ه")) for row in rows if row[1] == "ORG" and row[2] in ("drop", "media")
    )


@cache
def _shared() -> frozenset[tuple[str, ...]]:
    names = [row[0] for row in load_rows("shared_bodies")]
    return frozenset(tuple(_without_head([_bare(key) for key in name_keys(name)])) for name in names)


def _bare(key: str) -> str:
    if key.startswith("لل") and len(key) > 4:
        return key[2:]
    return key[2:] if key.startswith("ال") and len(key) > 4 else key


@lru_cache(maxsize=16_384)
def _is_common(key: str) -> bool:
    """True for a word of the language, with or without its article."""
    words = ordinary_words()
    return any(form in words for form in (key, "ال" + key, _open(key), "ال" + _open(key)))


def _open(key: str) -> str:
    return key[:-1] + "ة" if key.endswith("ه") else key
