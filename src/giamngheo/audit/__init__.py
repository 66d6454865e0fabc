"""Who did what, when, to what, and why (dấu vết): written once, never changed; and the register of incidents."""
