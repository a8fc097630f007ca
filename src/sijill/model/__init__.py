"""The records every stage reads and writes; imports nothing of ours."""
