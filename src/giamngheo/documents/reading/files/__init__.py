"""A file of any kind → numbered lines and grids; what is no such file is refused (opening is the door)."""
