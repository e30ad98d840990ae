"""Slips of the pen: entries as people write them by mistake, each beside what they meant.

Unlike `inputs`, which makes what a stranger could send, this makes what a willing writer
does: punctuation of Word, tabs, several values in one, labels for ids, dates in Dutch
order. Every slip knows the text that was meant, so that a mended line can be judged.
The same seed gives the same slips, on every machine.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from macros.base.dutch import MONTHS
from macros.schema.schemas import Field, Schema

_NBSP = "\u00a0"
_WORDS = {
    1: "een",
    2: "twee",
    3: "drie",
    4: "vier",
    5: "vijf",
    8: "acht",
    9: "negen",
    12: "twaalf",
    28: "achtentwintig",
}
# A line of an entry with a value on it: what is before it, the name, the value.
_FIELD = re.compile(r"(?P<lead> *(?:- +)?)(?P<key>\w+): (?P<value>\S.*)")
_ITEM = re.compile(r"(?P<lead> *)- (?P<value>\S.*)")


@dataclass(frozen=True)
class Slip:
    """One file with a slip in it; `meant` is the file as it should have been."""

    kind: str
    path: str
    wrong: str
    meant: str


@dataclass(frozen=True)
class _Line:
    """A line that can go wrong: its number, its parts and the field that it fills, where it is one of the entry's own."""

    number: int
    lead: str
    key: str
    value: str
    field: Field | None


@dataclass(frozen=True)
class _Page:
    """An entry to slip in. `titles` are those of all entries, by collection and id."""

    lines: list[str]
    schema: Schema
    titles: Mapping[str, Mapping[str, str]]

    @property
    def fields(self) -> list[_Line]:
        """The lines `name: value`, up to where a text begins."""
        found = []
        for number, line in enumerate(self.lines):
            if number and line == "---":
                break
            read = _FIELD.fullmatch(line)
            if read and read["value"][0] not in "|>":
                own = self.schema.fields.get(read["key"]) if not read["lead"] else None
                found.append(_Line(number, read["lead"], read["key"], read["value"], own))
        return found

    @property
    def items(self) -> list[_Line]:
        """The lines `- value` that hold one text or id."""
        ends = next((number for number, line in enumerate(self.lines) if number and line == "---"), len(self.lines))
        found, key = [], ""
        for number, line in enumerate(self.lines[:ends]):
            opened = re.fullmatch(r"(\w+):", line)
            key = opened[1] if opened else "" if re.match(r"\w", line) else key
            read = _ITEM.fullmatch(line) if key else None
            if read and not _FIELD.fullmatch(line):
                found.append(_Line(number, read["lead"], key, read["value"], self.schema.fields.get(key)))
        return found

    def labels(self, field: Field) -> Mapping[str, str]:
        return self.titles.get(field.reference, {}) if field.reference else field.labels


# A slip changes lines: it gives the wrong line and the right one, by number, or nothing where it cannot be made.
_Change = tuple[int, str, str]
_Maker = Callable[[random.Random, _Page], list[_Change] | None]
_MAKERS: dict[str, _Maker] = {}


def _slip(maker: _Maker) -> _Maker:
    _MAKERS[maker.__name__.strip("_").replace("_", "-")] = maker
    return maker


def kinds() -> list[str]:
    """What can go wrong, by name."""
    return sorted(_MAKERS)


def slips(
    corpus: Mapping[str, str],
    schemas: Mapping[str, Schema],
    titles: Mapping[str, Mapping[str, str]],
    seed: int,
    count: int,
) -> Iterator[Slip]:
    """`count` slips in the files of `corpus` (text by path below content/), each kind as often as the others."""
    paths = sorted(corpus)
    names = kinds()
    number = made = 0
    while made < count:
        chance = random.Random(f"{seed}:{number}")
        kind = names[number % len(names)]
        number += 1
        for _ in range(60):
            path = chance.choice(paths)
            page = _Page(corpus[path].split("\n"), schemas[path.split("/")[0]], titles)
            changes = _MAKERS[kind](chance, page)
            if changes and any(wrong != right for _, wrong, right in changes):
                wrong, meant = list(page.lines), list(page.lines)
                for at, slipped, right in changes:
                    wrong[at], meant[at] = slipped, right
                made += 1
                yield Slip(kind, path, "\n".join(wrong), "\n".join(meant))
                break


