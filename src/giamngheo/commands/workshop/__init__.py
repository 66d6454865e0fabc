"""What `check` and `test` are made of: house rules, licences, the coverage gate, a PostgreSQL that goes away."""

from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[4]
