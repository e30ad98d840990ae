"""What must hold whatever a stranger writes: of the HTML made of a text, and of the problems found in a file."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from html.parser import HTMLParser
from pathlib import Path

from macros.problems.problem import Problem
from macros.problems.reporters import REPORTERS

_FORBIDDEN = {
    "applet", "audio", "base", "button", "embed", "form", "frame", "frameset", "iframe", "link", "math", "meta",
    "noembed", "noframes", "noscript", "object", "plaintext", "portal", "script", "select", "style", "svg", "template",
    "textarea", "title", "video", "xmp",
}  # fmt: skip
_ADDRESSES = {"action", "background", "data", "formaction", "href", "poster", "src", "srcset", "xlink:href"}
_SCHEME = re.compile(r"\s*([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_OURS = re.compile(r"fn(?:ref)?\d*:\d+-[\w-]+|kop-[\w-]*")


class _Harm(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _FORBIDDEN:
            self.found.append(f"<{tag}>")
        for name, value in attrs:
            scheme = _SCHEME.match(re.sub(r"[\x00-\x20]", "", value or ""))
            if name.startswith("on"):
                self.found.append(f"{tag} {name}")
            elif (
                name in _ADDRESSES
                and scheme
                and scheme[1].lower() not in ("http", "https", "mailto")
                or name in ("id", "name", "for")
                and not _OURS.fullmatch(value or "")
            ):
                self.found.append(f"{tag} {name}={value}")
            elif name == "style" and not re.fullmatch(r"text-align: ?\w+;?", value or ""):
                self.found.append(f"{tag} style={value}")
            elif tag == "img" and name == "src":
                self.found.append(f"img of {value}")  # no text here has an image of its own

    def handle_comment(self, data: str) -> None:
        self.found.append(f"<!--{data}-->")


def harm_in(html: str) -> list[str]:
    """What in the HTML of a contributor's text could load, run, submit or stand in for something."""
    parser = _Harm()
    parser.feed(html)
    parser.close()
    return parser.found


def faults_of(problems: Sequence[Problem], root: Path) -> list[str]:
    """What is wrong with the problems themselves: where they stand, what they say, and how they print."""
    faults: list[str] = []
    lengths: dict[str, list[int] | None] = {}
    for problem in problems:
        if problem.path not in lengths:
            lengths[problem.path] = _line_lengths(root / problem.path)
        known = lengths[problem.path]
        outside = known is not None and (problem.line > len(known) or problem.column > known[problem.line - 1] + 1)
        if problem.line < 1 or problem.column < 1 or outside:
            faults.append(f"[{problem.code}] stands at {problem.line}:{problem.column}, outside the file")
        if not problem.message.strip() or len(problem.message) + len(problem.hint) > 3_000:
            faults.append(f"[{problem.code}] says nothing, or too much ({len(problem.message)} characters)")
    for name, report in REPORTERS.items():
        printed = report(problems, root)
        printed.encode()  # a lone surrogate from a file's name cannot be printed
        if name == "json" and len(json.loads(printed)) != len(problems):
            faults.append("json: not each problem is an object")
        if name == "github" and (printed.count("\n") != len(problems) or "\r" in printed):
            faults.append("github: not one line for each problem")
    return faults


def _line_lengths(file: Path) -> list[int] | None:
    """The number of characters on each line, as an editor counts; None for what is no readable file."""
    try:
        text = file.read_bytes().decode("utf-8-sig", "replace")
    except OSError:
        return None
    return [len(line) for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")]
