"""`python -m evals.times.authored`: sentences written for this eval, form by form and trap by trap; see card.md.

--errors       print what is missed, found too much, or read as another value
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from evals.gold import Row, resolve_gold
from evals.measure import Scores, match_spans, print_scores, total
from evals.times import baseline
from evals.times.score import is_right, score_times
from sijill.annotate.times import find_times_in
from sijill.model.records import Time

GOLD = Path(__file__).with_name("authored.jsonl")
FLOORS = Path(__file__).with_name("authored_floors.json")


def read_sentences() -> list[Row]:
    """The sentences, every string of their gold resolved to its span; ValueError where one is not there."""
    sentences = [json.loads(line) for line in GOLD.read_text(encoding="utf-8").splitlines()]
    if complaints := [line for row in sentences for line in resolve_gold(row["text"], row)]:
        raise ValueError("\n".join(complaints))
    return sentences


def score_sentences(sentences: Sequence[Row]) -> tuple[Scores, Scores]:
    """Tallies of every measure, one a sentence: Sijill's and the naive baseline's."""
    return _tallies(sentences, find_times_in), _tallies(sentences, baseline.find_times)


def score_authored() -> tuple[Scores, Scores]:
    """The same for all sentences."""
    return score_sentences(read_sentences())


def _tallies(sentences: Sequence[Row], find_times: Callable[[str, str | None], Sequence[Time]]) -> Scores:
    scores: Scores = {}
    for row in sentences:
        for measure, tally in score_times(row["times"], find_times(row["text"], row["published"])).items():
            scores.setdefault(measure, []).append(tally)
    return scores


def find_errors(row: Row) -> list[str]:
    """What is wrong with the times found in one sentence, a line each; a vague time needs no more than its extent."""
    golds, times = row["times"], find_times_in(row["text"], row["published"])
    pairs = dict(match_spans([gold["span"] for gold in golds], [(time.start, time.end) for time in times]))
    missed = [f"missed    {gold['text']} = {gold['value']}" for i, gold in enumerate(golds) if i not in pairs]
    extra = [f"too much  {time.text} = {time.value}" for j, time in enumerate(times) if j not in pairs.values()]
    wrong = [
        f"value     {gold['text']} = {gold['value']} {gold.get('mod', '')}  found: {time.text} = {time.value} {time.mod or ''}"
        for gold, time in ((golds[i], times[j]) for i, j in sorted(pairs.items()))
        if not is_right(gold, time) and (gold["value"] or time.value)
    ]
    return [*missed, *extra, *wrong]


def print_forms(sentences: Sequence[Row], ours: Scores) -> None:
    """A line a form: sentences, those without an error, times in the gold and found, and both F1 where there are times."""
    print(f"\n{'form':18} sentences right  gold found  extent value")
    for form in dict.fromkeys(row["form"] for row in sentences):
        mine = [i for i, row in enumerate(sentences) if row["form"] == form]
        right = sum(not find_errors(sentences[i]) for i in mine)
        tallies = [total([ours[measure][i] for i in mine]) for measure in ("times: extent", "times: value")]
        figures = "  ".join(f"{tally.f1:.3f}" if tally.gold else "    -" for tally in tallies)
        print(f"{form:18} {len(mine):9} {right:5} {tallies[0].gold:5} {tallies[0].predicted:5}   {figures}")


def main(arguments: list[str]) -> int:
    """Print the figures, all together, each part and each form."""
    sentences = read_sentences()
    for name, part in (
        ("authored", sentences),
        ("plain", [row for row in sentences if not row["id"].startswith("hard-")]),
        ("hard", [row for row in sentences if row["id"].startswith("hard-")]),
    ):
        print_scores(name, *score_sentences(part))
    print_forms(sentences, score_sentences(sentences)[0])
    if "--errors" in arguments:
        for row in sentences:
            if errors := find_errors(row):
                print(f"\n{row['id']} {row['published']}  {row['text']}", *errors, sep="\n   ")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
