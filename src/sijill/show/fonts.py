"""The font of every screen: cut down to the letters of a page and carried inside it, or whole and served."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from functools import lru_cache
from io import BytesIO
from pathlib import Path

import fontpkg_ibm_plex_sans_arabic  # type: ignore[import-untyped]
from fontTools import subset  # type: ignore[import-untyped]
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

__all__ = ["face_bytes", "face_rules", "font_faces"]

FAMILY = "IBM Plex Sans Arabic"
FACES = ((400, "Regular"), (600, "SemiBold"))
FIGURES = (300, "Light")  # the large figures of the summary only


def font_faces(text: str) -> str:
    """`@font-face` rules with the glyphs that `text` needs, as WOFF2 in the rule itself."""
    letters = "".join(sorted(set(text)))
    rules = [_face(weight, name, letters) for weight, name in FACES]
    rules.append(_face(*FIGURES, "0123456789.,"))
    return "\n".join(rules)


@lru_cache(maxsize=16)
def _face(weight: int, name: str, letters: str) -> str:
    data = base64.b64encode(_cut(name, letters)).decode()
    source = f"url(data:font/woff2;base64,{data}) format('woff2')"
    return f"@font-face{{font-family:'{FAMILY}';font-weight:{weight};font-display:swap;src:{source}}}"


def face_rules(addresses: Mapping[int, str]) -> str:
    """`@font-face` rules with the address of each weight's file."""
    return "\n".join(
        f"@font-face{{font-family:'{FAMILY}';font-weight:{weight};font-display:swap;src:url({address}) format('woff2')}}"
        for weight, address in addresses.items()
    )


@lru_cache(maxsize=4)
def face_bytes(name: str) -> bytes:
    """One whole face as WOFF2; the first call takes a second."""
    font = TTFont(_file(name), recalcTimestamp=False)
    font.flavor = "woff2"
    stream = BytesIO()
    font.save(stream)
    return stream.getvalue()


def _file(name: str) -> Path:
    return Path(fontpkg_ibm_plex_sans_arabic.ROOT) / "files" / f"IBMPlexSansArabic-{name}.ttf"


def _cut(name: str, letters: str) -> bytes:
    """One face with only these letters, their joined forms and the marks' placing."""
    options = subset.Options(flavor="woff2", layout_features=["*"], hinting=False, desubroutinize=True)
    options.drop_tables += ["meta"]
    options.name_IDs = [0, 1, 2, 13, 14]  # the licence stays in the font
    font = TTFont(_file(name), recalcTimestamp=False)  # the same report is the same bytes, whenever it is written
    cutter = subset.Subsetter(options)
    cutter.populate(text=letters + " ")
    cutter.subset(font)
    stream = BytesIO()
    subset.save_font(font, stream, options)
    return stream.getvalue()
