"""What all mentions of one event say together, and two such profiles side by side as named features.

A profile begins as a single mention and grows as mentions are found to be one: a mention without a day takes the day that
another sentence of its article tells, and meets other articles with it.  Features are the same whichever profile comes
first.  How much each says is learned (`training/linking`, `weights/events.tsv`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from math import fsum, sqrt
from typing import TypeVar

from sijill.link.eventmentions import EventMention, Words
from sijill.model.families import family_of
from sijill.model.places import Spot
from sijill.model.records import EventType, Modality

__all__ = ["Profile", "are_apart", "compare"]

K = TypeVar("K")

_ALIKE = (0.05, 0.15, 0.25, 0.35, 0.5, 0.65, 0.8)
_FINE = ("point", "town", "region")
_SOME, _MOSTLY = 0.1, 0.4  # agreement from which profiles share a thing, or mostly say one
# Days between what most mentions of each tell.  Nearer ones are weighed: articles that come back to a happening date it by
# their own news.  Dev week, pairs F1 .52 at 1, .71 at 3, .75 without: at 3 strikes of one week stay two.
_DAYS_APART = 3
_MANY = 8  # mentions among which a day that only one tells is none: it errs, or is that of what was said
_GROWN = 3  # mentions from which a profile is more than a mention or two


class Profile:
    """All that some mentions say of one event."""

    __slots__ = (
        "agents", "articles", "days", "figures", "firm", "groups", "kinds", "known", "landmarks", "main", "modes", "named",
        "named_places", "near", "parties", "phrase", "places", "sentence", "sentences", "size", "spots", "stems", "title",
        "top", "wide",
    )  # fmt: skip

    def __init__(self, mention: EventMention) -> None:
        self.size = 1
        self.kinds: Counter[EventType] = Counter([mention.event.type])
        self.modes: Counter[Modality] = Counter([mention.event.modality])
        self.firm: Counter[int] = Counter()
        self.wide: tuple[int, int] | None = None
        self.days: tuple[int, int] | None = None
        if mention.days is not None:
            if not mention.days.firm:
                self.days = mention.days.first, mention.days.last
            elif mention.days.is_exact:
                self.firm[mention.days.first] = 1
            else:
                self.wide = mention.days.first, mention.days.last
        self.places, self.named_places = set(mention.places), set(mention.named_places)
        self.known: dict[str, Spot] = {spot.id: spot for spot in (*mention.spots, *mention.near_spots)}
        self.spots: Counter[str] = Counter(spot.id for spot in mention.spots)
        self.near: Counter[str] = Counter(spot.id for spot in mention.near_spots)
        self.agents: Counter[str] = Counter(mention.agents)
        self.parties: Counter[str] = Counter(mention.parties)
        self.named: Counter[str] = Counter(mention.named)
        self.figures = set(mention.figures)
        self.landmarks = {mention.landmark} if mention.landmark else set()
        self.stems: Counter[str] = Counter([mention.stem])
        self.articles, self.groups = {mention.article}, {mention.group}
        self.sentences = {(mention.article, mention.sentence_at)}
        self.phrase, self.sentence, self.title = Bag(mention.phrase), Bag(mention.sentence), Bag(mention.title)
        self.main = mention.event.main
        self.top = mention.in_title or mention.in_lead

    def take(self, other: Profile) -> None:
        """Add what the other says."""
        self.size += other.size
        self.wide = _narrower(self.wide, other.wide)
        self.days = _span(self.days, other.days)
        self.kinds.update(other.kinds)
        self.modes.update(other.modes)
        self.firm.update(other.firm)
        self.known.update(other.known)
        for ours, theirs in (
            (self.spots, other.spots), (self.near, other.near), (self.agents, other.agents), (self.named, other.named),
            (self.parties, other.parties), (self.stems, other.stems),
        ):  # fmt: skip
            ours.update(theirs)
        self.places |= other.places
        self.named_places |= other.named_places
        self.figures |= other.figures
        self.landmarks |= other.landmarks
        self.articles |= other.articles
        self.groups |= other.groups
        self.sentences |= other.sentences
        self.phrase.add(other.phrase)
        self.sentence.add(other.sentence)
        self.title.add(other.title)
        self.main |= other.main
        self.top |= other.top


class Bag:
    """The words of some mentions, each mention's of length 1, added up."""

    __slots__ = ("square", "weights")

    def __init__(self, words: Words) -> None:
        self.weights = words.weights
        self.square = 1.0 if words.length else 0.0

    def add(self, other: Bag) -> None:
        """Take the words of the other in."""
        weights = dict(self.weights)
        for stem, weight in other.weights.items():
            weights[stem] = weights.get(stem, 0.0) + weight
        self.weights = weights
        self.square = sum(weight * weight for weight in weights.values())

    def likeness(self, other: Bag) -> float:
        """The cosine of the two, from 0 to 1."""
        few, many = (
            (self.weights, other.weights) if len(self.weights) <= len(other.weights) else (other.weights, self.weights)
        )
        shared = sum([weight * many[stem] for stem, weight in few.items() if stem in many])
        return shared / sqrt(self.square * other.square) if shared else 0.0


