"""`python -m evals.places.authored`: where the mentions of invented news passages lie; see card.md.

--heldout      the held-out passages instead of those that rules were mended on
--hard         passages full of names that several places share
--errors       every mention that is not right
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from math import cos, hypot, radians
from pathlib import Path
from typing import NamedTuple

from msgspec.structs import replace

from evals.gold import Row
from evals.measure import Scores, Tally, print_scores
from evals.places import baseline
from sijill.link.places import resolve_places
from sijill.model.places import Located
from sijill.model.records import Article, Entity
from sijill.pages import open_page
from sijill.pages.documents import Document
from sijill.run.stages import annotate
from sijill.text.gazetteer import by_keys
from sijill.text.lexicon import strip_proclitics
from sijill.text.names import entity_id, name_keys
from sijill.text.places import table

GOLD = Path(__file__).with_name("authored.jsonl")
FLOORS = Path(__file__).with_name("authored_floors.json")
HELDOUT = Path(__file__).with_name("heldout.jsonl")
HELDOUT_FLOORS = Path(__file__).with_name("heldout_floors.json")
HARD = Path(__file__).with_name("hard.jsonl")
HARD_FLOORS = Path(__file__).with_name("hard_floors.json")
PARTS = ((GOLD, FLOORS), (HELDOUT, HELDOUT_FLOORS), (HARD, HARD_FLOORS))
NEAR_KM = 25.0
REGION_KM = 100.0  # a region's middle and its seat may both be meant


class Passage(NamedTuple):
    """One passage: its gold, the article as Sijill opens it, and the gold mentions in it."""

    row: Row
    article: Article
    places: tuple[tuple[Row, Entity], ...]
    traps: tuple[Entity, ...]


def find_mention(text: str, words: str, occurrence: int = 1) -> tuple[int, int]:
    """Where the n-th whole-word occurrence stands, proclitics before it aside; ValueError where there is none."""
    at = -1
    while (at := text.find(words, at + 1)) >= 0:
        end = at + len(words)
        first = at
        while first > 0 and text[first - 1].isalpha():
            first -= 1
        whole = end == len(text) or not text[end].isalpha()
        if whole and (first == at or any(rest == text[at:end] for _, rest in strip_proclitics(text[first:end]))):
            occurrence -= 1
            if occurrence == 0:
                return at, end
    raise ValueError(f"not in the passage: {words}")


def read_passages(gold: Path = GOLD) -> list[Passage]:
    """The passages, opened and read by the other stages, every gold mention resolved to its span."""
    passages = []
    for line in gold.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        opened = open_page(Document(row["id"], row["text"].encode(), "text"))
        assert isinstance(opened, tuple), row["id"]
        page, articles = opened
        article = annotate(page.text, articles[0])
        places = tuple((gold, _mention(page.text, gold)) for gold in row["places"])
        passages.append(Passage(row, article, places, tuple(_mention(page.text, trap) for trap in row["none"])))
    return passages


def _mention(text: str, gold: Row) -> Entity:
    start, end = find_mention(text, gold["text"], gold.get("n", 1))
    known = by_keys().get(name_keys(gold["text"]))
    name = known.name if known is not None else gold["text"]
    return Entity(gold["text"], start, end, "LOC", entity_id("LOC", name), name)


def is_country_right(gold: Row, country: str | None) -> bool:
    """One of the countries the gold accepts; none for what lies in several."""
    return country is not None and (country in gold["country"] or (not gold["country"] and country == ""))


def distance_km(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Kilometres on a flat map, which is right within some hundred kilometres."""
    return 111.2 * hypot(one[0] - other[0], (one[1] - other[1]) * cos(radians((one[0] + other[0]) / 2)))


def is_near(gold: Row, spot: tuple[float, float] | None) -> bool:
    """Within 25 km for towns and spots, 100 km for regions."""
    limit = REGION_KM if gold["kind"] == "region" else NEAR_KM
    return spot is not None and distance_km(spot, (gold["at"][0], gold["at"][1])) <= limit


