"""From the mentions of places in an article to the places they stand for, chosen jointly.

Every mention has candidates by its name.  How probable each is rests on its size, the noun before the name, adjectives of
states beside it, what the text says contains it, the states the article speaks of, and how far it lies from what else is
named.  The probabilities of all mentions are worked out together, round by round, each round from the one before
alone, so that the order of mentions makes no difference.  The dateline and the outlet speak with little weight, and
place no event.  What stays undecided is left open with its candidates.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import cos, exp, fsum, hypot, log1p, log10, radians

from msgspec.structs import replace

from sijill.link.placewords import (
    Bond,
    Stretch,
    Surroundings,
    bond_between,
    count_states,
    name_parts,
    read_stretches,
    read_surroundings,
    states_of_name,
)
from sijill.model.corrections import Span
from sijill.model.graph import ArticleKey, article_key
from sijill.model.places import Located, PlaceName, Spot
from sijill.model.records import Article, Entity, Published
from sijill.text.places import Row, find_rows, place_key, places_by_id, row_chain

__all__ = ["bare_of_places", "fix_places", "locate_articles", "resolve_places"]

Settled = tuple[str | None, str]
"""The id of a place of the gazetteer, null where it is open, and who says so."""
ARAB = frozenset("SY IQ LB JO PS EG LY TN DZ MA EH MR SD SS YE SA OM AE KW QA BH SO DJ KM".split())
NEIGHBOURS = frozenset({"IL", "TR", "IR"})
ROUNDS = 6
MOST = 16  # candidates a mention; the likeliest by size
ONE_SPOT_KM = 25.0
# Weights: set on evals/places, 2026-11; halved or half as large again, none changes more than one mention of 221.
SIZE = 1.0
FIXED = {"country": 4.5, "wider": 3.0, "region": 2.2, "point": 1.8}
LISTED, ARAB_STATE, NEAR_STATE = 0.8, 0.6, 0.3
HEAD_FITS, HEAD_FAILS = 2.0, -2.5
NO_HEAD = -3.0  # a region that is called as its town is, without `محافظة` before it
ADJECTIVE, OTHER_ADJECTIVE = 4.0, -2.0
CONTEXT, WEAK = 1.3, 0.3
HOLDS, CLOSE, SAME_STATE = 4.0, 2.0, 1.0
SAME_NAME = 2.0
MARGIN = 0.35


@dataclass
class _Mention:
    """A mention with its candidates; `inner` where only a part of its words names a place."""

    entity: Entity
    around: Surroundings
    rows: tuple[Row, ...]
    key: str
    inner: bool
    weight: float
    own: list[float] = field(default_factory=list)
    mass: list[float] = field(default_factory=list)
    bonds: list[tuple[int, Bond, bool]] = field(default_factory=list)  # other mention, bond, whether the other follows


def resolve_places(article: Article) -> tuple[Located, ...]:
    """Where every LOC and FAC mention of an article lies, in the order of the page; names no list holds have no candidates."""
    stretches = read_stretches(article)
    mentions, lost = _read_mentions(article, stretches)
    states = _states_named(article, stretches)
    for mention in mentions:
        mention.own = [_own_score(row, mention) for row in mention.rows]
        mention.mass = _share(mention.own)
    _bind(mentions, stretches)
    for _ in range(ROUNDS if any(len(mention.rows) > 1 for mention in mentions) else 0):
        masses = _next_round(mentions, states)
        for mention, mass in zip(mentions, masses, strict=True):
            mention.mass = mass
    found = [_decide(mention, mentions, states) for mention in mentions] + lost
    return tuple(sorted(found, key=lambda one: (one.start, one.end)))


def locate_articles(articles: Iterable[Article]) -> dict[ArticleKey, tuple[Located, ...]]:
    """The located mentions of every article, by article; each article is read alone."""
    return {article_key(article): resolve_places(article) for article in articles}


def bare_of_places(article: Article) -> Article:
    """The article with no more than its places rest on: the same places, whatever else was read in it or of it."""
    return replace(
        article, source="", byline=None, published=Published(), updated=None, language=None, furniture=(), times=(),
        statements=(), events=(),
    )  # fmt: skip


def fix_places(
    located: Mapping[ArticleKey, Sequence[Located]], articles: Iterable[Article], fixed: Mapping[Span, Settled]
) -> dict[ArticleKey, tuple[Located, ...]]:
    """The located mentions with those that people settled, words that were no mention before among them.

    A place that the gazetteer no longer has is open, and says so.
    """
    found = {key: tuple(rows) for key, rows in located.items()}
    for article in articles:
        key = article_key(article)
        blocks = [*([(article.title.start, article.title.text)] if article.title else []), *article.blocks]
        for (page, start, end), (place, why) in fixed.items():
            words = next((t[start - at : end - at] for at, t in blocks if at <= start and end <= at + len(t)), None)
            if page == article.page_sha256 and words is not None and key in found:
                row = places_by_id(place) if place else None
                reason = why if row is not None or place is None else f"{why}; no place {place} is known any more"
                one = Located(start, end, words, spot_of(row) if row else None, (reason,), ())
                rest = [other for other in found[key] if (other.start, other.end) != (start, end)]
                found[key] = tuple(sorted([*rest, one], key=lambda one: (one.start, one.end)))
    return found


def _read_mentions(article: Article, stretches: list[Stretch]) -> tuple[list[_Mention], list[Located]]:
    mentions, lost = [], []
    for entity in sorted(article.entities, key=lambda entity: (entity.start, entity.end)):
        if entity.kind not in ("LOC", "FAC"):
            continue
        around = read_surroundings(stretches, entity)
        if around is None:
            continue
        rows, inner = _candidates(entity, around)
        if not rows:
            lost.append(Located(entity.start, entity.end, entity.text, None, ("no place of that name is known",), ()))
            continue
        line = article.dateline
        weight = WEAK if line is not None and line.start <= entity.start < line.end else 1.0
        mentions.append(_Mention(entity, around, rows, place_key(entity.text), inner, weight))
    return mentions, lost


def _candidates(entity: Entity, around: Surroundings) -> tuple[tuple[Row, ...], bool]:
    """The places a mention may stand for: by its words, with the noun before them, by its canonical name, by a part of it."""
    rows: dict[str, Row] = {}
    if around.head == "region":
        rows |= {row.id: row for row in find_rows(f"{around.head_word} {entity.text}") if row.precision == "region"}
    rows |= {row.id: row for row in find_rows(entity.text)}
    if not rows:
        rows = {row.id: row for row in find_rows(entity.name)}
    if rows:
        return tuple(sorted(rows.values(), key=lambda row: (-_prior(row), row.id))[:MOST]), False
    for part in name_parts(entity.text):
        if len(part) > 2 and (found := find_rows(part)) and (entity.kind == "LOC" or found[0].listed):
            return tuple(sorted(found, key=lambda row: (-_prior(row), row.id))[:MOST]), True
    return (), False


def _states_named(article: Article, stretches: list[Stretch]) -> dict[str, float]:
    """How much the article speaks of each state by adjectives; the outlet's own state weighs little."""
    weights = {state: log1p(count) for state, count in count_states(stretches).items()}
    for state in states_of_name(article.outlet.name) if article.outlet else ():
        weights[state] = weights.get(state, 0.0) + WEAK
    return weights


