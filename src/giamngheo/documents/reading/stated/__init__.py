"""The figures of running text → statements that `figures` checks (statements is the door)."""
