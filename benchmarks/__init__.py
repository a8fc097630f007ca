"""Speed and memory of Sijill: one file a question, results kept by date with the machine's line."""
