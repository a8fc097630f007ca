"""The chain of a statement: agency, media, platform, document and event between the speaker and the outlet."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple, cast

from sijill.annotate.statements.nouns import is_ordinary, is_verbal_noun
from sijill.annotate.statements.occasions import act_end, adjectives_end, sort_end
from sijill.annotate.statements.passage import Passage, is_own
from sijill.annotate.statements.passing import is_handed_by, points_back
from sijill.annotate.statements.phrases import phrase_after
from sijill.annotate.statements.speaker import name_speaker
from sijill.model.records import ChainKind
from sijill.text.fold import fold_text
from sijill.text.lexicon import load_rows, load_words
from sijill.text.tokens import tokenize

NEAREST_FIRST: tuple[ChainKind, ...] = ("agency", "platform", "media", "document", "event", "sources", "spokesperson")
POINTED = 24  # tokens back to which `فيه` may point
_IN_IT = frozenset({"فيه", "فيها", "خلاله", "خلالها", "عبره", "عبرها"})
_READ_OUT = frozenset("تلاه تلاها يتلوه يتلوها قراه قراها القاه القاها قراته تلته تلتها".split())
ADDRESSEE_REACH = 20  # tokens behind a speaker in which who is spoken to is looked for
_BEFORE = frozenset(
    f"{joined}{word}"
    for joined in ("", "و", "ف")
    for word in "في عبر على خلال ب ل مع عن الى لدى اثناء من ضمن هامش".split()
)
_ASKING = frozenset({"اسئلة", "سؤال", "لسؤال", "لاسئلة"})  # ردا على سؤال قناة فلان
_ABOUT = frozenset({"من", "ومن", "عن", "وعن", "الى", "والى", "مع"})  # تقارير عن بيان: what is spoken of, not where
# words of agencies that are no news agencies: وكالة فلان للتصنيف الائتماني
_NO_NEWS = frozenset(
    map(
        fold_text,
        "للتصنيف التصنيف الطاقة المخابرات الاستخبارات للمخابرات الفضاء ناسا موديز فيتش الغوث غوث الأونروا الأمن"
        " الدولية الذرية الفضائية الأدوية البيئة التنمية للتنمية الإغاثة اللاجئين الحدود فرونتكس السفر".split(),
    )
)
_NO_OUTLETS = frozenset({"برنامج"})  # definite: البرنامج النووي
_SITES = frozenset({"موقع", "محطة", "شبكة"})  # also places: في محطة القطار
_WITHIN = frozenset({"في", "وفي", "ففي", "خلال", "وخلال", "ضمن", "هامش"})
_IN = frozenset({"في", "وفي", "ففي"})
_NEWS = ("برس", "نيوز")
_TALKS = ("حديث", "حديثه", "حديثها", "تصريح", "تصريحات", "مقابلة", "اتصال", "لقاء", "حوار", "هاتفي", "هاتفية", "خاص")


class Link(NamedTuple):
    """A link of a chain as a token range; `shift` letters of its first token are a proclitic."""

    kind: ChainKind
    first: int
    last: int
    shift: int


@cache
def _phrases() -> dict[str, list[tuple[tuple[str, ...], ChainKind, str]]]:
    by_first: dict[str, list[tuple[tuple[str, ...], ChainKind, str]]] = {}
    for row in load_rows("chain_words"):
        words = tuple(token.norm for token in tokenize(fold_text(row[0])))
        by_first.setdefault(words[0], []).append((words, cast(ChainKind, row[1]), row[2]))
    for rows in by_first.values():
        rows.sort(key=lambda row: -len(row[0]))
    return by_first


def find_links(passage: Passage, first: int, last: int, taken: tuple[int, int] | None) -> list[Link]:
    """The links named among tokens `first` to `last`, those of the speaker's own name left out."""
    links: list[Link] = []
    at = first
    while at < last:
        link: Link | None = None
        if not (taken and taken[0] <= at < taken[1]) and not passage.timed[at]:
            link = (
                _spokesperson(passage, at, last)
                or _told_by_name(passage, at, last)
                or _act(passage, at, last)
                or link_at(passage, at, last, first)
            )
        if link is not None:
            links.append(link)
            at = max(link.last, at + 1)
        else:
            at += 1
    return links


def _spokesperson(passage: Passage, at: int, last: int) -> Link | None:
    """`على لسان فلان`, `بيان تلاه فلان`: who spoke for the speaker, by name where one is there."""
    norms = passage.norms
    if norms[at] == "لسان" and at and norms[at - 1] == "على":
        start = at + 1
    elif at and norms[at - 1] in _READ_OUT:
        start = at
    else:
        return None
    found = phrase_after(passage, start, last)
    return None if found is None else Link("spokesperson", *name_speaker(passage, *found, found[1]).name, 0)


