"""How the shipped encoder was made: `python -m training.encoder`, step by step, from a package's weights to ours."""
