"""From reports to statements: speakers resolved, chains, acts and days filled, in the order of the page."""

from __future__ import annotations

from collections.abc import Sequence

from sijill.annotate.statements.act import find_act
from sijill.annotate.statements.attribution import Attribution, attributed_content, find_attributions
from sijill.annotate.statements.carry import Memory
from sijill.annotate.statements.chain import NEAREST_FIRST, Link, find_links, is_document, kind_of
from sijill.annotate.statements.content import quote_kind
from sijill.annotate.statements.cues import entry_at
from sijill.annotate.statements.passage import Passage, read_passages
from sijill.annotate.statements.report import Report, find_reports
from sijill.annotate.statements.speaker import is_role
from sijill.model.reading import Reading
from sijill.model.records import Act, ChainLink, Entity, Speaker, Statement, Time, stable_id
from sijill.model.time import TimeValue
from sijill.text.fold import fold_word
from sijill.text.names import resolve_name, skip_letters


def find_statements(reading: Reading) -> tuple[Statement, ...]:
    """The statements of an article, title included, in the order of their cues.

    A speaker without words of its own is carried over from the statement before, never from another article.
    """
    found: list[tuple[Report, list[Link]]] = []
    for passage in read_passages(reading):
        found.extend(_read(passage))
    memory = Memory(reading.article.entities)
    for report, _ in found:
        if report.speaker is not None:
            memory.learn(*_words_of(report), report.gender)
    made: dict[str, Statement] = {}
    previous: Statement | None = None
    for report, links in found:
        speaker = _speaker(reading, report, memory)
        if speaker is None:
            continue
        chain = _chain(reading, report.passage, links)
        if report.speaker is None and not chain and previous is not None and previous.speaker.name == speaker.name:
            chain = previous.chain  # goes on in the same interview
        previous = statement = _statement(reading, report, speaker, chain)
        made.setdefault(statement.id, statement)
    return tuple(made.values())


def _read(passage: Passage) -> list[tuple[Report, list[Link]]]:
    """Reports of a passage with the links of their chains; attributions become links or reports of their own."""
    reports = find_reports(passage)
    rows: list[tuple[Report, list[Link]]] = []
    attributions = find_attributions(passage)
    taken = {made.cue[0] for made in attributions}
    reports = [report for report in reports if report.cue[0] not in taken]
    for report in reports:
        rows.append((report, _links(passage, report, reports)))
    cuts = sorted(report.clause for report in reports if report.clause)
    for made in attributions:
        kind = kind_of(passage, *made.speaker.name)
        answered = [
            row for row in rows if made.first - 3 <= row[0].content[1] <= made.first and row[0].frame != "attribution"
        ]
        if answered and kind is not None:
            link = Link(kind, *made.speaker.name, made.speaker.shift)
            for row in rows:
                if passage.starts[row[0].cue[0]] == passage.starts[made.first] and row[0].cue[0] < made.first:
                    row[1].append(link)
            continue
        own = _attributed(passage, made, rows, cuts)
        if own is not None:
            rows.append(own)
    rows.sort(key=lambda row: row[0].cue[0])
    return rows


def _attributed(
    passage: Passage, made: Attribution, rows: Sequence[tuple[Report, list[Link]]], cuts: list[int]
) -> tuple[Report, list[Link]] | None:
    start = passage.starts[made.first]
    earlier = [
        row[0].content[1] for row in rows if start <= row[0].cue[0] < made.first and row[0].frame == "attribution"
    ]
    floor = max(earlier, default=start)
    content = attributed_content(passage, made, floor, cuts)
    if content is None:
        return None
    first, last, opening = content
    if any(
        first <= row[0].cue[0] < last <= row[0].content[1] + 2 and row[0].frame in ("verb", "participle")
        for row in rows
    ):
        return None
    if first <= made.cue[0] < last:
        # content around its own attribution: keep what stands behind it
        if last - made.last < 4:
            return None
        first = made.last + (passage.norms[made.last] in ("،", ","))
        if first >= last:
            return None
    speaker = made.speaker
    links: list[Link] = []
    head = speaker.name[0]
    if is_document(passage.norms[head][speaker.shift :]) and speaker.name[1] - head >= 2:
        links.append(Link("document", head, head + 1, speaker.shift))
        speaker = speaker._replace(name=(head + 1, speaker.name[1]), shift=0)
    act: Act = "assert"
    report = Report(
        passage, "attribution", made.cue, act, opening, (first, last), quote_kind(passage, opening, first, last),
        speaker, made.gender, 0, made.last, made.verb,
    )  # fmt: skip
    return report, links


def _links(passage: Passage, report: Report, reports: Sequence[Report]) -> list[Link]:
    """Links between the clause's start and the content, and in a tail `…، في بيان` behind it."""
    first, last = report.content
    if report.frame == "headline":
        return []
    start = passage.starts[report.cue[0]]
    for other in reports:
        if other.cue[0] < report.cue[0]:
            start = max(start, min(other.content[1], report.cue[0]))
    own = report.speaker.name if report.speaker is not None else None
    if report.speaker is not None and report.speaker.role is not None and own is not None:
        role = report.speaker.role
        own = (min(own[0], role[0]), max(own[1], role[1]))
    links = find_links(passage, start, min(first, report.opening.at + 1), own) if report.cue[0] < last else []
    if report.source is not None:
        kind = kind_of(passage, *report.source.name) or "sources"
        links = [link for link in links if link.last <= report.source.name[0] or link.first >= report.source.name[1]]
        links.insert(0, Link(kind, *report.source.name, 0))
    end = min(passage.ends[last - 1], last + 10, len(passage.tokens))
    if last < end and passage.norms[last] in ("،", '"', "”", "»") and last + 1 < end:
        tail = last + 1
        while tail < end and not passage.tokens[tail].text[0].isalnum():
            tail += 1
        if tail < end and passage.norms[tail] in ("في", "خلال", "عبر", "وذلك"):
            links += find_links(passage, tail, end, None)
    return links


