"""Do these figures agree? Pure functions over grids and statements; no Django, no files."""
