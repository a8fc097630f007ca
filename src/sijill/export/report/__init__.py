"""The dossier as one self-contained HTML page: no network, no markup of the pages, readable without JavaScript.

Everything is in the page: timeline, statements and the text of every article.  JavaScript adds the reading pane with the
evidence marked, filters, search and the English labels; without it links jump to the words in the article itself.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib import resources
from pathlib import Path

from jinja2 import Environment, StrictUndefined, Template
from markupsafe import Markup

from sijill.export.report.view import build_report
from sijill.model.labels import VALUE_LABELS, Label, group_of
from sijill.model.records import Rejection
from sijill.run.derived import Derived
from sijill.show import LOOK
from sijill.show.fonts import font_faces
from sijill.show.lines import fold_sources
from sijill.show.overview import anchor_of
from sijill.show.reasons import OPEN_TIMES, REJECTED, say_reason
from sijill.show.wording import count_words, date_words, published_words

__all__ = ["render_report", "write_report"]

FONTS_HERE = "/* fonts */"


def render_report(
    derived: Derived,
    pages_text: Mapping[str, str],
    *,
    title: str | None = None,
    rejections: Sequence[Rejection] = (),
) -> str:
    """The report of a view as HTML; an as-of view sets its open articles apart.  `pages_text` maps a page's hash to its text."""
    report = build_report(derived, pages_text, title=title, rejections=rejections)
    style, script = LOOK.read_text(encoding="utf-8"), _own("report.js")
    # Fonts are cut to the letters shown, so the page is written once without them; their place is in the style sheet.
    marks = {"style": Markup(FONTS_HERE), "style_hash": "{style}", "script": Markup(script)}
    statements = sum(len(group.lines) for group in report.speakers)
    page = _template().render(report=report, script_hash=_hash(script), statements=statements, **marks)
    style = style.replace(FONTS_HERE, font_faces(page))
    return page.replace("'{style}'", f"'{_hash(style)}'", 1).replace(
        f"<style>{FONTS_HERE}</style>", f"<style>{style}</style>", 1
    )


def write_report(
    path: Path,
    derived: Derived,
    pages_text: Mapping[str, str],
    *,
    title: str | None = None,
    rejections: Sequence[Rejection] = (),
) -> Path:
    """Writes the report to `path` (UTF-8) and gives the path back."""
    page = render_report(derived, pages_text, title=title, rejections=rejections)
    path.write_text(page, encoding="utf-8")
    return path


def _own(name: str) -> str:
    return resources.files("sijill.export.report").joinpath(name).read_text(encoding="utf-8")


@lru_cache(maxsize=1)
def _template() -> Template:
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=False, lstrip_blocks=True)
    environment.globals.update(
        VALUE_LABELS=VALUE_LABELS, OPEN_TIMES=OPEN_TIMES, REJECTED=REJECTED, say_reason=say_reason,
        Label=Label, group_of=group_of, count_words=count_words, fold_sources=fold_sources, anchor=anchor_of,
        date_words=date_words, published_words=published_words, place=_place,
        file_name=_file_name,
    )  # fmt: skip
    return environment.from_string(_own("report.html.j2"))


def _place(x: float, width: float, way: str) -> str:
    """Where something `width` wide begins, as a share of the drawing: time runs from right to left in Arabic."""
    return f"{100 * (1 - x - width if way == 'rtl' else x):.2f}%"


def _file_name(source: str) -> str:
    """A page's address; of a path only the file's name, since folders on the writer's machine concern no reader."""
    return source if "://" in source else source.replace("\\", "/").rsplit("/", 1)[-1]


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
