"""Number and verb go together: in one module for Python and one for the browser, and nowhere by hand."""

from __future__ import annotations

import re

from macros.base.dutch import counted, either
from tests.conftest import ROOT

# How a plural is put together by hand, in a template, in Python and in JavaScript.
BY_HAND = {
    "macros/templates/**/*.html": r"\.one if [^}]*== 1|(?:length|count|total|found|number) \}\} \{\{ ?[\w.]*\.many|length == 1 else \"(?!cijfers)",
    "macros/**/*.py": r"\.one if .*== 1|'\w+' if \w+ == 1 else|\"[\w ]+\" if [\w.]+ == 1 else",
    "docs/assets/js/**/*.mjs": r"(?:===|!==) 1 \? (?!\+\+)",
    "docs/**/*.md": r"number\([^)]*\) \}\} \w",
}


def test_none_and_many_are_more_than_one() -> None:
    assert [counted(n, "tool", "tools") for n in range(3)] == ["0 tools", "1 tool", "2 tools"]
    assert [either(n, "hoort", "horen") for n in range(3)] == ["horen", "hoort", "horen"]


def test_nobody_puts_a_plural_together_by_hand() -> None:
    found = [
        f"{file.relative_to(ROOT)}:{number}: {line.strip()}"
        for pattern, by_hand in BY_HAND.items()
        for file in sorted(ROOT.glob(pattern))
        if file != ROOT / "docs/assets/js/lib/plurals.mjs"
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1)
        if re.search(by_hand, line)
    ]
    assert found == []
