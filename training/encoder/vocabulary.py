"""Which pieces of XLM-R's 250,002 an Arabic newsreader needs: 33,800 or so, and the tokenizer file that knows only them.

Kept: the special pieces; pieces of Arabic letters, digits and punctuation; single characters; and the pieces that the
commonest English words are cut into, for English queries and Latin names.  Harakat are cleaned away before cutting, so
pieces with them go.
"""

from __future__ import annotations

import json
from pathlib import Path

from tokenizers import Tokenizer, decoders, models, pre_tokenizers
from wordfreq import top_n_list

from sijill.text.fold import MARKS

Piece = tuple[str, float]
SPECIAL = 5  # <s> <pad> </s> <unk> and the one after
ENGLISH_WORDS, ENGLISH_CAPITALS = 20_000, 5_000
_LETTERS = frozenset("ابتثجحخدذرزسشصضطظعغفقكلمنهويىةءآأؤإئ" + "٠١٢٣٤٥٦٧٨٩" + "پچڤگژکیہھ")
_SIGNS = frozenset("«»“”„‘’‚…–—•·©®°±×÷€£¥§¶№™→←٭﴾﴿‹›،؛؟٪٫٬") | {
    chr(code) for code in range(0x21, 0x7F) if not chr(code).isalnum()
}


def open_tokenizer(pieces: list[Piece]) -> Tokenizer:
    """A unigram tokenizer over `pieces`; a word begins with the low line that XLM-R writes for a space."""
    tokenizer = Tokenizer(models.Unigram(pieces, unk_id=3, byte_fallback=False))
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(replacement="▁", prepend_scheme="always", split=True)
    tokenizer.decoder = decoders.Metaspace()
    return tokenizer


def is_arabic_or_sign(piece: str) -> bool:
    """True for a piece of Arabic letters, digits and signs, and for any single character of use."""
    rest = piece.lstrip("▁")
    if rest == "":
        return True
    if any(letter in MARKS for letter in rest):
        return False
    if len(rest) == 1:
        code = ord(rest)
        return code < 0x250 or 0x600 <= code <= 0x6FF or 0x2000 <= code <= 0x22FF
    return all(letter in _LETTERS or letter in _SIGNS or (letter.isascii() and letter.isdigit()) for letter in rest)


def english_words() -> list[str]:
    """The commonest English words, as written small, with a capital, and the first of them all in capitals."""
    words = [word for word in top_n_list("en", ENGLISH_WORDS) if word.isascii()]
    return [*words, *map(str.title, words), *map(str.upper, words[:ENGLISH_CAPITALS])]


def choose_pieces(pieces: list[Piece]) -> list[int]:
    """The numbers of the pieces that stay, in order."""
    chosen = set(range(SPECIAL))
    chosen |= {at for at, (piece, _) in enumerate(pieces) if is_arabic_or_sign(piece) or piece == "<mask>"}
    tokenizer = open_tokenizer(pieces)
    for encoding in tokenizer.encode_batch(english_words(), add_special_tokens=False):
        chosen.update(encoding.ids)
    return sorted(chosen)


def write_tokenizer(pieces: list[Piece], chosen: list[int], file: Path) -> None:
    """The tokenizer of the chosen pieces as a `tokenizers` JSON file without spaces."""
    content = json.loads(open_tokenizer([pieces[at] for at in chosen]).to_str())
    content["model"]["vocab"] = [[pieces[at][0], round(pieces[at][1], 5)] for at in chosen]
    file.write_text(json.dumps(content, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")
