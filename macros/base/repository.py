"""Asking git about the repository that the knowledge base stands in.

An answer never depends on how somebody set up git: signatures, colours, pagers and other
languages are off. Where there is no answer, it is empty; `why_silent` knows the reason.
"""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

_PLAIN = ("-c", "log.showSignature=false", "-c", "core.quotePath=false", "-c", "color.ui=false")
_WITHOUT = (
    "‘Vandaag’ is daarom de dag van deze computer, en wat nieuw is, volgt uit de datum waarop de feiten zijn nagekeken."
)


def ask(root: Path, *question: str) -> str:
    """What git answers about the folder `root`; empty where git, a repository or an answer is missing."""
    return _run(root, *question)[0]


def holds(root: Path) -> bool:
    """Whether `root` is part of the last commit. A download that was unpacked inside another repository is not."""
    return bool(ask(root, "ls-tree", "--name-only", "HEAD"))


def why_silent(root: Path) -> str:
    """Why the history of `root` cannot be read, in one line; empty when it can, or when nobody would expect one."""
    answer, complaint = _run(root, "rev-parse", "--is-shallow-repository")
    if "dubious ownership" in complaint:
        return (
            f"Git leest de geschiedenis niet, want deze map is van een andere gebruiker. {_WITHOUT} "
            f'Zo mag het wel: git config --global --add safe.directory "{root}"'
        )
    if not answer:
        return f"De geschiedenis is niet te lezen: {complaint}. {_WITHOUT}" if (root / ".git").exists() else ""
    if not holds(root):
        return f"Deze map staat in een repository waar ze niet bij hoort, dus heeft ze geen geschiedenis. {_WITHOUT}"
    if answer.strip() == "true":
        return (
            "Van de geschiedenis zijn alleen de laatste commits opgehaald, dus is niet te zien wat nieuw is. "
            "Haal de rest op met: git fetch --unshallow"
        )
    return ""


def _run(root: Path, *question: str) -> tuple[str, str]:
    """What git answers, and the last line of what it complains about."""
    command = ["git", "-C", str(root), *_PLAIN, *question]
    try:
        asked = subprocess.run(
            command, capture_output=True, encoding="utf-8", errors="replace", env={**os.environ, "LC_ALL": "C"}
        )
    except OSError as error:
        return "", f"git start niet ({error.strerror})"
    if asked.returncode:
        lines = [line for line in asked.stderr.splitlines() if line.strip()]
        fatal = next((line for line in lines if line.startswith("fatal:")), lines[0] if lines else "")
        return "", fatal.removeprefix("fatal: ").rstrip(".") or "git geeft geen antwoord"
    return asked.stdout, ""
