"""From reports to statements: speakers resolved, chains, acts and days filled, in the order of the page."""

from __future__ import annotations

from collections.abc import Sequence

from sijill.annotate.statements.act import find_act
from sijill.annotate.statements.act_features import Said
from sijill.annotate.statements.carry import Memory
from sijill.annotate.statements.chain import NEAREST_FIRST, Link, find_addressee, is_outlet, kind_of
from sijill.annotate.statements.cues import entry_at
from sijill.annotate.statements.days import find_deadline, find_said_on
from sijill.annotate.statements.heard import Hearing, add_heard, hear_article
from sijill.annotate.statements.nouns import carries_w
from sijill.annotate.statements.passage import Passage, read_passages
from sijill.annotate.statements.phrases import is_role
from sijill.annotate.statements.report import Report
from sijill.annotate.statements.sourcing import Sourced, find_retold, read_sourced
from sijill.annotate.statements.speaker import Phrase
from sijill.model.reading import Reading
from sijill.model.records import Act, ChainLink, Speaker, Statement, Time, Words, stable_id
from sijill.text.fold import fold_text
from sijill.text.lexicon import load_words
from sijill.text.names import skip_letters

# kinds that hold in the next paragraph too: in marked news 0.55 to 0.75 of them do, of documents and agencies 0.3 (2026-11)
TOLD_ON = ("media", "platform", "event")
BETWEEN = 3  # statements back to which a speaker goes on, those of others within his own
_GOING_ON = frozenset({"اضاف", "تابع", "استطرد", "اردف", "واصل", "مضى"})


def find_statements(reading: Reading) -> tuple[Statement, ...]:
    """The statements of an article, title included, in the order of their cues, by rules and the encoder together.

    A speaker without words of its own is carried over from the statement before, never from another article.
    """
    return _assemble(reading, hear_article(reading), by_rules=True)


def find_statements_by_rules(reading: Reading) -> tuple[Statement, ...]:
    """The same without the encoder."""
    return _assemble(reading, None, by_rules=True)


def find_statements_by_encoder(reading: Reading) -> tuple[Statement, ...]:
    """Only what the encoder hears; who it is, the chain and the act are still told by rule."""
    return _assemble(reading, hear_article(reading), by_rules=False)


def _assemble(reading: Reading, heard: Hearing | None, *, by_rules: bool) -> tuple[Statement, ...]:
    found: list[Sourced] = []
    for passage in read_passages(reading):
        row = read_sourced(passage) if by_rules else []
        if heard is not None:
            row = add_heard(passage, row, heard.of(passage))
        _tell_again(passage, found[-1] if found else None, [*found, *row])
        found += row
    memory = Memory(reading)
    for sourced in found:
        if sourced.report.speaker is not None:
            memory.learn(*_words_of(sourced.report, sourced.report.speaker), sourced.report.gender)
    times = sorted(reading.article.times, key=lambda time: time.start)
    made: list[Statement] = []
    before: Report | None = None
    tellers: list[Report] = []
    for sourced in found:
        speaker = _speaker(reading, sourced.report, before, memory)
        if speaker is None:
            continue
        if not _is_inside(sourced.report, before):
            before = sourced.report
        chain = _chain(reading, sourced, speaker)
        if before is not None and before is not sourced.report and not chain and _is_inside(sourced.report, before):
            chain = _told_by_outlet(made, before)
        if not chain:
            chain = _told_on(made, tellers, sourced.report, speaker)
        tellers.append(sourced.report)
        scores = heard.score_act(sourced.report) if heard is not None else None
        act = find_act(_said(sourced.report, speaker), scores)
        made.append(_statement(reading, sourced.report, times, speaker=speaker, chain=chain, act=act))
    return tuple(made)


def _told_on(
    made: Sequence[Statement], tellers: Sequence[Report], report: Report, speaker: Speaker
) -> tuple[ChainLink, ...]:
    """The links of a speaker's last statement that hold for the next, where he is not named again.

    All of them within a paragraph; in the next still the same interview or tweet, and the document he goes on with.
    """
    if report.speaker is not None and not _is_described(report):
        return ()
    near = range(len(made) - 1, max(-1, len(made) - 1 - BETWEEN), -1)
    last = next((at for at in near if made[at].speaker.name == speaker.name), None)
    if last is None:
        return ()
    chain = made[last].chain
    if tellers[last].passage is report.passage:
        return chain
    if last < len(made) - 1 and report.verb not in _GOING_ON:
        return ()
    goes_on = report.verb in _GOING_ON
    return tuple(link for link in chain if link.kind in TOLD_ON or (goes_on and link.kind == "document"))


