"""Things to the record: timeline, statements, as-of views, corroboration."""
