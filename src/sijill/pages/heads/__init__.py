"""What stands around a headline: the headline itself, writer, outlet and dateline."""
