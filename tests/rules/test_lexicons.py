"""Word lists are clean: NFC, logical order, no tatweel, no presentation forms, no Persian letters, no bidirectional controls."""

import re
import unicodedata
from pathlib import Path

import pytest

LISTS = sorted((Path(__file__).parents[2] / "src" / "sijill").rglob("lexicons/*/*.txt"))
UNWANTED = re.compile("[\u0640\ufb50-\ufdff\ufe70-\ufefc\u06cc\u06a9\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]")


@pytest.mark.parametrize("file", LISTS, ids=lambda file: file.name)
def test_a_word_list_is_clean(file: Path) -> None:
    text = file.read_bytes().decode("utf-8")
    assert text == unicodedata.normalize("NFC", text)
    entries = [line.split("#", 1)[0].rstrip() for line in text.splitlines()]
    seen: dict[tuple[str, str], int] = {}
    above = ""  # the entry that rows set in by a tab belong to
    for number, entry in enumerate(entries, 1):
        assert not UNWANTED.search(entry), f"{file.name}:{number}: {entry!r}"
        assert entry == entry.strip("\n\r "), f"{file.name}:{number}: spaces at the edge"
        if entry:
            above = above if entry.startswith("\t") else entry
            assert (above, entry) not in seen, (
                f"{file.name}:{number}: {entry!r} stands already in line {seen[above, entry]}"
            )
            seen[above, entry] = number
