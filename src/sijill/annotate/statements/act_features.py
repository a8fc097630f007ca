"""What a statement's words show of its act: classes of words, where they stand, mood, person, negation and the cue."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from sijill.annotate.statements.nouns import is_verbal_noun
from sijill.model.records import Act, Quote
from sijill.text.fold import fold_text
from sijill.text.inflect import past_forms, present_forms
from sijill.text.lexicon import load_rows, load_words


class Said(NamedTuple):
    """A statement as its act is told from it: the cue's verb and the act this has by itself, the content, how it is quoted.

    `verb` is the folded past of the cue's verb (`قال`), `:` of a headline, or "".  `norms` are the folded tokens of the
    content, without the quotation marks at its edges, `speaker` those of the full name of the one who speaks, `role` those
    of the role.
    """

    verb: str
    own: Act
    norms: Sequence[str]
    quote: Quote
    speaker: Sequence[str] = ()
    role: Sequence[str] = ()


LOOKED_AT = 40  # tokens of a content that are looked at
HEAD = 4  # of these, the first: where mood and own act mostly stand
_NEGATIONS = frozenset({"لا", "لم", "لن", "ليس", "ليست", "لسنا", "لست", "ليسوا", "غير", "عدم", "دون", "ما"})
_NEGATING = frozenset({"لا", "لم", "لن", "ليس", "ليست", "لسنا", "لست", "ليسوا"})
_ENDINGS = ("ها", "هم", "نا", "ات", "ون", "ين", "ان", "ة", "ه", "ا", "ي")
_GROUPS = {
    "announcing": "اعلن كشف قرر",
    "stressing": "اكد شدد جزم كرر اصر جدد",
    "reporting": "افاد ذكر نقل روى اورد نشر ورد جاء حكى سرد بحسب سجل",
    "pointing": "اشار لفت نوه المح اوما",
    "explaining": "اوضح بين شرح فسر ابان برر",
    "adding": "اضاف تابع اردف استطرد زاد مضى واصل ختم اختتم استدرك اكمل",
    "saying": "قال صرح تحدث كتب غرد رد اجاب",
}
_GROUP_OF = {verb: group for group, verbs in _GROUPS.items() for verb in verbs.split()}
_WAWS = ("وا", "ونا")
_MARKS = frozenset('"“”«»()#_')
_OWN_BODIES = frozenset(
    "بلاده بلادها حكومته حكومتها وزارته وزارتها حزبه حزبها شركته شركتها قواته قواتها ناديه فريقه منظمته منظمتها جماعته مجلسه"
    " ادارته ادارتها هيئته مؤسسته حركته تنظيمه جيشه بلدنا بلادنا حكومتنا حزبنا شركتنا".split()
)
# What a first noun of the content says at once: أهمية الدور, ضرورة الحوار, رفضه المساومة.
_FIRST_NOUNS = {
    **dict.fromkeys(("اهمية", "احقية", "حق"), "worth"),
    **dict.fromkeys(("ضرورة", "وجوب", "لزوم"), "request"),
    **dict.fromkeys(("رفض", "رفضه", "رفضها", "رفضهم"), "refusal"),
    **dict.fromkeys(
        ("عزمه", "عزمها", "اعتزامه", "اعتزامها", "نيته", "نيتها", "التزامه", "التزامها", "استعداده"), "intent"
    ),
}
TELLING = (
    2.0  # a sign that settles the act counts twice before learning: held-out fields .831 with 2 and with 3, 2026-11
)
COMING = 8  # tokens in which a verb of what is coming belongs to the subject that opens the content


def find_features(said: Said) -> dict[str, float]:
    """The features of a statement, each 1 where it holds, by name; see `act_weights` for what they weigh.

    >>> said = Said("قال", "assert", ("سنعمل", "على", "اخراج", "البلاد", "من", "ازمتها"), "direct")  # we shall work on ...
    >>> sorted(name for name in find_features(said) if "own" in name)
    ['ownfuture', 'ownfuture@head']
    """
    norms = tuple(norm for norm in said.norms if norm not in _MARKS)[:LOOKED_AT]
    group = _GROUP_OF.get(said.verb, "colon" if said.verb == ":" else "source" if said.verb == "" else "other")
    names = {"bias", f"cue={said.own}", f"quote={said.quote}"}
    if said.own == "assert":
        names.add(f"group={group}")
    for at, name in _found(norms):
        names.add(name)
        if at < HEAD:
            names.add(f"{name}@head")
    names.update(_shape(norms, said, group))
    telling = {f"says={name}" for name in _telling(names, norms, said)}
    return dict.fromkeys(names, 1.0) | dict.fromkeys(telling, TELLING)


def _telling(names: set[str], norms: Sequence[str], said: Said) -> Iterator[str]:
    """What mostly settles the act by itself: the guidelines' own signs, at the content's head."""
    first = norms[0] if norms else ""
    past = any(norm in ("كان", "كانت", "كنا") for norm in norms[:HEAD])
    if first in _FIRST_NOUNS:
        yield _FIRST_NOUNS[first]
    for name in ("must", "upon+that", "ask", "order", "imperative", "prohibition"):
        if (f"{name}@head" in names or name in names & {"upon+that", "imperative", "prohibition"}) and not past:
            yield "request"
    for name in ("believe", "hope", "maybe", "feeling", "right"):
        if f"{name}@head" in names:
            yield name
    if "false" in names or "not-false" in names:
        yield "false"
    if any(name.startswith("coming=") and name.endswith("+refuse") for name in names):
        yield "refusal"
    for whose in ("nobody", "speaker", "open"):
        if f"coming={whose}" in names:
            hard = "threat" in names or "condition" in names or f"coming={whose}+punish" in names
            soft = f"coming={whose}+be" in names or f"coming={whose}+effect" in names
            yield "threat" if hard else "outlook" if soft else "step"
    if "announcing+step" in names:
        yield "announced"
    if ("intent@head" in names or "intend@head" in names) and "coming=other" not in names:
        yield "intent"
    if said.verb == "تبنى":
        yield "claim"


def _found(norms: Sequence[str]) -> Iterator[tuple[int, str]]:
    """The classes of words met, each with its place; a class behind a negation is another one."""
    for at, norm in enumerate(norms):
        denied = "not-" if at and norms[at - 1] in _NEGATIONS else ""
        for name in _classes_at(norms, at):
            yield at, denied + name
        if name := _own_verb(norm, norms[at - 1] if at else ""):
            yield at, name
        if norm in _NEGATING:
            yield at, "negation"
        if norm[0].isdigit():
            yield at, "number"


def _own_verb(norm: str, before: str) -> str:
    """The person of a verb that speaks of the speaker or of what is coming, told from its letters alone."""
    if norm in load_words("not_future"):
        return ""
    if len(norm) >= 5 and norm[0] in "سف" and norm.removeprefix("ف")[:2] in ("سن", "سا"):
        return "ownfuture"
    if before in ("لن", "سوف"):
        own = norm[0] in "ان"
        return (
            ("ownrefusal" if before == "لن" else "ownfuture") if own else "norefuture" if before == "لن" else "future"
        )
    if len(norm) >= 5 and norm[:2] in ("سي", "ست"):
        return "future"
    return ""


def _shape(norms: Sequence[str], said: Said, group: str) -> Iterator[str]:
    """Features of the whole: what opens it, its length, the person it speaks in."""
    first = norms[0] if norms else ""
    bare = first[1:] if first[:1] == "ب" and len(first) > 4 else first
    nominal = is_verbal_noun(bare)
    step = "step" in _classes_of(bare)
    if group in ("announcing", "colon", "source") and nominal:
        yield f"{group}+nominal"
    if group == "announcing" and step:
        yield "announcing+step"
    if nominal and bare.endswith(("ه", "ها", "هم")):
        yield "nominal+own"
    if nominal and group in ("announcing", "colon", "source", "stressing"):
        theirs = any(norm.endswith(("ه", "ها", "هم")) for norm in norms[1:4])
        party = len(norms) > 1 and norms[1].startswith("ال")
        yield f"{group}+nominal+{'own' if theirs else 'party' if party else 'bare'}"
    if first in _NEGATING:
        behind = norms[1] if len(norms) > 1 else ""
        yield f"opens={first}"
        yield "opens-negated+" + ("own" if behind[:1] in "ان" else "other")
        yield f"opens-negated+{group}"
        yield "opens-negated"
        yield f"opens-negated+{said.quote}"
    if first in ("على", "وعلى") and len(norms) > 2:
        yield "upon"
        if any(norm in ("ان", "الا") for norm in norms[1:9]):
            yield "upon+that"
    if first.endswith(_WAWS) and first[:1] == "ا" and said.quote == "direct":
        yield "imperative"
    if any(norm.startswith(("فلي", "فلت", "فلن")) and len(norm) > 4 for norm in norms[:HEAD]):
        yield "imperative"
    if any(at and norms[at - 1] == "لا" and norm[0] == "ت" and norm.endswith("وا") for at, norm in enumerate(norms)):
        yield "prohibition"
    if said.quote == "direct":
        if any(norm[0] == "ن" and len(norm) >= 4 and not is_verbal_noun(norm) for norm in norms[:3]):
            yield "we-verb"
        if any(norm.endswith("نا") and len(norm) >= 5 for norm in norms[:3]):
            yield "our"
    if _ends_past(first):
        yield "opens-past"
    yield from _coming(norms, said)
    if len(norms) <= 4:
        yield "short"
    elif len(norms) > 25:
        yield "long"


def _coming(norms: Sequence[str], said: Said) -> Iterator[str]:
    """Whose coming step the content opens with: the speaker's own where no subject stands before the verb or it is theirs."""
    at = next((at for at, norm in enumerate(norms[:COMING]) if _is_coming(norm, norms[at - 1] if at else "")), None)
    if at is None:
        return
    kinds = _classes_of(norms[at]) | (_classes_of(norms[at + 1]) if at + 1 < len(norms) else frozenset())
    kind = next((name for name in ("be", "effect", "endanger", "punish", "refuse", "happen") if name in kinds), "other")
    before = norms[:at]
    if not [norm for norm in before if norm not in ("لن", "سوف", "و")]:
        whose = "nobody" if said.quote != "direct" else "open"
    elif any(norm in _OWN_BODIES for norm in before) or (set(before) & set(said.speaker)):
        whose = "speaker"
    else:
        whose = "other"
    yield f"coming={whose}"
    yield f"coming={whose}+{kind}"
    yield f"coming+{kind}"


