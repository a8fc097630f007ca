"""The docs say what the code does: the record page is current, links lead somewhere."""

import re
from pathlib import Path

import pytest

from sijill.model.describe import describe_records

ROOT = Path(__file__).parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "evals").rglob("*.md")])


def test_the_page_of_records_is_current() -> None:
    written = (ROOT / "docs" / "model.md").read_text(encoding="utf-8")
    assert written == describe_records(), "run: python -m sijill.model.describe > docs/model.md"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#:\s]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), f"{page.name} links to {target}"
