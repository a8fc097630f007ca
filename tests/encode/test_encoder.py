"""The shipped encoder: what it finds, that it always finds the same, and how long it takes to load."""

import subprocess
import sys
import time

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sijill.encode import HEADS, MENTIONS, NAMES, has_weights, load_encoder
from sijill.encode import encoder as module
from sijill.encode.heads import LATER
from sijill.encode.trunk import windows
from sijill.model.errors import MissingExtraError
from sijill.text.tokens import tokenize

shipped = pytest.mark.skipif(not has_weights(), reason="the encoder's weights are not in this checkout: make model")


def names_in(text: str) -> list[tuple[str, str]]:
    encoder = load_encoder()
    found = encoder.find_names(encoder.read(tokenize(text)), NAMES)
    return [(text[name.start : name.end], name.kind) for name in found]


def test_without_weights_the_error_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "has_weights", lambda: False)
    load_encoder.cache_clear()
    with pytest.raises(MissingExtraError, match="make model"):
        load_encoder()


@given(st.integers(0, 900), st.integers(4, 60), st.integers(0, 3))
def test_windows_part_the_pieces(count: int, size: int, overlap: int) -> None:
    parts = list(windows(count, size, overlap))
    kept = [at for part in parts for at in range(part.keep, part.keep_to)]
    assert kept == list(range(count))
    assert all(part.start <= part.keep <= part.keep_to <= part.stop <= part.start + size for part in parts)


@shipped
def test_names_have_their_words_and_kinds() -> None:
    assert names_in("وصل الرئيس محمود عباس إلى القاهرة للقاء الأمين العام لجامعة الدول العربية.") == [
        ("محمود عباس", "PER"),
        ("القاهرة", "LOC"),
        ("لجامعة الدول العربية", "ORG"),
    ]


@shipped
def test_offsets_are_those_of_the_text_as_printed() -> None:
    assert names_in("وَصَلَ محمـــود عَبّاس إلى ﺍﻟﻘﺎﻫﺮﺓ") == [("محمـــود عَبّاس", "PER"), ("ﺍﻟﻘﺎﻫﺮﺓ", "LOC")]


@shipped
def test_a_sentence_reads_the_same_after_any_other() -> None:
    encoder = load_encoder()
    tokens = tokenize("قالت وزارة الخارجية الروسية إن موسكو لن تشارك.")
    first = encoder.read(tokens).states
    encoder.read(tokenize("خبر آخر أطول بكثير " * 30))
    assert np.array_equal(encoder.read(tokens).states, first)


@shipped
def test_a_name_over_the_edge_of_a_window_stays_whole() -> None:
    filler = "وأضاف أن العمل في هذا المشروع مستمر منذ أشهر ، " * 30
    for cut in range(0, 40, 8):
        text = filler[cut * 4 :].strip() + " كما التقى الرئيس المصري حسني مبارك في القاهرة . " + filler
        assert ("حسني مبارك", "PER") in names_in(text), cut


@shipped
@settings(max_examples=25, deadline=None)
@given(st.text(max_size=80))
def test_any_text_is_read(text: str) -> None:
    encoder = load_encoder()
    read = encoder.read(tokenize(text))
    for head in (NAMES, MENTIONS):
        spans = encoder.find_names(read, head)
        assert all(0 <= name.start < name.end <= len(text) for name in spans)
    assert np.isfinite(encoder.embed(read)).all()


@shipped
def test_what_means_the_same_is_near() -> None:
    encoder = load_encoder()
    query = encoder.embed_query("هجوم على مطار طرابلس")
    near = encoder.embed_text("سقطت قذائف على مطار معيتيقة في العاصمة الليبية طرابلس فتوقفت الرحلات")
    far = encoder.embed_text("فاز ريال مدريد على برشلونة بهدفين في مباراة الأمس")
    assert query @ near > query @ far + 0.03
    assert abs(float(near @ near) - 1) < 1e-5


@shipped
def test_two_reports_are_judged() -> None:
    encoder = load_encoder()

    def judge(first: str, second: str) -> str:
        chances = encoder.judge(tokenize(first), tokenize(second))
        assert abs(sum(chances.values()) - 1) < 1e-5
        return max(chances, key=chances.__getitem__)

    assert judge("ارتفاع أسعار النفط", "انخفاض أسعار النفط") == "conflict"
    assert judge("ارتفاع أسعار النفط عالميا", "النفط يرتفع في الأسواق العالمية") == "agree"
    assert judge("افتتاح معرض الكتاب في القاهرة", "زلزال يضرب جنوب اليابان") == "neither"


@shipped
def test_every_head_has_its_file_and_all_fit_in_45_megabytes() -> None:
    files = {file.name: file.stat().st_size for file in module.WEIGHTS.iterdir() if file.is_file()}
    assert {f"{head.name}.npz" for head in (*HEADS, *LATER) if head.kind != "sentence"} <= set(files)
    assert {"LICENSE", "ATTRIBUTIONS.md", "CARD.md"} <= set(files)
    assert sum(files.values()) < 45_000_000


@shipped
def test_it_loads_once_a_process() -> None:
    started = time.process_time()
    assert load_encoder() is load_encoder()
    assert time.process_time() - started < 1.5


@shipped
@pytest.mark.slow
def test_another_process_reads_the_same_rows() -> None:
    code = (
        "from sijill.encode import load_encoder; from sijill.text.tokens import tokenize; import hashlib;"
        "e = load_encoder(); print(hashlib.sha256(e.read(tokenize('زار الوزير بغداد أمس')).states.tobytes()).hexdigest())"
    )
    runs = {subprocess.run([sys.executable, "-c", code], capture_output=True, check=True).stdout for _ in range(2)}
    assert len(runs) == 1
