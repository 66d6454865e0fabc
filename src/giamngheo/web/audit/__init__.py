"""Pages of the trace: who did what, whether it is still as it was written, whose data were touched, incidents."""
