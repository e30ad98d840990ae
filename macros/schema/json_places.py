"""Where each name and each value of a JSON file stands. Looked up only where something is wrong."""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from dataclasses import dataclass, field

from macros.problems.problem import START, Spot

At = tuple[str | int, ...]  # the way to a value: names in groups and indexes of lists

_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\],:]|[^\s{}\[\],:"]+')


@dataclass
class JsonPlaces:
    """The places of a text that is valid JSON. `twice` are the names that stand in one group a second time."""

    values: dict[At, Spot] = field(default_factory=dict)
    names: dict[At, Spot] = field(default_factory=dict)
    twice: list[tuple[At, Spot]] = field(default_factory=list)

    @classmethod
    def of(cls, text: str) -> JsonPlaces:
        places = cls()
        lines = [0, *(end.end() for end in re.finditer("\n", text))]
        at: list[str | int | None] = []  # of each open group the name, None where one comes next, or the index
        for token in _TOKEN.finditer(text):
            sign, line = token[0], bisect_right(lines, token.start())
            spot = Spot(line, token.start() - lines[line - 1] + 1)
            if sign in ("}", "]"):
                at.pop()
            elif sign == ",":
                at[-1] = at[-1] + 1 if isinstance(at[-1], int) else None
            elif at and at[-1] is None:
                at[-1] = str(json.loads(sign))
                way = tuple(part for part in at if part is not None)
                if way in places.names:
                    places.twice.append((way, spot))
                places.names.setdefault(way, spot)
            elif sign != ":":
                places.values.setdefault(tuple(part for part in at if part is not None), spot)
                if sign in ("{", "["):
                    at.append(None if sign == "{" else 0)
        return places

    def of_value(self, at: At) -> Spot:
        """The place of the value at `at`, or of the nearest one around it."""
        while at and at not in self.values:
            at = at[:-1]
        return self.values.get(at, START)

    def of_name(self, at: At) -> Spot:
        return self.names.get(at) or self.of_value(at)
