"""Mentions to things: entities, places, duplicates, events, stories."""
