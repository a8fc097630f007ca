"""What the class or id of an HTML element says about what stands in it.

The words are those that page templates use everywhere; a site's own names are not known here.
"""

from __future__ import annotations

import re

_PART = re.compile(r"[A-Z]?[a-z]+|[A-Z]+")
_WORDS = {
    "share": "share sharing social socials sharebar addtoany addthis sharethis shr",
    "caption": "cap caption figcaption captions credit wp-caption photocredit imgcaption",
    "related": "related recommended recommendation recommendations alsoread readalso readmore suggested mostread popular"
    " trending morenews",
    "comments": "comment comments disqus respond commentlist commentform reply cmt cmts",
    "keywords": "tags tag keywords keyword hashtags taglist",
    "navigation": "logo brand"
    " nav navbar navigation menu mnu submenu breadcrumb breadcrumbs topbar sidebar widget footer foot pagination"
    " skip masthead toolbar navmenu sitemap",
    "subscription": "newsletter subscribe subscription subscriptions paywall donate patreon",
    "other": "cookie cookies consent gdpr ad ads advert advertisement banner ticker breaking weather views counter fontsize tools"
    " copyright disclaimer popup modal infobox factbox pullquote poll quiz",
    "byline": "byline author authors writer reporter bio",
    "date-line": "date dates datetime timestamp pubdate published dateline stamp",
    "source-line": "source src sources",
}
_HINTS = {word: kind for kind, words in _WORDS.items() for word in words.split()}


def find_hint(attributes: dict[str, str]) -> str | None:
    """The kind that class, id, role or itemprop name, the first that is known.

    >>> find_hint({"class": "post-share clearfix"}), find_hint({"id": "topNav"}), find_hint({"class": "story"})
    ('share', 'navigation', None)
    """
    for name in ("itemprop", "class", "id", "role"):
        value = attributes.get(name)
        if value:
            for part in _PART.findall(value[:200]):
                hint = _HINTS.get(part.lower())
                if hint:
                    return hint
    return None


# Regions whose very paragraphs are not the article's; the others lose their short lines alone.
STRONG = frozenset({"comments", "navigation", "subscription", "other"})