def _pick(
    chance: random.Random, lines: list[_Line], wanted: Callable[[_Line], bool] = lambda line: True
) -> _Line | None:
    fitting = [line for line in lines if wanted(line)]
    return chance.choice(fitting) if fitting else None


def _is_text(line: _Line) -> bool:
    """Whether it is a plain text on one line, without quotes and of more words than one."""
    plain = re.fullmatch(r"[A-Z][\w ,.()’-]{8,}", line.value) is not None and " " in line.value
    return plain and (line.field is None or line.field.kind in ("text", "markdown"))


def _is_choices(line: _Line) -> bool:
    return (
        line.field is not None
        and line.field.many
        and bool(line.field.choices or line.field.reference)
        and (line.value.startswith("[") and line.value.endswith("]"))
    )


def _is_choice(line: _Line) -> bool:
    return (
        line.field is not None and not line.field.many and bool(line.field.choices) and line.value in line.field.labels
    )


def _ids(line: _Line) -> list[str]:
    return [part.strip() for part in line.value.strip("[]").split(",")]


def _in_quotes(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _typo(chance: random.Random, word: str) -> str:
    """One slip of the finger in a word of five letters or more."""
    at = chance.randrange(1, len(word) - 1)
    return chance.choice(
        (
            word[:at] + word[at + 1 :],
            word[:at] + word[at] + word[at:],
            word[:at] + word[at + 1] + word[at] + word[at + 2 :],
        )
    )


def _of_value(make: Callable[[random.Random, str], tuple[str, str] | None]) -> _Maker:
    """A slip in the value of a text: `make` gives it as it was written and as it was meant."""

    def maker(chance: random.Random, page: _Page) -> list[_Change] | None:
        line = _pick(chance, page.fields, _is_text)
        made = make(chance, line.value) if line else None
        if not line or not made:
            return None
        before = f"{line.lead}{line.key}: "
        return [(line.number, before + made[0], before + made[1])]

    return maker


def _words(text: str, chance: random.Random) -> tuple[str, str]:
    """A text in two, between two words."""
    parts = text.split(" ")
    at = chance.randrange(1, len(parts))
    return " ".join(parts[:at]), " ".join(parts[at:])


def _beginning(sign: str) -> _Maker:
    return _of_value(lambda chance, value: (sign + value, _in_quotes(sign + value)))


for _name, _sign in {
    "at": "@", "percent": "% ", "star": "*", "ampersand": "&", "exclamation": "!", "close-bracket": "] ",
    "close-brace": "} ", "comma": ", ", "hash": "#", "more": "> ", "bar": "| ", "dash": "- ", "tick": "`",
    "question": "? ", "open-bracket": "[Concept] ", "open-brace": "{Concept} ", "parenthesis": "(Concept) ",
}.items():  # fmt: skip
    _MAKERS[f"begins-with-{_name}"] = _beginning(_sign)

for _name, _open, _close in (
    ("double", "“", "”"), ("low", "„", "”"), ("single", "‘", "’"), ("guillemets", "«", "»"), ("start-only", "“", '"'),
    ("mixed", '"', "”"),
):  # fmt: skip
    _MAKERS[f"curly-{_name}"] = _of_value(
        lambda chance, value, before=_open, after=_close: (before + value + after, _in_quotes(value))  # type: ignore[misc]
    )


@_slip
def _quote_not_closed(chance: random.Random, page: _Page) -> list[_Change] | None:
    sign = chance.choice("\"'")
    return _of_value(lambda _, value: (sign + value, _in_quotes(value)))(chance, page)


@_slip
def _quotes_that_differ(chance: random.Random, page: _Page) -> list[_Change] | None:
    return _of_value(lambda _, value: (f"\"{value}'", _in_quotes(value)))(chance, page)


@_slip
def _said_in_quotes(chance: random.Random, page: _Page) -> list[_Change] | None:
    def make(chance: random.Random, value: str) -> tuple[str, str]:
        said, rest = _words(value, chance)
        text = chance.choice((f'"{said}", zei {rest}', f'"{said}" {rest}', f'"{said}", zei "{rest}"'))
        return text, _in_quotes(text)

    return _of_value(make)(chance, page)


@_slip
def _colon_in_text(chance: random.Random, page: _Page) -> list[_Change] | None:
    return _of_value(lambda chance, value: ((text := ": ".join(_words(value, chance))), _in_quotes(text)))(chance, page)


@_slip
def _hash_in_text(chance: random.Random, page: _Page) -> list[_Change] | None:
    return _of_value(lambda chance, value: ((text := " #2 ".join(_words(value, chance))), _in_quotes(text)))(
        chance, page
    )


@_slip
def _backslash_in_quotes(chance: random.Random, page: _Page) -> list[_Change] | None:
    def make(chance: random.Random, value: str) -> tuple[str, str]:
        text = "\\docent ".join(_words(value, chance))
        return f'"{text}"', _in_quotes(text)

    return _of_value(make)(chance, page)


@_slip
def _bold_text(chance: random.Random, page: _Page) -> list[_Change] | None:
    return _of_value(lambda _, value: (f"**{value}**", _in_quotes(f"**{value}**")))(chance, page)


@_slip
def _text_in_a_list(chance: random.Random, page: _Page) -> list[_Change] | None:
    return _of_value(lambda _, value: None if "," in value else (f"[{value}]", _in_quotes(value)))(chance, page)


@_slip
def _apostrophe_first(chance: random.Random, page: _Page) -> list[_Change] | None:
    return _of_value(lambda _, value: (f"'t {value}", _in_quotes(f"'t {value}")))(chance, page)


def _of_colon(between: str) -> _Maker:
    def maker(chance: random.Random, page: _Page) -> list[_Change] | None:
        line = _pick(chance, page.fields)
        if not line:
            return None
        return [(line.number, f"{line.lead}{line.key}{between}{line.value}", page.lines[line.number])]

    return maker


for _name, _between in {
    "no-space": ":", "nbsp": f":{_NBSP}", "nbsp-before": f"{_NBSP}: ", "nbsp-and-space": f": {_NBSP}", "equals": " = ",
    "missing": " ", "wide": "： ", "twice": ":: ", "semicolon": "; ", "tab": ":\t", "full-stop": ".: ", "narrow": ":\u202f",
}.items():  # fmt: skip
    _MAKERS[f"colon-{_name}"] = _of_colon(_between)


def _of_dash(bullet: str) -> _Maker:
    """Another sign for the dash of one item, or of all items of its list, as Word does it."""

    def maker(chance: random.Random, page: _Page) -> list[_Change] | None:
        groups = [line for line in page.fields if line.lead.strip()]
        line = _pick(chance, [*page.items, *groups])
        if not line:
            return None
        at = [line.number]
        if chance.random() < 0.6:
            at = [
                other.number
                for other in [*page.items, *groups]
                if _list_of(page, other.number) == _list_of(page, line.number)
            ]
        return [(n, re.sub(r"^( *)- ", lambda m: m[1] + bullet, page.lines[n]), page.lines[n]) for n in at]

    return maker


def _list_of(page: _Page, number: int) -> int:
    """The line of the field that opens the list which this line is in."""
    return next(n for n in range(number, -1, -1) if re.match(r"\w", page.lines[n]))


for _name, _bullet in {
    "glued": "-", "en-dash": "– ", "em-dash": "— ", "minus": "− ", "bullet": "• ", "bullet-tab": "•\t", "dot-tab": "·\t",
    "square-tab": "▪\t", "circle-tab": "o\t", "private-tab": "\uf0b7\t", "star": "* ", "plus": "+ ", "nbsp": f"-{_NBSP}",
    "tab": "-\t", "arrow-tab": "➢\t", "en-dash-glued": "–", "hyphen": "‐ ",
}.items():  # fmt: skip
    _MAKERS[f"dash-{_name}"] = _of_dash(_bullet)


@_slip
def _tab_before_a_part(chance: random.Random, page: _Page) -> list[_Change] | None:
    line = _pick(chance, page.fields, lambda line: bool(line.lead) and not line.lead.strip())
    if not line:
        return None
    return [(line.number, f"{chance.choice(('', '  '))}\t{line.key}: {line.value}", page.lines[line.number])]


@_slip
def _tab_before_an_item(chance: random.Random, page: _Page) -> list[_Change] | None:
    line = _pick(chance, [*page.items, *(line for line in page.fields if line.lead.strip())])
    return line and [(line.number, "\t" + page.lines[line.number].lstrip(), page.lines[line.number])]


@_slip
def _tab_before_a_field(chance: random.Random, page: _Page) -> list[_Change] | None:
    line = _pick(chance, page.fields, lambda line: not line.lead and line.number > 0)
    return line and [(line.number, "\t" + page.lines[line.number], page.lines[line.number])]


@_slip
def _part_too_far(chance: random.Random, page: _Page) -> list[_Change] | None:
    line = _pick(chance, page.fields, lambda line: bool(line.lead) and not line.lead.strip())
    return line and [(line.number, " " * chance.choice((1, 2)) + page.lines[line.number], page.lines[line.number])]


@_slip
def _part_not_far_enough(chance: random.Random, page: _Page) -> list[_Change] | None:
    line = _pick(chance, page.fields, lambda line: len(line.lead) > 2 and not line.lead.strip())
    return line and [(line.number, page.lines[line.number][chance.choice((1, 2, 4)) :], page.lines[line.number])]


@_slip
def _field_too_far(chance: random.Random, page: _Page) -> list[_Change] | None:
    line = _pick(chance, page.fields, lambda line: not line.lead)
    return line and [(line.number, " " * chance.choice((1, 2)) + page.lines[line.number], page.lines[line.number])]


@_slip
def _item_elsewhere(chance: random.Random, page: _Page) -> list[_Change] | None:
    line = _pick(chance, [*page.items, *(line for line in page.fields if line.lead.strip())])
    if not line:
        return None
    return [
        (line.number, " " * chance.choice((0, 1, 3, 4)) + page.lines[line.number].lstrip(), page.lines[line.number])
    ]


@_slip
def _lines_swapped(chance: random.Random, page: _Page) -> list[_Change] | None:
    at = [
        n
        for n in range(len(page.lines) - 1)
        if re.match(r" +- \w+: ", page.lines[n]) and re.match(r" +\w+: ", page.lines[n + 1])
    ]
    if not at:
        return None
    number = chance.choice(at)
    first, second = page.lines[number], page.lines[number + 1]
    return [(number, second, first), (number + 1, first, second)]


@_slip
def _block_not_indented(chance: random.Random, page: _Page) -> list[_Change] | None:
    at = [n for n in range(len(page.lines) - 1) if re.fullmatch(r"\w+: \|", page.lines[n])]
    at = [n for n in at if re.match(r"  \w[^:]*$", page.lines[n + 1])]
    if not at:
        return None
    number = chance.choice(at) + 1
    ends = next((n for n in range(number, len(page.lines)) if not page.lines[n].startswith(" ")), len(page.lines))
    if ends - number != 1:  # more lines need more mendings than one
        return None
    return [(number, page.lines[number].lstrip(), page.lines[number])]


def _of_choices(make: Callable[[random.Random, list[str], list[str]], str | None], most: int = 4) -> _Maker:
    """A slip in a list of choices or references; `make` gets the ids and their labels."""

    def maker(chance: random.Random, page: _Page) -> list[_Change] | None:
        line = _pick(chance, page.fields, _is_choices)
        if not line or line.field is None or len(_ids(line)) > most:
            return None
        known = page.labels(line.field)
        ids = _ids(line)
        if any(id not in known for id in ids):
            return None
        extra = sorted({choice.value for choice in line.field.choices} - {*ids, "onbekend"})
        while len(ids) < 2 and extra and line.field.choices:
            ids.append(chance.choice(extra))
        written = make(chance, ids, [known[id] for id in ids])
        if written is None:
            return None
        return [(line.number, f"{line.key}: {written}", f"{line.key}: [{', '.join(ids)}]")]

    return maker


def _several(chance: random.Random, ids: list[str], labels: list[str], by: str, closed: bool = False) -> str | None:
    words = ids if chance.random() < 0.5 else [label for label in labels if not re.search("[,;:/&]| en ", label)]
    if len(words) != len(ids) or len(ids) < 2:
        return None
    if chance.random() < 0.3:
        words = [word.replace("-", " ") for word in words]
    text = f" {by} ".join((", ".join(words[:-1]), words[-1])) if by in ("en", "&") else by.join(words)
    return f"[{text}]" if closed else text


for _name, _by in {
    "commas": ", ", "semicolons": "; ", "slashes": " / ", "slash": "/", "and": "en", "ampersand": "&", "spaces": " ", "pipe": " | ",
    "plus": " + ",
}.items():  # fmt: skip
    for _closed in (False, True):
        _MAKERS[f"several-by-{_name}{'-in-brackets' if _closed else ''}"] = _of_choices(
            lambda chance, ids, labels, by=_by, closed=_closed: _several(chance, ids, labels, by, closed)  # type: ignore[misc]
        )


@_slip
def _label_for_id(chance: random.Random, page: _Page) -> list[_Change] | None:
    return _of_choices(
        lambda chance, ids, labels: None if any("," in label for label in labels) else f"[{', '.join(labels)}]"
    )(chance, page)


@_slip
def _label_below_each_other(chance: random.Random, page: _Page) -> list[_Change] | None:
    line = _pick(
        chance, page.items, lambda line: line.field is not None and bool(line.field.reference or line.field.choices)
    )
    if not line or line.field is None:
        return None
    label = page.labels(line.field).get(line.value, "")
    if not re.fullmatch(r"\w[\w ’-]+", label):
        return None
    return [(line.number, f"{line.lead}- {label}", page.lines[line.number])]


@_slip
def _typo_in_a_choice(chance: random.Random, page: _Page) -> list[_Change] | None:
    def make(chance: random.Random, ids: list[str], labels: list[str]) -> str | None:
        at = chance.randrange(len(ids))
        return None if len(ids[at]) < 5 else f"[{', '.join([*ids[:at], _typo(chance, ids[at]), *ids[at + 1 :]])}]"

    return _of_choices(make)(chance, page)


@_slip
def _capitals_in_choices(chance: random.Random, page: _Page) -> list[_Change] | None:
    return _of_choices(lambda chance, ids, labels: f"[{', '.join(id.capitalize() for id in ids)}]")(chance, page)


@_slip
def _spaces_in_choices(chance: random.Random, page: _Page) -> list[_Change] | None:
    sign = chance.choice((" ", "_", "–", ""))
    return _of_choices(lambda chance, ids, labels: f"[{', '.join(id.replace('-', sign) for id in ids)}]")(chance, page)


@_slip
def _quotes_in_choices(chance: random.Random, page: _Page) -> list[_Change] | None:
    return _of_choices(lambda chance, ids, labels: "[" + ", ".join(f"‘{id}’" for id in ids) + "]")(chance, page)


@_slip
def _another_bracket(chance: random.Random, page: _Page) -> list[_Change] | None:
    before, after = chance.choice((("(", ")"), ("{", "}"), ("[", ""), ("", "]"), ("[[", "]]"), ("[", ")"), ('"', '"')))
    return _of_choices(lambda chance, ids, labels: before + ", ".join(ids) + after)(chance, page)


@_slip
def _not_a_choice(chance: random.Random, page: _Page) -> list[_Change] | None:
    """A word that is close to none: what is meant is not known, and nothing may be guessed."""
    strange = (
        "duurzaamheid",
        "techniek",
        "gezondheid",
        "noord",
        "randstad",
        "energie",
        "bouw",
        "innovatie",
        "regionaal",
    )
    line = _pick(chance, page.fields, lambda line: _is_choices(line) or _is_choice(line))
    word = chance.choice(strange)
    if not line or line.field is None or word in page.labels(line.field):
        return None
    written = f"[{word}]" if line.value.startswith("[") else word
    return [(line.number, f"{line.key}: {written}", page.lines[line.number])]


@_slip
def _one_choice_as_a_list(chance: random.Random, page: _Page) -> list[_Change] | None:
    line = _pick(chance, page.fields, _is_choice)
    return line and [(line.number, f"{line.key}: [{line.value}]", page.lines[line.number])]


@_slip
def _one_choice_by_its_label(chance: random.Random, page: _Page) -> list[_Change] | None:
    line = _pick(chance, page.fields, _is_choice)
    return (
        line
        and line.field
        and [(line.number, f"{line.key}: {line.field.labels[line.value]}", page.lines[line.number])]
        or None
    )


@_slip
def _two_choices_for_one(chance: random.Random, page: _Page) -> list[_Change] | None:
    line = _pick(chance, page.fields, _is_choice)
    if not line or line.field is None:
        return None
    other = chance.choice(sorted(line.field.labels))
    return [
        (
            line.number,
            f"{line.key}: {line.value}{chance.choice((', ', ' / ', ' en ', '; '))}{other}",
            page.lines[line.number],
        )
    ]


@_slip
def _id_as_a_file(chance: random.Random, page: _Page) -> list[_Change] | None:
    line = _pick(chance, page.fields, _is_choices)
    if not line or not line.field or not line.field.reference:
        return None
    ids = _ids(line)
    at = chance.randrange(len(ids))
    ids[at] = chance.choice(
        (f"{ids[at]}.yml", f"../{line.field.reference}/{ids[at]}.yml", f"{line.field.reference}/{ids[at]}")
    )
    return [(line.number, f"{line.key}: [{', '.join(ids)}]", page.lines[line.number])]


@_slip
def _id_of_nothing(chance: random.Random, page: _Page) -> list[_Change] | None:
    """An id that exists nowhere, of words that others have too."""
    line = _pick(chance, page.fields, _is_choices)
    if not line or not line.field or not line.field.reference:
        return None
    halves = [id.split("-") for id in page.titles.get(line.field.reference, {}) if "-" in id]
    if len(halves) < 2:
        return None
    made = "-".join((chance.choice(halves)[0], chance.choice(halves)[-1]))
    if made in page.titles[line.field.reference]:
        return None
    return [(line.number, f"{line.key}: [{made}]", page.lines[line.number])]


def _of_name(make: Callable[[random.Random, str, Field], str | None]) -> _Maker:
    def maker(chance: random.Random, page: _Page) -> list[_Change] | None:
        line = _pick(chance, page.fields, lambda line: line.field is not None)
        name = make(chance, line.key, line.field) if line and line.field else None
        return [(line.number, f"{name}: {line.value}", page.lines[line.number])] if line and name else None

    return maker


_MAKERS["name-in-dutch"] = _of_name(lambda chance, key, field: field.label)
_MAKERS["name-in-dutch-lower"] = _of_name(lambda chance, key, field: field.label.lower())
_MAKERS["name-with-a-capital"] = _of_name(lambda chance, key, field: key.capitalize())
_MAKERS["name-in-capitals"] = _of_name(lambda chance, key, field: key.upper())
_MAKERS["name-with-a-typo"] = _of_name(lambda chance, key, field: _typo(chance, key) if len(key) > 4 else None)
_MAKERS["name-in-one"] = _of_name(lambda chance, key, field: key[:-1] if key.endswith("s") else f"{key}s")
_MAKERS["name-in-bold"] = _of_name(lambda chance, key, field: f"**{key}**")
_MAKERS["name-in-quotes"] = _of_name(lambda chance, key, field: f"“{key}”")


@_slip
def _date_written_otherwise(chance: random.Random, page: _Page) -> list[_Change] | None:
    line = _pick(chance, page.fields, lambda line: re.fullmatch(r"\d{4}-\d\d-\d\d", line.value) is not None)
    if not line:
        return None
    year, month, day = line.value.split("-")
    name = MONTHS[int(month) - 1]
    written = chance.choice((
        f"{int(day)}-{int(month)}-{year}", f"{day}/{month}/{year}", f"{year}/{month}/{day}", f"{int(day)} {name} {year}",
        f"{int(day)} {name[:3]} {year}", f"{int(day)} {name.capitalize()} {year}", f"{day}.{month}.{year}", f"{year}-{int(month)}-{int(day)}",
        f"{year}{month}{day}", f"{year} {month} {day}", f"{year}–{month}–{day}", f"{int(day)}e {name} {year}", f"{int(day)}-{name[:3]}-{year}",
    ))  # fmt: skip
    return [(line.number, f"{line.lead}{line.key}: {written}", page.lines[line.number])]


@_slip
def _date_not_whole(chance: random.Random, page: _Page) -> list[_Change] | None:
    """A date of which something is missing or cannot be: what is meant is not known."""
    line = _pick(chance, page.fields, lambda line: re.fullmatch(r"\d{4}-\d\d-\d\d", line.value) is not None)
    if not line:
        return None
    year, month, day = line.value.split("-")
    written = chance.choice(
        (
            year,
            f"{year}-{month}",
            f"{year}-{month}-32",
            f"{year}-13-{day}",
            f"{day}-{month}-{year[2:]}",
            "vandaag",
            f"eind {year}",
        )
    )
    return [(line.number, f"{line.lead}{line.key}: {written}", page.lines[line.number])]


@_slip
def _number_written_otherwise(chance: random.Random, page: _Page) -> list[_Change] | None:
    line = _pick(
        chance,
        page.fields,
        lambda line: line.field is not None and line.field.kind in ("number", "either") and line.value.isdigit(),
    )
    if not line:
        return None
    number = int(line.value)
    written = chance.choice((
        f"{number} partners", f"ongeveer {number}", f"ca. {number}", f"~{number}", f"+{number}", f"0{number}", f'"{number}"', f"{number}.0",
        f"{number} (2024)", f"{number},", f"{number}.", _WORDS.get(number, f"{number} stuks"), f"{number}-{number + 5}", f"{number} à {number + 2}",
    ))  # fmt: skip
    return [(line.number, f"{line.key}: {written}", page.lines[line.number])]


@_slip
def _more_than_written_otherwise(chance: random.Random, page: _Page) -> list[_Change] | None:
    line = _pick(chance, page.fields, lambda line: line.field is not None and line.field.kind == "either")
    if not line:
        return None
    number = chance.choice((28, 150, 1200))
    thousand = f"{number // 1000}.{number % 1000:03}" if number > 999 else str(number)
    written = chance.choice(
        (
            f">{number}",
            f"> {number}",
            f"meer dan {number}",
            f"{number}+",
            f"ruim {thousand}",
            f"meer dan {thousand}",
            f"more_than {number}",
            f"{{more_than:{number}}}",
            f"[more_than: {number}]",
        )
    )
    return [(line.number, f"{line.key}: {written}", f"{line.key}: {{more_than: {number}}}")]


@_slip
def _address_written_otherwise(chance: random.Random, page: _Page) -> list[_Change] | None:
    line = _pick(
        chance, page.fields, lambda line: re.fullmatch(r"['\"]?https://[\w./-]+['\"]?", line.value) is not None
    )
    if not line:
        return None
    address = line.value.strip("'\"")
    bare = address.removeprefix("https://")
    written = chance.choice((
        bare, f"www.{bare.removeprefix('www.')}", f"https:/{bare}", f"https//{bare}", f"https: //{bare}", f"<{address}>", f"[{bare}]({address})",
        f"({address})", f"“{address}”", f"{address} (website)", f"https://https://{bare}", f"htps://{bare}", f"[{address}]", f"HTTPS://{bare}", f"{address}, {address}x",
    ))  # fmt: skip
    meant = f"https://{written}" if written.startswith("www.") else address
    return [(line.number, f"{line.lead}{line.key}: {written}", f"{line.lead}{line.key}: {meant}")]


@_slip
def _several_texts_on_a_line(chance: random.Random, page: _Page) -> list[_Change] | None:
    by = chance.choice((", ", "; ", " / "))
    at = [n for n in range(len(page.lines) - 1) if re.fullmatch(r"aliases:", page.lines[n])]
    if at:
        items = [line.value for line in page.items if line.key == "aliases" and re.fullmatch(r"[\w ]+", line.value)]
        if len(items) > 1 and len(items) == sum(line.key == "aliases" for line in page.items):
            lines = [line.number for line in page.items if line.key == "aliases"]
            gone = [(n, "", "") for n in lines]
            return [(at[0], f"aliases: {by.join(items)}", f"aliases: [{', '.join(items)}]"), *gone]
    return None


@_slip
def _titles_for_references(chance: random.Random, page: _Page) -> list[_Change] | None:
    line = _pick(chance, page.fields, _is_choices)
    if not line or not line.field or not line.field.reference:
        return None
    known = page.labels(line.field)
    ids = [id for id in _ids(line) if id in known][:3]
    titles = [known[id] for id in ids]
    if not ids or any(re.search("[,:;/]| en |^[^\\w]", title) for title in titles):
        return None
    return [(line.number, f"{line.key}: {', '.join(titles)}", f"{line.key}: [{', '.join(ids)}]")]


@_slip
def _empty_in_words(chance: random.Random, page: _Page) -> list[_Change] | None:
    """What is not known, written out: nothing can be guessed."""
    line = _pick(
        chance,
        page.fields,
        lambda line: line.field is not None and line.field.kind != "text" and "onbekend" not in line.field.labels,
    )
    word = chance.choice(("", "-", "n.v.t.", "onbekend", "?", "[]", "null", "~", "geen"))
    return line and [(line.number, f"{line.key}: {word}", page.lines[line.number])]


@_slip
def _comment_like_code(chance: random.Random, page: _Page) -> list[_Change] | None:
    line = _pick(
        chance, page.fields, lambda line: not line.lead and not (line.field and line.field.kind in ("text", "markdown"))
    )
    return line and [
        (
            line.number,
            f"{page.lines[line.number]} {chance.choice(('// klopt dit?', '<!-- klopt dit? -->', '(klopt dit?)'))}",
            page.lines[line.number],
        )
    ]


@_slip
def _spaces_that_are_fixed(chance: random.Random, page: _Page) -> list[_Change] | None:
    line = _pick(chance, page.fields, lambda line: bool(line.lead))
    return line and [
        (
            line.number,
            page.lines[line.number].replace(" ", _NBSP, chance.choice((1, len(line.lead)))),
            page.lines[line.number],
        )
    ]
