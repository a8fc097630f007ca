"""Reading files, folders and `pages.jsonl` into documents whose bytes are kept."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec
from msgspec import Struct

from sijill.model.records import Rejection


class Document(Struct, frozen=True):
    """Bytes as they were given, with what the giver said of them."""

    source: str
    body: bytes
    media: str
    url: str | None = None
    published: str | None = None
    outlet: str | None = None

    @property
    def sha256(self) -> str:
        """Hash of the bytes as given."""
        return hashlib.sha256(self.body).hexdigest()


def read_documents(paths: Iterable[Path]) -> Iterator[Document | Rejection]:
    """The documents under `paths`, in order; what cannot be read is a rejection."""
    for path in paths:
        files = sorted(path.rglob("*")) if path.is_dir() else [path]
        for file in files:
            if file.suffix == ".jsonl":
                for line in file.read_bytes().splitlines():
                    row = msgspec.json.decode(line)
                    yield Document(
                        row["id"], row["text"].encode(), "text", row.get("url"), row.get("published"), row.get("outlet")
                    )
            elif file.suffix == ".txt":
                yield Document(str(file), file.read_bytes(), "text")
