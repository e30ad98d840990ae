"""The quick way from Markdown to HTML: it gives what the tree and the sanitiser give, and takes nothing that they must see."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from macros.markdown import prose
from macros.markdown.ordinary import ordinary_html
from macros.markdown.prose import Prose
from tests.browser.test_hostile import VECTORS
from tests.written import texts_of_the_content

LINKS = {"a": "../b/", "kop": "../x/#kop-y", "odd": '../"><script>', "odder": "javascript:x", "b.yml": "../b&c/"}
# What means something to GitHub's Markdown, and what a writer types between it.
PIECES = [
    "a", "b c", "É", "\n", "\n\n", " ", "  ", "    ", "- ", "* ", "1. ", "3) ", "# ", "### x", "---", "===", "> ", ">", "**", "*", "_",
    "__", "~~", "~", "[x](a)", "[x](kop)", "[x](odd)", "[x](odder)", "[x](b.yml)", "[t](#x)", "[", "](https://x.nl/a?b=c)", "[x](//x.nl)",
    "[x](javascript:x)", "[x](HTTPS://x.nl)", "[x](a%20b)", "[x](é)", "[x](https://x.123)", "[https://x.nl](https://y.nl)", "[a]: https://z.nl",
    "[a]", "https://x.nl", "www.x.nl", "x@y.nl", '"', "'", "\\", "`", "|", "!", "(", ")", ":", ":smile:", "\u00a0", "\u2028", "\t", "\r",
    "[^1]", "[^1]: n", "<b>", "<", "&amp;", "&", "- [ ] ", "![i](p.png)", "[!TIP]", "\x00", "\x0c",
]  # fmt: skip
markdown = st.lists(st.sampled_from(PIECES), max_size=14).map("".join)
steady = settings(
    derandomize=True, database=None, deadline=None, max_examples=2_000, suppress_health_check=list(HealthCheck)
)


def both(text: str) -> tuple[list[object], list[object]]:
    """What a text becomes the quick way, where that takes it, and by the tree; each with the headings that it adds."""
    shown: list[list[object]] = []
    for way in (ordinary_html, lambda *_: None):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(prose, "ordinary_html", way)
            page = Prose()
            shown.append([page.html(text, LINKS.get), page.html(text, LINKS.get)])
    return shown[0], shown[1]


@given(markdown)
@example("1. 1. \n\n    x")
@example("# x\n\n# *x*\n\n[t](#x)")
@example("https://x.nl#x[")
@example("[https://x.nl](https://y.nl)")
@steady
def test_any_text_becomes_the_same_both_ways(text: str) -> None:
    quick, slow = both(text)
    assert quick == slow


def test_every_text_of_the_content_becomes_the_same_and_most_go_the_quick_way() -> None:
    texts = texts_of_the_content()
    assert [text for text in texts if both(text)[0] != both(text)[1]] == []
    taken = sum(ordinary_html(text, Counter(), lambda link: None) is not None for text in texts)
    assert taken > 0.9 * len(texts)


def test_what_is_hostile_becomes_the_same_both_ways() -> None:
    texts = [vector.text for vector in VECTORS]
    assert [text for text in texts if both(text)[0] != both(text)[1]] == []


@pytest.mark.parametrize(
    "text",
    [
        "<b>x</b>",
        "a &lt;b&gt; c",
        "[x](javascript:alert)",
        "[x](JAVASCRIPT:alert)",
        "[x](//voorbeeld.nl)",
        "[x](odd)",
        "[x](odder)",
        '[x](a "titel")',
        "![x](../images/x.png)",
        "[x](https://127.1/)",
        "[x](https://xn--a.nl/)",
        "`code`",
        "| a |\n|---|",
        "- [ ] x",
        "[^1]\n\n[^1]: x",
        "\tx",
        "x\x00",
        "> " * 5_000 + "a",
        "*a " * 2_000 + "a* " * 2_000,
        "a" * 20_000,
    ],
)
def test_what_asks_for_more_goes_by_the_tree(text: str) -> None:
    names = Counter({"kop-x": 1})
    assert ordinary_html(f"# x\n\n{text}", names, LINKS.get) is None
    assert names == {"kop-x": 1}