def _is_coming(norm: str, before: str) -> bool:
    return before in ("لن", "سوف") or (
        len(norm) >= 5 and norm[0] == "س" and norm[1] in "يتنا" and norm not in load_words("not_future")
    )


def _ends_past(norm: str) -> bool:
    return len(norm) >= 4 and norm.endswith(("ت", "وا")) and norm[0] not in "ايتن"


@cache
def _entries() -> tuple[dict[str, frozenset[str]], dict[str, list[tuple[tuple[str, ...], str]]], frozenset[str]]:
    """Classes by word, phrases by their first word, and the words whose endings may vary."""
    single: dict[str, set[str]] = {}
    phrases: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    varied: set[str] = set()
    for entry, name, kind in load_rows("act_classes"):
        if kind == "v":
            past, present = entry.split("/")
            forms = past_forms(past), present_forms(present)
            tail = fold_text(present)[1:]
            for form in forms[0].free | forms[1].free | {"ا" + tail}:
                single.setdefault(form, set()).add(name)
            for form in forms[0].bound | forms[1].bound:
                for pronoun in ("ه", "ها", "هم", "نا"):
                    single.setdefault(form + pronoun, set()).add(name)
            continue
        words = tuple(fold_text(entry).split())
        if len(words) > 1:
            phrases.setdefault(words[0], []).append((words, name))
            continue
        single.setdefault(words[0], set()).add(name)
        if kind == "n":
            varied.add(words[0])
    return {word: frozenset(names) for word, names in single.items()}, phrases, frozenset(varied)


@cache
def _classes_of(norm: str) -> frozenset[str]:
    """The classes of one folded word, its proclitic, article and ending taken off where the list has it without."""
    single, _, varied = _entries()
    for cut in (norm, norm[1:] if norm[0] in "وفلبك" and len(norm) > 3 else ""):
        if not cut:
            continue
        if cut in single:
            return single[cut]
        bare = cut[2:] if cut.startswith(("ال", "لل")) and len(cut) > 4 else cut
        if bare in single and bare in varied:
            return single[bare]
        for ending in _ENDINGS:
            if not bare.endswith(ending) or len(bare) - len(ending) < 3:
                continue
            stem = bare.removesuffix(ending)
            for word in (stem, stem + "ة", stem[:-1] + "ة" if stem.endswith("ت") else stem):
                if word in varied:
                    return single[word]
    return frozenset()


def _classes_at(norms: Sequence[str], at: int) -> Iterator[str]:
    yield from _classes_of(norms[at])
    _, phrases, _ = _entries()
    for head in {norms[at], norms[at][1:] if norms[at][0] in "وفلبك" else norms[at]}:
        for words, name in phrases.get(head, ()):
            if tuple(norms[at + 1 : at + len(words)]) == words[1:]:
                yield name
