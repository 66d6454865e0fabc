"""The lines of a plan → its parts: targets, projects, money, duties (reader is the door)."""
