"""What is installed with Sijill may be given on: no GPL at run time."""

import re
from importlib.metadata import Distribution, PackageNotFoundError, distribution

ALLOWED = re.compile(
    r"\b(MIT|BSD|Apache|ISC|PSF|Python Software|MPL|Mozilla|Unlicense|Public Domain|CC0|OFL|SIL Open Font|Zlib|0BSD)\b",
    re.I,
)
REFUSED = re.compile(r"\bA?GPL|GNU (Affero )?General Public", re.I)


def licence_of(dist: Distribution) -> str:
    meta = dist.metadata
    classifiers = [line for line in meta.get_all("Classifier") or [] if line.startswith("License")]
    return " | ".join(filter(None, [meta.get("License-Expression"), (meta.get("License") or "")[:300], *classifiers]))


def runtime_closure(name: str, seen: dict[str, Distribution]) -> dict[str, Distribution]:
    """Every distribution that installing `name` without extras brings along on this platform."""
    try:
        dist = distribution(name)
    except PackageNotFoundError:
        return seen  # a requirement of another platform
    if dist.metadata["Name"].lower() in seen:
        return seen
    seen[dist.metadata["Name"].lower()] = dist
    for requirement in dist.requires or []:
        if "extra ==" not in requirement:
            match = re.match(r"[A-Za-z0-9._-]+", requirement)
            assert match
            runtime_closure(match[0], seen)
    return seen


def test_every_runtime_licence_is_on_the_list() -> None:
    found = runtime_closure("sijill", {})
    assert {"msgspec", "jinja2", "typer"} <= set(found)
    for name, dist in found.items():
        licence = licence_of(dist)
        assert not REFUSED.search(licence), f"{name}: {licence}"
        assert ALLOWED.search(licence), f"{name}: licence not on the list: {licence!r}"
