"""How the weights of events were made."""