def _is_described(report: Report) -> bool:
    """Whether the speaker is named by a definite noun alone: `وذكر المصدر`, `وأضاف الوزير`."""
    if report.speaker is None or report.speaker.role is not None:
        return False
    first, last = report.speaker.name
    head = report.passage.norms[first].removeprefix("ال")
    return last - first == 1 and (is_role(head) or head in load_words("unnamed_sources"))


def _told_by_outlet(made: Sequence[Statement], around: Report) -> tuple[ChainLink, ...]:
    """The outlet that reports a statement inside its own as a link of it: `ذكرت الصحيفة أن الاتحاد هدد …`."""
    if around.speaker is None or not made or not is_outlet(around.passage, *around.speaker.name):
        return ()
    teller = made[-1].speaker
    kind = kind_of(around.passage, *around.speaker.name)
    if kind is None or teller.text is None or teller.start is None or teller.end is None:
        return ()
    return (ChainLink(kind, teller.text, teller.start, teller.end),)


def _tell_again(passage: Passage, last: Sourced | None, found: Sequence[Sourced]) -> None:
    """Gives the links of `جاء ذلك في مقابلة مع …` to the reports told before it, in its paragraph or the one before."""
    retold = find_retold(passage)
    if retold is None:
        return
    at, links = retold
    told = [one for one in found if one.report.passage is passage and one.report.cue[0] < at]
    if not told and last is not None:
        told = [one for one in found if one.report.passage is last.report.passage]
    for one in told:
        inner = one.report.speaker is not None and any(_is_inside(one.report, around.report) for around in told)
        if not one.links and not inner:
            one.elsewhere.extend((passage, link) for link in links)


def _words_of(report: Report, speaker: Phrase) -> tuple[str, str]:
    """A speaker's name and role as printed, the proclitic taken off."""
    return _printed(report.passage, speaker.name, speaker.shift), _printed(report.passage, speaker.role, 0)


def _printed(passage: Passage, span: tuple[int, int] | None, shift: int) -> str:
    """The words of a token range; `لل` before a noun gives back its ال."""
    if span is None or span[1] <= span[0]:
        return ""
    words = [token.text for token in passage.tokens[span[0] : span[1]]]
    if shift:
        joined = passage.norms[span[0]].startswith("لل")
        words[0] = ("ا" if joined else "") + words[0][skip_letters(words[0], shift) :]
    return " ".join(words)


def _speaker(reading: Reading, report: Report, before: Report | None, memory: Memory) -> Speaker | None:
    """Who speaks: the printed words with their full name, or the one carried over; None where nobody is known."""
    if before is not None and before.passage is not report.passage:
        memory.leave_background()
    if report.speaker is None:
        carried = _carried(report, before, memory)
        return None if carried is None else Speaker(None, None, None, carried, memory.entity_of(carried))
    span = report.speaker.name
    token = report.passage.tokens[span[0]]
    start = token.start + (skip_letters(token.text, report.speaker.shift) if report.speaker.shift else 0)
    end = report.passage.tokens[span[1] - 1].end
    words, role = _words_of(report, report.speaker)
    name = memory.resolve(words if report.speaker.shift else reading.page_text[start:end])
    nobody = report.frame == "headline" and span[0] not in report.passage.personal and report.speaker.role is None
    if not nobody and not _is_inside(report, before):
        memory.meet(name, role, report.gender, background=_is_background(report))
    return Speaker(reading.page_text[start:end], start, end, name, memory.entity_of(name))


def _carried(report: Report, before: Report | None, memory: Memory) -> str | None:
    """The subject of the sentence where it has not reported before, else who spoke last."""
    topic, passage = report.topic, report.passage
    if report.subject is not None:
        words, role = _words_of(report, report.subject)
        name = memory.resolve(words)
        memory.meet(name, role, report.gender)
        return name
    told = before is not None and before.passage is passage and before.cue[0] <= report.cue[0]
    if told and before is not None:  # the same sentence has reported, or one behind the topic
        told = passage.starts[before.cue[0]] == passage.starts[report.cue[0]] or (
            topic is not None and topic.end <= before.cue[0]
        )
    if topic is None or told:
        return memory.latest(report.gender)
    name = memory.resolve(_printed(passage, topic.name, 0))
    memory.meet(name, "", report.gender)
    return name


