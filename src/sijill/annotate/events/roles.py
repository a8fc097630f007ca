"""Places and actors of an event, from the words around its trigger.

Where the entities stage has named something its span is taken; else a noun phrase is cut at its edges.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Container, Mapping, Sequence
from functools import cache

from sijill.annotate.events.lexicon import lexeme_of, load_triggers, read_word
from sijill.annotate.events.spans import SpanIndex
from sijill.annotate.events.triggers import Trigger
from sijill.model.reading import Sentence, Token
from sijill.model.records import Actor, Entity, Place
from sijill.text.fold import fold_with_offsets
from sijill.text.lexicon import load_words, strip_proclitics

__all__ = ["find_actors", "find_places"]

REACH = 14  # tokens after a trigger in which its places are looked for
LONGEST = 5  # tokens of a noun phrase without a name
_HARD = frozenset(".؛:!؟?…")
_MARKS = frozenset("،,()[]\"'«»“”-–—#/|") | _HARD
_BREAK = frozenset(
    "في من الى على عن مع ان انه انها الذي التي الذين حيث بعد قبل خلال اثر بسبب منذ حتى ضد حول امام لدى بين قد كان كانت وفق"
    " بحسب حسب وفقا عقب اثناء عبر بينما فيما كما ما لا لم لن هذا هذه او ثم اليوم امس يوم مساء صباح ب ل وسط"
    " حين عندما عند بعدما لكن لكنه لكنها كي اذا ليس ليست ذلك تلك انهم انا اي منها منهم منه فيها فيه بها به له لها"
    " لهم سوف ايضا الا لئلا لهما اليه اليها عليه عليها عليهم بعدها قبلها عنه عنها معه معها".split()
)
_HEADS = frozenset(":.…/|")  # behind the place that a headline is about
_SITED = frozenset(
    {"AGREE", "ASSAULT", "COERCE", "CONSULT", "CULTURE", "DISASTER", "ELECT", "OTHER", "PROTEST", "RETREAT"}
)
# What is said, asked or spoken about has places of its own: `بحث الهجوم على دوما`, `محادثات حول سوريا`.
_VERBAL = frozenset({"ACCUSE", "CONSULT", "COOPERATE", "REJECT", "REQUEST", "SUPPORT", "THREATEN"})
_VIOLENT = frozenset({"ASSAULT", "DEATH", "DISASTER"})
_ABOUT = frozenset("حول بشان بخصوص ازاء تجاه لبحث لمناقشة".split())
_MOTIONS = ("وصل", "غادر", "دخل", "زار")  # they take the place as their object
# They say how it was, not who: `ضربة جديدة`, `تحقيق عاجل`.
_QUALITIES = frozenset(
    "جديد جديدة عاجل عاجلة مستقل مستقلة طارئ طارئة شامل شاملة كامل كاملة عنيف عنيفة واسع واسعة كبير كبيرة كثيف كثيفة مماثل مماثلة"
    " مشترك مشتركة اخر اخرى دولي دولية رسمي رسمية ثلاثي ثلاثية ثنائي ثنائية جوي جوية بري برية مسلح مسلحة انتحاري انتحارية امني"
    " امنية مفاجئ مفاجئة مباشر مباشرة محتمل محتملة فوري فورية سريع سريعة حاشد حاشدة عام عامة سياسي سياسية اول كثيرة".split()
)
_DAYS = frozenset("الاحد الاثنين الثلاثاء الاربعاء الخميس الجمعة السبت الشهر الاسبوع العام السنة صيف شتاء".split())
_BY = (("على", "يد"), ("على", "ايدي"), ("من", "قبل"), ("من", "جانب"))


@cache
def _motions() -> frozenset[int]:
    return frozenset(map(lexeme_of, _MOTIONS))


def find_places(
    sentence: Sentence, trigger: Trigger, entities: SpanIndex[Entity], cues: Container[int] = ()
) -> tuple[Place, ...]:
    """The places named after the trigger behind في, ب, قرب and their like, or at once where its word takes one; in a headline
    also the one before its colon (`باكستان: مقتل …`), unless that is one of `cues`: then the place speaks.
    """
    tokens = sentence.tokens[trigger.at + 1 : trigger.at + 1 + REACH]
    near = entities.within(tokens[0].start, tokens[-1].end) if tokens else ()
    named = {entity.start: entity for entity in near if entity.kind in ("LOC", "FAC")}
    found = [
        place for place in (_headed_by(sentence, trigger, entities, cues), _sited_at(sentence, trigger, named)) if place
    ]
    locatives = load_words("locatives")
    licensed = trigger.kind != "noun" and trigger.lexeme in _motions()
    for token in tokens if named else ():
        if token.norm in _HARD or (trigger.type in _VERBAL and _is_topic(token)):
            break
        hit = _entity_at(token, named)
        if hit:
            entity, proclitic = hit
            if any(place.start == entity.start for place in found):
                licensed = True
            elif licensed or "ب" in proclitic or (proclitic == "و" and found):
                found.append(Place(entity.text, entity.start, entity.end, entity.entity))
                licensed = True
        elif token.norm in locatives or (token.norm[1:] in locatives and token.norm[0] in "وبل"):
            licensed = True
    return tuple(found)


def _is_topic(token: Token) -> bool:
    """Whether a word begins what is spoken about."""
    rows = load_triggers().rows
    violent = (rows[reading.row].type in _VIOLENT for reading in read_word(token.norm) if reading.kind == "noun")
    return token.norm in _ABOUT or any(violent)


def _sited_at(sentence: Sentence, trigger: Trigger, named: Mapping[int, Entity]) -> Place | None:
    """The place right behind a noun that happens somewhere: `زلزال لومبوك`, `قمة هلسنكي`; not `زيارة فرنسا`, which does it."""
    following = sentence.tokens[trigger.at + 1 : trigger.at + 2]
    if trigger.kind != "noun" or trigger.definite or trigger.type not in _SITED or not following:
        return None
    entity = named.get(following[0].start)
    if entity is None or sentence.tokens[trigger.at].norm[len(trigger.proclitic) :] in load_words("agent_nouns"):
        return None
    return Place(entity.text, entity.start, entity.end, entity.entity)


def _headed_by(sentence: Sentence, trigger: Trigger, entities: SpanIndex[Entity], cues: Container[int]) -> Place | None:
    """The place that a headline begins with, where a colon or dots stand behind it and the trigger after these."""
    tokens = sentence.tokens
    if sentence.part != "title" or trigger.at < 2:
        return None
    for entity in entities.within(tokens[0].start, tokens[trigger.at - 1].end):
        if entity.start == tokens[0].start and entity.kind == "LOC":
            behind = next(token for token in tokens if token.start >= entity.end)
            if behind.norm in _HEADS and behind.start not in cues:
                return Place(entity.text, entity.start, entity.end, entity.entity)
    return None


def _entity_at(token: Token, named: dict[int, Entity]) -> tuple[Entity, str] | None:
    if token.start in named:
        return named[token.start], ""
    for proclitic, _ in strip_proclitics(token.norm)[1:]:
        start = token.start + fold_with_offsets(token.text)[1][len(proclitic)]
        if start in named:
            return named[start], proclitic
    return None


def find_actors(sentence: Sentence, trigger: Trigger, entities: SpanIndex[Entity], page_text: str) -> tuple[Actor, ...]:
    """Agent and patient: subject and object of a verb, complement of a verbal noun, and who stands behind على يد.

    A verb whose subject suffers it (`قتل شخصان`, `توفي`) gives a patient; a phrase without a name is kept as it stands.
    """
    around = sentence.tokens[max(0, trigger.at - REACH) : trigger.at + 2 * REACH]
    named = entities.within(around[0].start, around[-1].end)
    found: list[Actor] = []
    by = _agent_behind_by(sentence, trigger, named, page_text)
    suffers = trigger.type in ("DEATH", "HEALTH") or (trigger.type == "ASSAULT" and trigger.kind == "past")
    after = _phrase(sentence, trigger.at + 1, named, page_text)
    before = _subject_before(sentence, trigger, named, page_text) if trigger.kind != "noun" else None
    if trigger.kind == "noun":
        own = sentence.tokens[trigger.at].norm[len(trigger.proclitic) :] in load_words("agent_nouns")
        if after and not trigger.definite and not (own and _is_quality(after)):
            found.append(Actor("agent" if own else "patient", *after))
    elif before:
        found.append(Actor("patient" if suffers and trigger.type != "ASSAULT" else "agent", *before))
        if after:
            found.append(Actor("patient", *after))
    elif after and _has_subject_before(sentence, trigger):
        found.append(Actor("patient", *after))
    elif after:
        passive = suffers and (by is not None or trigger.type != "ASSAULT" or _starts_with_count(sentence, trigger))
        found.append(Actor("patient" if passive else "agent", *after))
        second = _phrase(sentence, _token_at(sentence, after[2]), named, page_text) if after[3] else None
        if second and not passive:
            found.append(Actor("patient", *second))
    if by:
        found.append(Actor("agent", *by))
    return tuple(found)


_Phrase = tuple[str, int, int, str | None]  # words, start, end, entity


def _phrase(sentence: Sentence, at: int, named: Sequence[Entity], page_text: str) -> _Phrase | None:
    """The noun phrase that begins at token `at`: the name in it, else its words up to an edge."""
    tokens = sentence.tokens
    last = at
    while last < len(tokens) and last - at < LONGEST and not _is_edge(tokens[last], named, first=last == at):
        last += 1
    if last == at:
        return None
    start, end = tokens[at].start, tokens[last - 1].end
    for entity in named:
        if start <= entity.start < end:
            return entity.text, entity.start, entity.end, entity.entity
    return page_text[start:end], start, end, None


def _is_quality(phrase: _Phrase) -> bool:
    """Whether a phrase behind a noun whose doer it may be only says how it was: an indefinite word or two (`هجوم كيميائي`)."""
    words, _, _, entity = phrase
    return entity is None and not any(word.startswith(("ال", "لل")) for word in words.split())


def _is_edge(token: Token, named: Sequence[Entity], *, first: bool) -> bool:
    norm = token.norm
    if norm in _MARKS or norm in _BREAK or norm in _DAYS:
        return True
    is_name = any(one.start == token.start for one in named)
    if first and not is_name and (norm in _QUALITIES or norm.startswith(("بال", "لل")) or norm.endswith("يا")):
        return True  # `بالسجن`, `للدور الثاني`, `جويا`
    if any(stem in _BREAK for _, stem in strip_proclitics(norm)) and not is_name:
        return True  # `بأن`, `وكان`; but not the first name of `بان كي مون`
    if not first and norm[:1] in "وبل" and norm[1:3] == "ال":
        return True
    return not first and any(reading.kind != "noun" for reading in read_word(norm))


def _subject_before(sentence: Sentence, trigger: Trigger, named: Sequence[Entity], page_text: str) -> _Phrase | None:
    """The phrase before a verb, back to an edge: the subject of a headline or of an أن clause."""
    tokens = sentence.tokens
    first = trigger.at
    while first > 0 and trigger.at - first < LONGEST and not _is_edge(tokens[first - 1], named, first=False):
        first -= 1
    if first == trigger.at or trigger.proclitic:
        return None
    start, end = tokens[first].start, tokens[trigger.at - 1].end
    inside = [entity for entity in named if start <= entity.start < end]
    if inside:
        return inside[0].text, inside[0].start, inside[0].end, inside[0].entity
    return page_text[start:end], start, end, None


def _has_subject_before(sentence: Sentence, trigger: Trigger) -> bool:
    """A headline's verb in the present stands behind its subject, even where that could not be cut out."""
    return sentence.part == "title" and trigger.kind == "present" and trigger.at > 0 and not trigger.proclitic


def _agent_behind_by(sentence: Sentence, trigger: Trigger, named: Sequence[Entity], page_text: str) -> _Phrase | None:
    norms = [token.norm for token in sentence.tokens[trigger.at + 1 : trigger.at + 1 + REACH]]
    for at in range(len(norms)):
        if tuple(norms[at : at + 2]) in _BY:
            return _phrase(sentence, trigger.at + at + 3, named, page_text)
        if norms[at] in ("بواسطة", "بايدي"):
            return _phrase(sentence, trigger.at + at + 2, named, page_text)
    return None


def _starts_with_count(sentence: Sentence, trigger: Trigger) -> bool:
    following = sentence.tokens[trigger.at + 1].norm if trigger.at + 1 < len(sentence.tokens) else ""
    return following[:1].isdigit() or following in load_words("people_words") or following in load_words("numbers")


def _token_at(sentence: Sentence, offset: int) -> int:
    return bisect_left(sentence.tokens, offset, key=lambda token: token.start)
