"""The stories task: mentions of events in short invented articles, one happening or several; see evals/linking/card.md."""