def find_pointed(passage: Passage, cue: int) -> Link | None:
    """The document or event that `فيه` behind a verb points back to: `أصدرت بيانا قالت فيه`; None where there is none."""
    norms = passage.norms
    if not any(norm in _IN_IT for norm in norms[cue + 1 : cue + 4]):
        return None
    for at in range(cue - 1, max(passage.starts[cue], cue - POINTED) - 1, -1):
        link = link_at(passage, at, len(norms), named=True)
        if link is not None and link.kind in ("document", "event", "platform") and passage.inside[at] < 0:
            return link
    return None


def _told_by_name(passage: Passage, at: int, last: int) -> Link | None:
    """An outlet that only its place shows: `لـ"تونس الآن"`, `في حديث إلى «نداء الجبل»`, `لأرز برس`, `لوكالتنا`."""
    norms, norm = passage.norms, passage.norms[at]
    before = norms[at - 1] if at else ""
    if at in passage.closes and 1 < passage.closes[at] - at <= 5 and is_handed_by(passage, at):
        return Link(_own_kind(passage, at + 1), at + 1, passage.closes[at], 0)
    if norm == "ل" or (norm in ("الى", "مع") and before in _TALKS):
        closed = passage.closes.get(at + 1, 0)
        if 1 < closed - at - 1 <= 5 and closed <= last + 1:
            return Link(_own_kind(passage, at + 2), at + 2, closed, 0)
        if norm != "ل" and (own := own_end(passage, at + 1, last)) > at + 1:
            return Link(_own_kind(passage, at + 1), at + 1, own, 0)
    if norm[0] == "ل" and is_own(norm, passage.outlet) and at not in passage.places:
        return Link(_own_kind(passage, at), at, own_end(passage, at, last), 1)
    if norm[0] == "ل" and len(norm) > 4 and at + 1 < last and norms[at + 1] in _NEWS:
        return Link("agency", at, at + 2, 1)
    return None


def own_end(passage: Passage, at: int, last: int) -> int:
    """The token behind the words of the outlet's own name that begin at a token, the first of them behind ل or not."""
    end = at + is_own(passage.norms[at], passage.outlet) if at < last else at
    while end < last and (passage.norms[end] in passage.outlet or (end > at and passage.norms[end] in _NEWS)):
        end += 1
    return end


def _own_kind(passage: Passage, at: int) -> ChainKind:
    own = passage.norms[at] in passage.outlet or is_own(passage.norms[at], passage.outlet)
    if own:
        return "agency" if passage.agency else "media"
    known = link_at(passage, at, len(passage.norms), named=True)
    return "agency" if known is not None and known.kind == "agency" else "media"


def _act(passage: Passage, at: int, last: int) -> Link | None:
    end = act_end(passage, at, last)
    return Link("event", at, end, 0) if end > at else None


def link_at(passage: Passage, at: int, last: int, first: int = 0, *, named: bool = False) -> Link | None:
    """The link that begins at a token; behind a preposition only, unless `named`."""
    norms = passage.norms
    norm = norms[at]
    before = norms[at - 1] if at > first else ""
    if at - 1 in passage.marks and at - 2 >= first:
        before = norms[at - 2]
    for shift in (0, 1):
        if shift and norm[0] not in "بلو":
            break
        word = norm[shift:]
        if shift and norm.startswith("لل"):
            word = "ا" + word
        led = bool(shift) or named or before in _BEFORE or is_handed_by(passage, at)
        if not led and word not in _heads():
            continue
        for words, kind, use in _phrases().get(word, ()):
            if tuple(norms[at + 1 : at + len(words)]) != words[1:]:
                continue
            if use != "head":
                if kind in ("document", "event", "sources") and not (led and before not in _ABOUT):
                    continue
                if kind == "sources" and not named and before.removeprefix("و") not in ("عن", "من"):
                    continue  # تحدث مع مسؤولين
                if (
                    kind == "media"
                    and len(words) > 1
                    and not named
                    and (shift or before in _IN)
                    and at in passage.places
                ):
                    continue  # في الشرق الأوسط
                if shift and norm[0] == {"media": "ب", "platform": "ل"}.get(kind):
                    continue  # سي إن إن بالعربية, المدير العام لتويتر
                end = sort_end(passage, kind, words, at + len(words), of=use == "of")
                if use == "sorted" and end == at + len(words):
                    continue  # على هامش مؤتمر حول المياه
                return Link(kind, at, end, shift)
            if kind == "media" and shift and norm[0] == "ب" and word != "موقع":
                continue  # عارضة بمجلة فلان
            if kind in ("agency", "media", "platform") and (led or before in ("تصريحات", "مقابلة", "حديث", *_ASKING)):
                return _behind_head(passage, at, last, kind, shift)
        within = named or (not shift and before in _WITHIN and not points_back(passage, at))
        inflected = _inflected(word, accusative=named) if within else None
        if inflected is not None:
            return Link(inflected, at, sort_end(passage, inflected, (word,), at + 1, of=False), shift)
        if led and _is_outlet_at_large(passage, at, word, before):
            return Link(_heads()[word[2:]], at, adjectives_end(passage, at + 1, min(last, at + 3)), shift)
    return None


