"""The linking task: pairs of mentions in two articles, the same thing or two; see card.md."""
