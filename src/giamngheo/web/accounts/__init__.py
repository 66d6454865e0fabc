"""Pages of signing in, one’s own account, and the people of the installation."""
