"""Reasons are told in Arabic: every form that the modules write has its Arabic form."""

import ast
import re
from pathlib import Path

import pytest

from sijill.show.reasons import MESSAGES, REASONS, REJECTED, say_message, say_reason

SOURCE = Path(__file__).parents[2] / "src" / "sijill"
PHRASES = {
    "spelled الحارثي and الحارثى, علي and على": "اختلاف في الرسم: الحارثي / الحارثى، علي / على",
    "named beside البردي, رنين in both": "مذكور في الموضعين مع البردي، رنين",
    "the same name, with and without العراق": "الاسم نفسه، مع ذكر العراق ومن دونه",
    "the article speaks of دفاع of روسيا": "تنسب المقالة «دفاع» إلى روسيا",
    "'أمس' is 2031-05-12 in a copy of 2031-05-13": "«أمس» هو 12 مايو 2031 في نسخة نُشرت في 13 مايو 2031",
    "not before 10 years after 'مقتل فلان', which another article dates 2018-03-19":
        "بعد 10 سنوات على الأقل: «مقتل فلان»، وفي مقالة أخرى أنه في 19 مارس 2018",
    "not before 2 days after 'مقتل فلان', which another article dates 2018-03-19":
        "بعد يومين على الأقل: «مقتل فلان»، وفي مقالة أخرى أنه في 19 مارس 2018",
    "date-line; contradiction: the address says 2023-08-17": "سطر التاريخ؛ ويناقضه: في عنوان الصفحة 17 أغسطس 2023",
    "the text says 'أمس الثلاثاء', and 2023-08-17 is a Thursday": "في النص «أمس الثلاثاء»، و17 أغسطس 2023 يوم الخميس",
    "the given '1/2/3' is not written as 2023-08-17; no day is stated":
        "اليوم المعطى «1/2/3» ليس على صورة \u20662023-08-17\u2069؛ لا يوم مذكور",
}  # fmt: skip


@pytest.mark.parametrize("phrase", PHRASES)
def test_a_reason_in_arabic(phrase):
    assert say_reason(phrase) == (PHRASES[phrase], phrase)


def test_what_is_not_known_stays_as_it_is():
    assert say_reason("two moons were seen").ar == "two moons were seen"
    assert say_message("Two moons were seen.").ar == "لا يقبل السجل ما طُلب."


def phrases_of(file):
    """The phrases that a module writes, what differs filled in: strings of two lower-case words and more, docs left out."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    docs = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    inside = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values}
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            yield "".join(part.value if isinstance(part, ast.Constant) else "\0" for part in node.values)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs | inside:
            yield node.value


FORMS = [re.sub(r"\W+", " ", re.sub(r"\{\w+\}", " ", english)) for english, _ in REASONS]
OTHERS = {"years after", "days after", "short first name", "first two"} | {  # parts of forms, and keys
    "its target is gone", "day of publication", "one or two",
}  # fmt: skip


@pytest.mark.parametrize(
    "name",
    ["link/names.py", "link/bodies.py", "link/people.py", "link/owners.py", "link/support.py", "link/places.py", "link/days.py",
     "ledger/review.py",
     "pages/dates/bounds.py", "pages/dates/published.py"],
)  # fmt: skip
def test_every_form_of_a_module_is_known(name):
    english = " ".join(FORMS)
    for phrase in phrases_of(SOURCE / name):
        for piece in re.split(r"\0", phrase):
            words = (
                re.findall(r"[a-z]{2,}", piece) if re.fullmatch(r"[A-Za-z ,;:'0-9-]+", piece) and " " in piece else []
            )
            if len(words) > 1:
                told = re.sub(r"\W+", " ", piece).strip()
                assert told in OTHERS or told in english, phrase


def test_every_code_has_its_words():
    codes = set()
    for file in [*(SOURCE / "pages").rglob("*.py"), *(SOURCE / "run").rglob("*.py"), *(SOURCE / "fetch").rglob("*.py")]:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                told = {"Rejection": node.args[2:3], "FetchError": node.args[:1]}.get(node.func.id, [])
                codes |= {one.value for found in told for one in ast.walk(found) if isinstance(one, ast.Constant)}
    assert {"binary", "robots", "too-slow", "archive"} <= codes
    assert codes - {".zip"} <= set(REJECTED)


def test_no_arabic_has_latin_words():
    allowed = {"JSON", "http", "https", "ZIP"}
    for _, arabic in (*REASONS, *MESSAGES, *REJECTED.items()):
        assert set(re.findall(r"[A-Za-z]{2,}", re.sub(r"\{\w+\}", "", arabic))) <= allowed
