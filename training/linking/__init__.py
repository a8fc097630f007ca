"""How the weights that bring mentions of events together were made."""
