"""A small content of which two entries had another name, and git as a contributor types it."""

from __future__ import annotations

import subprocess
from pathlib import Path

SOURCE = "sources:\n  - {publication: Verslag (1999), where: bladzijde 3}\nchecked: 2026-09-01\n"
MIRROR = (
    "title: De Spiegel\nsummary: Een werkvorm waarmee een groep naar zichzelf kijkt.\n"
    "bottlenecks: [tijdnood]\nscope: breder\nevidence: ervaring\n" + SOURCE
)
NEED = "title: Tijdnood\nkind: thema\nsummary: Niemand heeft tijd, want het gewone werk gaat altijd voor.\n" + SOURCE
GARDEN = "title: De Tuin\nsummary: Scholen en bedrijven leren er samen.\nstatus: actief\n"
SMALL = {
    "tools/spiegel.yml": f"former_names: [kijkglas, lessons/kijken]\n{MIRROR}",
    "bottlenecks/tijdnood.yml": f"former_names: [geen-tijd]\n{NEED}",
    "communities/tuin.yml": (
        f"{GARDEN}tools: [kijkglas, spiegel]\nbottlenecks: [geen-tijd]\n"
        f"body: Zie [de spiegel](../tools/kijkglas.yml#hoe), en [kijken](../lessons/kijken.md).\n{SOURCE}"
    ),
    "communities/veld.yml": f"title: Het Veld\nstatus: actief\n{SOURCE}",
}


def git(root: Path, *words: str) -> str:
    settings = [
        "-c",
        "user.name=x",
        "-c",
        "user.email=x@x.nl",
        "-c",
        "commit.gpgsign=false",
        "-c",
        "init.defaultBranch=main",
    ]
    return subprocess.run(["git", *settings, *words], cwd=root, check=True, capture_output=True, text=True).stdout
