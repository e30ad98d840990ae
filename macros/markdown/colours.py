"""Code in colours, as Pygments gives it.

A lexer is a heap of regular expressions: of the 500 that Pygments has, 60 take over 0.15
seconds for 4,000 signs that are made for it. Only languages that are named here are shown
in colours, and no long piece.
"""

from __future__ import annotations

import re
from functools import lru_cache
from html import escape

from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexer import Lexer
from pygments.lexers import get_lexer_by_name

MOST_COLOURED = 4_000  # signs of one piece of code

LANGUAGES = frozenset(
    [
        "bash", "console", "css", "csharp", "diff", "docker", "go", "html", "ini", "java", "javascript", "json",
        "kotlin", "markdown", "php", "powershell", "python", "r", "ruby", "rust", "scss", "sql", "toml",
        "typescript", "xml", "yaml",
    ]
)  # fmt: skip
_ALSO = {"cs": "csharp", "js": "javascript", "md": "markdown", "py": "python", "sh": "bash", "shell": "bash",
         "ts": "typescript", "yml": "yaml"}  # fmt: skip

_TITLE = re.compile(r'\btitle="([^"]{1,200})"')
_FORMATTER = HtmlFormatter(nowrap=True)


def code_block(literal: str, info: str) -> str:
    """The HTML of a piece of code. `info` is what stood behind its fence: a language, and `title="…"` where it has one."""
    name = info.split(None, 1)[0].strip("{}.").casefold() if info.strip() else ""
    name = _ALSO.get(name, name)
    lexer = _lexer(name) if name in LANGUAGES and len(literal) <= MOST_COLOURED else None
    coloured = highlight(literal, lexer, _FORMATTER) if lexer else escape(literal, quote=False)
    title = _TITLE.search(info)
    above = f'<span class="filename">{escape(title[1])}</span>' if title else ""
    return f'<div class="highlight">{above}<pre><span></span><code>{coloured}</code></pre></div>\n'


@lru_cache(maxsize=len(LANGUAGES))
def _lexer(name: str) -> Lexer:
    return get_lexer_by_name(name, stripnl=False)
