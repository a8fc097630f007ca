"""The pages task: score, naive baseline, floors; see card.md."""
