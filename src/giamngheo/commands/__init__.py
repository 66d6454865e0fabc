"""The command line: thin, one module per command; `./giamngheo` starts it."""
