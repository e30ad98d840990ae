"""From a tree to HTML, in the shapes that the site's styles know.

Nothing here is safe yet: HTML that a writer typed goes through as it is, and every
address too. Cleaning is for `sanitiser`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from html import escape
from urllib.parse import quote

from macros.markdown.colours import code_block
from macros.markdown.tree import Node, choice

# What GitHub calls its five alerts, as the theme's class and in Dutch.
ALERTS = {
    "Note": ("note", "Goed om te weten"),
    "Tip": ("tip", "Tip"),
    "Important": ("info", "Belangrijk"),
    "Warning": ("warning", "Let op"),
    "Caution": ("danger", "Pas op"),
}
_ALIGN = {"Left": "left", "Center": "center", "Right": "right"}
_AROUND = {"Emph": "em", "Strong": "strong", "Strikethrough": "del"}
_NOT_IN_A_NAME = re.compile(r"[^\w\- ]")
HEADING = "kop-"  # before the id of a heading, so that none is one of the page itself


def heading_id(words: str) -> str:
    """The id of a heading: its words as GitHub makes an anchor of them."""
    return HEADING + _NOT_IN_A_NAME.sub("", words.strip().lower()).replace(" ", "-")


def name_heading(words: str, names: Counter[str]) -> str:
    """The id of a heading on a page that has `names` already, of which it is one from now on."""
    told = name = heading_id(words)
    while told in names:
        told = f"{name}-{names[name]}"
        names[name] += 1
    names[told] += 1
    return told


class Writer:
    """Writes one text. `number` sets its notes apart from those of others on the page, `names` its headings.

    `captioned` tells whether the site shows an image, so that its title can be its caption.
    """

    def __init__(self, number: int, names: Counter[str], captioned: Callable[[str], bool]) -> None:
        self._number = number
        self._names = names
        self._captioned = captioned
        self._notes: dict[str, Node] = {}
        self._nth: dict[str, int] = {}  # of the notes, by their first reference
        self._referred: Counter[str] = Counter()
        self._write: dict[str, Callable[[Node], str]] = {
            "Alert": self._alert, "BlockQuote": self._quote, "Code": self._code, "CodeBlock": self._code_block,
            "FootnoteDefinition": self._nothing, "FootnoteReference": self._reference, "Heading": self._heading,
            "HtmlBlock": self._html_block, "HtmlInline": self._html, "Image": self._image, "LineBreak": self._break,
            "Link": self._link, "List": self._list, "Paragraph": self._paragraph, "ShortCode": self._emoji,
            "SoftBreak": self._soft, "Table": self._table, "Text": self._text, "ThematicBreak": self._rule,
        }  # fmt: skip

    def html(self, tree: Node) -> str:
        """The whole text, its notes last."""
        for node in tree.walk():
            if node.kind == "FootnoteDefinition":
                self._notes.setdefault(node.value.name.casefold(), node)
        return self._all(tree) + self._footnotes()

    def _all(self, node: Node) -> str:
        return "".join(self._one(child) for child in node.children)

    def _one(self, node: Node) -> str:
        if node.kind in _AROUND:
            tag = _AROUND[node.kind]
            return f"<{tag}>{self._all(node)}</{tag}>"
        write = self._write.get(node.kind)
        return write(node) if write else self._all(node)

    def _nothing(self, node: Node) -> str:
        return ""

    def _text(self, node: Node) -> str:
        return escape(node.value, quote=False)

    def _emoji(self, node: Node) -> str:
        return str(node.value.emoji)

    def _soft(self, node: Node) -> str:
        return "\n"

    def _break(self, node: Node) -> str:
        return "<br>\n"

    def _rule(self, node: Node) -> str:
        return "<hr>\n"

    def _html(self, node: Node) -> str:
        return str(node.value)

    def _html_block(self, node: Node) -> str:
        return str(node.value.literal)

    def _code(self, node: Node) -> str:
        return f"<code>{escape(node.value.literal, quote=False)}</code>"

    def _code_block(self, node: Node) -> str:
        return code_block(node.value.literal, node.value.info)

    def _quote(self, node: Node) -> str:
        return f"<blockquote>\n{self._all(node)}</blockquote>\n"

    def _alert(self, node: Node) -> str:
        name, title = ALERTS[choice(node.value.alert_type)]
        shown = escape(node.value.title or title, quote=False)
        return f'<div class="admonition {name}">\n<p class="admonition-title">{shown}</p>\n{self._all(node)}</div>\n'

    def _paragraph(self, node: Node) -> str:
        only = node.children[0] if len(node.children) == 1 else None
        if only and only.kind == "Image" and only.value.title and self._captioned(only.value.url):
            caption = escape(only.value.title, quote=False)
            return f"<figure>{self._image(only)}<figcaption>{caption}</figcaption></figure>\n"
        return f"<p>{self._all(node)}</p>\n"

    def _heading(self, node: Node) -> str:
        level = max(2, node.value.level)  # the first is the page's own
        told = name_heading(node.words, self._names)
        return f'<h{level} id="{escape(told)}">{self._all(node)}</h{level}>\n'

    def _list(self, node: Node) -> str:
        ordered = choice(node.value.list_type) == "Ordered"
        start = f' start="{node.value.start}"' if ordered and node.value.start != 1 else ""
        tasks = ' class="task-list"' if node.value.is_task_list and not ordered else ""
        items = "".join(self._item(item, node.value.tight) for item in node.children)
        tag = "ol" if ordered else "ul"
        return f"<{tag}{start}{tasks}>\n{items}</{tag}>\n"

    def _item(self, node: Node, tight: bool) -> str:
        parts: list[str] = []
        for child in node.children:
            inline = tight and child.kind == "Paragraph"
            parts.append(self._all(child) if inline else self._one(child))
            if not inline and not (len(parts) > 1 and parts[-2].endswith("\n")):
                parts[-1] = "\n" + parts[-1]
        if node.kind != "TaskItem":
            return f"<li>{''.join(parts)}</li>\n"
        box = f'<input type="checkbox"{" checked" if node.value.symbol else ""}> '
        if parts and not tight:
            parts[0] = parts[0].replace("<p>", f"<p>{box}", 1)
            box = ""
        return f'<li class="task-list-item">{box}{"".join(parts)}</li>\n'

    def _table(self, node: Node) -> str:
        align = [_ALIGN.get(choice(one), "") for one in node.value.alignments]
        head = [self._row(row, align, "th") for row in node.children if row.value]
        body = [self._row(row, align, "td") for row in node.children if not row.value]
        rows = f"<tbody>\n{''.join(body)}</tbody>\n" if body else ""
        return f"<table>\n<thead>\n{''.join(head)}</thead>\n{rows}</table>\n"

    def _row(self, row: Node, align: list[str], tag: str) -> str:
        cells = []
        for cell, side in zip(row.children, align, strict=False):
            style = f' style="text-align:{side}"' if side else ""
            cells.append(f"<{tag}{style}>{self._all(cell)}</{tag}>\n")
        return f"<tr>\n{''.join(cells)}</tr>\n"

    def _link(self, node: Node) -> str:
        title = f' title="{escape(node.value.title)}"' if node.value.title else ""
        return f'<a href="{_address(node.value.url)}"{title}>{self._all(node)}</a>'

    def _image(self, node: Node) -> str:
        # The title is a caption, or what is said of an image that is not shown.
        title = f' title="{escape(node.value.title)}"' if node.value.title else ""
        return f'<img src="{_address(node.value.url)}" alt="{escape(node.words)}"{title}>'

    def _reference(self, node: Node) -> str:
        name = node.value.name.casefold()
        nth = self._nth.setdefault(name, len(self._nth) + 1)
        self._referred[name] += 1
        return f'<sup id="{self._back(nth, self._referred[name])}"><a class="footnote-ref" href="#fn:{self._number}-{nth}">{nth}</a></sup>'

    def _back(self, nth: int, time: int) -> str:
        return f"fnref{time if time > 1 else ''}:{self._number}-{nth}"

    def _footnotes(self) -> str:
        shown: dict[str, str] = {}
        while len(shown) < len(self._nth):  # a note may refer to another
            for name in list(self._nth)[len(shown) :]:
                shown[name] = self._all(self._notes[name]) if name in self._notes else ""
        items = "".join(self._footnote(self._nth[name], name, html) for name, html in shown.items())
        return f'<div class="footnote">\n<hr>\n<ol>\n{items}</ol>\n</div>\n' if items else ""

    def _footnote(self, nth: int, name: str, html: str) -> str:
        title = f"Terug naar de tekst bij noot {nth}"
        back = "".join(
            f'<a class="footnote-backref" href="#{self._back(nth, time + 1)}" title="{title}">&#8617;</a>'
            for time in range(self._referred[name])
        )
        whole, end = html.rstrip("\n"), "</p>"
        inside = f"{whole.removesuffix(end)}&#160;{back}{end}" if whole.endswith(end) else f"{whole}\n<p>{back}</p>"
        return f'<li id="fn:{self._number}-{nth}">\n{inside}\n</li>\n'


def _address(url: str) -> str:
    """An address as a browser wants it in an attribute; what was escaped stays as it is."""
    return escape(quote(url, safe="/?:@!$&'()*+,;=-._~%#[]"))
