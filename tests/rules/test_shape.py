"""Sizes and names: a module is read in one sitting, and no folder is called `utils`."""

from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "sijill"
MODULES = sorted(SOURCE.rglob("*.py"))
NO_NAMES = {"utils", "util", "helpers", "common", "core", "base", "manager", "misc"}
TOO_LONG = 600


@pytest.mark.parametrize("file", MODULES, ids=lambda file: str(file.relative_to(SOURCE)))
def test_a_module_is_read_in_one_sitting(file: Path) -> None:
    lines = file.read_text(encoding="utf-8").count("\n")
    assert lines <= TOO_LONG, f"{file.name} has {lines} lines"
    assert not NO_NAMES & {file.stem, file.parent.name}


def test_no_record_names_this_machine() -> None:
    """A committed file carries no path of a developer's machine and no address of a package registry."""
    for file in [*MODULES, ROOT / "Makefile", ROOT / "pyproject.toml", ROOT / "README.md"]:
        text = file.read_text(encoding="utf-8")
        for words in ("/" + "root/", "/" + "home/", "pypi" + ".org"):
            assert words not in text, f"{file}: {words}"
