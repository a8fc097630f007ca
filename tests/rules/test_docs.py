"""The docs say what the code does: the record page is current, links lead somewhere."""

import re
from pathlib import Path

import pytest
import typer

from sijill.cli.main import app
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


def test_every_command_and_option_is_described() -> None:
    text = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    sections = dict(re.findall(r"^## sijill (\w+)\n(.*?)(?=^## |\Z)", text, re.M | re.S))
    commands = typer.main.get_command(app).commands  # type: ignore[attr-defined]
    assert set(sections) == set(commands)
    for name, command in commands.items():
        options = {option for parameter in command.params for option in (*parameter.opts, *parameter.secondary_opts)}
        for option in options - {"--json"}:
            if option.startswith("--"):
                assert f"{option}" in sections[name], f"docs/commands.md: {name} {option}"
