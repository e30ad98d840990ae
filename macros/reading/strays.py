"""Files that nobody means to publish: what programs leave behind, guides to a folder, and stand-ins of Git LFS.

To tell their writer how such a file should be called leads to the next mistake: it has to go.
"""

from __future__ import annotations

import re
from collections.abc import Set

# How a file begins that only says where Git LFS keeps the real one, see git-lfs/docs/spec.md.
LFS = b"version https://git-lfs.github.com/spec/"
LFS_WORDS = (
    "Dit is een verwijzing van Git LFS; het bestand zelf is hier niet.",
    "Voeg het bestand zelf toe, zonder Git LFS.",
)

_SYSTEM = {"thumbs.db", "ehthumbs.db", "desktop.ini", "icon\r", "__macosx"}
_GUIDES = re.compile(
    r"_?index\.(?:md|html)|_index\.yml|(?:readme|license|licence|contributing|changelog)(?:\.\w+)?", re.IGNORECASE
)
_LEFT = re.compile(r"(?P<name>.+?)(?:\.(?:orig|rej|bak|old|tmp|swp|save)|~)", re.IGNORECASE)
_COPY = re.compile(
    r"(?P<stem>.+?)(?: \(\d+\)| ?- ?(?:kopie|copy)| (?:kopie|copy)(?: \d+)?)(?P<ending>\.\w+)", re.IGNORECASE
)


def why_stray(name: str, beside: Set[str]) -> tuple[str, str] | None:
    """What is wrong with a file of this name and what to do, where it is nobody's; `beside` are the other names there."""
    if name.lower() in _SYSTEM:
        return "Dit bestand maakt een computer voor zichzelf; het hoort niet bij de kennisbank.", "Haal het weg."
    if _GUIDES.fullmatch(name):
        hint = (
            "Haal het weg: de site maakt zelf een pagina van deze map. Uitleg voor schrijvers staat in docs/meedoen/."
        )
        return "In deze map staan alleen onderwerpen, geen uitleg bij de map.", hint
    left = _LEFT.fullmatch(name)
    if left:
        message = "Dit is een kopie die een programma achterliet."
        if left["name"] in beside:
            return message, f"Haal haar weg: ‘{left['name']}’ staat er al."
        return message, f"Haal haar weg. Is dit het goede bestand, noem het dan ‘{left['name']}’."
    copy = _COPY.fullmatch(name)
    if copy and f"{copy['stem']}{copy['ending']}" in beside:
        real = f"{copy['stem']}{copy['ending']}"
        return f"Dit is een kopie van ‘{real}’.", "Neem over wat er anders in staat, en haal de kopie weg."
    return None
