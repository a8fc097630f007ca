"""Style, script and fonts: ours, and the font of an installed package."""

from __future__ import annotations

from functools import lru_cache
from importlib import resources
from typing import Annotated

from fastapi import APIRouter, Path
from starlette.exceptions import HTTPException
from starlette.responses import Response

from sijill.show import LOOK
from sijill.show.fonts import face_bytes, face_rules

router = APIRouter(include_in_schema=False)

KINDS = {"css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8", "svg": "image/svg+xml"}
WEIGHTS = {"Light": 300, "Regular": 400, "SemiBold": 600}


@router.get("/static/{name}")
def static_file(name: Annotated[str, Path(pattern=r"^[a-z]+\.(css|js|svg)$")]) -> Response:
    """A file of ours."""
    return Response(read_static(name), media_type=KINDS[name.rpartition(".")[2]])


@lru_cache(maxsize=16)
def read_static(name: str) -> bytes:
    """The file's bytes; the style sheet is the report's, with the fonts' addresses before it."""
    if name == "look.css":
        faces = face_rules({weight: f"/fonts/{face}.woff2" for face, weight in WEIGHTS.items()})
        return f"{faces}\n{LOOK.read_text(encoding='utf-8')}".encode()
    file = resources.files("sijill.web").joinpath("static", name)
    if not file.is_file():
        raise HTTPException(404, f"No file {name}.")
    return file.read_bytes()


@router.get("/fonts/{face}.woff2")
def font(face: str) -> Response:
    """One face of the font."""
    if face not in WEIGHTS:
        raise HTTPException(404, f"No face {face}.")
    day = {"cache-control": "max-age=86400"}
    return Response(face_bytes(face), media_type="font/woff2", headers=day)
