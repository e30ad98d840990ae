"""What a writer typed and no reader would see: on GitHub neither, so that its preview does not warn."""

from __future__ import annotations

import re
from collections.abc import Iterator

from macros.base.labels import shortened
from macros.markdown.tree import Node
from macros.slips.remark import Remark

_PIPE = re.compile(r"\\.|\|", re.DOTALL)


def lost_in(text: str, tree: Node) -> Iterator[Remark]:
    """Each piece of a text that falls away, and each heading without words."""
    for node in tree.walk():
        if node.kind == "Table":
            yield from _cells(node, text)
        elif node.kind == "Heading" and not _shows(node):
            message = "Hier staat een kop zonder woorden."
            yield Remark(node.start, "lost", message, "Zet de woorden achter de hekjes, of haal de hekjes weg.")
        elif node.kind == "FootnoteDefinition" and not node.value.total_references:
            label = shortened(node.value.name, 40)
            message = f"Naar deze noot verwijst niets in de tekst. Zo komt ze niet op de site: [^{label}]."
            yield Remark(node.start, "lost", message, f"Zet [^{label}] in de tekst waar de noot bij hoort.")
        elif node.kind == "HtmlBlock" and node.value.literal.startswith("<!--") and "-->" not in node.value.literal:
            message = "Deze opmerking sluit niet: alles wat erna komt, valt weg."
            yield Remark(node.start, "lost", message, "Zet --> waar de opmerking eindigt.")


def _shows(heading: Node) -> bool:
    return bool(heading.words.strip()) or any(node.kind == "Image" for node in heading.walk())


def _cells(table: Node, text: str) -> Iterator[Remark]:
    """The first row of a table with more in it than the table has columns."""
    for row in table.children:
        pipes = [found.start() for found in _PIPE.finditer(text, row.start, row.end) if found.group() == "|"]
        line = text[row.start : row.end]
        inner = pipes[1:] if line.startswith("|") else pipes
        # The parser takes so many cells; a pipe at the end closes the last one.
        beyond = inner[table.value.num_columns - 1 :]
        if beyond and text[beyond[0] + 1 : row.end].strip(" \t|"):
            message = f"Deze rij heeft meer vakken dan de tabel kolommen heeft: {table.value.num_columns}. Wat te veel is, valt weg."
            hint = (
                "Geef de bovenste rij en de streepjes eronder er een vak bij. Een streep in een vak schrijf je als \\|."
            )
            yield Remark(beyond[0] + 1, "lost", message, hint)
            return
