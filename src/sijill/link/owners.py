"""Whose a body is whose name does not say it: `وزارة الدفاع` in an article about Russia is not that of Turkey.

The text settles it by the adjective or state behind the name, by the same name with its owner elsewhere in the article
(`وزير الدفاع الأميركي` tells of the American ministry), or by the one state the article is about.  Otherwise it stays open.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from typing import NamedTuple

from sijill.model.records import Article
from sijill.text.bodynames import MINISTRY, Body
from sijill.text.names import name_key
from sijill.text.states import adjective_at, begins_state, name_at
from sijill.text.tokens import tokenize

SHARE = (
    0.5  # of the article's names of states, that of the state it is about; see the ablation in evals/linking/card.md
)
LEAST = 2  # how often that state is named
_TITLE, _LEAD = 3, 2  # how much more a name in the title and in the first paragraph weighs
_IN = frozenset({"في", "ب"})


class Owner(NamedTuple):
    """The state a body belongs to, and the words of the reason."""

    state: str
    reason: str


class Setting:
    """The words of an article as keys, and the states they name."""

    def __init__(self, article: Article) -> None:
        self._keys: list[str] = []
        self._starts: list[int] = []
        parts = [(article.title.start, article.title.text)] if article.title else []
        self._title = self._lead = 0
        for at, (start, text) in enumerate([*parts, *article.blocks]):
            for token in tokenize(text):
                if token.text[0].isalnum():
                    self._keys.append(name_key(token.text).replace("ة", "ه"))
                    self._starts.append(start + token.start)
            if parts and at == 0:
                self._title = len(self._keys)
            if at == len(parts):
                self._lead = len(self._keys)
        self._states = self._find_states()

    def _find_states(self) -> list[tuple[int, str, int]]:
        found, at = [], 0
        while at < len(self._keys):
            named = None
            if begins_state(self._keys[at]):
                named = adjective_at(self._keys, at) or name_at(self._keys, at)
            if named is not None:
                found.append((at, *named))
            at += named[1] if named is not None else 1
        return found

    def owner_of(self, core: tuple[str, ...], start: int, end: int) -> Owner | None:
        """Whose the body at `[start, end)` is; None where the article does not settle it."""
        return self._behind(end) or self._elsewhere(core, start) or self._about()

    def _behind(self, end: int) -> Owner | None:
        """`النيابة العامة في مصر`, `هيئة الأركان العامة السعودية`: the state behind the name, at most a word away."""
        at = bisect_right(self._starts, end - 1)
        for behind in (at, at + 1):
            if behind >= len(self._keys):
                break
            adjective = adjective_at(self._keys, behind)
            if adjective is not None and (behind == at or self._keys[at].startswith("ال")):
                return Owner(adjective[0], f"{self._keys[behind]} behind the name")
            name = name_at(self._keys, behind)
            if name is not None and (
                (behind == at + 1 and self._keys[at] in _IN) or (behind == at and self._keys[at].startswith("ب"))
            ):
                return Owner(name[0], f"{self._keys[behind]} behind the name")
        return None

    def _elsewhere(self, core: tuple[str, ...], start: int) -> Owner | None:
        """The owner of the same name elsewhere in the article: the only one, else the nearest before."""
        words = core[1:] if core[0] == MINISTRY and len(core) > 1 else core
        found: list[tuple[int, str]] = []
        for at, state, _ in self._states:
            before = [
                key[2:] if key.startswith("ال") and len(key) > 4 else key for key in self._keys[at - len(words) : at]
            ]
            if at >= len(words) and tuple(before) == words and self._keys[at].startswith("ال"):
                found.append((self._starts[at], state))
        states = {state for _, state in found}
        if len(states) != 1:
            earlier = [state for where, state in found if where < start]
            states = {earlier[-1]} if earlier else set()
        if not states:
            return None
        state = states.pop()
        return Owner(state, f"the article speaks of {' '.join(words)} of {state}")

    def owner_if_named(self, body: Body | None) -> Owner | None:
        """The owner that the lists know for a name, where the article names that state at all."""
        if body is None or body.owner not in {state for _, state, _ in self._states}:
            return None
        return Owner(body.owner, f"best known of {body.owner}, which the article names") if body.owner else None

    def shares(self) -> list[tuple[str, float]]:
        """The states that the article names, with their shares, the largest first."""
        weights: Counter[str] = Counter()
        for at, state, _ in self._states:
            weights[state] += _TITLE if at < self._title else _LEAD if at < self._lead else 1
        total = weights.total()
        return sorted(((state, weight / total) for state, weight in weights.items()), key=lambda row: (-row[1], row[0]))

    def _about(self) -> Owner | None:
        """The state the article is about, if it is about one."""
        shares = self.shares()
        if not shares:
            return None
        state, share = shares[0]
        if share < SHARE or sum(named == state for _, named, _ in self._states) < LEAST:
            return None
        return Owner(state, f"the article is about {state}")
