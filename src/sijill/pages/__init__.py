"""Bytes to pages to articles: readers, projection, furniture, splitting, days of publication."""

from sijill.pages.documents import Document
from sijill.pages.page import open_page
from sijill.pages.readers import read_documents

__all__ = ["Document", "open_page", "read_documents"]