def _is_inside(report: Report, before: Report | None) -> bool:
    """Whether a report is part of what the one before it tells: `قال إن حزبه نفى …`."""
    if before is None or before.passage is not report.passage or report.clause:
        return False
    return before.content[0] <= report.cue[0] < before.content[1]


def _is_background(report: Report) -> bool:
    """Whether a report looks back: `وكان فلان قد قال`."""
    passage, cue = report.passage, report.cue[0]
    start = passage.starts[cue]
    return cue > start and passage.norms[cue - 1] == "قد" and passage.norms[start].removeprefix("و") in ("كان", "كانت")


def _statement(
    reading: Reading, report: Report, times: Sequence[Time], *, speaker: Speaker, chain: tuple[ChainLink, ...], act: Act
) -> Statement:
    passage = report.passage
    cue = reading.words(*_cue_span(passage, report))
    content = reading.words(*_content_span(passage, report))
    role = report.speaker.role if report.speaker is not None else None
    return Statement(
        id=stable_id(reading.article.page_sha256, f"statement:{cue.start}", content.start, content.end),
        speaker=speaker,
        addressee=_addressee(reading, report),
        role=reading.words(*passage.span(*role)) if role is not None and role[1] > role[0] else None,
        cue=cue,
        content=content,
        quote=report.quote,
        act=act,
        chain=chain,
        said_on=find_said_on(times, report),
        deadline=find_deadline(times, content, reading.article.published.day) if act == "commit" else None,
        certainty=None,
    )


def _said(report: Report, speaker: Speaker) -> Said:
    """A report as its act is told from it."""
    names = tuple(fold_text(speaker.name or "").split())
    norms = report.passage.norms[slice(*report.content)]
    verb = ":" if report.frame == "headline" else report.verb
    role = report.speaker.role if report.speaker is not None else None
    roles = report.passage.norms[slice(*role)] if role is not None else ()
    return Said(verb, report.act, norms, report.quote, tuple(name for name in names if len(name) > 2), roles)


def _cue_span(passage: Passage, report: Report) -> tuple[int, int]:
    start, end = passage.span(*report.cue)
    token = passage.tokens[report.cue[0]]
    _, proclitic = entry_at(token.norm)
    joined = 1 if report.frame == "attribution" and carries_w(token.norm) else len(proclitic)
    return start + skip_letters(token.text, joined), end


def _content_span(passage: Passage, report: Report) -> tuple[int, int]:
    """The content on the page, without the preposition that is written together with its first word."""
    start, end = passage.span(*report.content)
    attached = report.opening.kind == "prep" and report.content[0] == report.opening.at
    return start + (skip_letters(passage.tokens[report.content[0]].text, 1) if attached else 0), end


def _addressee(reading: Reading, report: Report) -> Words | None:
    low = report.speaker.end if report.speaker is not None and report.speaker.end > report.cue[0] else report.cue[1]
    found = find_addressee(report.passage, low, report.opening.at)
    if found is None:
        return None
    start, end = report.passage.span(found.first, found.last)
    return reading.words(start + skip_letters(report.passage.tokens[found.first].text, found.shift), end)


def _chain(reading: Reading, sourced: Sourced, speaker: Speaker) -> tuple[ChainLink, ...]:
    """The links as words of the page, nearest the outlet first, each named once."""
    made: dict[tuple[str, str], ChainLink] = {}
    placed = [(sourced.report.passage, link) for link in sourced.links] + sourced.elsewhere
    for passage, link in sorted(placed, key=lambda one: NEAREST_FIRST.index(one[1].kind)):
        if link.last > link.first and not _speaks(sourced.report, link, passage, speaker):
            start, end = passage.span(link.first, link.last)
            start += skip_letters(passage.tokens[link.first].text, link.shift) if link.shift else 0
            text = reading.page_text[start:end]
            made.setdefault((link.kind, text), ChainLink(link.kind, text, start, end))
    return tuple(made.values())


def _speaks(report: Report, link: Link, passage: Passage, speaker: Speaker) -> bool:
    """Whether a link names the speaker himself: `على لسان مبعوثه فلان الذي قال`, `قال المرصد …، وفق المرصد`."""
    if link.kind != "spokesperson":
        return False
    if fold_text(_printed(passage, (link.first, link.last), link.shift)) in fold_text(speaker.name or ""):
        return True
    return report.speaker is not None and link.first < report.speaker.name[1] <= link.last
