"""Pages of kept files, exports and backups."""
