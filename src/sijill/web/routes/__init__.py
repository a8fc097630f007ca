"""Addresses: each a few lines, what is shown is in `views`."""
