"""Statements of an article: who is reported to have said what, by which words, and through whom."""

from __future__ import annotations

from sijill.annotate.statements.assemble import (
    find_statements,
    find_statements_by_encoder,
    find_statements_by_rules,
)

__all__ = ["find_statements", "find_statements_by_encoder", "find_statements_by_rules"]
