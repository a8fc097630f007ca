"""One small Arabic encoder for everything that words alone do not settle: names, meaning, agreement.

`load_encoder()` once a process, `read` a sentence once, then ask the heads; `heads.py` lists them.
"""

from sijill.encode.encoder import Encoder, NameFound, SentenceRead, has_weights, join_spoken, load_encoder
from sijill.encode.heads import HEADS, MEANING, MENTIONS, NAMES, STANCE, Head, find_head

__all__ = [
    "HEADS",
    "MEANING",
    "MENTIONS",
    "NAMES",
    "STANCE",
    "Encoder",
    "Head",
    "NameFound",
    "SentenceRead",
    "find_head",
    "has_weights",
    "join_spoken",
    "load_encoder",
]
