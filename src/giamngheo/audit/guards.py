"""The triggers that keep the trace as it is, by database: what must stand there (migration 0002 puts them)."""

TABLES = ("audit_entry", "audit_touched", "audit_seal", "audit_incidentstep")

GUARDS = {
    vendor: tuple(f"{table}_{guard}" for table in TABLES for guard in guards)
    for vendor, guards in {
        "sqlite": ("no_update", "no_delete", "no_replace"),
        "postgresql": ("no_change", "no_truncate"),
    }.items()
}

STANDING = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'",
}
"""How each database is asked which triggers stand and work."""
