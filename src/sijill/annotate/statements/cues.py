"""Cues: the verbs, participles and nouns that report, looked up in a lexicon whose inflection is made by rule."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Literal, NamedTuple, cast

from msgspec import Struct

from sijill.annotate.statements.nouns import is_given, is_ordinary
from sijill.annotate.statements.passage import Passage
from sijill.model.records import Act
from sijill.text.fold import fold_text, fold_word
from sijill.text.inflect import Forms, past_forms, present_forms
from sijill.text.lexicon import load_rows, load_words

Form = Literal["past", "present", "participle", "noun"]
THAT = frozenset(
    fold_word(joined + word)
    for joined in ("", "ب", "و", "وب")
    for word in ("أن", "إن", "أنه", "أنها", "أنهم", "أنهما", "أنني", "أننا", "أني", "إني", "أنا", "أنك", "أنكم", "أنهن")
) - {"انا", "بانا", "وانا"}
# A verb behind one of these is not reported as said: it did not happen, is asked or supposed.
UNREAL = frozenset(map(fold_word, "لم لن سوف هل لو إذا كي لكي لولا ألا ولم ولن أو ليت وهل فلم فلن ولا لا".split()))
_SUBJUNCTIVE = frozenset(map(fold_word, "أن بأن حتى قد وأن".split()))
HIDING = frozenset(map(fold_word, "عدم حجب ذكر كشف الكشف إخفاء التكتم نشر الإفصاح البقاء".split()))
_BEFORE_NOUNS = frozenset(map(fold_word, "في من إلى الى على عن عدم دون بدون شريطة شرط رغم بعد قبل مع".split()))
_CLAUSE_HEADS = frozenset(
    map(
        fold_word,
        "كما قد وقد فقد حيث عندما بعدما حين ثم الذي بينما فيما كان لكنه إنه أنه نفسه ذاته جهته جانبه أيضا".split(),
    )
)
PRONOUNS = ("هما", "هم", "ها", "ه")


class Verb(Struct, frozen=True):
    """A row of the lexicon: what may open the content, the act, and traits (see the file's head)."""

    past: str
    opens: frozenset[str]
    act: Act
    traits: frozenset[str]
    hamza: bool  # whether the past begins with أ: أكد, not اعتقد


class Cue(NamedTuple):
    """A cue in a passage: the token, its verb, the form and gender met, the pronoun behind it, and the proclitic before."""

    at: int
    verb: Verb
    form: Form
    gender: str
    pronoun: str
    proclitic: str


class _Entry(NamedTuple):
    verb: Verb
    form: Form
    gender: str
    pronoun: str


@cache
def cue_forms() -> dict[str, _Entry]:
    """Every written form of every cue, folded; where two verbs share one, the first in the file has it."""
    forms: dict[str, _Entry] = {}

    def put(word: str, entry: _Entry) -> None:
        forms.setdefault(word, entry)

    rows = [(row, _verb(row)) for row in load_rows("reporting_verbs")]
    for row, verb in rows:
        past, present = past_forms(row[0]), _present(row[1])
        noun = "homograph" in verb.traits or row[0].startswith("ت")  # the dual of توقع is written like a noun
        for word in past.free - ({fold_word(row[0]) + "ا"} if noun else set()):
            put(word, _Entry(verb, "past", "f" if word[-1] == "ت" and word != fold_word(row[0]) else "m", ""))
        for word in present.free:
            if word[0] in "يت" and not word.endswith("وا"):
                put(word, _Entry(verb, "present", "f" if word[0] == "ت" else "m", ""))
        for word, gender in _participles(fold_word(row[2])):
            put(word, _Entry(verb, "participle", gender, ""))
    for row, verb in rows:  # forms with a pronoun come last: تحملها must not hide a free form
        if "strict" in verb.traits:
            continue
        for tense, bound in (("past", past_forms(row[0]).bound), ("present", _present(row[1]).bound)):
            for word in bound:
                if tense == "past" or word[0] in "يت":
                    gender = "f" if (word[-1] == "ت" if tense == "past" else word[0] == "ت") else "m"
                    for pronoun in PRONOUNS if "homograph" not in verb.traits else ("ه",):
                        put(word + pronoun, _Entry(verb, cast(Form, tense), gender, pronoun))
    for row, verb in rows:
        for word, pronoun in _verbal_nouns(fold_word(row[3])):
            put(word, _Entry(verb, "noun", "f" if pronoun == "ها" else "m" if pronoun == "ه" else "", pronoun))
    return forms


def _present(word: str) -> Forms:
    """The present forms, none where the lexicon leaves them out for another common verb's sake (يبلغ, يعد)."""
    return Forms(frozenset(), frozenset()) if word == "-" else present_forms(word)


def _verb(row: tuple[str, ...]) -> Verb:
    traits = frozenset(row[6].split()) if len(row) > 6 else frozenset()
    return Verb(fold_word(row[0]), frozenset(fold_text(row[4]).split()), cast(Act, row[5]), traits, row[0][0] == "أ")


def _participles(word: str) -> Iterator[tuple[str, str]]:
    """The forms in which a participle carries a report on: مضيفا, مضيفة, مضيفين."""
    if word == "-":
        return
    weak = load_words("weak_participles")
    stem = word + "ي" if word in weak else word
    yield stem + "ا", "m"
    yield stem + "ة", "f"
    yield word + "ين", "p"


def _verbal_nouns(word: str) -> Iterator[tuple[str, str]]:
    """The forms of a verbal noun that report: with the pronoun of the speaker, or bare before the speaker's name."""
    if word == "-":
        return
    yield word, ""
    yield (word[:-1] if word.endswith("ة") else word) + "ات", ""
    stem = word[:-1] + "ت" if word.endswith("ة") else word
    for pronoun in PRONOUNS:
        yield stem + pronoun, pronoun
        yield stem + "ات" + pronoun, pronoun


@cache
def entry_at(norm: str) -> tuple[_Entry | None, str]:
    """The cue a folded word is, and the proclitic before it: وقال is قال behind و."""
    forms = cue_forms()
    entry = forms.get(norm)
    if entry is not None:
        return entry, ""
    if len(norm) > 3 and norm[0] in "وف":
        entry = forms.get(norm[1:])
        if entry is not None:
            return entry, norm[0]
    if len(norm) > 4 and norm[0] in "بلك":
        entry = forms.get(norm[1:])
        if entry is not None and entry.form == "noun":
            return entry, norm[0]
    return None, ""


def find_cues(passage: Passage) -> list[Cue]:
    """The cues of a passage, quotations left out: what is said inside them is said by the quoted one."""
    found: list[Cue] = []
    for at, norm in enumerate(passage.norms):
        entry, proclitic = entry_at(norm)
        if (
            entry is None
            or at in passage.personal
            or passage.timed[at]
            or inside_speech(passage, at)
            or _unreal(passage, at, entry, proclitic)
        ):
            continue
        if entry.form == "past" and not proclitic and at and passage.norms[at - 1] in _BEFORE_NOUNS:
            continue  # عدم ذكر اسمه
        if hides_name(passage, at):
            continue
        if (is_given(norm) and at and passage.norms[at - 1].startswith("ال") and _surname(passage, at + 1)) or (
            entry.verb.past == "بين" and "بين" in [one[:3] for one in passage.norms[max(0, at - 8) : at]]
        ):
            continue  # الوزير يعرب الفلاني; بينه وبين
        if _misprinted(passage.tokens[at].text[len(proclitic) :], entry):
            continue
        if (
            "homograph" in entry.verb.traits
            and not proclitic
            and norm == entry.verb.past
            and not _heads_clause(passage, at)
        ):
            continue
        found.append(Cue(at, entry.verb, entry.form, entry.gender, entry.pronoun, proclitic))
    return found


def hides_name(passage: Passage, at: int) -> bool:
    """Whether a source asks to stay unnamed: `طلب عدم ذكر اسمه`, `مفضلا عدم الكشف عن هويته`."""
    behind = passage.norms[at + 1 : at + 7]
    if behind and behind[0] in ("شريطة", "شرط", "بشرط"):
        behind = behind[1:]  # تحدث شريطة عدم الكشف عن هويته
    return bool(behind) and behind[0] in HIDING and any(norm.startswith(("اسم", "هويت", "الاسم")) for norm in behind)


def _surname(passage: Passage, at: int) -> bool:
    return at < len(passage.norms) and passage.norms[at].startswith("ال") and not is_ordinary(passage.norms[at])


def _unreal(passage: Passage, at: int, entry: _Entry, proclitic: str) -> bool:
    """Whether the verb stands under a negation, a condition or a wish."""
    before = passage.norms[at - 1] if at else ""
    if entry.verb.past == "استبعد":
        return False  # لم يستبعد أن: he holds it possible
    if entry.form == "past":
        return not proclitic and before in UNREAL
    return entry.form == "present" and not proclitic and (before in UNREAL or before in _SUBJUNCTIVE)


def _misprinted(text: str, entry: _Entry) -> bool:
    """Whether the hamza says it is another word: إدانتهم is no form of أدان, أعلام none of إعلام."""
    if entry.form == "past" and text.endswith(("اً", "ًا")):
        return True  # طلبا is a noun here
    if entry.form == "past" and text[0] == "أ" and not entry.verb.hamza:
        return True  # أعتقد: I believe
    return (entry.form in ("past", "present") and text[0] == "إ") or (entry.form == "noun" and text[0] == "أ")


def _heads_clause(passage: Passage, at: int) -> bool:
    if at == passage.starts[at] or passage.timed[at - 1] or at - 1 in passage.personal:
        return True
    if "\u0651" in passage.tokens[at].text:
        return True  # حمّل
    return not passage.tokens[at - 1].text[0].isalnum() or passage.norms[at - 1] in _CLAUSE_HEADS


def inside_speech(passage: Passage, at: int) -> bool:
    """Whether a token stands inside a quotation that is more than a name in marks."""
    start = passage.inside[at]
    return start >= 0 and passage.closes[start] - start > 3
