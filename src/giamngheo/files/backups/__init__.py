"""What a backup is made of: sealed chunks around a tar of portable rows and kept contents (docs/adr/0008)."""