def _is_outlet_at_large(passage: Passage, at: int, word: str, before: str) -> bool:
    """Whether a definite noun stands for an outlet named before: `الصحيفة الكويتية`; not `الوكالة الذرية`, `في الموقع`."""
    noun = word[2:] if word.startswith("ال") else ""
    if noun not in _heads() or noun in _NO_OUTLETS or before == "وعن":
        return False
    if noun == "وكالة" and _NO_NEWS.intersection(passage.norms[at + 1 : at + 4]):
        return False
    return not (noun in _SITES and before in _IN)


@cache
def _inflected(word: str, *, accusative: bool) -> ChainKind | None:
    """The kind of a document or event whose noun is met with ال, a pronoun or a case ending: `الدراسة`, `ندوته`, `بيانا`."""
    if word == "الحديث":
        return None  # modern, or talk of something
    stems = {word.removeprefix("ال")}
    for pronoun in ("هم", "ها", "ه"):
        if word.endswith(pronoun) and len(word) - len(pronoun) >= 3:
            stem = word.removesuffix(pronoun)
            stems |= {stem, stem[:-1] + "ة" if stem.endswith("ت") else stem}
    if accusative and word.endswith("ا"):
        stems.add(word[:-1])
    for stem in stems - {word}:
        for words, kind, use in _phrases().get(stem, ()):
            if len(words) == 1 and use not in ("head", "sorted") and kind in ("document", "event"):
                return kind
    return None


@cache
def _heads() -> dict[str, ChainKind]:
    return {words[0]: kind for rows in _phrases().values() for words, kind, use in rows if use == "head"}


def _behind_head(passage: Passage, at: int, last: int, kind: ChainKind, shift: int) -> Link | None:
    """`لقناة "فلان"`: the name in marks; `قناة الأفق`: the name; `لوكالة فلان`: head and name."""
    behind = at + 1 + (passage.norms[at + 1 : at + 2] == ("#",))
    site = link_at(passage, behind, len(passage.norms), named=True) if at + 1 < behind < len(passage.norms) else None
    if site is not None and site.kind == "platform":
        return site  # على موقع #تويتر
    if passage.norms[at].endswith("موقع") and passage.norms[behind : behind + 2] == ("التواصل", "الاجتماعي"):
        named = behind + 2
        while named < min(behind + 5, len(passage.norms)) and not passage.tokens[named].text[0].isalpha():
            named += 1
        site = link_at(passage, named, len(passage.norms), named=True) if named < len(passage.norms) else None
        return site if site is not None and site.kind == "platform" else Link("platform", at, behind + 2, shift)
    if passage.norms[at] in _SITES and at and passage.norms[at - 1] in _IN and behind not in passage.closes:
        return None  # في موقع الحادث
    if behind < last and points_back(passage, behind):
        return None  # برنامج تبثه القناة: who broadcasts it is named behind
    if behind in passage.closes and passage.closes[behind] - behind <= 6:
        return Link(kind, behind + 1, passage.closes[behind], 0)
    if behind < last and passage.norms[behind].endswith("ية") and not passage.tokens[behind].text.startswith("ال"):
        if passage.norms[at].endswith("قناة") and passage.norms[behind] in load_words("no_broadcasters"):
            return None  # عبر قناة سرية
        return Link(kind, at, behind + 1, shift)  # قناة محلية
    found = phrase_after(passage, behind, min(last + 6, len(passage.tokens), at + 7))
    if found is None:
        return None
    start, end = found
    if "مراسل" in passage.norms[at] and passage.norms[start].startswith("ال") and is_ordinary(passage.norms[start]):
        return None  # مراسل الشؤون الأمنية
    marked = next((k for k in range(start, end) if k in passage.closes), None)
    if marked is not None and passage.closes[marked] < len(passage.tokens):
        return Link(kind, marked + 1, passage.closes[marked], 0)
    whole = link_at(passage, behind, last, named=True)
    if whole is not None and kind in ("media", "platform"):
        return whole
    if passage.norms[at][shift:] == "وكالة" and whole is not None:
        return whole if whole.last - whole.first == 1 else Link(kind, at, whole.last, shift)
    if kind == "agency" and passage.norms[start] == "الانباء":
        end = adjectives_end(passage, start + 1, start + 4)
        while end > start + 1 and not passage.norms[end - 1].endswith("ة"):
            end -= 1  # لوكالة الأنباء الأفقية التوصل إلى اتفاق
    else:
        stop, end = end, _name_end(passage, start, end)
        while kind == "agency" and end < stop and (passage.norms[end].startswith("ال") or passage.norms[end] in _NEWS):
            end += 1  # وكالة العراق الجديد, وكالة سودان برس
        end += kind == "agency" and passage.norms[end : end + 1] == ("للانباء",)
    if kind == "agency" or passage.norms[start].endswith("ي") or passage.norms[at][shift:] == "بوابة":
        return Link(kind, at, end, shift)  # وكالة الأفق للأنباء, تلفزيون الجنوبي
    bare = is_ordinary(passage.norms[start]) and not passage.norms[start].startswith("ال") and end - start < 2
    return None if bare and start not in passage.named else Link(kind, start, end, 0)


