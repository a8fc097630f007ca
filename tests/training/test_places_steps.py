"""How the table of places is made: the names of our own lists have a place, and what is hand-written is well formed."""

import pytest
from training.places.additions import read_additions
from training.places.lists import read_lists
from training.places.match import latin_sounds

from sijill.text.places import find_rows, sound_key


def test_the_names_of_our_lists_have_a_place() -> None:
    rows = list(read_lists())
    missing = [row.names[0] for row in rows if not any(find_rows(name) for name in row.names)]
    assert len(rows) > 6_000
    assert len(missing) / len(rows) <= 0.02, missing[:20]


def test_hand_written_places_stand_once_and_on_the_globe() -> None:
    rows = list(read_additions())
    assert len(rows) > 2_000
    for row in rows:
        assert row.names[0]
        assert row.spot is None or (-90 <= row.spot[0] <= 90 and -180 <= row.spot[1] <= 180), row
        assert row.country == row.country.upper(), row


@pytest.mark.parametrize(("arabic", "latin"), [("الشطرة", "Ash Shaţrah"), ("جنيف", "Geneva")])
def test_an_arabic_name_sounds_like_its_latin_one(arabic: str, latin: str) -> None:
    assert sound_key(arabic) in latin_sounds(latin)
