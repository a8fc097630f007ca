"""Tags that are well formed, whatever the scores."""

from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from sijill.encode.heads import HEADS, MENTIONS, NAMES, STANCE, find_head
from sijill.encode.tags import TagSpan, allowed_steps, best_path, find_spans

CLASSES = NAMES.classes
STEPS = allowed_steps(CLASSES)


def scores_for(*tags: str, margin: float = 10.0) -> np.ndarray:
    rows = np.zeros((len(tags), len(CLASSES)), np.float32)
    for row, tag in enumerate(tags):
        rows[row, CLASSES.index(tag)] = margin
    return rows


def spans_of(*tags: str) -> list[tuple[int, int, str]]:
    return [(first, last, label) for first, last, label, _ in find_spans(scores_for(*tags), CLASSES, STEPS)]


def test_heads_are_declared_once_with_their_classes() -> None:
    assert NAMES.classes == ("O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC")
    assert MENTIONS.labels == ("PER", "ORG", "LOC", "FAC")
    assert STANCE.classes == ("agree", "conflict", "neither")
    assert len({head.name for head in HEADS}) == len(HEADS)
    assert find_head("names") is NAMES


def test_spans_end_where_the_next_begins() -> None:
    assert spans_of("B-PER", "I-PER", "B-PER", "O", "B-LOC") == [(0, 2, "PER"), (2, 3, "PER"), (4, 5, "LOC")]


def test_a_span_at_the_end_is_found() -> None:
    assert spans_of("O", "B-ORG", "I-ORG") == [(1, 3, "ORG")]


def test_no_words_have_no_spans() -> None:
    assert find_spans(np.zeros((0, len(CLASSES)), np.float32), CLASSES, STEPS) == []


def test_an_inside_without_its_beginning_is_mended_by_what_scores_best() -> None:
    scores = scores_for("O", "I-ORG", "I-ORG")
    scores[1, CLASSES.index("B-ORG")] = 9.5
    found = find_spans(scores, CLASSES, STEPS)
    assert [(span.first, span.last, span.label) for span in found] == [(1, 3, "ORG")]


def test_a_kind_does_not_change_inside_a_name() -> None:
    scores = scores_for("B-PER", "I-ORG")
    scores[1, CLASSES.index("I-PER")] = 9.0
    assert [(s.first, s.last, s.label) for s in find_spans(scores, CLASSES, STEPS)] == [(0, 2, "PER")]


def test_the_score_is_the_mean_probability() -> None:
    (span,) = find_spans(scores_for("B-LOC", margin=0.0) + scores_for("B-LOC", margin=np.log(6.0)), CLASSES, STEPS)
    assert span == TagSpan(0, 1, "LOC", span.score)
    assert round(span.score, 3) == 0.5


@given(st.lists(st.lists(st.floats(-8, 8, width=32), min_size=7, max_size=7), max_size=12))
def test_the_best_path_is_always_well_formed(rows: list[list[float]]) -> None:
    scores = np.array(rows, np.float32).reshape(len(rows), 7)
    before = "O"
    for tag in (CLASSES[at] for at in best_path(scores, STEPS)):
        assert not tag.startswith("I-") or before[2:] == tag[2:]
        before = tag
    spans = find_spans(scores, CLASSES, STEPS)
    assert all(a.last <= b.first for a, b in pairwise(spans))
    assert all(0 <= span.first < span.last <= len(rows) for span in spans)
