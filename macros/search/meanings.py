"""Words that mean the same, as the glossary has them: CIV is a centrum voor innovatief vakmanschap.

A visitor who types the one finds what is written with the other. The glossary is the only source: a new term with
its other names works at once.
"""

from __future__ import annotations

from macros.library.library import Library
from macros.search.words import stems_of

_MOST = 4  # names that a search is widened with; a longer list is forms of the same words
_LONGEST = 6


def meanings(library: Library) -> list[list[str]]:
    """Groups of names that mean the same, each as its stems with a space between."""
    groups = []
    glossary = library.settings.glossary
    for entry in library.collection(glossary) if glossary else ():
        names = (entry.title, *entry.values.get("aliases", ()))
        phrases = list(dict.fromkeys(" ".join(stems_of(_spoken(str(name)))) for name in names))
        group = [phrase for phrase in phrases if phrase and len(phrase.split()) <= _LONGEST][:_MOST]
        if len(group) > 1:
            groups.append(group)
    return groups


def synonyms(library: Library) -> list[list[str]]:
    """Groups of words that say nearly the same, as the settings have them, each as its stems with a space between."""
    groups = ([" ".join(stems_of(word)) for word in group] for group in library.settings.synonyms)
    return [list(dict.fromkeys(filter(None, group))) for group in groups]


def _spoken(name: str) -> str:
    """The name without what stands between brackets: the abbreviation, which is an alias itself."""
    return name.partition("(")[0] or name