def _words_of(report: Report) -> tuple[str, str]:
    """A speaker's name and role as printed, the proclitic taken off."""
    assert report.speaker is not None
    return _text(report.passage, report.speaker.name, report.speaker.shift), _text(
        report.passage, report.speaker.role, 0
    )


def _text(passage: Passage, span: tuple[int, int] | None, shift: int) -> str:
    if span is None or span[1] <= span[0]:
        return ""
    words = [token.text for token in passage.tokens[span[0] : span[1]]]
    if shift:
        norm = passage.norms[span[0]]
        words[0] = ("ا" if norm.startswith("لل") else "") + words[0][skip_letters(words[0], shift) :]
    return " ".join(words)


def _speaker(reading: Reading, report: Report, memory: Memory) -> Speaker | None:
    """Who speaks: the printed words with their full name, or the one carried over; None where nobody is known."""
    if report.speaker is None:
        gender = report.gender
        name = memory.latest(gender)
        if name is None:
            return None
        return Speaker(None, None, None, name, _entity(reading, name, None))
    passage, span, shift = report.passage, report.speaker.name, report.speaker.shift
    token = passage.tokens[span[0]]
    start = token.start + (skip_letters(token.text, shift) if shift else 0)
    end = passage.tokens[span[1] - 1].end
    words, role = _words_of(report)
    inner = _named(reading.article.entities, start, end)
    if (
        inner is not None
        and report.speaker.role is None
        and inner.kind == "PER"
        and inner.end == end
        and _titled(words)
    ):
        start = inner.start
        words = inner.text
    name = memory.resolve(reading.page_text[start:end] if not shift else words)
    memory.meet(name, role, report.gender)
    return Speaker(reading.page_text[start:end], start, end, name, _entity(reading, name, (start, end)))


def _titled(words: str) -> bool:
    return is_role(fold_word(words.split(maxsplit=1)[0]))


def _named(entities: Sequence[Entity], start: int, end: int) -> Entity | None:
    return next((entity for entity in entities if start <= entity.start and entity.end <= end), None)


def _entity(reading: Reading, name: str, span: tuple[int, int] | None) -> str | None:
    entities = reading.article.entities
    if not entities:
        return None
    if span is not None:
        covering = next((e for e in entities if e.start <= span[0] and span[1] <= e.end), None)
        if covering is not None:
            return covering.entity
    found = resolve_name(name, entities)
    return found.entity if found is not None else None


def _statement(reading: Reading, report: Report, speaker: Speaker, chain: tuple[ChainLink, ...]) -> Statement:
    passage, words = report.passage, reading.words
    content = words(*passage.span(*report.content))
    role = report.speaker.role if report.speaker is not None else None
    act = find_act(report)
    cue = words(*_cue_span(passage, report))
    own = content if report.frame == "verb" else cue  # a passage quoted whole may be the content of two reports
    return Statement(
        id=stable_id(reading.article.page_sha256, "statement", own.start, own.end),
        speaker=speaker,
        addressee=None,
        role=words(*passage.span(*role)) if role is not None and role[1] > role[0] else None,
        cue=cue,
        content=content,
        quote=report.quote,
        act=act,
        chain=chain,
        said_on=_said_on(reading.article.times, passage, report),
        deadline=None,
        certainty=None,
    )


def _cue_span(passage: Passage, report: Report) -> tuple[int, int]:
    start, end = passage.span(*report.cue)
    token = passage.tokens[report.cue[0]]
    _, proclitic = entry_at(token.norm)
    return start + skip_letters(token.text, len(proclitic)), end


def _chain(reading: Reading, passage: Passage, links: list[Link]) -> tuple[ChainLink, ...]:
    made: dict[tuple[str, str], ChainLink] = {}
    for link in sorted(links, key=lambda link: NEAREST_FIRST.index(link.kind)):
        if link.last <= link.first:
            continue
        token = passage.tokens[link.first]
        start = token.start + (skip_letters(token.text, link.shift) if link.shift else 0)
        end = passage.tokens[link.last - 1].end
        text = reading.page_text[start:end]
        made.setdefault((link.kind, text), ChainLink(link.kind, text, start, end))
    return tuple(made.values())


def _said_on(times: Sequence[Time], passage: Passage, report: Report) -> TimeValue | None:
    """The day named between the clause's start and the content."""
    if report.frame in ("headline", "attribution"):
        return None
    first = report.content[0]
    if report.cue[0] > first:
        return None
    low = passage.tokens[max(passage.starts[report.cue[0]], report.clause)].start
    high = passage.tokens[first].start
    cue_at = passage.tokens[report.cue[0]].start
    near = [
        time
        for time in times
        if low <= time.start and time.end <= high and time.type in ("DATE", "TIME") and time.value
    ]
    if not near:
        return None
    best = min(near, key=lambda time: abs(time.start - cue_at))
    assert best.value is not None
    return TimeValue(best.value.split("T")[0], best.mod, best.earliest, best.latest, best.reason)
