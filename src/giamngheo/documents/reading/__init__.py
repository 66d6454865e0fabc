"""From a file to lines and grids, and from those to a plan: no language model, no network."""
