"""`python -m training.places`: makes the table of places in the package, and says what it covers.

--missing      print the names of our lists that have no place
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

from training.places.build import build_gazetteer, pack
from training.places.lists import read_lists

TABLE = Path(__file__).parents[2] / "src" / "sijill" / "text" / "places" / "places.tsv.gz"


def main(arguments: list[str]) -> int:
    """Build, write, report."""
    gazetteer, missing = build_gazetteer()
    packed = pack(gazetteer)
    TABLE.write_bytes(packed)
    print(f"{TABLE.name}: {len(packed):,} bytes, {len(gazetteer.entries):,} places")
    print(
        *(f"{kind:8} {count:6}" for kind, count in Counter(e.precision for e in gazetteer.entries.values()).items()),
        sep="\n",
    )
    rows, lost = Counter(row.file for row in read_lists()), Counter(row.file for row in missing)
    for file, count in rows.items():
        print(f"{file:11} {count - lost[file]:5} of {count:5} names have a place")
    print(f"{'all':11} {1 - len(missing) / rows.total():.3f}")
    if "--missing" in arguments:
        print(
            *("\t".join((row.file, ",".join(row.countries[:3]), *row.names[:1], row.english)) for row in missing),
            sep="\n",
        )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
