"""Pages of the trace and of incidents."""
