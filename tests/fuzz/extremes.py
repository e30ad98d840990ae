"""The worst of each sort, right at the bounds: what took seconds or gigabytes once, and what looks as if it could."""

from __future__ import annotations

from collections.abc import Iterator

from macros.markdown.bounds import MAX_LENGTH
from macros.reading.file_text import MAX_BYTES
from tests.fuzz.inputs import HEAD, Input

_ROOM = MAX_BYTES - len(HEAD) - 200


def extremes() -> Iterator[Input]:
    """All of them, as files of stories and communities."""
    for name, text in _fields().items():
        yield Input("communities", "naam.yml", text[:MAX_BYTES].encode(), name)
    for name, text in _texts().items():
        yield Input("stories", "naam.md", f"---\n{HEAD}---\n{text[: MAX_LENGTH - 10]}".encode(), name)
        short = text[: MAX_LENGTH // 8].replace("\n", "\n    ")
        items = "".join(f"- |\n    {short}\n" for _ in range(7))
        yield Input("stories", "naam.yml", f"{HEAD}body: x\nnotes:\n{items}".encode()[:MAX_BYTES], f"{name}, in a list")


def _many(pattern: str, number: int, between: str = "") -> str:
    return between.join(pattern.replace("%", str(index)) for index in range(number))


def _fields() -> dict[str, str]:
    no_sources = HEAD.replace("sources: [{publication: Een bron, where: bladzijde 1}]\n", "")
    mixed = ("true", "%", "a%", "[%]", "{a: %}")
    return {
        "one line of 512 kB": HEAD + "place: " + "x" * (_ROOM - 10),
        "a text without a colon": "x" * MAX_BYTES,
        "a file of 10 MB": "title: " + "x" * MAX_BYTES * 2,
        "only spaces": " " * MAX_BYTES,
        "only line ends": "\n" * MAX_BYTES,
        "a comment on each line": "# \n" * (MAX_BYTES // 3),
        "a hash in each value": _many("k%: x #y\n", 9_900),
        "5,000 fields": HEAD + _many("veld%: x\n", 5_000),
        "2,000 fields close to known ones": HEAD + _many("bottleneck%s: x\n", 1_900),
        "1,900 long fields close to known ones": HEAD + _many("specialisation" * 14 + "%: x\n", 1_900),
        "names of fields of 100 kB": HEAD + _many("? " + "specialisation" * 7_000 + "%\n: x\n", 5),
        "one field 9,900 times": HEAD + "place: a\n" * 9_900,
        "20,000 choices that do not exist": HEAD + "themes: [" + _many("a%", 20_000, ",") + "]\n",
        "3,500 choices that do not exist": HEAD + "themes: [" + _many("a%", 3_500, ",") + "]\n",
        "400 long choices that do not exist": HEAD + "themes: [" + _many("waterstof" * 110 + "%", 400, ",") + "]\n",
        "3,500 values of all kinds in a set": HEAD
        + "aliases: ["
        + ",".join(mixed[index % 5].replace("%", str(index)) for index in range(2_500))
        + "]\n",
        "1,900 groups in a set": HEAD + "aliases: [" + _many("{a: %}", 1_300, ",") + "]\n",
        "3,900 empty lists in a set": HEAD + "aliases: [" + _many("[]", 3_900, ",") + "]\n",
        "3,900 names": HEAD + "aliases: [" + _many("naam %", 3_900, ",") + "]\n",
        "3,900 equal names": HEAD + "aliases: [" + _many("naam", 3_900, ",") + "]\n",
        "3,900 references to nothing": HEAD + "tools: [" + _many("bestaat-niet-%", 3_900, ",") + "]\n",
        "400 long references to nothing": HEAD + "tools: [" + _many("bestaatniet" * 100 + "%", 400, ",") + "]\n",
        "a reference of 400 kB": HEAD + "tools: [" + "x" * 400_000 + "]\n",
        "3,900 sources without anything": no_sources + "sources: [" + _many("{}", 3_900, ",") + "]\n",
        "1,300 sources with an unknown field": no_sources
        + "sources: ["
        + _many("{publicatio%: x}", 1_300, ",")
        + "]\n",
        "1,900 unknown parts of a group": HEAD + "partners: {" + _many("more_tha%: x", 1_900, ",") + "}\n",
        "lists in lists, in brackets": "title: " + "[" * 400_000,
        "groups in groups, in braces": "title: " + "{a: " * 120_000,
        "lists in lists, in hyphens": "title:\n " + "- " * 250_000 + "x",
        "keys of keys": "? " * 250_000,
        "anchors": "title: [" + _many("&a% x", 9_900, ",") + "]",
        "tags": "title: [" + _many("!!str x", 9_900, ",") + "]",
        "references to an anchor": "title: [" + _many("*a", 100_000, ",") + "]",
        "fields without a value": HEAD + _many("k%:\n", 9_900),
        "items without a value": HEAD + "aliases: [" + _many("~", 19_000, ",") + "]",
        "values with a character that shows nothing": HEAD + "aliases: [" + _many(r'"\0"', 9_900, ",") + "]",
        "a number of 400,000 digits": HEAD + "partners: " + "9" * 400_000,
        "a date of 400 kB": HEAD + "status_date: " + "2026-01-01" * 40_000,
        "an address of 400 kB": HEAD + "website: https://" + "a" * 400_000,
        "a quote that does not close": 'title: "' + "x\n" * 200_000,
        "a tag of 400 kB": "title: !<" + "x" * 400_000 + "> x",
        "directives": "%FOO bar\n" * 40_000 + "---\ntitle: x",
        "documents": "---\n" * 100_000,
        "tabs": "title:\n" + "\t" * 400_000,
        "a colon without a space, far away": "a" * 400_000 + ":x\nb: c: d\n",
        "a mistake on line 120,000": "title: x\n" + "# a\n" * 120_000 + "a: b: c\n",
        "quotes that could be keys": '"a" ' * 100_000,
        "curly quotes": HEAD + _many("k%: “x”\n", 9_900),
        "a long line in curly quotes": HEAD + "place: “" + "‘" * 150_000 + "”\nb: c: d\n",
    }


def _texts() -> dict[str, str]:
    """Bodies. Most are one small thing, again and again until the text is full."""
    full = {
        "backslashes": "\\", "ampersands": "&", "entities": "&amp;", "numbered entities": "&#x41;", "hyphens": "- ", "hyphens alone": "-\n",
        "numbers alone": "1.\n", "headings": "# x\n", "headings underlined": "x\n=\n", "headings underlined with hyphens": "x\n-\n",
        "rules": "---\n", "rules apart": "---\n\n", "paragraphs": "a\n\n", "line ends": "x  \n", "quotes": "> x\n", "quotes apart": "> x\n\n",
        "quotes without text": ">", "lists": "- x\n", "lists apart": "- x\n\n", "numbered lists": "1. x\n", "code by indent": "    x\n",
        "definitions": "a\n:   b\n\n", "definitions of one word": ":   b\n", "terms and definitions": "x\n:   y\n", "colons": ": \n",
        "tables": "|a|b|\n|-|-|\n|x|y|\n\n", "tables glued": "a|b\n-|-\n", "rows": "|\n", "rules of tables": "|-\n", "escaped bars": "\\|",
        "fences that do not close": "~~~\n", "fences": "~~~\nx\n~~~\n\n", "coloured fences": "~~~ python\nx=1\n~~~\n", "fences in a quote": "> ~~~\n> x\n",
        "admonitions": "!!! note\n    x\n\n", "admonitions glued": "!!! a\n", "details": '??? note "x"\n    y\n\n', "details glued": '??? "a"\n',
        "open details": '???+ "a"\n', "tabs": '=== "a"\n    x\n\n', "tabs glued": '=== "a"\n', "tasks": "- [ ] a\n", "tildes": "~", "tildes and words": "~a ",
        "double tildes": "~~a ", "tildes mixed": "~~a~b~~c~", "addresses": "http://a.nl ", "mail addresses": "a@b.nl ", "jinja": "{{ x }} ",
        "attributes": "a {: b=c }\n\n", "braces": "{", "one word": "a", "odd spaces": "\xa0", "quotes and definitions": ">- \n: -",
    }  # fmt: skip
    signs = {
        "stars": "*", "stars and words": "*a ", "double stars": "**a ", "triple stars": "***a ", "stars crossed": "*a **b ", "underscores": "_a ",
        "double underscores": "__a ", "stars and underscores": "*a_b ", "backticks": "`", "backticks and words": "a` `", "brackets": "[",
        "brackets far apart": "[" + "a" * 56, "images": "![", "images far apart": "![" + "a" * 56, "images half": "![a](", "links": "[a](b) ",
        "links with half a title": '[a](b "', "links in brackets": "[a](", "definitions of links": "[r%]: http://x.nl\n", "links that never close": " " * 12 + "[a" + "x" * 40 + "\n",
        "notes": "[^%]: x\n\n", "one note often": "[^1] ", "abbreviations": "*[a%]: y\n", "tags": "<", "links in HTML": "<a ",
        "links in HTML, far apart": "<a " + " " * 56, "blocks of HTML": "<div>\n", "bold in HTML": "<b>", "lists in HTML": "<ul><li>", "tables in HTML": "<table><tr><td>",
        "comments": "<!--", "instructions": "<?", "CDATA": "<![CDATA[", "closing tags": "</div>", "scripts": "<script>", "addresses in brackets": "<http://a.nl> ",
        "markdown in HTML": "<div markdown>\n", "attributes with quotes": '<a title="',
    }  # fmt: skip
    made = {name: piece * (MAX_LENGTH // len(piece)) for name, piece in full.items()}
    for name, piece in signs.items():
        for number in (490, 990):  # below the bound on signs as it is, and as it was
            made[f"{name}, {number} times"] = _many(piece, number) if "%" in piece else piece * number
    words = " ".join(f"a{index}" for index in range(400))
    return {
        **made,
        "one small abbreviation": "*[a]: a a a\n\n" + "a " * 29_000,
        "99 abbreviations and their words": _many("*[a%]: y\n", 99) + "\n" + words * 10,
        "480 notes used": _many("[^%] ", 240) + "\n\n" + _many("[^%]: x\n\n", 240),
        "notes in notes": _many("[^%]: [^1%]\n\n", 240) + "[^0]",
        "a wide table without rows": "|" + "a|" * 2_000 + "\n|" + "-|" * 2_000 + "\n" + "|\n" * 20_000,
        "a table within bounds": "|" + "a|" * 29 + "\n|" + "-|" * 29 + "\n" + "|\n" * 990,
        "a term with 8,000 definitions": "a\n" + ":   b\n" * 8_000,
        "fences that grow": "\n".join("~" * index + "a" for index in range(3, 330)),
        "ticks that grow": " ".join("`" * index for index in range(1, 45)),
        "quotes that grow": "\n".join(">" * index + " x" for index in range(1, 300)),
        "indents that grow": "\n".join(" " * index + "x" for index in range(340)),
        "lists of eleven levels": ("\n".join("    " * level + "- x" for level in range(11)) + "\n") * 180,
        "admonitions of eleven levels": ("\n".join("    " * level + "!!! note\n" for level in range(11)) + "\n") * 40,
        "tabs of eleven levels": ("\n".join("    " * level + '=== "a"\n' for level in range(11)) + "\n") * 40,
        "admonitions of a hundred levels": "\n".join("    " * level + "!!! note\n" for level in range(100)),
        "definitions of forty levels": "\n".join(
            "    " * level + "a\n" + "    " * level + ":   b\n" for level in range(40)
        ),
        "the title of an admonition": '!!! note "' + "a" * 50_000 + '"\n    x',
        "the words after a fence": "~~~ " + "a" * 50_000 + "\nx\n~~~\n",
        "attributes of a fence": "~~~ {" + ".a " * 15_000 + "}\nx\n~~~\n",
        "attributes of a tag": "<a " + _many("a%=1 ", 6_000) + ">",
        "a link in a link": "[" * 490 + "a" + "](b)" * 490,
        "parentheses in a link": "[a](" + "(" * 50_000,
        "quotes in a link": '[a](b "' + '"' * 50_000,
        "emphasis far apart": ("_" + "a" * 59) * 990,
        "one long address": "<http://" + "a" * 59_000 + ">",
        "one long mail address": "<" + "a." * 29_000 + "@b>",
        "an address of colons that does not close": "<" + ":" * 59_000,
        "an address of words and colons that does not close": "<" + "a:" * 29_000,
        "a link in HTML of blanks": '<a href="' + " " * 50_000 + 'javascript:x">x</a>',
        "an element of 5,000 handlers": "<b " + _many("onx%=1 ", 5_000) + ">",
        "a line of ticks": "<a>" + "`" * 490 + "a" * 2_000,
        "heading of hashes": "# x" + " " * 58_000 + "#",
        "spaces before a word": " " * 59_000 + "x",
        "hyphens, then a word": "- - " * 14_000 + "x",
    }
