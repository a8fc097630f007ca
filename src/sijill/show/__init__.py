"""What every way of showing a record shares: wording, lines with their links, drawings, page text, fonts and the look."""

from __future__ import annotations

from importlib import resources

__all__ = ["LOOK"]

LOOK = resources.files("sijill.show").joinpath("look.css")
