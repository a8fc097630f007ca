"""What the encoder hears in a paragraph: contents, cues and speakers, as chances of its words, and reports made from them.

The heads take a sentence at a time and know nothing of rules; what they find where rules find nothing becomes a report, and
a report whose content they hold for no speech at all is dropped.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple, cast

import numpy as np
from numpy.typing import NDArray

from sijill.annotate.listening import installed_encoder, read_sentences
from sijill.annotate.statements.act_features import LOOKED_AT
from sijill.annotate.statements.content import Opening, quote_kind, trim
from sijill.annotate.statements.cues import entry_at, inside_speech
from sijill.annotate.statements.nouns import carries_l
from sijill.annotate.statements.passage import Passage
from sijill.annotate.statements.report import Frame, Report
from sijill.annotate.statements.sourcing import Sourced, find_report_links
from sijill.annotate.statements.speaker import Phrase
from sijill.model.reading import Reading
from sijill.model.records import Act

__all__ = ["Hearing", "add_heard", "hear_article"]

# Chosen on 46 written articles the heads have not seen, and looked at once on check (2026-11).
INSIDE = 0.5  # chance from which a word belongs to a content, a speaker or a role
SURE = 0.8  # mean chance of the words of a content that rules do not see
CUE = 0.3  # chance of the word that reports it
UNHEARD = 0.2  # mean chance of a content under which rules alone are not believed
REACH = 12  # tokens before and behind a content in which its cue is looked for
SHORTEST = 3  # tokens of a content

Chances = NDArray[np.float64]


class Hearing(NamedTuple):
    """Of each token of an article, by where it starts: the place of its row in the arrays of chances.

    `content`, `speaker` and `role` hold two columns, begins and goes on; `cue` two for each act, in the order of `acts`.
    """

    rows: dict[int, int]
    content: Chances
    speaker: Chances
    role: Chances
    cue: Chances
    acts: tuple[str, ...]
    states: NDArray[np.float32]
    """A vector a token, of the news layers: that of its first piece."""

    def of(self, passage: Passage) -> Hearing:
        """The same for the tokens of a passage alone: row and token have one number."""
        at = [self.rows[token.start] for token in passage.tokens]
        return self._replace(content=self.content[at], speaker=self.speaker[at], role=self.role[at], cue=self.cue[at])

    def score_act(self, report: Report) -> dict[str, float]:
        """What the speaker of a report does, as the encoder scores it; `self` is of the whole article."""
        encoder = installed_encoder()
        if encoder is None:
            return {}
        from sijill.encode import join_spoken

        tokens, (first, last) = report.passage.tokens, report.content
        words = self.states[[self.rows[token.start] for token in tokens[first : min(last, first + LOOKED_AT)]]]
        return encoder.score_spoken(join_spoken(self.states[self.rows[tokens[report.cue[0]].start]], words))


def hear_article(reading: Reading) -> Hearing | None:
    """One pass over each sentence of title and body; None without the encoder."""
    encoder = installed_encoder()
    if encoder is None:
        return None
    from sijill.encode.heads import CONTENTS, CUES, SPEAKERS

    heads = (CONTENTS, SPEAKERS, CUES)
    rows: dict[int, int] = {}
    found: list[list[Chances]] = []
    states: list[NDArray[np.float32]] = []
    for tokens, read in read_sentences(reading, encoder):
        for token in tokens:
            rows[token.start] = len(rows)
        found.append([encoder.tag_chances(read, head).astype(np.float64) for head in heads])
        states.append(read.news[read.firsts])
    if not found:
        return None
    content, speaker, cue = (np.concatenate(chances) for chances in zip(*found, strict=True))
    return Hearing(
        rows, content[:, 1:3], speaker[:, 1:3], speaker[:, 3:5], cue[:, 1:], CUES.labels, np.concatenate(states)
    )


def is_speech(heard: Hearing, report: Report) -> bool:
    """Whether the heads hold the content of a report for speech, or do not rule it out."""
    first, last = report.content
    return float(heard.content[first:last].sum(axis=1).mean()) > UNHEARD


def add_heard(passage: Passage, row: Sequence[Sourced], heard: Hearing) -> list[Sourced]:
    """What rules find without what the heads hold for no speech, and with what they alone hear; in the order of the cues."""
    kept = [one for one in row if is_speech(heard, one.report)]
    heard_alone = find_heard(passage, heard, [one.report for one in row])
    added = [Sourced(report, find_report_links(passage, report, None)) for report in heard_alone]
    return sorted([*kept, *added], key=lambda one: one.report.cue[0])


def find_heard(passage: Passage, heard: Hearing, found: Sequence[Report]) -> list[Report]:
    """Reports of contents that none of `found` touches, in the order of the page."""
    taken = np.zeros(len(passage.tokens), dtype=bool)
    cues = {at for report in found for at in range(*report.cue)}
    for report in found:
        taken[slice(*report.content)] = True
    made: list[Report] = []
    for start, end in _spans(heard.content, _breaks(passage)):
        if taken[start:end].any() or heard.content[start:end].sum(axis=1).mean() < SURE:
            continue
        first, last = trim(passage, start, end)
        told = _report(passage, heard, first, last, cues) if last - first >= SHORTEST else None
        if told is not None:
            made.append(told)
            cues.add(told.cue[0])
    return made


def _breaks(passage: Passage) -> Sequence[bool]:
    """Where a span begins anew even if its words go on: nowhere inside one quotation."""
    return [passage.inside[at] < 0 for at in range(len(passage.tokens))]


def _spans(chances: Chances, breaks: Sequence[bool] | None = None) -> Iterator[tuple[int, int]]:
    """Runs of words that are inside; one that surely begins, where it may, opens another."""
    start: int | None = None
    for at, inside in enumerate(chances.sum(axis=1) > INSIDE):
        begins = inside and (start is None or (chances[at, 0] > INSIDE and (breaks is None or breaks[at])))
        if start is not None and (begins or not inside):
            yield start, at
            start = None
        if begins:
            start = at
    if start is not None:
        yield start, len(chances)


def _report(passage: Passage, heard: Hearing, first: int, last: int, cues: set[int]) -> Report | None:
    near = [*range(max(0, first - REACH), first), *range(last, min(len(passage.tokens), last + REACH))]
    free = [at for at in near if at not in cues and not inside_speech(passage, at)]
    chances = heard.cue.sum(axis=1)
    cue = max(free, key=lambda at: (chances[at], -at), default=None)
    if cue is None or chances[cue] < CUE:
        return None
    entry, _ = entry_at(passage.norms[cue])
    opening = Opening("that", max(first - 1, 0), first)
    frame: Frame = "headline" if passage.norms[cue] == ":" else "verb"
    return Report(
        passage, frame, (cue, cue + 1), entry.verb.act if entry is not None else _act(heard, cue), opening, (first, last),
        quote_kind(passage, opening, first, last), _speaker(passage, heard, cue, (first, last)),
        entry.gender if entry is not None else "", 0, entry.verb.past if entry is not None else "",
    )  # fmt: skip


def _act(heard: Hearing, cue: int) -> Act:
    """The act of the head's own, for a cue the lexicon does not know."""
    row = heard.cue[cue]
    return cast(Act, heard.acts[int((row[0::2] + row[1::2]).argmax())])


def _speaker(passage: Passage, heard: Hearing, cue: int, content: tuple[int, int]) -> Phrase | None:
    """The speaker nearest to a cue in its sentence and outside the content, with the role beside it."""
    low, high = passage.starts[cue], passage.ends[cue]

    def apart(span: tuple[int, int]) -> bool:
        outside = span[1] <= content[0] or span[0] >= content[1]
        return outside and low <= span[0] and span[1] <= high and not inside_speech(passage, span[0])

    names = [span for span in _spans(heard.speaker) if apart(span) and not span[0] <= cue < span[1]]
    if not names:
        return None
    name = min(names, key=lambda span: (abs(span[0] - cue), span))
    beside = [span for span in _spans(heard.role) if apart(span) and _touch(span, name)]
    role = beside[0] if beside else None
    shift = 1 if name[0] in passage.joined or carries_l(passage.norms[name[0]]) else 0
    return Phrase(name, role, max(name[1], role[1] if role else 0), shift)


def _touch(role: tuple[int, int], name: tuple[int, int]) -> bool:
    """Whether nothing, or a comma, stands between a role and a name."""
    return 0 <= name[0] - role[1] <= 1 or 0 <= role[0] - name[1] <= 1
