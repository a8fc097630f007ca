"""The entities task: score, naive baseline, floors; see card.md."""
