"""Everything uploaded or exported (tệp): hash, kind, owner place, reason; served only through a check. And backups."""
