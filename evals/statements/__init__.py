"""The statements task: score, naive baseline, floors; see card.md."""
