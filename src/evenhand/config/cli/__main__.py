"""Runs the command line as `python -m evenhand.config.cli`."""

import sys

from evenhand.config.cli import main

sys.exit(main())