def score_passage(passage: Passage) -> tuple[dict[str, Tally], dict[str, Tally]]:
    """The tallies of one passage: ours and the baseline's."""
    entities = tuple(entity for _, entity in passage.places)
    given = {(one.start, one.end): one for one in resolve_places(replace(passage.article, entities=entities))}
    found = {(one.start, one.end): one for one in resolve_places(passage.article)}
    ours = _judge([(gold, given.get((e.start, e.end))) for gold, e in passage.places])
    naive = {}
    for measure, golds in _measures(passage).items():
        rows = [(gold, baseline.locate(entity)) for gold, entity in golds]
        if measure == "country":
            hit = sum(is_country_right(gold, row.country if row else None) for gold, row in rows)
        else:
            hit = sum(is_near(gold, (row.latitude, row.longitude) if row else None) for gold, row in rows)
        naive[measure] = Tally(hit, len(rows), len(rows))
    spans = [(entity.start, entity.end) for entity in entities]
    traps = [(entity.start, entity.end) for entity in passage.traps]
    predicted = sum(span in found for span in (*spans, *traps))
    hits = sum(
        is_country_right(gold, one.spot.country if (one := found.get(span)) and one.spot else None)
        for (gold, _), span in zip(passage.places, spans, strict=True)
    )
    ours["found, country"] = Tally(hits, len(spans), predicted)
    return ours, naive


def _measures(passage: Passage) -> dict[str, list[tuple[Row, Entity]]]:
    spotted = [(gold, entity) for gold, entity in passage.places if "at" in gold]
    return {
        "country": list(passage.places),
        "within 25 km": [(gold, entity) for gold, entity in spotted if gold["kind"] in ("town", "point")],
        "region": [(gold, entity) for gold, entity in spotted if gold["kind"] == "region"],
    }


def _judge(pairs: Sequence[tuple[Row, Located | None]]) -> dict[str, Tally]:
    country = [is_country_right(gold, one.spot.country if one and one.spot else None) for gold, one in pairs]
    near = {"town": [], "region": []}  # type: dict[str, list[bool]]
    for gold, one in pairs:
        if "at" in gold:
            kind = "region" if gold["kind"] == "region" else "town"
            near[kind].append(is_near(gold, (one.spot.latitude, one.spot.longitude) if one and one.spot else None))
    return {
        "country": Tally(sum(country), len(country), len(country)),
        "within 25 km": Tally(sum(near["town"]), len(near["town"]), len(near["town"])),
        "region": Tally(sum(near["region"]), len(near["region"]), len(near["region"])),
    }


def score_authored(gold: Path = GOLD) -> tuple[Scores, Scores]:
    """Tallies of every measure, one a passage."""
    ours: Scores = {}
    naive: Scores = {}
    for passage in read_passages(gold):
        for scores, tallies in zip((ours, naive), score_passage(passage), strict=True):
            for measure, tally in tallies.items():
                scores.setdefault(measure, []).append(tally)
    return ours, naive


def find_errors(passage: Passage) -> list[str]:
    """What is wrong with one passage, a line each."""
    entities = tuple(entity for _, entity in passage.places)
    given = {(one.start, one.end): one for one in resolve_places(replace(passage.article, entities=entities))}
    errors = []
    for gold, entity in passage.places:
        one = given.get((entity.start, entity.end))
        spot = one.spot if one else None
        right = is_country_right(gold, spot.country if spot else None)
        if not right or ("at" in gold and not is_near(gold, (spot.latitude, spot.longitude) if spot else None)):
            told = (
                f"{spot.english}, {spot.country} {spot.latitude} {spot.longitude} {spot.precision}" if spot else "open"
            )
            errors.append(
                f"{gold['text']} = {gold['country']} {gold.get('at')}  not {told}: {one.reasons if one else '-'}"
                f" {[c.english + ' ' + c.country for c in one.candidates] if one else ''}"
            )
    found = {(entity.start, entity.end) for entity in passage.article.entities if entity.kind in ("LOC", "FAC")}
    errors += [f"not found: {entity.text}" for _, entity in passage.places if (entity.start, entity.end) not in found]
    errors += [f"no place: {entity.text}" for entity in passage.traps if (entity.start, entity.end) in found]
    return errors


def main(arguments: list[str]) -> int:
    """Print the figures and, when asked, every error."""
    gold = HELDOUT if "--heldout" in arguments else HARD if "--hard" in arguments else GOLD
    print(f"{len(table.load_table().lines):,} places")
    print_scores(gold.stem, *score_authored(gold))
    if "--errors" in arguments:
        for passage in read_passages(gold):
            if errors := find_errors(passage):
                print(f"\n{passage.row['id']}  {passage.row['text']}", *errors, sep="\n   ")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
