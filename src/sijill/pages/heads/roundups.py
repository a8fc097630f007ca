"""What the items of a round-up share: the masthead's name and day, which stand once above the first of them.

An article that stands behind a list of others, or below one of its own, shares nothing: its outlet and day are its own or open.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from sijill.pages.blocks import Block
from sijill.pages.dates.clock import Clock
from sijill.pages.dates.stamps import find_mast
from sijill.pages.heads.mastheads import Claim, claims_of_head, claims_of_lines, claims_of_title
from sijill.pages.markup.meta import Head


class Mast(Struct, frozen=True):
    """The names and the clocks that stand above the first headline of a page, and the site's name in its head."""

    claims: tuple[Claim, ...] = ()
    clocks: tuple[Clock, ...] = ()
    site: str | None = None


def read_mast(above: Sequence[Block], head: Head) -> Mast:
    """What the lines above the first headline tell of every item below."""
    claims = [
        *claims_of_title(head.title, None, above),
        *claims_of_head(above, len(above)),
        *claims_of_lines(above, 0, None),
    ]
    return Mast(tuple(claims), tuple(find_mast(above)), head.site)