def _narrower(one: tuple[int, int] | None, other: tuple[int, int] | None) -> tuple[int, int] | None:
    return min(filter(None, (one, other)), key=lambda days: (days[1] - days[0], days), default=None)


def _span(one: tuple[int, int] | None, other: tuple[int, int] | None) -> tuple[int, int] | None:
    if one is None or other is None:
        return one or other
    return min(one[0], other[0]), max(one[1], other[1])


def are_apart(one: Profile, other: Profile) -> bool:
    """Whether the two cannot be one: most mentions of each tell another day, or another place that the other never names."""
    ours, theirs = _agreed_day(one), _agreed_day(other)
    if ours is not None and theirs is not None and abs(ours - theirs) > _DAYS_APART:
        return not _once_only(one, other)
    if not one.places or not other.places or one.places & other.places:
        return False
    if one.places & other.named_places or other.places & one.named_places:
        return False
    return _spots_agree(one, one.spots, other, other.spots) not in ("holds", "same state")


def compare(one: Profile, other: Profile) -> list[str]:
    """The features of a pair, in no order that means anything."""
    return [
        "bias",
        *_kinds(one, other),
        *_days(one, other),
        *_places(one, other),
        *_parties(one, other),
        *_words(one, other),
        *_standing(one, other),
    ]


def _agreement(one: Counter[K], other: Counter[K]) -> float:
    """How probable it is that a thing drawn from each is the same one: 1 where all say one thing."""
    few, many = (one, other) if len(one) <= len(other) else (other, one)
    shared = sum([count * many[key] for key, count in few.items() if key in many])
    return shared / (one.total() * other.total()) if shared else 0.0


def _kinds(one: Profile, other: Profile) -> Iterator[str]:
    if _agreement(one.kinds, other.kinds) >= _MOSTLY:
        yield "same type"
    elif {family_of(kind) for kind in one.kinds} & {family_of(kind) for kind in other.kinds}:
        yield "same family"
    else:
        yield "other family"
    ours, theirs = (mode.modes.most_common(1)[0][0] for mode in (one, other))
    done = {"actual": "done", "denied": "done", "possible": "maybe"}  # what is denied is said to have been done
    kinds = sorted(done.get(mode, "to come") for mode in (ours, theirs))
    yield f"modality {kinds[0]}, {kinds[1]}"


def _days(one: Profile, other: Profile) -> Iterator[str]:
    ours, theirs = _firm_day(one), _firm_day(other)
    if ours is not None and theirs is not None:
        if _agreement(one.firm, other.firm) >= _MOSTLY:
            yield "days firm same"
        else:
            yield f"days firm {_step(abs(ours - theirs))}"
        return
    if ours is None and theirs is None:
        first, last = one.wide or one.days, other.wide or other.days
        if first is None or last is None:
            yield "days open"
        else:
            kind = "wide" if one.wide or other.wide else "published"
            yield f"days {kind} {_step(max(0, first[0] - last[1], last[0] - first[1]))}"
        return
    day, loose = (ours, other) if ours is not None else (theirs, one)
    if loose.wide is not None:
        yield "days in the wide" if loose.wide[0] <= (day or 0) <= loose.wide[1] else "days out of the wide"
    elif loose.days is not None:
        age = loose.days[0] - (day or 0)
        yield f"days firm, published {'before' if age < -1 else _step(max(age, 0))}"
    else:
        yield "days open"


def _firm_day(profile: Profile) -> int | None:
    """The day most mentions tell."""
    return min(profile.firm, key=lambda day: (-profile.firm[day], day)) if profile.firm else None


def _agreed_day(profile: Profile) -> int | None:
    """The day most mentions tell; none where of many only one does."""
    day = _firm_day(profile)
    return day if day is None or profile.size < _MANY or profile.firm[day] > 1 else None


def _step(gap: int) -> str:
    return str(gap) if gap <= 2 else "3-7" if gap <= 7 else "8-30" if gap <= 30 else "31+"


