"""Article to mentions: times, entities, statements, events; one file a task."""
