"""One finding of the schema, and what is said of it: the values between the validator and the words."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from macros.base.labels import shortened
from macros.problems.problem import Fix
from macros.yaml_text.places import Path, name_at

if TYPE_CHECKING:
    from jsonschema.exceptions import ValidationError


class Words(NamedTuple):
    """What is wrong, how to mend it, and what to type where that is known."""

    message: str
    hint: str
    fix: Fix | None = None


@dataclass(frozen=True)
class Finding:
    """One finding of jsonschema: which keyword of which schema is not met by which value."""

    keyword: str
    wanted: Any
    schema: dict[str, Any]
    value: Any
    at: Path
    text: str
    inside: tuple[Finding, ...]
    within: str | int = ""  # of what is inside `oneOf`: which of its options says so

    @classmethod
    def of(cls, error: ValidationError) -> Finding:
        return cls(
            keyword=str(error.validator),
            wanted=error.validator_value,
            schema=error.schema if isinstance(error.schema, dict) else {},
            value=error.instance,
            at=tuple(error.absolute_path),
            text=error.message,
            inside=tuple(cls.of(one) for one in error.context or ()),
            within=next(iter(error.relative_schema_path), ""),
        )

    @property
    def label(self) -> str:
        """The field as the writer knows it: its name, and its Dutch title."""
        name = name_at(self.at)
        title = self.schema.get("title")
        return f"‘{name}’" if not title or not name else f"‘{name}’ ({title})"

    def hint(self, otherwise: str) -> str:
        """The schema's own hint, else `otherwise`."""
        return str(self.schema.get("x-hint", otherwise))

    @property
    def about(self) -> str:
        """What the schema says of it by itself: its own hint, else its explanation."""
        return self.hint(str(self.schema.get("description", "")))


def shown(value: Any) -> str:
    """A value as a message shows it: on one line, and not longer than needed to know it again."""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)[:200]
    return shortened(text)
