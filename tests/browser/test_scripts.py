"""Each page has the scripts of what stands on it, and no others."""

from __future__ import annotations

import pytest

from macros.assets.scripts import Scripts, lightened
from tests.conftest import Open
from tests.visiting import rest

TAG = '<script src="../assets/js/{}.mjs" type="module"></script>'
TEXTS = {
    "views/map": 'import { a } from "../lib/a.mjs";\nimport {\n  b,\n} from "./b.mjs";\ncustomElements.define("kb-map", Land);\n',
    "lib/a": 'import { b } from "../views/b.mjs";\n/** @type {import("./c.mjs").C} */\n',
    "views/b": 'export { a } from "../lib/a.mjs";\nimport "./d.mjs";\n',  # and back again
    "page/all": "document.title;\n",
}


@pytest.fixture
def scripts() -> Scripts:
    return Scripts({f"assets/js/{name}.mjs": text for name, text in TEXTS.items()})


def test_an_element_that_is_not_there_needs_no_script(scripts: Scripts) -> None:
    page = f"<html><head></head><body><p></p>{TAG.format('page/all')}</body></html>"
    lacking = page.replace("</body>", f"{TAG.format('views/map')}</body>")
    assert scripts.needed(lacking) == page


def test_what_an_element_imports_is_asked_for_once_and_at_once(scripts: Scripts) -> None:
    page = f"<html><head></head><body><kb-map></kb-map>{TAG.format('views/map')}</body></html>"
    behind = ("lib/a", "views/b", "views/d")
    hints = "".join(f'<link rel="modulepreload" fetchpriority="low" href="../assets/js/{name}.mjs">' for name in behind)
    assert scripts.needed(page) == page.replace("</head>", f"{hints}</head>")


def test_comments_stay_at_home_and_nothing_else_does() -> None:
    text = """// @ts-check
/**
 * What it is for.
 */
export const one = "// no comment"; // said behind it
  /** @type {string} */ const two = `/* nor ${one} */`;
const three = [/** @type {"a"} */ (one), "; // nor this"]; // isn't sure: a quote
  const four = { a: [two, "a , b"] }
  four.b = four.a - -1;
"""
    assert lightened(text) == (
        'export const one = "// no comment";\nconst two = `/* nor ${one} */`;\n'
        'const three = [(one), "; // nor this"]; // isn\'t sure: a quote\n'
        'const four={a:[two,"a , b"]}\nfour.b=four.a - -1;\n'
    )
    over_lines = "const text = `\n// a line of a text\n`;\n"
    assert lightened(over_lines) == over_lines


@pytest.mark.parametrize("path", ["", "tools/", "tools/pitstop-methode/", "toolwijzer/"])
def test_a_page_of_the_site_asks_for_no_script_twice_and_finds_each(path: str, open_page: Open) -> None:
    page = open_page(path)
    rest(page)
    asked = page.evaluate("performance.getEntriesByType('resource').map((one) => one.name)")
    scripts = [name.partition("/assets/js/")[2] for name in asked if name.endswith(".mjs")]
    assert scripts and sorted(scripts) == sorted(set(scripts))
    assert ("index/collection-index.mjs" in scripts) == (path == "tools/")
    unknown = page.evaluate("[...document.querySelectorAll(':not(:defined)')].map((one) => one.localName)")
    assert unknown == []
