"""How the acts of statements were learned: items, features, weights."""
