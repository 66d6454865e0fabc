"""The pages: one folder per domain package, plus templates and static files."""
