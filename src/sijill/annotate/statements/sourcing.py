"""Reports with the links of their chains: attributions become links of what they answer for, or reports of their own."""

from __future__ import annotations

from bisect import bisect_left

from msgspec import Struct

from sijill.annotate.statements.attribution import Attribution, attributed_content, find_attributions
from sijill.annotate.statements.chain import Link, find_links, find_pointed, find_told, is_outlet, kind_of, link_at
from sijill.annotate.statements.content import quote_kind
from sijill.annotate.statements.cues import entry_at
from sijill.annotate.statements.frames import PUT_TO
from sijill.annotate.statements.nouns import carries_w
from sijill.annotate.statements.occasions import sort_end
from sijill.annotate.statements.passage import Passage
from sijill.annotate.statements.passing import points_back
from sijill.annotate.statements.phrases import is_role, phrase_after
from sijill.annotate.statements.relay import GIVEN_OUT, given_out
from sijill.annotate.statements.report import Report, find_reports
from sijill.annotate.statements.speaker import name_speaker
from sijill.model.records import ChainKind
from sijill.text.lexicon import load_words

ANSWERED = (
    12  # tokens between a quotation and the source that vouches for it: `"…" الاتفاق الموقع عام 2015، حسب ما نقلت`
)
BEHIND = 24  # tokens behind a verb that follows its quotation in which links are looked for
LEARNING = ("علم",)  # of an outlet: علمت الصحيفة من مصدر
RETOLD = 30  # tokens of a sentence `جاء ذلك في …` in which links are looked for
_CAME = frozenset({"جاء", "وجاء", "جاءت", "وجاءت", "جرى", "كان"})
_THAT_CAME = frozenset({"ذلك", "هذا", "كلام", "كلامه", "كلامها", "تصريحات", "تصريحاته", "تصريح", "حديثه", "اقواله"})
_SPOKEN = frozenset({"تصريح", "تصريحات", "مقابلة", "حوار", "حديث", "كلمة", "خطاب"})
_TAIL = ("في", "خلال", "عبر", "وذلك", "على")
_BEFORE_TAIL = frozenset({"،", '"', "”", "»", "“"})


class Sourced(Struct, frozen=True):
    """A report and the links named with it, as token ranges; those of another sentence with the passage they stand in."""

    report: Report
    links: list[Link]
    elsewhere: list[tuple[Passage, Link]] = []


def read_sourced(passage: Passage) -> list[Sourced]:
    """The reports of a passage in the order of their cues, attributions among them."""
    attributions = find_attributions(passage)
    taken = {made.cue[0] for made in attributions}
    rows: list[Sourced] = []
    for report in find_reports(passage):
        if report.cue[0] not in taken:
            rows.append(Sourced(report, find_report_links(passage, report, rows[-1].report if rows else None)))
    if attributions:
        rows += _attribute(passage, rows, attributions)
        rows.sort(key=lambda row: row.report.cue[0])
    return rows


def _attribute(passage: Passage, rows: list[Sourced], attributions: list[Attribution]) -> list[Sourced]:
    """The attributions that are reports of their own; the others are added to the chains of `rows`."""
    cues = [row.report.cue[0] for row in rows]
    cuts = sorted(row.report.clause for row in rows if row.report.clause)
    by_end: dict[int, int] = {row.report.content[1]: at for at, row in enumerate(rows)}
    own: list[Sourced] = []
    floor = 0
    for made in attributions:
        near = bisect_left(cues, made.first)
        around = next((row for row in rows[max(0, near - 2) : near + 2] if _stands_in(made, row.report)), None)
        if around is not None:
            _vouch(passage, made, around)
            continue
        kind = kind_of(passage, *made.speaker.name, made.speaker.shift)
        spoken = _is_spoken(passage, made)
        answered = _answered(passage, made, by_end, ANSWERED if kind is not None or spoken else 4)
        if answered is not None and spoken:  # وفقا لتصريحات أدلى بها لقناة فلان
            rows[answered].links.extend(_handed_on(passage, made.speaker.name[0] - 1, passage.ends[made.first]))
            continue
        if answered is not None and kind is not None:
            link = _named_link(passage, kind, made)
            if kind == "document":
                rows[answered].links.extend(_handed_on(passage, link.last, passage.ends[made.first]))
            while answered >= 0 and passage.starts[cues[answered]] == passage.starts[made.first] and link is not None:
                if link in rows[answered].links:
                    break
                rows[answered].links.append(link)
                answered -= 1
            continue
        if answered is not None and rows[answered].report.speaker is not None:
            rows[answered].links.append(_vouching(passage, made))
        passed_on = _passed_on(passage, made)
        report = _report_of(passage, made, floor, cuts)
        if report is None or _told_already(rows, cues, report):
            continue
        floor = report[0].content[1]
        own.append(Sourced(report[0], report[1] + passed_on + _links_behind(passage, made, report[0])))
    return own


def _stands_in(made: Attribution, report: Report) -> bool:
    """Whether a source phrase stands between the speaker or cue of a report and its content: `قال، وفق مصادر، إن`."""
    first = report.cue[0] if report.speaker is None else min(report.cue[0], report.speaker.name[0])
    return report.frame != "headline" and first < made.first and made.last <= report.opening.at


