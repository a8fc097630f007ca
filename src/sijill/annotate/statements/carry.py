"""Who a short or missing speaker is: the article's own speakers, remembered in reading order."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from sijill.model.records import Entity
from sijill.text.lexicon import load_words
from sijill.text.names import is_short_form, name_keys, resolve_name, without_titles


class Known(Struct):
    """A speaker met in the article: the full name, its compared words, those of its roles, and the gender its verbs had."""

    name: str
    keys: tuple[str, ...]
    role: frozenset[str]
    head: str
    gender: str
    order: int


class Memory:
    """The speakers of one article; nothing goes from one article to another."""

    def __init__(self, entities: Sequence[Entity]) -> None:
        self._people = [entity for entity in entities if entity.kind == "PER" and not _runs_on(entity.name)]
        self._known: dict[tuple[str, ...], Known] = {}
        self._met: list[Known] = []
        self._resolved: dict[tuple[tuple[str, ...], int], str | None] = {}

    def learn(self, name: str, role: str, gender: str) -> None:
        """A first look over the article: a speaker's words, before anything is resolved."""
        keys = without_titles(name_keys(name))
        if not keys:
            return
        roles = [_bare(key) for key in name_keys(role)]
        known = self._known.get(keys)
        if known is None:
            self._known[keys] = Known(name, keys, frozenset(roles), roles[0] if roles else "", gender, len(self._known))
        else:
            known.role |= frozenset(roles)
            known.head = known.head or (roles[0] if roles else "")
            known.gender = known.gender or gender

    def resolve(self, words: str) -> str:
        """The full name that printed words stand for: a surname, a title or a generic noun used earlier; else the words."""
        keys = name_keys(words)
        bare = without_titles(keys)
        fuller = [
            known for known in self._known.values() if is_short_form(bare, known.keys) and _is_fuller(bare, known)
        ]
        definite = bare[0].startswith("ال") if bare else False
        if len(fuller) >= 1 and not (definite and len(bare) == 1 and self._role_of(bare) is not None):
            best = max(fuller, key=lambda known: (bare == known.keys[-len(bare) :], len(known.keys), -known.order))
            if len(bare) > 1 or best.keys[-1] == bare[-1] or definite:
                return best.name
        if bare in self._known and len(bare) > 2:
            return self._known[bare].name
        if definite or (keys and keys[0].startswith("ال")):
            described = self._role_of(keys if len(bare) < len(keys) else bare)
            if described is not None:
                return described.name
        entity = resolve_name(words, self._people) if self._people else None
        return entity.name if entity is not None else words

    def _role_of(self, keys: tuple[str, ...]) -> Known | None:
        """The last speaker met whose role, or whose own description, begins with this noun: الوزير, الوكالة, المصادر."""
        wanted = frozenset(map(_bare, keys))
        head = _bare(keys[0])
        for known in reversed(self._met):
            if head == known.head and wanted <= known.role:
                return known
            first = _bare(known.keys[0])
            if len(known.keys) > len(keys) and head == first and wanted <= frozenset(map(_bare, known.keys)):
                return known
        return None

    def meet(self, name: str, role: str, gender: str) -> None:
        """The speaker of the report just read."""
        keys = without_titles(name_keys(name))
        if not keys:
            return
        known = self._known.get(keys) or Known(name, keys, frozenset(), "", gender, 0)
        if gender and not known.gender:
            known.gender = gender
        self._met.append(known)

    def latest(self, gender: str) -> str | None:
        """Who spoke last, of this gender where one such speaker is near; None where nobody has."""
        for known in reversed(self._met[-4:]):
            if not gender or not known.gender or known.gender == gender:
                return known.name
        return self._met[-1].name if self._met else None


def _is_fuller(short: tuple[str, ...], known: Known) -> bool:
    """Whether a longer name can be the whole of a short one: `وزير خارجية قطر` is not the whole of `قطر`."""
    if len(short) == 1 and short[0] in load_words("state_names"):
        return False
    return len(known.keys) <= 5 or short == known.keys[: len(short)]


def _runs_on(name: str) -> bool:
    return name_keys(name)[-1:] in _PARTICLES


_PARTICLES = (("ان",), ("انه",), ("في",), ("من",), ("قال",))


def _bare(key: str) -> str:
    return key[2:] if key.startswith("ال") and len(key) > 3 else key
