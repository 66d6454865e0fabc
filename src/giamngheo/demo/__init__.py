"""Synthetic data to try the system with; whatever it holds says so where it shows."""
