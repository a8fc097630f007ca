"""How many articles a second do names take with the encoder and by rules alone, and how big is the wheel?

Both on the same articles in turns, in seconds of this process's processor time.
"""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

from benchmarks.stages import ANT, HERE, open_all, read_pages
from sijill.annotate.entities import find_entities, find_entities_by_rules

ARTICLES, TURN = 220, 20
FINDERS = {"rules": find_entities_by_rules, "rules and encoder": find_entities}


def measure() -> dict[str, float]:
    """Articles a second of each finder; the first turn warms up and is not counted."""
    readings = open_all(read_pages(ARTICLES))
    seconds = dict.fromkeys(FINDERS, 0.0)
    for start in range(0, len(readings), TURN):
        for name, find in FINDERS.items():
            started = time.process_time()
            for reading in readings[start : start + TURN]:
                find(reading)
            if start:
                seconds[name] += time.process_time() - started
    return {name: round((len(readings) - TURN) / spent, 1) for name, spent in seconds.items()}


def wheel_mb() -> float:
    """The size of the wheel, built into a folder that is thrown away."""
    with tempfile.TemporaryDirectory() as folder:
        build = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", folder, str(HERE.parent)]
        subprocess.run(build, check=True)
        return round(sum(file.stat().st_size for file in Path(folder).iterdir()) / 1e6, 1)


def main() -> None:
    """Measure, print, keep in `results/`."""
    row = {"articles_per_s": measure(), "wheel_mb": wheel_mb()}
    print(json.dumps(row, indent=1))
    machine = f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}, {platform.system()}"
    kept = {"date": date.today().isoformat(), "machine": machine, "corpus": ANT.exists(), **row}
    (HERE / "results" / f"{date.today().isoformat()}-names.json").write_text(json.dumps(kept, indent=1) + "\n")


if __name__ == "__main__":
    main()
