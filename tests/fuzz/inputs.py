"""Making inputs: files as strangers could send them, each the same for the same seed and number."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from macros.schema.schemas import Schema

HEAD = (
    "title: Een naam\nsummary: Een samenvatting van meer dan twintig tekens.\n"
    "sources: [{publication: Een bron, where: bladzijde 1}]\nchecked: 2026-01-01\n"
)
_YAML = (
    ": ", ":", "- ", "-", "? ", "[", "]", "{", "}", ",", "&a ", "*a", "!!str ", "!!python/object:os.system ", "!<x> ",
    "|", "|\n  ", ">", ">-\n  ", "'", '"', "#", " #", " #x", "%YAML 1.1\n", "---\n", "...\n", "@", "`", "\t", "\n", "\n\n",
    "  ", "    ", "<<: ", "~", "null", "NO", "on", "true", "0123", "1_000", "19:30", "1.10", "0x1F", "2024-13-45", "5-1-2024",
    "9" * 40, "-1", "0", "1e999", ".inf", ".nan", "=", "“", "”", "‘", "’", '"\\', "\\x41", "\\ud800", "[" * 30, "{a: " * 30,
    "- " * 25, "INVULLEN", "title: x\n", "body: x\n", "{{ 6*7 }}", "{% raw %}", "javascript:alert(1)", "http://", "a@b.nl",
)  # fmt: skip
_ODD = (
    "\x00", "\x07", "\x1b[31m", "\x7f", "\x85", "\u200b", "\u202e", "\u2028", "\u2029", "\ufeff", "\ufffe", "\u00ad", "\u0301",
    "\U000e0041", "😀", "ﬁ", "İ", "ß", "\r", "\r\n", "\v", "\f", "\u00a0", "\ud800", "\udcff", "Ａ", "٣",
)  # fmt: skip
_MARKDOWN = (
    "[", "]", "(", ")", "](", "[a](b)", "[a](../tools/x.yml)", "[a]: b\n", "[a]", "![a](b.png)", "!", "<", ">", "<a href=",
    "<a href='javascript:x'>", "<script>", "</script>", "<!--", "-->", "<?", "<![CDATA[", "<div>", "</div>", "<svg onload=x>",
    "<p markdown>", "`", "``", "```\n", "~~~ py\n", "~~~", "*", "**", "***", "_", "__", "~~", "~", "# ", "## ", "\n===\n", "\n---\n",
    "- ", "* ", "+ ", "1. ", "- [ ] ", "- [x] ", "> ", "| a | b |\n|---|:-:|\n| c | d |\n", "|", "|-|", "[^1]", "[^1]: ", "*[a]: b\n",
    "!!! note \"x\"\n    ", "??? tip\n    ", '=== "a"\n    ', ":   ", "\n", "\n\n", "\n    ", "\n\n    ", "    ", "\t", "  \n", "a", "woord ",
    "&amp;", "&#x6A;", "&", "\\", "{: #x onclick=y }", "{ .a }", "{{ x }}", "${x}", "http://a.nl", "<http://a.nl>", "<a@b.nl>", '"', "'",
)  # fmt: skip
_BYTES = (
    b"\xff\xfe",
    b"\xfe\xff",
    b"\xef\xbb\xbf",
    b"\xff",
    b"\xc3",
    b"\x80",
    b"\xe9",
    b"\xed\xa0\x80",
    b"\xf4\x90\x80\x80",
    b"\x00",
)
_NAMES = (
    "naam",
    "naam",
    "naam",
    "naam",
    "naam",
    "index",
    "Naam",
    "naam naam",
    "-",
    "a" * 200,
    "é",
    "con",
    "a\nb",
    "a\x1b[0m",
    "::x",
    "\udcff",
)
_ENDINGS = (".yml", ".md", ".yml", ".md", ".yml", ".md", ".yaml", ".txt", ".png")


@dataclass(frozen=True)
class Input:
    """One file: where it stands in `content/`, its bytes, and how it was made."""

    collection: str
    name: str
    data: bytes
    made: str


@dataclass(frozen=True)
class Maker:
    """Makes inputs out of a corpus of files and the schemas of the collections."""

    schemas: dict[str, Schema]
    corpus: Sequence[tuple[str, str, bytes]]  # collection, ending, bytes
    seed: int

    @classmethod
    def of(cls, root: Path, schemas: dict[str, Schema], collections: Sequence[str], seed: int) -> Maker:
        """Take the real content, the invalid cases and the odd values for a corpus."""
        files = sorted([*(root / "content").rglob("*"), *(root / "tests/cases").rglob("*")])
        corpus = [
            (
                file.parent.name if file.parent.name in collections else collections[0],
                file.suffix,
                file.read_bytes()[:4_000],
            )
            for file in files
            if file.suffix in (".yml", ".md") and file.is_file()
        ]
        return cls({name: schemas[name] for name in collections}, corpus, seed)

    def make(self, number: int) -> Input:
        """The input with this number."""
        chance = random.Random(f"{self.seed}:{number}")
        way = chance.choices(
            (self._mutated, self._from_schema, self._text, self._soup, self._noise), weights=(40, 25, 25, 8, 2)
        )[0]
        collection, ending, data = way(chance)
        name = "naam"
        if chance.random() < 0.03:
            name, ending = chance.choice(_NAMES), chance.choice(_ENDINGS)
        return Input(collection, name + ending, data, way.__name__.strip("_"))

    @cached_property
    def _keys(self) -> list[str]:
        return sorted({name for schema in self.schemas.values() for name in schema.fields})

    def _mutated(self, chance: random.Random) -> tuple[str, str, bytes]:
        """A file of the corpus with one to six things wrong in it."""
        collection, ending, data = chance.choice(self.corpus)
        text = data.decode("utf-8", "surrogateescape")
        for _ in range(chance.randint(1, 6)):
            text = chance.choice(_MUTATIONS)(chance, text)
        if chance.random() < 0.1:
            other = chance.choice(self.corpus)[2].decode("utf-8", "surrogateescape")
            text = text[: chance.randint(0, len(text))] + other[chance.randint(0, len(other)) :]
        return collection, ending, _encoded(chance, text[:8_000])

    def _from_schema(self, chance: random.Random) -> tuple[str, str, bytes]:
        """Fields of the schema and names close to them, with values that fit and that do not."""
        collection = chance.choice(list(self.schemas))
        fields = self.schemas[collection].fields
        lines = [] if chance.random() < 0.2 else [HEAD]
        for _ in range(chance.randint(1, 12)):
            name = chance.choice(list(fields)) if chance.random() < 0.8 else _near(chance, chance.choice(self._keys))
            choices = [one.value for one in fields[name].choices] if name in fields else []
            lines.append(f"{name}: {_value(chance, choices)}\n")
        return collection, ".yml", _encoded(chance, "".join(lines))

    def _text(self, chance: random.Random) -> tuple[str, str, bytes]:
        """A story whose Markdown is soup, or one small piece of soup again and again."""
        piece = "".join(chance.choice(_MARKDOWN) for _ in range(chance.randint(1, 60)))
        if chance.random() < 0.25:
            most = 60_000 if chance.random() < 0.01 else 1_500
            piece = piece[: chance.randint(1, 12)]
            piece = piece * max(1, most // len(piece))
        if chance.random() < 0.3:
            quoted = "\n".join(f"  {line}" for line in piece.split("\n"))
            return "tools", ".yml", _encoded(chance, f"{HEAD}what: |\n{quoted}\nnotes:\n- |\n{quoted}\n")
        return "stories", ".md", _encoded(chance, f"---\n{HEAD}---\n{piece}")

    def _soup(self, chance: random.Random) -> tuple[str, str, bytes]:
        """What YAML is made of, in no order."""
        parts = [*_YAML, *_ODD, *self._keys]
        text = "".join(chance.choice(parts) for _ in range(chance.randint(1, 40)))
        if chance.random() < 0.1:
            text = text[: chance.randint(1, 10)] * chance.choice((50, 500, 5_000))
        return chance.choice(list(self.schemas)), chance.choice((".yml", ".md")), _encoded(chance, text)

    def _noise(self, chance: random.Random) -> tuple[str, str, bytes]:
        """Any bytes."""
        return (
            chance.choice(list(self.schemas)),
            chance.choice((".yml", ".md")),
            chance.randbytes(chance.randint(0, 400)),
        )


def _near(chance: random.Random, name: str) -> str:
    at = chance.randint(0, len(name))
    letter = chance.choice("aeinrst_- é")
    return chance.choice(
        (name[:at] + letter + name[at:], name[:at] + name[at + 1 :], name.upper(), name * chance.choice((2, 40)))
    )


def _value(chance: random.Random, choices: list[str], depth: int = 0) -> str:
    """A value in YAML: a scalar, or a list or group of them."""
    kind = chance.random()
    if kind < 0.25 and choices:
        return str(chance.choice(choices))
    if kind < 0.45 and depth < 4:
        items = [_value(chance, choices, depth + 1) for _ in range(chance.choice((0, 1, 2, 3, 30)))]
        return f"[{', '.join(items)}]"
    if kind < 0.6 and depth < 4:
        names = ("publication", "where", "url", "value", "what", "text", "more_than", "", "x")
        return (
            "{"
            + ", ".join(
                f"{chance.choice(names)}: {_value(chance, choices, depth + 1)}" for _ in range(chance.randint(0, 3))
            )
            + "}"
        )
    if kind < 0.8:
        return chance.choice(_YAML) * chance.choice((1, 1, 1, 30))
    if kind < 0.9:
        return '"' + chance.choice((*_MARKDOWN, *_ODD)).replace('"', "") * chance.choice((1, 3, 100)) + '"'
    return chance.choice(("een woord", "twee  woorden", "x" * 400, "12", "-5", "2026-02-30", "https://a.nl", *choices))


def _insert(chance: random.Random, text: str) -> str:
    at = chance.randint(0, len(text))
    return text[:at] + chance.choice((*_YAML, *_ODD, *_MARKDOWN)) + text[at:]


def _delete(chance: random.Random, text: str) -> str:
    at = chance.randint(0, len(text))
    return text[:at] + text[at + chance.choice((1, 1, 3, 40)) :]


def _repeat(chance: random.Random, text: str) -> str:
    at = chance.randint(0, len(text))
    return text[:at] + text[at : at + chance.choice((1, 5, 60))] * chance.choice((2, 3, 50)) + text[at:]


def _move_line(chance: random.Random, text: str) -> str:
    lines = text.split("\n")
    line = lines.pop(chance.randrange(len(lines)))
    lines.insert(
        chance.randint(0, len(lines)), chance.choice((line, f" {line}", f"\t{line}", line.lstrip(), line + line))
    )
    return "\n".join(lines)


def _other_value(chance: random.Random, text: str) -> str:
    lines = text.split("\n")
    at = chance.randrange(len(lines))
    name, colon, _ = lines[at].partition(":")
    lines[at] = f"{_near(chance, name) if name and chance.random() < 0.3 else name}{colon} {_value(chance, [])}"
    return "\n".join(lines)


_MUTATIONS = (_insert, _insert, _delete, _repeat, _move_line, _other_value, _other_value)


def _encoded(chance: random.Random, text: str) -> bytes:
    """The text as bytes: mostly UTF-8, now and then something else, or with bytes that are no text."""
    if chance.random() < 0.03:
        return text.encode(chance.choice(("utf-16", "cp1252", "utf-8-sig", "latin-1")), "ignore")
    data = text.encode("utf-8", "surrogatepass" if chance.random() < 0.1 else "ignore")
    if chance.random() < 0.03:
        at = chance.randint(0, len(data))
        data = data[:at] + chance.choice(_BYTES) + data[at:]
    return data
