"""A name or reference, where it stands in an entry."""

from __future__ import annotations

from dataclasses import dataclass

from macros.problems.problem import Spot
from macros.yaml_text.places import Path


@dataclass(frozen=True)
class Mention:
    """`text` is the name that is meant, `shown` what the writer typed."""

    path: str
    spot: Spot
    at: Path
    text: str
    shown: str
