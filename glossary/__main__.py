"""``python -m glossary``: the command line."""

import sys

from glossary.cli import main

sys.exit(main())
