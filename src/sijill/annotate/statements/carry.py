"""Who a short or missing speaker is: the article's own speakers, remembered in reading order."""

from __future__ import annotations

from collections import deque

from msgspec import Struct

from sijill.annotate.statements.phrases import is_role
from sijill.model.reading import Reading
from sijill.text.fold import fold_word
from sijill.text.lexicon import load_words
from sijill.text.names import name_keys, resolve_role, without_titles

Keys = tuple[str, ...]
REMEMBERED = 200  # speakers back to which `الوزير` may point
NAME_LENGTH = 5  # words of a person's name; longer keys are descriptions, which surnames do not stand for


class Known(Struct):
    """A speaker met in the article: the full name, its compared words, those of its role, its verbs' gender."""

    name: str
    keys: Keys
    role: frozenset[str] = frozenset()
    head: str = ""
    gender: str = ""


class Memory:
    """The speakers of one article; nothing goes from one article to another.

    First `learn` every speaker named in the article, then `resolve` and `meet` them in reading order.
    """

    def __init__(self, reading: Reading) -> None:
        self._known: dict[Keys, Known] = {}
        self._by_end: dict[Keys, Known] = {}
        self._by_start: dict[Keys, Known] = {}
        self._met: deque[Known] = deque(maxlen=REMEMBERED)
        self._entities: dict[Keys, str] = {}
        self._entities_by_text: dict[str, str] = {}
        self._reading = reading
        self._titled: dict[str, str | None] = {}
        self._looking_back = 0
        for entity in reading.article.entities:
            for name in (entity.text, entity.name):
                if name in self._entities_by_text:
                    continue
                self._entities_by_text[name] = entity.entity
                self._entities.setdefault(name_keys(name), entity.entity)
                if entity.kind == "PER" and name == entity.text:
                    self._remember(Known(name, without_titles(name_keys(name))))

    def learn(self, name: str, role: str, gender: str) -> None:
        """A first look over the article: a speaker's words, before anything is resolved."""
        keys = without_titles(name_keys(name))
        if not keys:
            return
        roles = [_bare(key) for key in name_keys(role)]
        known = self._known.get(keys)
        if known is None:
            known = Known(name, keys)
            self._remember(known)
        known.role |= frozenset(roles)
        known.head = known.head or (roles[0] if roles else "")
        known.gender = known.gender or gender

    def _remember(self, known: Known) -> None:
        """Keep a name under its ends and its beginnings; of two for one surname the longer, then the earlier."""
        if not known.keys or known.keys in self._known:
            return
        self._known[known.keys] = known
        size = len(known.keys)
        for part in range(1, min(size, NAME_LENGTH)):
            if size <= NAME_LENGTH:
                _keep_longer(self._by_end, known.keys[-part:], known)
            _keep_longer(self._by_start, known.keys[:part], known)

    def resolve(self, words: str) -> str:
        """The full name that printed words stand for: a surname, a title or a generic noun used earlier; else the words."""
        keys = name_keys(words)
        bare = without_titles(keys)
        if not bare:
            return words
        definite = keys[0].startswith("ال")
        described = self._described(keys) if definite and len(keys) <= 3 else None
        if described is not None and (len(bare) < len(keys) or len(keys) == 1):
            return described.name
        if not (len(bare) == 1 and bare[0] in load_words("state_names")):
            fuller = self._by_end.get(bare) or (self._by_start.get(bare) if len(bare) > 1 or definite else None)
            if fuller is not None:
                return fuller.name
        if described is not None:
            return described.name
        return self._titled_one(words) or words if definite and len(keys) <= 2 else words

    def _titled_one(self, words: str) -> str | None:
        """The only person of the article named beside this title, who need not have spoken: الوزير."""
        if words not in self._titled:
            found = resolve_role(words, self._reading.page_text, self._reading.article.entities)
            self._titled[words] = (
                found.name if found is not None and is_role(fold_word(words.split(maxsplit=1)[0])) else None
            )
        return self._titled[words]

    def _described(self, keys: Keys) -> Known | None:
        """The last speaker met whose role, or whose own description, begins with this noun: الوزير, الوكالة, المصادر."""
        wanted = frozenset(map(_bare, keys))
        head = _bare(keys[0])
        for known in reversed(self._met):
            if head == known.head and wanted <= known.role:
                return known
            longer = len(known.keys) > len(keys) or (known.keys[0] != keys[0])
            if longer and head == _bare(known.keys[0]) and wanted <= frozenset(map(_bare, known.keys)):
                return known
        return None

    def meet(self, name: str, role: str, gender: str, *, background: bool = False) -> None:
        """The speaker of the report just read; one of the `background` is not carried on into the next paragraph."""
        keys = without_titles(name_keys(name))
        if keys:
            roles = [_bare(key) for key in name_keys(role)]
            known = self._known.get(keys) or Known(name, keys, frozenset(roles), roles[0] if roles else "")
            known.gender = known.gender or gender
            self._met.append(known)
            self._looking_back = self._looking_back + 1 if background else 0

    def leave_background(self) -> None:
        """A new paragraph: those met last, in a look back only, become the ones met first."""
        if self._looking_back < len(self._met):
            self._met.rotate(self._looking_back)
        self._looking_back = 0

    def latest(self, gender: str) -> str | None:
        """Who spoke last, of this gender where one such speaker is near; None where nobody has."""
        near = [self._met[-back] for back in range(1, min(4, len(self._met)) + 1)]
        fitting = (known for known in near if not gender or not known.gender or known.gender == gender)
        last = next(fitting, near[0] if near else None)
        return last.name if last is not None else None

    def entity_of(self, name: str) -> str | None:
        """The id of the entity that bears a name, or None."""
        known = self._entities_by_text.get(name)
        if known is not None:
            return known
        keys = name_keys(name)
        return self._entities.get(keys) or self._entities.get(without_titles(keys))


def _keep_longer(by_part: dict[Keys, Known], part: Keys, known: Known) -> None:
    kept = by_part.get(part)
    if kept is None or len(known.keys) > len(kept.keys):
        by_part[part] = known


def _bare(key: str) -> str:
    return key[2:] if key.startswith("ال") and len(key) > 3 else key
