"""How long does the web application take to answer ten people at once, and to show a record for the first time?

`python -m benchmarks.serving RECORD [SECONDS]` serves the record in a process of its own, waits for its first whole view, and
lets ten readers ask in turn for searches, timelines, actors and articles, two seconds of thinking between; no question is
asked twice by the same reader.  What is asked comes out of the record itself.  The first view is worked out where the
reader's cache holds nothing of the record (`SIJILL_CACHE=off` for certain) and read back otherwise: `cache_bytes` says which.
"""

from __future__ import annotations

import json
import os
import platform
import random
import re
import subprocess
import sys
import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import httpx

from sijill.run.cache import cache_bytes

HERE = Path(__file__).parent
READERS, THINKING_SECONDS = 10, 2.0
STEADY = re.compile(r'href="(/(?:actors|articles)/\w+(?:/\d+)?)[?"]')


def begin(record: Path) -> tuple[subprocess.Popen[str], str]:
    """The server, and its address."""
    command = [
        sys.executable,
        "-c",
        "from sijill.cli import main; main()",
        "serve",
        str(record),
        "--port",
        "0",
        "--json",
    ]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert server.stdout is not None
    return server, json.loads(server.stdout.readline())["address"]


def wait_for_view(client: httpx.Client) -> float:
    """Seconds until the front page stands."""
    started = time.perf_counter()
    while client.get("/", timeout=60).status_code == 503:
        time.sleep(0.5)
    return time.perf_counter() - started


def gather(client: httpx.Client) -> dict[str, list[str]]:
    """Addresses by kind."""
    asked: dict[str, list[str]] = defaultdict(list)
    words: dict[str, None] = {}
    for page in range(1, 9):
        for article in client.get("/articles.json", params={"rows": 100, "page": page * 7}, timeout=60).json()["rows"]:
            asked["article"].append(f"/articles/{article['page_sha256']}/{article['ordinal']}")
            title = (article["title"] or {"text": article["text"][:80]})["text"]
            words |= dict.fromkeys(word for word in re.findall(r"[\u0621-\u064a]+", title) if len(word) > 3)
    for page in range(1, 5):
        rows = client.get("/actors.json", params={"rows": 100, "page": page}, timeout=60).json()["rows"]
        asked["actor"] += [f"/actors/{row['id']}" for row in rows]
        asked["timeline"] += [f"/timeline?actor={row['name']}" for row in rows]
    asked["timeline"] += [f"/timeline?page={page}" for page in range(1, 200)]
    asked["search"] = [f"/search?q={word}" for word in words]
    asked["search"] += [f"/search?q={a} {b}" for a, b in zip(words, list(words)[1:], strict=False)]
    return dict(asked)


def read(client: httpx.Client, asked: dict[str, list[str]], seed: int, until: float) -> Iterator[tuple[str, float]]:
    """One reader: kinds and seconds."""
    chance = random.Random(seed)
    mine = {kind: chance.sample(addresses, len(addresses)) for kind, addresses in asked.items()}
    time.sleep(chance.uniform(0, THINKING_SECONDS))  # ten people do not begin in one instant
    while time.monotonic() < until:
        kind = chance.choice(list(mine))
        if not mine[kind]:
            continue
        started = time.perf_counter()
        answer = client.get(mine[kind].pop(), timeout=60)
        yield kind, time.perf_counter() - started
        assert answer.status_code == 200, answer.url
        time.sleep(chance.uniform(0.5, 1.5) * THINKING_SECONDS)


def measure(record: Path, seconds: float) -> dict[str, object]:
    """Serve, ask, and count."""
    server, address = begin(record)
    found: dict[str, list[float]] = defaultdict(list)
    try:
        with httpx.Client(base_url=address) as client:
            first = wait_for_view(client)
            asked = gather(client)
        time.sleep(20)  # what is loaded in the background after the first view is there

        def one(seed: int, until: float) -> None:
            with httpx.Client(base_url=address) as client:
                for kind, took in read(client, asked, seed, until):
                    found[kind].append(took * 1000)

        until = time.monotonic() + seconds
        readers = [threading.Thread(target=one, args=(seed, until)) for seed in range(READERS)]
        for reader in readers:
            reader.start()
        for reader in readers:
            reader.join()
        memory = Path(f"/proc/{server.pid}/status").read_text() if sys.platform == "linux" else ""
    except httpx.TransportError as error:
        raise RuntimeError(f"the server ended with {server.wait(10)}") from error
    finally:
        server.terminate()
        server.wait(10)
    peak = re.search(r"VmHWM:\s+(\d+)", memory)
    return {
        "first_view_s": round(first, 1),
        "peak_mib": int(peak[1]) // 1024 if peak else None,
        "ms": {kind: quantiles(times) for kind, times in sorted(found.items())},
    }


def quantiles(times: list[float]) -> dict[str, float]:
    """How many, and how long."""
    ordered = sorted(times)
    at = {name: ordered[int(len(ordered) * share)] for name, share in (("p50", 0.5), ("p95", 0.95))}
    return {"asked": len(ordered), **{name: round(value) for name, value in at.items()}, "most": round(ordered[-1])}


def main() -> None:
    """Measure, print, keep the figures in `results/`."""
    if len(sys.argv) < 2:
        sys.exit("python -m benchmarks.serving RECORD [SECONDS]")
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else None  # what else keeps the machine busy
    cached = cache_bytes(Path(sys.argv[1]))
    figures = measure(Path(sys.argv[1]), float(sys.argv[2]) if len(sys.argv) > 2 else 120.0)
    machine = f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}, {platform.system()}"
    size = Path(sys.argv[1]).stat().st_size
    kept = {
        "date": date.today().isoformat(),
        "machine": machine,
        "load_before": load,
        "record_bytes": size,
        "cache_bytes": cached,
        **figures,
    }
    print(json.dumps(kept, indent=1))
    (HERE / "results").mkdir(exist_ok=True)
    (HERE / "results" / f"{date.today().isoformat()}-serving.json").write_text(json.dumps(kept, indent=1) + "\n")


if __name__ == "__main__":
    main()
