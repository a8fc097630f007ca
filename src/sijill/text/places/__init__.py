"""The places the package knows, with coordinates and what contains them: `table.py` reads them, `keys.py` compares names."""

from sijill.text.places.keys import place_key, sound_key
from sijill.text.places.table import Row, find_rows, places_by_id, row_chain

__all__ = ["Row", "find_rows", "place_key", "places_by_id", "row_chain", "sound_key"]
