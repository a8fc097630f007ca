"""Named people, bodies, places and buildings of an article, and the things they name.

Found by lists of known names, by titles and nouns before names, by the encoder, and by names coming back in the same
article.  The gold's guidelines decide the extent: single-letter proclitics stay outside, a generic noun before a name that
stands alone is left out, the longest name wins.
"""

from sijill.annotate.entities.find import find_entities, find_entities_by_rules

__all__ = ["find_entities", "find_entities_by_rules"]