def _prior(row: Row) -> float:
    fixed = FIXED.get(row.precision)
    score = SIZE * log10(max(row.population, 500) / 1_000) if fixed is None else fixed
    score += LISTED * row.listed
    return score + (ARAB_STATE if row.country in ARAB else NEAR_STATE if row.country in NEIGHBOURS else 0.0)


def _own_score(row: Row, mention: _Mention) -> float:
    """What a candidate has before the other mentions are asked: its size, the noun before it, an adjective beside it."""
    score = _prior(row)
    head, states = mention.around.head, mention.around.states
    kind = "town" if row.precision == "point" else row.precision
    if head is not None and kind != "wider":
        score += HEAD_FITS if kind == head else HEAD_FAILS if "country" in (head, kind) else 0.0
    if row.precision == "region" and head != "region" and any(_is_seat(other, row) for other in mention.rows):
        score += NO_HEAD
    if states:
        score += ADJECTIVE if row.country in states else OTHER_ADJECTIVE if row.country else 0.0
    return score


def _is_seat(town: Row, region: Row) -> bool:
    """Whether a region is named after the other one: its town, or the sea or river it lies on."""
    if town.precision == "wider":
        return True
    return town.precision == "town" and town.country == region.country and _distance_km(town, region) < ONE_SPOT_KM


