"""The commands of `python -m macros`, one module each.

A module says in `HELP` what it does, adds its own arguments in `add_arguments`, and
does it in `run`, which returns an exit code. It imports what it needs inside `run`:
starting one command should not load what another needs.
"""

from __future__ import annotations

CLEAN, PROBLEMS, USAGE = 0, 1, 2

# In the order in which `--help` lists them.
COMMANDS = ("new", "rename", "check", "build", "serve", "preview", "compare", "links", "stale", "readability", "start")
