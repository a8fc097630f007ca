"""The five pages the project began with: each person and body that speaks in them is a thing, under all its names."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

import sijill
from sijill.dossier import Dossier
from sijill.text.names import name_keys

SEEDS = Path(os.environ.get("SIJILL_SEEDS", Path(__file__).parents[2] / "shared" / "seeds"))
PEOPLE = (
    "بريت ماكغورك", "ينس ستولتنبرغ", "ماثيو ماكفارلين", "محمد شياع السوداني", "عرابي عرابي", "عبد الله الأسعد", "فواز المفلح",
    "قاسم الأعرجي", "عثمان محمد مصطفى", "علي البيدر", "معين الكاظمي", "ألن مكاري", "يحيى رسول", "ياسر النجار",
)  # fmt: skip
SHORT = {
    "السوداني": "محمد شياع السوداني", "مكاري": "ألن مكاري", "رسول": "يحيى رسول", "البيدر": "علي البيدر",
    "الكاظمي": "معين الكاظمي", "المفلح": "فواز المفلح", "النجار": "ياسر النجار",
}  # fmt: skip
COALITION = ("التحالف", "التحالف الدولي", "قوات التحالف")

pytestmark = pytest.mark.skipif(not SEEDS.exists(), reason=f"no pages in {SEEDS}")


@pytest.fixture(scope="module")
def dossier(tmp_path_factory: pytest.TempPathFactory) -> Dossier:
    found = sijill.open(tmp_path_factory.mktemp("seeds") / "seeds.sijill")
    found.add([SEEDS])
    return found


def test_everyone_is_a_thing_once(dossier: Dossier) -> None:
    names = [name_keys(thing.name) for thing in dossier.actors(kind="PER")]
    assert [name for name in PEOPLE if names.count(name_keys(name)) != 1] == []


@pytest.mark.parametrize(("short", "full"), SHORT.items())
def test_a_short_form_finds_what_the_whole_name_does(dossier: Dossier, short: str, full: str) -> None:
    rows = dossier.statements(speaker=full).rows
    assert rows
    assert set(rows) <= set(dossier.statements(speaker=short).rows)
    assert {row.speaker for row in rows} == {full}


def test_the_coalition_is_one_body_whatever_it_is_called(dossier: Dossier) -> None:
    (coalition,) = [thing for thing in dossier.actors(kind="ORG") if thing.name == "التحالف الدولي"]
    rows = [row for words in COALITION for row in dossier.statements(speaker=words) if "تحالف" in (row.speaker or "")]
    assert len(rows) >= 20
    assert [row.speaker for row in rows if row.entity != coalition.id] == []