def _places(one: Profile, other: Profile) -> Iterator[str]:
    if one.spots and other.spots:
        yield f"place {_spots_agree(one, one.spots, other, other.spots)}"
    else:
        near = _spots_agree(one, one.spots or one.near, other, other.spots or other.near)
        if one.places & other.places:  # a name that no list has, in both
            yield "place same"
        else:
            yield f"place near {near}" if near else "place open"


def _spots_agree(one: Profile, ours: Counter[str], other: Profile, theirs: Counter[str]) -> str:
    """How two lists of places agree: mostly the same spot, one in the other, one state, or neither."""
    if not ours or not theirs:
        return ""
    fine_ours, fine_theirs = _fine(one, ours), _fine(other, theirs)
    agreed = _agreement(fine_ours, fine_theirs)
    if agreed >= _MOSTLY / 2:
        return "same"
    if agreed:
        return "partly same"
    for some, spots, others in ((one, fine_ours, fine_theirs), (other, fine_theirs, fine_ours)):
        if any(place.id in others for key in spots for place in some.known[key].within):
            return "holds"
    states = [{side.known[key].country for key in spots} - {""} for side, spots in ((one, ours), (other, theirs))]
    if states[0] & states[1]:
        return "other of one state" if fine_ours and fine_theirs else "same state"
    return "other"


def _fine(profile: Profile, spots: Counter[str]) -> Counter[str]:
    return Counter({key: count for key, count in spots.items() if profile.known[key].precision in _FINE})


def _parties(one: Profile, other: Profile) -> Iterator[str]:
    if _agreement(one.parties, other.parties) >= _SOME:
        yield "same party"
        if _agreement(one.agents, other.agents) >= _SOME:
            yield "same agent"
    elif (one.parties.keys() & other.named.keys()) or (other.parties.keys() & one.named.keys()):
        yield "party named there"
    else:
        yield "other parties" if one.parties and other.parties else "party open"
    if one.agents and other.agents and not one.agents.keys() & other.agents.keys():
        yield "other agents"
    yield from _steps("names", _agreement_of_sets(one, other))
    if one.landmarks and other.landmarks:
        yield "once only, same" if _once_only(one, other) else "once only, other"


def _agreement_of_sets(one: Profile, other: Profile) -> float:
    """Of the names in the articles of the one with fewer articles, the share that the other's articles have, by number.

    Of as many articles, it is the one with fewer names.
    """
    few, many = (one, other) if _names(one) <= _names(other) else (other, one)
    shared = fsum([min(count / few.size, many.named[name] / many.size) for name, count in few.named.items()])
    return shared * few.size / few.named.total() if shared else 0.0


def _names(profile: Profile) -> tuple[int, float]:
    """How many articles and how many names a mention."""
    return len(profile.articles), profile.named.total() / profile.size


def _once_only(one: Profile, other: Profile) -> bool:
    """Whether both tell what comes to somebody once: his death, the end of his reign."""
    return any(_same_landmark(a, b) for a in one.landmarks for b in other.landmarks)


def _same_landmark(one: tuple[str, str], other: tuple[str, str]) -> bool:
    ours, theirs = set(one[1].split()), set(other[1].split())
    return one[0] == other[0] and bool(ours) and (ours <= theirs or theirs <= ours)


def _words(one: Profile, other: Profile) -> Iterator[str]:
    same = _agreement(one.stems, other.stems)
    if same >= _SOME:
        yield "same word"
        if same >= _MOSTLY:
            yield "same word mostly"
    elif any(stem in other.sentence.weights for stem in one.stems) or any(
        s in one.sentence.weights for s in other.stems
    ):
        yield "word in the other's sentence"
    yield from _steps("phrases", one.phrase.likeness(other.phrase))
    yield from _steps("sentences", one.sentence.likeness(other.sentence))
    yield from _steps("titles", one.title.likeness(other.title))
    cross = max(one.phrase.likeness(other.title), other.phrase.likeness(one.title))
    yield from _steps("phrase and title", cross)


def _steps(name: str, likeness: float) -> Iterator[str]:
    """A feature a step, so that each learned weight says what one step more is worth."""
    for step in _ALIKE:
        if likeness >= step:
            yield f"{name} {step:g}"


def _standing(one: Profile, other: Profile) -> Iterator[str]:
    if one.sentences & other.sentences:
        yield "one sentence"
    if one.articles & other.articles:
        yield "one article"
    elif one.groups & other.groups:
        yield "copies"
    yield f"main {one.main + other.main}"
    yield f"top {one.top + other.top}"
    yield f"grown {(one.size >= _GROWN) + (other.size >= _GROWN)}"
    if one.figures and other.figures:
        yield "figures same" if one.figures & other.figures else "figures other"