def _share(scores: Sequence[float]) -> list[float]:
    top = max(scores)
    weights = [exp(score - top) for score in scores]
    total = fsum(weights)
    return [weight / total for weight in weights]


def _bind(mentions: list[_Mention], stretches: list[Stretch]) -> None:
    """Join neighbours of one stretch by what stands between them."""
    for at in range(len(mentions) - 1):
        one, other = mentions[at].around, mentions[at + 1].around
        if one.stretch == other.stretch and one.last <= other.first:
            bond = bond_between(stretches[one.stretch], one.last, other.first)
            mentions[at].bonds.append((at + 1, bond, True))
            mentions[at + 1].bonds.append((at, bond, False))


def _next_round(mentions: list[_Mention], states: dict[str, float]) -> list[list[float]]:
    by_name: dict[str, list[_Mention]] = defaultdict(list)
    for mention in mentions:
        by_name[mention.key].append(mention)
    spoken = {key: _country_mass(group) for key, group in by_name.items()}
    everywhere: dict[str, float] = defaultdict(float)
    for key in sorted(spoken):
        for country, mass in spoken[key].items():
            everywhere[country] += mass
    scored = {
        id(mention): [
            own + _from_others(row, mention, mentions, everywhere=everywhere, mine=spoken[mention.key], states=states)
            for row, own in zip(mention.rows, mention.own, strict=True)
        ]
        for mention in mentions
        if len(mention.rows) > 1  # of one candidate nothing is left to weigh
    }
    return [
        _with_namesakes(mention, by_name[mention.key], scored) if id(mention) in scored else mention.mass
        for mention in mentions
    ]


def _country_mass(group: list[_Mention]) -> dict[str, float]:
    """How surely the mentions of one name speak of each country: a name said often counts little more than once."""
    masses: dict[str, list[float]] = defaultdict(list)
    for mention in group:
        for row, mass in zip(mention.rows, mention.mass, strict=True):
            if row.country and not (mention.inner and len(mention.rows) > 4):
                masses[row.country].append(mass * mention.weight)
    return {country: fsum(parts) / len(group) * (1 + 0.3 * log1p(len(group) - 1)) for country, parts in masses.items()}


def _from_others(
    row: Row,
    mention: _Mention,
    mentions: list[_Mention],
    *,
    everywhere: dict[str, float],
    mine: dict[str, float],
    states: dict[str, float],
) -> float:
    """What the rest of the article gives a candidate."""
    if not row.country:
        return 0.0
    others = max(0.0, everywhere.get(row.country, 0.0) - mine.get(row.country, 0.0))
    score = CONTEXT * log1p(others + 0.5 * states.get(row.country, 0.0))
    for at, bond, follows in mention.bonds:
        other = mentions[at]
        score += fsum(
            mass * other.weight * _bond_score(row, near, bond, follows=follows)
            for near, mass in zip(other.rows, other.mass, strict=True)
        )
    return score


def _bond_score(row: Row, near: Row, bond: Bond, *, follows: bool) -> float:
    """What a neighbour gives: that it holds the place (or is held by it), or lies close to it."""
    if bond == "inside" and near.id in _chain_ids(row):
        return HOLDS
    if bond == "inside" and not follows and row.id in _chain_ids(near):
        return HOLDS
    if row.id == near.id:
        return 0.0
    close = (
        CLOSE * exp(-_distance_km(row, near) / 100.0)
        if row.precision != "country" and near.precision != "country"
        else 0.0
    )
    state = SAME_STATE if row.country == near.country else 0.0
    return (close + state) * {"inside": 1.0, "beside": 0.7, "apart": 0.3}[bond]