def _name_end(passage: Passage, start: int, end: int) -> int:
    """Where an outlet's name ends: with its mention, or before an adjective or verb behind it."""
    if passage.named.get(start, 0) > start and start not in passage.places:
        return min(end, passage.named[start])
    norms = passage.norms
    for at in range(start + 1, end):
        if "." in norms[at - 1 : at + 1]:
            continue  # إيه.بي.سي
        settled = norms[at - 1].startswith("ال") or not is_ordinary(norms[at - 1]) or norms[at - 1].isascii()
        if norms[at - 1] == "للانباء":
            return at
        if (
            settled
            and is_ordinary(norms[at])
            and not norms[at].startswith("لل")
            and not _owns(norms[at], norms[at - 1])
        ):
            return at
    return end


def _owns(norm: str, before: str) -> bool:
    """Whether a definite noun is the second half of a name: `صوت الجبل`; an adjective or a verbal noun is none."""
    if not norm.startswith("ال") or norm.endswith(("ي", "ية")) or before.startswith("ال") or before.isascii():
        return False
    return not is_verbal_noun(norm[2:]) and norm not in load_words("speaker_stops")


def kind_of(passage: Passage, first: int, last: int, shift: int = 0) -> ChainKind | None:
    """The kind of link that a source phrase is: agency or media, by its words; None for people and other bodies.

    `shift` letters of its first token are a proclitic: `وفقا لرويترز`.
    """
    for at in range(max(0, first - 2), last):
        if at < first and passage.norms[at] not in _heads():
            continue
        head = passage.norms[at][shift if at == first else 0 :]
        head = "ا" + head if shift and at == first and passage.norms[at].startswith("لل") else head
        if head == "وكالة" and _NO_NEWS.intersection(passage.norms[at + 1 : max(last, at + 5)]):
            return None
        for words, kind, _ in _phrases().get(head, ()):
            whole = tuple(passage.norms[at + 1 : at + len(words)]) == words[1:]
            if whole and kind in ("agency", "media", "document", "platform"):
                return kind
        bare = head.removeprefix("ال")
        if bare in _heads():
            return _heads()[bare]
        if bare != head and any(len(row[0]) == 1 and row[1] == "document" for row in _phrases().get(bare, ())):
            return "document"  # التحقيق
    return None


def is_outlet(passage: Passage, first: int, last: int) -> bool:
    """Whether a phrase names an agency or another outlet."""
    return kind_of(passage, first, last) in ("agency", "media")


def find_told(passage: Passage, first: int, last: int) -> list[Link]:
    """Agencies and outlets that a verb of telling is put to: `أبلغ فلان رويترز أن`, `أخبر موقع كذا`."""
    for at in range(first, last):
        link = link_at(passage, at, last, named=True)
        if link is not None and link.kind in ("agency", "media"):
            return [link]
    return []


def find_addressee(passage: Passage, first: int, last: int) -> Link | None:
    """To whom it is said: `للصحفيين`, `لوكالة الأنباء`, `أمام البرلمان`, as a link without weight; None where nobody is named."""
    for at in range(first, min(last, first + ADDRESSEE_REACH)):
        norm = passage.norms[at]
        rest = norm[1:].removeprefix("ل")
        shift = 1 if norm[0] == "ل" and len(norm) > 3 and rest in load_words("addressed_words") else 0
        start = at if shift else at + 1
        if not shift and norm not in ("امام", "ل"):
            continue
        found = phrase_after(passage, start + shift, last)
        if shift:
            return Link("sources", at, found[1] if found is not None else at + 1, 1)
        if found is not None:
            return Link("sources", *found, 0)
    return None
