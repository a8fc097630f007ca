"""What a speaker does by saying it: the cue's own act, and behind a cue that only tells, the act its content shows."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from sijill.annotate.statements.act_features import Said, find_features
from sijill.annotate.statements.act_words import find_words
from sijill.model.records import Act
from sijill.text.lexicon import load_rows

# Added to assert where no sign of another act is met: plain words behind a telling verb are told, not judged.  Measured at 0,
# 0.3 and 0.6, not at 0.5 itself: a left-out writer .730, .732, .737; left-out articles of tune .764, .761, .761, 2026-11.
PLAIN = 0.5
# How much the logarithm of the encoder's chances counts beside the weights of words, which learned from the same statements:
# on 2,361 statements of news kept apart .761 at 0, .784 at 1, .787 at 1.5 and 2; written articles .803, .793, .803 (2026-11).
SHARE = 1.5
# Added to assert where both are heard: together they call more an assertion than there are (.537 of the 2,361 for .495).  On
# these .787 at 0, .789 at -0.5, .786 at -1; tune, which was learned from, .833, .835, .842; written articles .803, .806, .812;
# the bundled ones .835, .849, .866 (2026-11).
LEAN = -0.75
ACTS: tuple[Act, ...] = ("assert", "deny", "commit", "request", "warn", "accuse", "opine")


def find_act(said: Said, heard: Mapping[str, float] | None = None) -> Act:
    """The act of a statement: a verb that warns, denies or demands keeps its own, a telling verb has what is told weighed.

    Callable on any cue and content, whoever found them; `heard` are the logarithms of the encoder's chances of each act.

    >>> find_act(Said("حذر", "warn", ("مجاعة",), "indirect"))  # warned of a famine
    'warn'
    >>> find_act(Said("قال", "assert", ("سنعمل", "على", "حل", "الازمة"), "direct"))  # said: we shall work on ...
    'commit'
    """
    if said.own != "assert":
        return said.own
    features = all_features(said)
    scores = score_acts(features)
    if not any(name.startswith("says=") for name in features):
        scores["assert"] += PLAIN
    if heard:
        scores["assert"] += LEAN
    return max(ACTS, key=lambda act: scores[act] + (SHARE * heard[act] if heard else 0.0))


def score_acts(features: Mapping[str, float]) -> dict[Act, float]:
    """The log-linear score of each act: the sum over the features met of value times weight (`act_weights`)."""
    weights = _weights()
    met = [(value, weights[name]) for name, value in features.items() if name in weights]
    return {act: sum(value * row[at] for value, row in met) for at, act in enumerate(ACTS)}


def all_features(said: Said) -> dict[str, float]:
    """What the model weighs: the classes of words and their places, and the single words."""
    return find_features(said) | find_words(said)


@cache
def _weights() -> dict[str, tuple[float, ...]]:
    """Weights by feature; the files keep them in hundredths."""
    rows = [*load_rows("act_weights"), *load_rows("act_words")]
    return {row[0]: tuple(int(cell) / 100 for cell in row[1:]) for row in rows}
