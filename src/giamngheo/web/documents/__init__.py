"""Pages about documents: a plan's text beside what was read in it."""
