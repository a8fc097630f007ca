"""Whom a sentence is about: the person who stands as its subject before a verb that has none of its own."""

from __future__ import annotations

from sijill.annotate.statements.nouns import carries_w, is_ordinary, is_verbal_noun, leads_l
from sijill.annotate.statements.passage import Passage
from sijill.annotate.statements.phrases import role_before
from sijill.annotate.statements.speaker import Phrase
from sijill.text.fold import fold_word

_GOVERNING = frozenset(
    map(
        fold_word,
        "في من إلى الى على عن مع بين ضد بعد قبل خلال لدى نحو حول عبر منذ سوى غير إلا مثل ضمن عند أمام خلف بحق تجاه إزاء"
        " لدعم باسم بشأن بسبب وبين ومن ومع وعن وإلى وعلى وفي".split(),
    )
)
_CONNECTING = frozenset(
    map(fold_word, "لكن ولكن أما وأما أن إن وأن وإن بينما فيما كما حيث كان وكان فإن بدوره وقد قد".split())
)
NAMES_TRIED = 4  # people of a sentence that are tried for its subject


def find_topic(passage: Passage, cue: int) -> Phrase | None:
    """The person who is the subject of the words before a cue in its sentence, or of the one before, or None.

    A name counts at the sentence's head, behind its verb or behind a definite object; one behind a preposition or in a
    construct (`مقتل فلان`) or inside a quotation does not.
    """
    start = passage.starts[cue]
    if passage.part == "title":
        return _title_topic(passage, start, cue)
    if start == cue > 0 and not carries_w(passage.norms[cue]):
        # a new sentence: the name with which the one before it begins
        start = passage.starts[cue - 1]
        end = passage.persons.get(start, 0)
        return Phrase((start, end), None, end) if start < end < cue and start not in passage.led else None
    return _subject_of(passage, start, cue)


def _subject_of(passage: Passage, start: int, cue: int) -> Phrase | None:
    tried = 0
    for at in range(start, cue):
        end = passage.persons.get(at, 0)
        if end == 0 or end > cue:
            continue
        if tried == NAMES_TRIED:
            break
        tried += 1
        if passage.inside[at] < 0 and at not in passage.led and _is_subject(passage, role_before(passage, at, start)):
            return Phrase((at, end), None, end)
    return None


def _title_topic(passage: Passage, start: int, cue: int) -> Phrase | None:
    """The name with which a headline begins, right before its verb: `فلان ينسحب وينفي …`."""
    end = passage.named.get(start, 0)
    if not start < end < cue or start in passage.joined or passage.norms[end][0] not in "يت":
        return None
    return Phrase((start, end), None, end)


def _is_subject(passage: Passage, first: int) -> bool:
    start, norms = passage.starts[first], passage.norms
    if leads_l(passage, first):
        return False
    while first > start and norms[first - 1].startswith("ال") and first - 1 not in passage.personal:
        first -= 1  # مع الزميل فلان
        if leads_l(passage, first):
            return False
    if first == start:
        return True
    before = norms[first - 1]
    if before in _GOVERNING or passage.personal & {first - 1}:
        return False
    if before in _CONNECTING or before in ("،", ":"):
        return True
    if first - 1 != start or is_verbal_noun(before.removeprefix("و")):
        return False
    return not is_ordinary(before) or (carries_w(before) and not before.endswith("ات"))
