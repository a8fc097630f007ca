"""Files of every kind to documents: one module a kind, `files` finds them, `kinds` tells them apart."""

from sijill.pages.readers.files import read_documents

__all__ = ["read_documents"]
