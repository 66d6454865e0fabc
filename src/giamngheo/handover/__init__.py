"""One person's seats, and with them the work, pass to another on a day (bàn giao), with printed minutes."""
