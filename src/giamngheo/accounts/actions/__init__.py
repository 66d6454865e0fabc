"""What is done to accounts: one module a subject."""
