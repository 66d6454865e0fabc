"""Pages of recommendations and their answers."""
