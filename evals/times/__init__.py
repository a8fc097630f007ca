"""The times task: score, naive baseline, floors; see card.md."""
