"""Reports in a passage: each cue with the tokens of its speaker and content, before anyone is resolved."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from msgspec import Struct

from sijill.annotate.statements.content import Opening, content_end, is_clock, quote_kind, trim
from sijill.annotate.statements.cues import Cue, find_cues
from sijill.annotate.statements.draft import Draft
from sijill.annotate.statements.frames import draft_report, find_subject
from sijill.annotate.statements.nouns import carries_w
from sijill.annotate.statements.passage import Passage
from sijill.annotate.statements.phrases import is_role, phrase_after
from sijill.annotate.statements.speaker import Phrase, name_speaker
from sijill.annotate.statements.topic import find_topic
from sijill.model.records import Act, Quote
from sijill.text.lexicon import load_words

Frame = Literal["verb", "participle", "noun", "headline", "attribution"]


class Report(Struct):
    """A cue with its parts as token ranges; a null speaker is carried over from before."""

    passage: Passage
    frame: Frame
    cue: tuple[int, int]
    act: Act
    opening: Opening
    content: tuple[int, int]
    quote: Quote
    speaker: Phrase | None
    gender: str
    clause: int  # where its clause begins: earlier content ends here at the latest
    verb: str = ""
    source: Phrase | None = None  # نقلت X عن Y: X, through whom it came
    subject: Phrase | None = None  # where nobody is named: the subject of the verb before it
    topic: Phrase | None = None  # where nobody is named: whom the words before it are about


def find_reports(passage: Passage) -> list[Report]:
    """The reports of a passage in the order of their cues."""
    drafts: list[Draft] = []
    subjects: dict[int, Phrase] = {}  # by cue: who the verb before it is about, which made no report
    silent: tuple[int, Phrase] | None = None
    for cue in find_cues(passage):
        draft = draft_report(passage, cue, drafts)
        if draft is None:
            subject = find_subject(passage, cue)
            silent = (passage.starts[cue.at], subject) if subject is not None else silent
            continue
        if draft.speaker is None and silent is not None and silent[0] == passage.starts[cue.at]:
            subjects[cue.at] = silent[1]
        elif draft.speaker is not None:
            silent = None
        if drafts and drafts[-1].opening.first == draft.opening.first and _says_in_it(passage, cue):
            before = drafts.pop()  # نشرت الوزارة بيانا قالت فيه إن: what she published is no statement
            published = find_subject(passage, before.cue) if before.speaker is not None else None
            if published is not None:
                subjects[cue.at] = published
        if drafts and drafts[-1].opening.first in (draft.opening.first, cue.at):
            continue  # قائلا behind another cue, or a noun that is itself the content: أعرب عن خشيته أن
        drafts.append(draft)
    bare = _bare_colons(passage, drafts)
    cuts = sorted({draft.clause for draft in drafts if draft.clause} | set(_attributions(passage)) | set(bare))
    headline = _headline(passage)
    reports = [headline] if headline is not None else []
    for draft in drafts:
        report = _complete(passage, draft, cuts)
        if report is not None:
            report.subject = subjects.get(draft.cue.at)
            reports.append(report)
    for colon in bare:
        opening = Opening("colon", colon, colon + 1)
        first, last = trim(passage, colon + 1, content_end(passage, opening, ()))
        if last - first >= 2:
            topic = find_topic(passage, colon)
            reports.append(
                Report(passage, "headline", (colon, colon + 1), "assert", opening, (first, last), "direct", None, "", colon,
                       topic=topic)
            )  # fmt: skip
    return sorted(reports, key=lambda report: report.cue[0])


def _says_in_it(passage: Passage, cue: Cue) -> bool:
    return cue.form in ("past", "present") and passage.norms[cue.at + 1 : cue.at + 2] in (("فيه",), ("فيها",))


def _bare_colons(passage: Passage, drafts: Sequence[Draft]) -> list[int]:
    """Colons before a quotation that no cue opens: `ونفى فلان ضلوع رجاله: "هذه دعاية"`."""
    if passage.part == "title" or not drafts:
        return []
    opened = {draft.opening.at for draft in drafts} | {draft.opening.at - 1 for draft in drafts}
    return [
        at
        for at in range(drafts[0].cue.at, len(passage.norms) - 1)
        if passage.norms[at] == ":"
        and passage.inside[at] < 0
        and at not in opened
        and passage.closes.get(at + 1, 0) - at > 4
        and not any(
            draft.opening.kind == "that" and draft.opening.at < at < passage.ends[draft.cue.at] for draft in drafts
        )
        and any(passage.starts[draft.cue.at] == passage.starts[at] and draft.cue.at < at for draft in drafts)
    ]


def _complete(passage: Passage, draft: Draft, cuts: Sequence[int]) -> Report | None:
    cue, opening = draft.cue, draft.opening
    end = content_end(passage, opening, cuts)
    first, last = trim(passage, opening.first, end)
    if "whole" in cue.verb.traits:
        behind = draft.speaker.end if draft.speaker is not None and draft.speaker.end > cue.at else cue.at + 1
        behind = next((at + 1 for at in range(behind, opening.at) if passage.norms[at] == ")"), behind)
        behind = next((at for at in range(behind, opening.at) if passage.norms[at] == "ما"), behind)
        while behind < opening.at and (passage.timed[behind] or not passage.tokens[behind].text[0].isalnum()):
            behind += 1
        if behind < opening.at:
            first = behind
    if last <= first or (last - first < 2 and opening.kind not in ("quote", "np", "prep")):
        return None
    if first <= cue.at < last or not any(token.text[0].isalnum() for token in passage.tokens[first:last]):
        return None  # قال الوزير "#
    return Report(
        passage, "participle" if cue.form == "participle" else "noun" if cue.form == "noun" else "verb",
        (cue.at, cue.at + 1), cue.verb.act, opening, (first, last), quote_kind(passage, opening, first, last),
        draft.speaker, cue.gender, draft.clause, cue.verb.past, draft.source, None,
        find_topic(passage, cue.at) if draft.speaker is None else None,
    )  # fmt: skip


def _attributions(passage: Passage) -> Iterator[int]:
    """Tokens at which an attribution cuts the content before it: `، بحسب`, `، وفق ما`, `، كما أفاد`."""
    for at, norm in enumerate(passage.norms):
        if norm in ("بحسب", "حسب", "وفق", "وفقا", "نقلا", "طبقا", "حسبما", "بحسبما", "وفقما") and at:
            yield at - 1 if passage.norms[at - 1] == "،" else at


def _headline(passage: Passage) -> Report | None:
    """`فلان: …` in a title: who stands before the colon said what stands behind it.

    In the body such a line is taken only where a title or a known name stands alone before the colon.
    """
    norms = passage.norms
    title = passage.part == "title"
    reach = len(norms) if title else min(len(norms), 12)
    colon = next((at for at in range(1, reach) if norms[at] == ":" and not is_clock(passage, at)), None)
    if colon is None or colon + 2 >= len(norms) or (not title and passage.ends[0] < len(norms)):
        return None
    start = colon
    while start > 0 and norms[start - 1] not in _HEADLINE_BREAKS:
        start -= 1
    joined = start > 0 and carries_w(norms[start]) and norms[start][1:] not in load_words("speaker_stops")
    words = norms[start:colon]
    if not words or len(words) > 10 or any(word in load_words("topic_words") or word[-1].isdigit() for word in words):
        return None
    if _NEGATING.intersection(words):
        return None
    found = phrase_after(passage, start, colon)
    if found is None or (
        not title and (found[1] < colon or not (is_role(norms[start]) or passage.named.get(start) == colon))
    ):
        return None
    speaker = name_speaker(passage, *found, found[1])
    if joined and speaker.name[0] == start:
        speaker = speaker._replace(shift=1)
    opening = Opening("colon", colon, colon + 1)
    first, last = trim(passage, colon + 1, content_end(passage, opening, ()))
    if last - first < 2:
        return None
    quote = quote_kind(passage, opening, first, last)
    where = all(word in load_words("state_names") for word in words) or passage.named.get(start) == colon
    placed = where and (start in passage.places or start not in passage.named)
    if quote == "direct" and placed and not _speaks(passage, first, last):
        return None
    if norms[first] in _ASKING and start not in passage.named and not is_role(norms[start]):
        return None
    return Report(passage, "headline", (colon, colon + 1), "assert", opening, (first, last), quote, speaker, "", 0)


_NEGATING = frozenset({"لم", "لن", "لا", "ليس", "ليست"})
_ASKING = frozenset({"كيف", "لماذا", "هل", "ماذا", "متى", "اين", "ما", "من", "كم"})
_HEADLINE_BREAKS = frozenset(".|-–—…!؟؛:")


def _speaks(passage: Passage, first: int, last: int) -> bool:
    """Whether words behind `دولة:` are speech and no news of that place."""
    return any(
        norm in ("لن", "لا", "يجب", "نحن", "ليس", "ليست")
        or (norm.endswith("نا") and at < first + 2)
        or passage.inside[at] >= 0
        for at, norm in enumerate(passage.norms[first:last], first)
    )
