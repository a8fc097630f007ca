"""The cache folder is the reader's own, and may hold more than ours."""

from pathlib import Path

import pytest

from sijill.run import cache
from sijill.run.cache import Cache, cache_folder
from sijill.store.record import Record


@pytest.fixture(autouse=True)
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SIJILL_CACHE", str(tmp_path / "kept"))
    return tmp_path / "kept"


def test_files_of_others_are_never_taken_away(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    record = tmp_path / "x.sijill"
    Record.open_to_write(record).close()
    Cache(record, None).get("told", b"1", int, lambda: 5, of=lambda _: ())
    ours = cache_folder(record)
    assert ours is not None
    others = [root / "Documents" / "thesis" / "chapter.odt", ours / "all" / "notes.txt"]
    for file in others:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(b"x" * 1_000)
    others.append(root / "Documents" / "thesis" / "copied")
    others[-1].write_bytes((ours / "all" / "told").read_bytes())
    monkeypatch.setattr(cache, "MOST_BYTES", 300)
    Cache(record, None).get("said", b"1", int, lambda: 5, of=lambda _: ())
    assert {path.name for path in (ours / "all").iterdir()} == {"told", "said", "notes.txt"}  # theirs do not count
    monkeypatch.setattr(cache, "MOST_BYTES", 1)
    Cache(record, None).get("days", b"1", int, lambda: 5, of=lambda _: ())
    assert {path.name for path in (ours / "all").iterdir()} == {"notes.txt"}
    assert [file for file in others if not file.exists()] == []
