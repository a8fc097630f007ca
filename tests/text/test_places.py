"""The table of places: what it holds, what contains what, and that it stays small and quick to read."""

import subprocess
import sys
from importlib import resources

import pytest

from sijill.text.places import find_rows, place_key, places_by_id, row_chain
from sijill.text.places.table import load_table


@pytest.mark.parametrize(
    ("name", "country", "inside"),
    [
        ("سرمدا", "SY", "Idlib"),
        ("البوكمال", "SY", "Deir ez-Zor"),
        ("كوباني", "SY", "Aleppo"),
        ("أبو غريب", "IQ", "Baghdad"),
        ("قاعدة عين الأسد", "IQ", ""),
        ("الفاشر", "SD", "North Darfur"),
        ("سيئون", "YE", "Hadramawt"),
        ("بنت جبيل", "LB", "Nabatieh"),
        ("مخيم جنين", "PS", "Jenin"),
        ("أجدابيا", "LY", "Al Wahat"),
    ],
)
def test_a_place_lies_in_its_region_and_country(name: str, country: str, inside: str) -> None:
    row = find_rows(name)[0]
    chain = row_chain(row.id)
    assert row.country == country
    assert chain[-1].id == country
    assert inside in (chain[0].english, "")


def test_one_name_may_be_several_places() -> None:
    assert {row.country for row in find_rows("المنصورة")} >= {"EG", "YE", "SY"}
    assert {row.country for row in find_rows("البيضاء")} >= {"LY", "YE"}


def test_spellings_and_sounds_find_one_place() -> None:
    assert find_rows("الحسكه") == find_rows("الحسكة")
    assert place_key("إدلب") == place_key("ادلب")
    assert find_rows("ستوكهولم")[0].country == "SE"
    assert {row.country for row in find_rows("برمنغهام")} >= {"GB", "US"}


def test_what_is_wider_than_a_country_has_none() -> None:
    row = find_rows("البحر الأحمر")[0]
    assert (row.precision, row.country, row_chain(row.id)) == ("wider", "", ())


def test_every_place_hangs_under_one_that_exists() -> None:
    for cells in load_table().lines:
        assert not cells[3] or places_by_id(cells[3]) is not None, cells[:4]
        assert -90 <= float(cells[4]) <= 90
        assert -180 <= float(cells[5]) <= 180
        assert cells[10] or cells[11], "a place that no name finds"


def test_the_file_is_small_and_nothing_reads_it_before_it_is_asked_for() -> None:
    assert len(resources.files("sijill.text.places").joinpath("places.tsv.gz").read_bytes()) < 6_000_000
    code = "import sijill.dossier\nfrom sijill.text.places.table import load_table\nprint(load_table.cache_info().currsize)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "0"
