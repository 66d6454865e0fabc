"""What the launcher runs: `python -m giamngheo.commands …`."""

import sys

from giamngheo.commands.main import main

sys.exit(main())
