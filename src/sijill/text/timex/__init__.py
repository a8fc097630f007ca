"""Temporal expressions of running Arabic news: found without an anchor (`find_timexes`), then resolved (`resolve_timex`)."""

from __future__ import annotations

from sijill.text.timex.figures import reads_month_first
from sijill.text.timex.find import find_in_tokens, find_timexes
from sijill.text.timex.meaning import Length, Point, Repeat, Tense, Then, Timex, Vague
from sijill.text.timex.resolve import resolve_timex
from sijill.text.timex.tense import is_future, is_past_report

__all__ = [
    "Length", "Point", "Repeat", "Tense", "Then", "Timex", "Vague", "find_in_tokens", "find_timexes", "is_future",
    "is_past_report", "reads_month_first", "resolve_timex",
]  # fmt: skip
