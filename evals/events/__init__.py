"""The events task: score, naive baseline, floors; see card.md."""
