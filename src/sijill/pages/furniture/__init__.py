"""Which blocks of an article are its text, and which are furniture."""
