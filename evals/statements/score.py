"""Statements: content, content with speaker, then quote kind, act and chain of the matched ones."""

from __future__ import annotations

from evals.gold import GoldPage, Row
from evals.measure import Tally, match_spans
from sijill.model.records import Article, Statement
from sijill.text.fold import fold_text


def score(page: GoldPage, found: list[Article]) -> dict[str, Tally]:
    """Content spans are matched by half of their union; the labels of matched pairs are judged."""
    golds = page.rows("statements")
    statements = [statement for article in found for statement in article.statements]
    spans = [(statement.content.start, statement.content.end) for statement in statements]
    pairs = [(golds[i], statements[j]) for i, j in match_spans([row["span"] for row in golds], spans)]
    spoken = sum(_same_speaker(gold, statement) for gold, statement in pairs)
    wanted = {(id(gold), link["kind"], fold_text(link["text"])) for gold, _ in pairs for link in gold.get("chain", [])}
    given = {(id(gold), link.kind, fold_text(link.text)) for gold, statement in pairs for link in statement.chain}

    def agreed(right: list[bool]) -> Tally:
        return Tally(sum(right), len(right), len(right))

    return {
        "statements: content": Tally(len(pairs), len(golds), len(statements)),
        "statements: speaker": Tally(spoken, len(golds), len(statements)),
        "statements: quote kind": agreed([gold["quote"] == statement.quote for gold, statement in pairs]),
        "statements: act": agreed([gold["act"] == statement.act for gold, statement in pairs]),
        "statements: chain": Tally(len(wanted & given), len(wanted), len(given)),
    }


def _same_speaker(gold: Row, statement: Statement) -> bool:
    """One name's words lie within the other's, role words apart; two unnamed speakers are the same."""
    wanted = [set(fold_text(name).split()) for name in (gold.get("speaker"), gold.get("resolved")) if name]
    given = [set(fold_text(name).split()) for name in (statement.speaker.text, statement.speaker.name) if name]
    role = set(fold_text(gold.get("role") or "").split())
    if not wanted:
        return not given
    return any(
        a == b or (a <= b and len(b - a - role) <= 2) or (b <= a and bool(b - role)) for a in wanted for b in given
    )