def _with_namesakes(mention: _Mention, group: list[_Mention], scored: dict[int, list[float]]) -> list[float]:
    """One name means one place in an article, unless the words beside it say otherwise."""
    if len(group) < 2:
        return _share(scored[id(mention)])
    means: dict[str, list[float]] = defaultdict(list)
    for other in group:
        if other is not mention:
            for row, mass in zip(other.rows, other.mass, strict=True):
                means[row.country].append(mass)
    rest = len(group) - 1
    scores = scored[id(mention)]
    return _share(
        [s + SAME_NAME * fsum(means[row.country]) / rest for row, s in zip(mention.rows, scores, strict=True)]
    )


def _chain_ids(row: Row) -> frozenset[str]:
    return frozenset(one.id for one in row_chain(row.id))


def _distance_km(one: Row, other: Row) -> float:
    east = (one.longitude - other.longitude + 180) % 360 - 180
    return 111.2 * hypot(one.latitude - other.latitude, east * cos(radians((one.latitude + other.latitude) / 2)))


def _decide(mention: _Mention, mentions: list[_Mention], states: dict[str, float]) -> Located:
    """The likeliest candidate; open where another one elsewhere is about as likely."""
    order = sorted(range(len(mention.rows)), key=lambda at: (-mention.mass[at], mention.rows[at].id))
    best = mention.rows[order[0]]
    rivals = [at for at in order[1:] if _is_elsewhere(mention.rows[at], best)]
    entity = mention.entity
    if rivals and mention.mass[order[0]] < mention.mass[rivals[0]] * exp(MARGIN):
        open_rows = [best, *(mention.rows[at] for at in rivals if mention.mass[at] > 0.1)]
        names = tuple(_name(row) for row in open_rows)
        return Located(entity.start, entity.end, entity.text, None, ("several places of that name fit",), names)
    reasons = _reasons(best, mention, mentions, states, alone=not rivals)
    return Located(entity.start, entity.end, entity.text, spot_of(best, inner=mention.inner), reasons, ())


def _is_elsewhere(row: Row, best: Row) -> bool:
    """Whether it is another place, and not what holds the other or its seat."""
    if row.country != best.country:
        return True
    return _distance_km(row, best) > ONE_SPOT_KM and row.id not in _chain_ids(best) and best.id not in _chain_ids(row)


def _name(row: Row) -> PlaceName:
    return PlaceName(row.id, row.name, row.english, row.country)


def spot_of(row: Row, *, inner: bool = False) -> Spot:
    """A row of the table as a spot; a mention of which only a part is a name lies somewhere about there."""
    precision = "region" if inner and row.precision in ("point", "town") else row.precision
    within = tuple(_name(one) for one in row_chain(row.id))
    return Spot(
        row.id, row.name, row.english, row.country, row.latitude, row.longitude, precision,
        (_name(row), *within) if precision != row.precision else within,
    )  # fmt: skip


def _reasons(
    best: Row, mention: _Mention, mentions: list[_Mention], states: dict[str, float], *, alone: bool
) -> tuple[str, ...]:
    """Why this one, in phrases: the strongest ground first."""
    found = []
    if mention.inner:
        found.append(f"a part of the words names {best.name}")
    if best.country in mention.around.states:
        found.append(f"the adjective {mention.around.adjective}")
    chain = _chain_ids(best)
    for at, bond, _ in mention.bonds:
        other = mentions[at]
        likely = other.rows[max(range(len(other.rows)), key=lambda i: (other.mass[i], other.rows[i].id))]
        if bond == "inside" and likely.id in chain:
            found.append(f"in {other.entity.text}, as the text says")
        elif bond != "apart" and likely.id != best.id and _distance_km(likely, best) < 150:
            found.append(f"near {other.entity.text}, named beside it")
    if alone:
        found.append("the only place of that name")
    elif (
        not found
        and best.country
        and any(row.country == best.country for other in mentions if other.key != mention.key for row in other.rows[:1])
    ):
        found.append("the article names other places of that country")
    elif not found and states.get(best.country):
        found.append("the article speaks of that country")
    return tuple(dict.fromkeys(found)) or ("the largest place of that name",)
