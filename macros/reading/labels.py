"""How a label stands within a sentence."""

from __future__ import annotations


def within_sentence(label: str) -> str:
    """The label without its first capital; a word with more of them, such as an abbreviation, keeps it."""
    first = label.partition(" ")[0]
    return label if any(letter.isupper() for letter in first[1:]) else label[:1].lower() + label[1:]
