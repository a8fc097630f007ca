"""Sijill: the record of a long-running Arabic news story."""
