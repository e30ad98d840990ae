"""What a page written by hand calls and nothing is called: each told in Dutch, at its place, with what was meant."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace

from jinja2 import Environment, TemplateSyntaxError, meta

from macros.problems.problem import Problem, Spot
from macros.validation.guessing import near

# What macros were called before, with the name of now.
FORMER = {
    "doors": "collection_links",
    "gathered": "choice_pages",
    "kept": "bookmarks",
    "spread": "triangle_chart",
    "ways": "choice_links",
}


def unknown_names(text: str, path: str, known: Collection[str]) -> Iterator[Problem]:
    """The names in the template `text`, from the file `path`, that are neither set there nor among `known`.

    What is no template the generator itself refuses, with its line.
    """
    environment = Environment(keep_trailing_newline=True)  # only looks: nothing is rendered  # noqa: S701
    try:
        unknown = meta.find_undeclared_variables(environment.parse(text)).difference(known)
    except TemplateSyntaxError:
        return
    at = 0
    for _, kind, token in environment.lex(text):
        if kind == "name" and token in unknown:
            now = FORMER.get(token)
            guess = now or next(iter(near(token, {name: name for name in known})), "")
            message = f"Een macro ‘{token}’ is er niet{'' if now is None else ' meer'}."
            hint = f"Zij heet nu ‘{now}’." if now else f"Bedoelde je ‘{guess}’?" if guess else "Haal de aanroep weg."
            spot = Spot.within(text, at)
            line = text.split("\n")[spot.line - 1]
            right = f"{line[: spot.column - 1]}{guess}{line[spot.column - 1 + len(token) :]}" if guess else ""
            yield replace(Problem.of("reference", path, spot, message, hint), right=right)
        at += len(token)
