"""Search: what is found, and what must not be."""
