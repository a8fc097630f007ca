"""How the news layers were made: the trunk's upper layers once more, taught what marked news tells."""
