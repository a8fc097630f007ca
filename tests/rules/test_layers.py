"""Who may import whom.

model < text < encode < {pages, annotate, link, ledger} < store, run < dossier, fetch < show < {export, cli, web}.
"""

import ast
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[2] / "src" / "sijill"
RANK = {
    "model": 0, "text": 1, "encode": 2, "pages": 3, "annotate": 3, "link": 3, "ledger": 3,
    "store": 4, "run": 4, "dossier": 5, "fetch": 5, "show": 6,
    "export": 7, "cli": 7, "web": 7,
}  # fmt: skip
APART = {"pages", "annotate", "link", "ledger", "export", "cli", "web"}  # these meet only through records


def layer_of(module: str) -> str | None:
    parts = module.split(".")
    return parts[1] if parts[0] == "sijill" and len(parts) > 1 else None


def imports_of(file: Path) -> list[tuple[int, str]]:
    found = []
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            assert node.level == 0, f"{file}:{node.lineno}: relative import"
            names = [f"sijill.{alias.name}" for alias in node.names] if node.module == "sijill" else [node.module]
            found += [(node.lineno, name) for name in names]
        elif isinstance(node, ast.Import):
            found += [(node.lineno, alias.name) for alias in node.names]
    return found


MODULES = sorted(file for file in SOURCE.rglob("*.py") if file.parent != SOURCE or file.stem == "dossier")


@pytest.mark.parametrize("file", MODULES, ids=lambda file: str(file.relative_to(SOURCE)))
def test_a_module_imports_only_lower_layers(file: Path) -> None:
    mine = file.relative_to(SOURCE).parts[0].removesuffix(".py")
    if mine not in RANK:
        pytest.skip("not a layer")
    for line, module in imports_of(file):
        other = layer_of(module)
        if other is None or other == mine or other not in RANK:
            continue
        allowed = (
            RANK[other] < RANK[mine]
            or {mine, other} == {"run", "store"}
            or (mine == "cli" and other == "web")  # sijill serve
            or (
                mine in ("cli", "dossier") and other == "export"
            )  # dossier.report: an export takes records, not a dossier
        )
        assert allowed, f"{file.name}:{line}: {mine} must not import {module}"
        assert not (mine in APART and other in APART and RANK[mine] == RANK[other] == 3), f"{mine} meets {other}"
