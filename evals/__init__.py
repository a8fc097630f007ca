"""Quality of Sijill: one folder a task, with its card, its score, its naive baseline and its floors."""
