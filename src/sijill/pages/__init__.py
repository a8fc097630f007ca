"""Bytes to pages to articles: readers, projection, furniture, splitting, days of publication."""
