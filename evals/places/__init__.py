"""Where mentions of places lie; see card.md."""
