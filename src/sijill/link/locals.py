"""What one article says of one thing: all its mentions there, the words beside them, and whom it is named with."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from functools import cache, cached_property
from typing import NamedTuple

from sijill.link.owners import Setting
from sijill.model.graph import ArticleKey, Evidence, article_key
from sijill.model.records import Article, EntityKind
from sijill.text.lexicon import load_words
from sijill.text.names import entity_id, name_key, name_keys
from sijill.text.states import adjective_at, name_at

_BEFORE, _BEHIND = 90, 70  # characters beside a name in which its role is looked for
_ROLE = 8  # words of a role
_STOPS = '.\n؛:!؟»"'


class Local(NamedTuple):
    """The mentions of one thing in one article, under the name it has there."""

    kind: EntityKind
    name: str
    article: ArticleKey
    entities: tuple[str, ...]
    evidence: tuple[Evidence, ...]

    @property
    def first(self) -> Evidence:
        """Its first mention."""
        return self.evidence[0]

    @property
    def order(self) -> tuple[str, int, int, str]:
        """Where it stands among all: by page and place, never by the order of articles."""
        return *self.article, self.first.start, self.name


class Role(NamedTuple):
    """The words that describe a person beside the name, without ال, and the states among them."""

    words: frozenset[str]
    states: frozenset[str]


class Known:
    """The articles as linking sees them: who is named beside whom, how rare a name is, what stands beside a mention."""

    def __init__(self, articles: Iterable[Article]) -> None:
        self._articles = {article_key(article): article for article in articles}
        self._settings: dict[ArticleKey, Setting] = {}
        self._roles: dict[tuple[ArticleKey, str], Role] = {}

    @cached_property
    def named(self) -> dict[ArticleKey, frozenset[str]]:
        """The ids of the full names in each article; a single word for a person tells too little."""
        return {
            key: frozenset(
                entity_id(e.kind, e.name) for e in article.entities if e.kind != "PER" or len(name_keys(e.name)) > 1
            )
            for key, article in self._articles.items()
        }

    @cached_property
    def spellings(self) -> dict[str, str]:
        """A name for each id."""
        found: dict[str, str] = {}
        for article in self._articles.values():
            for e in article.entities:
                found[entity_id(e.kind, e.name)] = min(e.name, found.get(entity_id(e.kind, e.name), e.name))
        return found

    @cached_property
    def weights(self) -> dict[str, float]:
        """How much it says that a name stands in two articles: little where it stands in most."""
        counts = Counter(name for names in self.named.values() for name in names)
        total = len(self._articles) + 1
        return {name: math.log(total / count) for name, count in counts.items()}

    def setting(self, key: ArticleKey) -> Setting:
        """The states that an article names."""
        if key not in self._settings:
            self._settings[key] = Setting(self._articles[key])
        return self._settings[key]

    def role(self, local: Local) -> Role:
        """How the article describes the person, over all mentions."""
        slot = local.article, local.name
        if slot not in self._roles:
            words: set[str] = set()
            states: set[str] = set()
            for mention in local.evidence[:4]:
                found = self._role_at(local.article, mention)
                words |= found.words
                states |= found.states
            self._roles[slot] = Role(frozenset(words), frozenset(states))
        return self._roles[slot]

    def _role_at(self, key: ArticleKey, mention: Evidence) -> Role:
        before, behind = self._beside(key, mention)
        before = before[max(before.rfind(mark) for mark in _STOPS) + 1 :]
        keys = [name_key(word.strip("،,()[]#_-")) for word in before.split()]
        at = next((at for at, word in enumerate(keys) if _is_title(word)), None)
        near = keys[max(at, len(keys) - _ROLE) :] if at is not None else []
        aside = behind.lstrip()
        if aside.startswith(("،", ",", "(")):
            clause = [name_key(word.strip("()،,.")) for word in aside[1:].split("،")[0].split()][:_ROLE]
            near += clause if clause and _is_title(clause[0]) else []
        return _read_role([word.replace("ة", "ه") for word in near if word])

    def _beside(self, key: ArticleKey, mention: Evidence) -> tuple[str, str]:
        article = self._articles[key]
        title = [(article.title.start, article.title.text)] if article.title else []
        blocks = [*title, *article.blocks]
        at = bisect_right([start for start, _ in blocks], mention.start) - 1
        if at < 0:
            return "", ""
        start, text = blocks[at]
        return (
            text[max(0, mention.start - start - _BEFORE) : mention.start - start],
            text[mention.end - start : mention.end - start + _BEHIND],
        )


def _read_role(keys: Sequence[str]) -> Role:
    states: set[str] = set()
    words: set[str] = set()
    at = 0
    while at < len(keys):
        state = adjective_at(keys, at) or name_at(keys, at)
        if state is not None:
            states.add(state[0])
            at += state[1]
            continue
        words.add(_bare(keys[at]))
        at += 1
    return Role(frozenset(word for word in words if len(word) > 2), frozenset(states))


def _bare(key: str) -> str:
    return key[2:] if key.startswith("ال") and len(key) > 4 else key


@cache
def _titles() -> frozenset[str]:
    return frozenset(name_key(word) for word in load_words("titles") | load_words("speaker_roles"))


@cache
def is_general(word: str) -> bool:
    """True for a word of a role that many bear: a title by itself, without its field."""
    return word in _bare_titles() or len(word) < 3


@cache
def _bare_titles() -> frozenset[str]:
    general = (
        "شؤون دوله عام عامه رسمي رسميه اول ثان سابق سابقه حالي راحل باسم مجلس لجنه اعلى اعلي اسبق ساده سيد".split()
    )
    return frozenset([*(_bare(title.replace("ة", "ه")) for title in _titles()), *general])


def _is_title(key: str) -> bool:
    return key in _titles() or _bare(key) in _titles()


def gather(articles: Iterable[Article]) -> list[Local]:
    """Every thing of every article, in an order of their own."""
    found: dict[tuple[ArticleKey, EntityKind, str, str], dict[Evidence, str]] = defaultdict(dict)
    for article in articles:
        key = article_key(article)
        for e in article.entities:
            # a body keeps apart what the lists put under one name: الأهلي المصري, الأهلي السعودي
            words = " ".join(name_keys(e.text)) if e.kind == "ORG" else ""
            slot = key, e.kind, entity_id(e.kind, e.name), words
            found[slot][Evidence(article.page_sha256, e.start, e.end, e.text)] = e.entity + "\t" + e.name
    locals_ = []
    for (key, kind, _, _), mentions in found.items():
        evidence = tuple(sorted(mentions, key=lambda words: (words.start, words.end)))
        ids, names = zip(*(value.split("\t", 1) for value in mentions.values()), strict=True)
        locals_.append(Local(kind, min(names), key, tuple(sorted(set(ids))), evidence))
    return sorted(locals_, key=lambda local: (*local.order, local.kind))