def _vouch(passage: Passage, made: Attribution, row: Sourced) -> None:
    """Adds the source that stands inside a report; of an outlet that only passes words on, the source is the speaker."""
    report = row.report
    passes = report.speaker is not None and kind_of(passage, *report.speaker.name) in ("agency", "media")
    unnamed = passage.norms[made.speaker.name[0]] in ("مصادر", "مقربين", "شهود")
    if report.speaker is None or not passes or unnamed or passage.norms[made.first] != "نقلا":
        row.links.append(_vouching(passage, made))
        return
    outlet, report.speaker = report.speaker, made.speaker
    link = link_at(passage, *outlet.name, named=True)
    row.links.append(link or Link(kind_of(passage, *outlet.name) or "media", *outlet.name, outlet.shift))


def _vouching(passage: Passage, made: Attribution) -> Link:
    """The source that vouches for what someone else said, as a link of the kind it is of."""
    first, last = made.speaker.name
    kind = kind_of(passage, first, last, made.speaker.shift)
    if kind is not None:
        return _named_link(passage, kind, made)
    head = passage.norms[first][made.speaker.shift :].removeprefix("ال")
    if head in load_words("unnamed_sources"):
        return Link("sources", first, last, made.speaker.shift)
    known = first in passage.named or is_role(head) or head in load_words("name_heads")
    kind = "spokesperson" if known or passage.norms[first].startswith("ال") else "document"
    return Link(kind, first, last, made.speaker.shift)


def _passed_on(passage: Passage, made: Attribution) -> list[Link]:
    """The outlet of `حسبما نقلت صحيفة فلان عن مصادر` as a link; who stands behind عن becomes the speaker."""
    if made.verb != "نقل" or passage.norms[made.last : made.last + 1] != ("عن",):
        return []
    found = phrase_after(passage, made.last + 1, passage.ends[made.first])
    if found is None or not is_outlet(passage, *made.speaker.name):
        return []
    kind = kind_of(passage, *made.speaker.name)
    link = _named_link(passage, kind or "media", made)
    made.speaker = name_speaker(passage, *found, passage.ends[made.first])
    made.last = made.speaker.end
    return [link]


def _handed_on(passage: Passage, first: int, last: int) -> list[Link]:
    """The outlets and platforms through which a document came: `وفقا لبيان نقلته بوابة فلان`."""
    stop = min(last, first + BEHIND)
    verb = next((at for at in range(first, stop) if passage.norms[at] in "،."), stop)
    return [
        link for link in find_links(passage, first, verb, None) if link.kind in ("agency", "media", "platform", "event")
    ]


def _is_spoken(passage: Passage, made: Attribution) -> bool:
    """Whether what is named as a source is an occasion of the speaker's own: `وفقا لمقابلة أجراها مع …`."""
    first = made.speaker.name[0]
    word = passage.norms[first][made.speaker.shift :]
    return word in _SPOKEN and (first + 1 == made.speaker.name[1] or points_back(passage, first + 1) > 0)


def _links_behind(passage: Passage, made: Attribution, report: Report) -> list[Link]:
    """The links named behind a source: `بحسب مصدر تحدث إلى وكالة فلان`, `وفق ما كتب فلان على صفحته`."""
    stop = min(passage.ends[made.first], made.last + BEHIND)
    if report.content[0] >= made.last:
        stop = min(stop, report.content[0])
    verb = next((at for at in range(made.last + 1, stop) if _is_verb(passage.norms[at])), stop)
    return _named_places(passage, find_links(passage, made.last, max(verb, min(made.last + 3, stop)), None))


def _answered(passage: Passage, made: Attribution, by_end: dict[int, int], reach: int) -> int | None:
    """The report that ends before a source phrase in its sentence, within `reach` tokens, no other cue between; or None."""
    for end in range(made.first, max(made.first - reach, passage.starts[made.first]), -1):
        if end in by_end:
            return by_end[end]
        if end < made.first and entry_at(passage.norms[end])[0] is not None:
            break
    return None


def _named_link(passage: Passage, kind: ChainKind, made: Attribution) -> Link:
    """The source as a link; `وكالة` is left out before an agency of one word that stands alone."""
    first, last = made.speaker.name
    word = passage.norms[first][made.speaker.shift :]
    if kind == "document" and word in GIVEN_OUT:
        return Link(kind, first, sort_end(passage, kind, (word,), first + 1, of=False), made.speaker.shift)
    if kind == "agency" and "للانباء" in passage.norms[first:last]:
        last = passage.norms.index("للانباء", first) + 1
    if kind == "agency" and last - first == 2 and link_at(passage, first + 1, last, named=True) is not None:
        return Link(kind, first + 1, last, 0)
    return Link(kind, first, last, made.speaker.shift)


def _told_already(rows: list[Sourced], cues: list[int], made: tuple[Report, list[Link]]) -> bool:
    """Whether a report inside the attributed words runs to their end: then the source vouches for that report only."""
    first, last = made[0].content
    at = bisect_left(cues, last)
    for row in rows[max(0, at - 3) : at]:
        told = row.report
        if first <= told.cue[0] and last <= told.content[1] + 2 and told.frame in ("verb", "participle"):
            return True
    return False


