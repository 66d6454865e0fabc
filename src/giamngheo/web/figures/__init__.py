"""Pages about figures: tables drawn as printed, with the figures to be looked at."""
