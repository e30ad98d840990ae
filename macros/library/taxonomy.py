"""What an entry counts for in a vocabulary: its choices, the groups that these lie in, and all of it.

The one rule behind filters and their numbers, maps, pages of choices, search, neighbours and exports:

1. An entry that names choices counts for these, and for their groups. One that names every choice counts for the
   whole as well.
2. An entry that names none, but whose words in the field of `x-named-in` do, counts for what these say: choices as
   above; a group, then it lies somewhere in that group, and in which choice is unknown; or the whole.
3. All others are unknown.

Words name a choice, a group or the whole by its label or one of its `x-names`, in whatever case and with or without
hyphens. They may name several (‘Drenthe en Oost-Nederland’, ‘Oost- en Zuid-Nederland’); it lies in each. A name that
the vocabulary does not have (‘Midden-Nederland’, ‘de Achterhoek’) says nothing, and takes nothing away from what
stands beside it. What no word says is not guessed. What was written stays as it is in the data; pages show a name as
the vocabulary spells it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from macros.base import folding
from macros.schema.schemas import Field

# What stands between names: "Elderveld-Noord, Arnhem", "Doornenburg, Haalderen en Gendt".
BETWEEN = re.compile(r"(\s{0,20}[,;/()]\s{0,20}|\s{1,20}en\s{1,20})")


@dataclass(frozen=True)
class Standing:
    """Where an entry stands. `groups` follow from its choices; in `parts`, groups too, its choice is not known."""

    choices: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    whole: bool = False

    @property
    def kind(self) -> str:
        """The one of KINDS that it is counted as."""
        if self.whole:
            return "whole"
        if self.choices:
            return "one" if len(self.choices) + len(self.parts) == 1 else "more"
        return "part" if self.parts else "unknown"


# Each entry is of one kind, so that the numbers add up.
KINDS = ("one", "more", "whole", "part", "unknown")


class Taxonomy:
    """The vocabulary of one field, and who stands where in it."""

    def __init__(self, field: Field) -> None:
        self.field = field
        self._values = {choice.value for choice in field.choices}
        self._whole = field.whole.value if field.whole else ""
        # By name, folded: the value, and how it is spelled.
        self._names: dict[str, tuple[str, str]] = {}
        self._known: dict[tuple[tuple[str, ...], str], Standing] = {}  # by what is said: many say the same
        self._answers: dict[Standing, list[str]] = {}
        for choice in (*field.choices, *field.groups):
            for name in (choice.label, *choice.names):
                self._names[fold(name)] = choice.value, choice.label
        if field.whole:
            for name in (field.whole.label, *field.whole.names):
                self._names[fold(name)] = field.whole.value, name

    def standing(self, values: Mapping[str, Any]) -> Standing:
        """Where the entry with these values stands."""
        given = values.get(self.field.name, ())
        named = tuple(map(str, given)) if isinstance(given, list) else (str(given),) if given else ()
        words = "" if named else str(values.get(self.field.named_in, ""))
        known = self._known.get((named, words))
        if known is None:
            known = self._known[named, words] = self._standing(tuple(dict.fromkeys(named)), words)
        return known

    def _standing(self, choices: tuple[str, ...], words: str) -> Standing:
        """Where one stands with these choices, or these words."""
        said = () if choices else self._said(words)
        choices = choices or tuple(value for value in said if value in self._values)
        groups = tuple(dict.fromkeys(self.field.group_of[one] for one in choices if one in self.field.group_of))
        parts = tuple(value for value in said if value in self.field.unplaced_in and value not in groups)
        everywhere = bool(self._whole) and self._values.issubset(choices)
        return Standing(choices, groups, parts, everywhere or (not choices and not parts and self._whole in said))

    def answers(self, standing: Standing) -> list[str]:
        """All values of the filter on this field that an entry has, as an address has them."""
        if standing not in self._answers:
            self._answers[standing] = self._answered(standing)
        return [*self._answers[standing]]

    def _answered(self, standing: Standing) -> list[str]:
        unplaced = [self.field.unplaced_in[part].value for part in standing.parts]
        whole = [self._whole] if standing.whole else []
        return list(dict.fromkeys([*standing.choices, *standing.groups, *standing.parts, *unplaced, *whole]))

    def above(self, standing: Standing) -> list[str]:
        """The groups that an entry lies in, or the whole."""
        return [self._whole] if standing.whole else list(dict.fromkeys([*standing.groups, *standing.parts]))

    def spelled(self, words: str) -> str:
        """Words with each name in them as the vocabulary spells it."""
        if fold(words) in self._names:
            return self._names[fold(words)][1]
        return "".join(self._names[fold(one)][1] if fold(one) in self._names else one for one in BETWEEN.split(words))

    def versions(self, words: str) -> list[str]:
        """Words as they are shown and, where these have another name for something, as they were written."""
        shown = self.spelled(words)
        return [shown] if fold(shown) == fold(words) else [shown, words]

    def _said(self, text: str) -> tuple[str, ...]:
        """The values that words name, each once, in their order."""
        names = [text] if fold(text) in self._names else _completed(BETWEEN.split(text)[::2])
        return tuple(dict.fromkeys(self._names[fold(name)][0] for name in names if fold(name) in self._names))


def fold(name: str) -> str:
    """A name, folded and without regard to hyphens."""
    return " ".join(folding.fold(name).replace("-", " ").split())


def _completed(names: Sequence[str]) -> list[str]:
    """Names of which the tail is said once have it each: ‘Oost-’ and ‘Zuid-Nederland’."""
    tail = ""
    found = []
    for name in reversed(names):
        if name.endswith("-"):
            found.append(name + tail)
        else:
            tail = name.rpartition("-")[2]
            found.append(name)
    return found[::-1]
