"""How a label stands within a sentence, and what is too much of a sentence for a label."""

from __future__ import annotations

import re

# What someone writes in the place of a name has fewer words than a sentence.
_MOST_WORDS = 3


def shortened(text: str, most: int = 60) -> str:
    """A text of at most so many signs: what is longer ends in an ellipsis."""
    return text if len(text) <= most else f"{text[: most - 3]}…"


def within_sentence(label: str) -> str:
    """The label without its first capital; a word with more of them, such as an abbreviation, keeps it."""
    first = label.partition(" ")[0]
    return label if any(letter.isupper() for letter in first[1:]) else label[:1].lower() + label[1:]


def is_sentence(name: str) -> bool:
    """Whether what stands before a colon is the begin of a sentence: many words, or a capital and a space."""
    words = name.split()
    return len(words) > _MOST_WORDS or len(words) > 1 and bool(re.match(r"\W*[^\W\d_]", name)) and name != name.lower()
