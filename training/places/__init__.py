"""How the table of places is made: `python -m training.places`."""
