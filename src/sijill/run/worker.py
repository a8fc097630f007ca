"""A worker process: documents come in on standard input, what was read in them goes out on standard output.

Started by the engine as `python -c START`, not through `multiprocessing`: so a program that uses Sijill needs no
`__main__` guard, and no worker inherits an open file or lock.  Each message is its length in four bytes and MessagePack.
"""

from __future__ import annotations

import importlib
import os
import signal
import sys
from collections.abc import Callable
from typing import IO

import msgspec
from msgspec import Struct

from sijill.model.records import Rejection
from sijill.pages.documents import Document
from sijill.run.page import PageRead

Work = Callable[[Document], PageRead | Rejection]
START = "from sijill.run.worker import main; main()"
READY = b"ready"


class Answer(Struct, frozen=True):
    """What came of a document: one of the two."""

    read: PageRead | None = None
    rejection: Rejection | None = None


encode_message = msgspec.msgpack.encode
decode_document = msgspec.msgpack.Decoder(Document).decode
decode_answer = msgspec.msgpack.Decoder(Answer).decode


def send(stream: IO[bytes], message: bytes) -> None:
    """Write one message."""
    stream.write(len(message).to_bytes(4, "big") + message)
    stream.flush()


def receive(stream: IO[bytes]) -> bytes | None:
    """Read one message, or None where the stream ends."""
    head = stream.read(4)
    if len(head) < 4:
        return None
    length = int.from_bytes(head, "big")
    message = stream.read(length)
    return message if len(message) == length else None


def load_work(name: str) -> Work:
    """The function named `module:function`."""
    module, _, function = name.partition(":")
    work: Work = getattr(importlib.import_module(module), function)
    return work


def main() -> None:
    """Read documents until standard input ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the engine; a worker ends when its input does
    work = load_work(sys.argv[1])
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever else prints must not run into the answers
    send(answers, READY)
    while (message := receive(sys.stdin.buffer)) is not None:
        found = work(decode_document(message))
        answer = Answer(rejection=found) if isinstance(found, Rejection) else Answer(read=found)
        send(answers, encode_message(answer))
