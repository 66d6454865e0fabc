"""Pages of places: the tree on a day, hamlets, what became of a place."""
