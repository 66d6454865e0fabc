"""The people who use the system (người dùng): roles, agencies, seats and who holds them; from these the scope."""