def _report_of(passage: Passage, made: Attribution, floor: int, cuts: list[int]) -> tuple[Report, list[Link]] | None:
    links: list[Link] = []
    given = given_out(passage, made.speaker, passage.ends[made.first])
    if given is not None:
        made.speaker, document = given
        made.last = max(made.last, made.speaker.end)
        links.append(Link("document", *document.name, document.shift))
    content = attributed_content(passage, made, floor, cuts)
    if content is None:
        return None
    first, last, opening = content
    if first <= made.cue[0] < last:  # words around their attribution: what stands behind it is kept
        first = made.last + (passage.norms[made.last] in ("،", ",")) if last - made.last >= 4 else last
        if first >= last:
            return None
    report = Report(
        passage, "attribution", made.cue, "assert", opening, (first, last), quote_kind(passage, opening, first, last),
        made.speaker, made.gender, 0, made.verb,
    )  # fmt: skip
    return report, links


def find_report_links(passage: Passage, report: Report, before: Report | None) -> list[Link]:
    """Links between the clause's start and the content, and in a tail `…، في بيان` behind it."""
    first, last = report.content
    if report.frame == "headline" and report.speaker is not None:
        return find_links(passage, report.speaker.end, report.cue[0], None)  # فلان لرويترز: …
    if report.frame == "headline":  # `وسخر فلان من ذلك عبر إكس: "…"`: what stands before the colon
        low = passage.starts[report.cue[0]] if before is None else max(before.cue[1], passage.starts[report.cue[0]])
        return find_links(passage, low, report.cue[0], None)
    start = passage.starts[report.cue[0]]
    if before is not None:
        start = max(start, min(before.content[1], report.cue[0]))
    own = None
    if report.speaker is not None:
        name, role = report.speaker.name, report.speaker.role or report.speaker.name
        own = (min(name[0], role[0]), max(name[1], role[1]))
    if own is not None and own[0] >= report.cue[1] and carries_w(passage.norms[report.cue[0]]):
        start = report.cue[0]  # a clause of its own: نشروا الصور عبر فلان، وقال المتحدث …
    if report.cue[0] < last:
        links = find_links(passage, start, min(first, report.opening.at + 1), own)
        if report.verb in PUT_TO and not links:
            links = find_told(
                passage, max(own[1], report.cue[1]) if own is not None else report.cue[1], report.opening.at
            )
    else:  # "…"، قال فلان لقناة كذا
        behind = min(passage.ends[report.cue[0]], report.cue[1] + BEHIND)
        stop = next(
            (at for at in range(report.cue[1], behind) if at in passage.closes or _is_verb(passage.norms[at])), behind
        )
        links = find_links(passage, report.cue[1], stop, own)
    if report.source is not None:
        source = report.source.name
        links = [link for link in links if link.last <= source[0] or link.first >= source[1]]
        kind = kind_of(passage, *source)
        if report.verb in LEARNING and kind not in ("agency", "media"):
            kind = "media"
        whole = link_at(passage, *source, named=True) if kind == "media" else None
        links.insert(0, whole or Link(kind or "sources", *source, 0))
    pointed = find_pointed(passage, report.cue[0]) if report.cue[0] < last else None
    if pointed is not None and not any(link.kind == pointed.kind for link in links):
        links.append(pointed)
    return _named_places(passage, links + _tail_links(passage, last))


def _named_places(passage: Passage, links: list[Link]) -> list[Link]:
    """Without `تغريدة`, `صفحته` where the platform itself is named beside it: `على صفحته في فيسبوك`."""
    platforms = [link for link in links if link.kind == "platform"]
    own = [link for link in links if passage.norms[link.first][link.shift :] in load_words("own_places")]
    return [link for link in links if link not in own] if any(link not in own for link in platforms) else links


def _tail_links(passage: Passage, last: int) -> list[Link]:
    end = min(passage.ends[last - 1], last + 10)
    if last + 1 >= end or passage.norms[last] not in _BEFORE_TAIL:
        return []
    tail = next((at for at in range(last + 1, end) if passage.tokens[at].text[0].isalnum()), end)
    return find_links(passage, tail, end, None) if tail < end and passage.norms[tail] in _TAIL else []


def find_retold(passage: Passage) -> tuple[int, list[Link]] | None:
    """`جاء ذلك في مقابلة مع …`: where a sentence says how the words before it were spoken, and its links; or None."""
    norms = passage.norms
    for at in range(len(norms) - 2):
        if at == passage.starts[at] and norms[at] in _CAME and norms[at + 1] in _THAT_CAME:
            stop = min(passage.ends[at], at + RETOLD)
            verb = next((k for k in range(at + 2, stop) if _is_verb(norms[k])), stop)
            links = _named_places(passage, find_links(passage, at + 2, verb, None))
            return (at, links) if links else None
    return None


def _is_verb(norm: str) -> bool:
    entry, _ = entry_at(norm)
    return entry is not None and entry.form in ("past", "present")
