"""The program that makes the pages of docs/ and the shells: MkDocs, or a fork of it that runs the same hooks and plugins.

It is a process of its own, so choosing another is starting another; docs/ontwikkelen/engines.md says which there are and
what each can do.
"""

from __future__ import annotations

import os
import sys
from importlib.util import find_spec
from pathlib import Path

# In the environment: the name of the engine that is asked for. What a preview builds later inherits it.
ENGINE = "KENNISBANK_ENGINE"
USUAL = "mkdocs"

# By its name, which is that of its module too: how it is started on the settings of a project.
_ENGINES = {
    USUAL: (),
    # It looks for properdocs.yml first, and its fallback to mkdocs.yml will go.
    "properdocs": ("--config-file", "mkdocs.yml"),
}
_NOT_YET = {
    "zensical": "Met Zensical is deze site nog niet te bouwen: het leest onze hooks niet, en wat het niet kent laat het "
    "zonder iets te zeggen weg. Wat er ontbreekt, en wanneer we weer kijken, staat in de gids voor ontwikkelaars: "
    "docs/ontwikkelen/engines.md"
}


def asked(name: str | None) -> tuple[str, str]:
    """The engine that the command line asks for, else the environment, else the usual one; and why it cannot build, if so."""
    name = name or os.environ.get(ENGINE) or USUAL
    if name in _NOT_YET:
        return name, _NOT_YET[name]
    if name not in _ENGINES:
        return name, f"De engine ‘{name[:80]}’ ken ik niet. Kies uit: {', '.join(_ENGINES)}."
    if find_spec(name) is None:
        return (
            name,
            f"De engine {name} is hier niet geïnstalleerd. Dat doe je met: python3 requirements/install.py {name}",
        )
    return name, ""


def command(name: str, verb: str, *options: str, root: Path) -> list[str]:
    """What starts an engine on the project at `root`; `name` is one that can build."""
    config = [str(root / option) if option.endswith(".yml") else option for option in _ENGINES[name]]
    return [sys.executable, "-m", name, verb, *config, *options]
