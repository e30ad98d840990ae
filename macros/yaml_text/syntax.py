"""What is wrong with a text that is no YAML, in words for whoever wrote it.

libyaml says in English, often lines too late, what it cannot go on with. This
module looks at the writer's own lines and says in Dutch what was likely done,
where, and what to type instead. Its rules stand in one ordered table: the first
that recognises the mistake speaks.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

import yaml

from macros.base.labels import is_sentence
from macros.problems.problem import Fix, Problem, Spot
from macros.yaml_text.indents import home, places
from macros.yaml_text.quotes import APOSTROPHE, BACKSLASH, SHORTENED, SMART_END, SMART_WORDS, quoted, smart_quotes

# Lines longer than this are not looked into: no writer's mistake needs it, and no pattern gets to run away.
_LONGEST = 2_000
_FIELD = re.compile(r"(?P<lead>[ \t]*(?:- +)?)(?P<key>[\w-]+)[ \t]*:(?P<gap>[ \t]+)(?P<value>(?:.*[^ \t\n])?)[ \t]*$")
_LEAD = re.compile(r"([ \t]*)(?:- +)*")
_NAME = re.compile(r"(?P<name>[\w-]+)[ \t]*:(?=\s|$)")
_ITEM = re.compile(r"(?P<lead>[ \t]*- +)(?P<value>\S(?:.*[^ \t\n])?)[ \t]*$")
_KEY_LINE = re.compile(r"[ \t]*(?:- +)?[\w-]+[ \t]*:(?:[ \t]|$)|---[ \t]*$")
_GLUED = re.compile(r"\s*(?:- +)?([\w-]+):(?=[^\s/:])")
_WHOLE_QUOTED = re.compile(r"(?P<quoted>\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*')(?P<gap>\s*)(?P<rest>[^\s#].*)$")


_NO_COLON = "Hier begint een nieuwe regel, maar er staat geen veldnaam met een dubbele punt."
# What cannot go on below its line as a text: a day, a number, a word alone, a list or a group.
_NO_TEXT = re.compile(r"[^\s|>]+|[\[{].*")
_TEXT = "body"  # the field that holds a text of more paragraphs, as in `front_matter`


@dataclass(frozen=True)
class _Failure:
    """Where libyaml stopped: its words, the lines read so far, and two marks as (line, column) from 0."""

    words: str
    lines: list[str]
    at: int
    column: int
    begun: int
    begun_column: int
    first_line: int
    in_markdown: bool

    @property
    def line(self) -> str:
        return self.lines[self.at]

    def says(self, *signs: str) -> bool:
        return any(sign in self.words for sign in signs)

    def above(self, at: int) -> int | None:
        """The nearest line above `at` that is not empty."""
        return next((n for n in range(at - 1, -1, -1) if self.lines[n].strip()), None)


@dataclass(frozen=True)
class _Found:
    """A mistake recognised: the place counts from 0."""

    code: str
    at: int
    column: int
    message: str
    hint: str
    fix: Fix | None = None


def syntax_problem(error: yaml.MarkedYAMLError, text: str, path: str, first_line: int) -> Problem:
    """What a syntax error means to the writer, where it was made rather than where it was found."""
    lines = text.rstrip("\n").split("\n")
    mark = error.problem_mark or error.context_mark
    begun = error.context_mark or mark
    last = len(lines) - 1
    failure = _Failure(
        words=f"{error.context or ''} {error.problem or ''}",
        lines=[line if len(line) <= _LONGEST else "" for line in lines],
        at=min(mark.line, last) if mark else 0,
        column=mark.column if mark and mark.line <= last else 0,
        begun=min(begun.line, last) if begun else 0,
        begun_column=begun.column if begun and begun.line <= last else 0,
        first_line=first_line,
        in_markdown=path.endswith(".md"),
    )
    found = next(found for rule in _RULES if (found := rule(failure)))
    return Problem.of(
        found.code, path, Spot(found.at + first_line, found.column + 1), found.message, found.hint, fix=found.fix
    )


def _tab(failure: _Failure) -> _Found | None:
    for at in (failure.at, failure.at - 1):
        line = failure.lines[at] if at >= 0 else ""
        lead = line[: len(line) - len(line.lstrip())]
        if "\t" not in lead and not (at == failure.at and failure.says("\\t") and "\t" in line):
            continue
        rights = [line.replace("\t", "  ")]
        if "\t" in lead:  # how far in, only the lines above can tell
            bare = line.lstrip().replace("\t", " ")
            steps = places([*failure.lines[:at], bare], at)
            rights = [" " * step + bare for step in steps] or rights
        return _Found(
            "yaml-tab",
            at,
            line.index("\t"),
            "Hier staat een tab. Inspringen doe je hier met spaties.",
            "Zet in de plaats van de tab zoveel spaties dat de regel recht onder de regels staat waar hij bij hoort.",
            Fix(line, rights[0], tuple(rights[1:])),
        )
    return None


def _smart_quote(failure: _Failure) -> _Found | None:
    field = _FIELD.match(failure.line)
    fix = smart_quotes(field["value"]) if field else None
    return _Found("yaml-smart-quote", failure.at, field.start("value"), *SMART_WORDS, fix) if field and fix else None


NO_NAME = ("Hier ontbreekt een veldnaam.", "Schrijf een naam voor de dubbele punt.")


def _open_quote(failure: _Failure) -> _Found | None:
    """A quote that is not closed on its line, while the next line is a field: found late, or at another quote."""
    if failure.says("while parsing a flow") and failure.begun == failure.at:
        return None
    for at in range(min(failure.at, failure.begun), failure.at + 1):
        field = _FIELD.match(failure.lines[at])
        value = field["value"] if field else failure.lines[at].strip().removeprefix("- ")
        sign = value[:1]
        if sign not in ("'", '"') or _closes(value, sign):
            continue
        if SHORTENED.match(value) and not value.endswith(sign):
            column = failure.lines[at].index(value)
            return _Found("yaml-quote", at, column, *APOSTROPHE, Fix(value, f'"{value}"'))
        following = failure.lines[at + 1] if at + 1 < len(failure.lines) else "---"
        if _KEY_LINE.match(following) or failure.says("while scanning a quoted scalar"):
            return _Found(
                "yaml-quote",
                at,
                failure.lines[at].index(value),
                "Deze tekst begint met een aanhalingsteken, maar het sluitende aanhalingsteken ontbreekt.",
                "Zet aan het einde van de tekst hetzelfde aanhalingsteken als aan het begin.",
                Fix(value, _with_end(value, sign)),
            )
    return None


def _with_end(value: str, sign: str) -> str:
    """A value with the quote that it lacks, in place of a curly one or of the other straight one."""
    other = "'" if sign == '"' else '"'
    instead = value[-1:] in SMART_END or (value.endswith(other) and value.count(other) == 1)
    return (value[:-1] if instead else value) + sign


def _closes(value: str, sign: str) -> bool:
    """Whether a value that begins with a quote has its other one on the same line."""
    bare = re.sub(r"\\.", "", value[1:]) if sign == '"' else value[1:].replace("''", "")
    return sign in bare


def _quote_begun(failure: _Failure) -> _Found | None:
    if not failure.says("quoted scalar"):
        return None
    if failure.says("escape"):
        field = _FIELD.match(failure.line) or _ITEM.match(failure.line)
        value = field["value"] if field else ""
        whole = len(value) > 1 and value[0] == value[-1] == '"' and '"' not in value[1:-1]
        return _Found(
            "yaml-quote", failure.at, failure.column, *BACKSLASH, Fix(value, quoted(value)) if whole else None
        )
    return _Found(
        "yaml-quote",
        failure.begun,
        failure.begun_column,
        "Deze tekst begint met een aanhalingsteken, maar het sluitende aanhalingsteken ontbreekt.",
        "Zet aan het einde van de tekst hetzelfde aanhalingsteken als aan het begin.",
    )


def _after_quote(failure: _Failure) -> _Found | None:
    field = _FIELD.match(failure.line)
    value = field["value"] if field else failure.line.strip().removeprefix("- ")
    found = _WHOLE_QUOTED.match(value)
    if not found or failure.says("while parsing a flow", "escape"):
        return None
    return _Found(
        "yaml-after-quote",
        failure.at,
        failure.line.index(value) + found.start("rest"),
        "Achter het sluitende aanhalingsteken staat nog tekst.",
        "Zet de hele waarde tussen aanhalingstekens, van een soort die er zelf niet in staat.",
        Fix(value, quoted(value)),
    )


def _glued(failure: _Failure) -> _Found | None:
    if not failure.says("mapping values are not allowed", "could not find expected ':'"):
        return None
    for at in (failure.at - 1, failure.begun, failure.at):
        glued = _GLUED.match(failure.lines[at]) if at >= 0 else None
        if glued:
            name = glued.group(1)
            return _Found(
                "yaml-space",
                at,
                glued.end() - 1,
                "Na de dubbele punt ontbreekt een spatie.",
                f"Schrijf ‘{name}: …’, met een spatie na de dubbele punt.",
                Fix(f"{name}:", f"{name}: "),
            )
    return None


def _too_far(failure: _Failure) -> _Found | None:
    """A field that stands further to the right than the finished field above it."""
    above = failure.above(failure.at)
    if not failure.says("mapping values are not allowed") or above is None or not _FIELD.match(failure.line):
        return None
    upper = _FIELD.match(failure.lines[above])
    indent = len(failure.line) - len(failure.line.lstrip())
    if not upper or not upper["value"] or indent <= len(upper["lead"]) or upper["value"][:1] in "|>":
        return None
    return _Found(
        "yaml-indent",
        failure.at,
        indent,
        "Deze regel springt verder in dan het veld erboven, en dat veld is al af.",
        "Laat velden die bij elkaar horen op dezelfde plek beginnen.",
        _moved(failure),
    )


def _after_bracket(failure: _Failure) -> _Found | None:
    """Text such as `[Concept] Naam`: what begins with a bracket is a list to YAML, and a list is all there is."""
    field = _FIELD.match(failure.line) or _ITEM.match(failure.line)
    if not field or not failure.says("did not find expected key", "expected <block end>", "did not find expected '-'"):
        return None
    value = field["value"]
    close = {"[": "]", "{": "}"}.get(value[:1])
    if not close or close not in value or field.start("value") + value.index(close) >= failure.column:
        return None
    return _Found(
        "yaml-character",
        failure.at,
        field.start("value"),
        f"Een waarde die met {value[0]} begint, leest het programma als een lijst of groep.",
        "Is het gewone tekst, zet de hele waarde dan tussen aanhalingstekens.",
        Fix(value, quoted(value)),
    )


def _block_text(failure: _Failure) -> _Found | None:
    """Text below `field: |` that does not stand to the right of the field."""
    above = failure.above(failure.begun)
    upper = _FIELD.match(failure.lines[above] + " ") if above is not None else None
    line = failure.lines[failure.begun]
    if not upper or upper["value"][:1] not in ("|", ">") or not line.strip():
        return None
    step = len(upper["lead"]) + 2
    return _Found(
        "yaml-indent",
        failure.begun,
        failure.begun_column,
        f"De tekst onder ‘{upper['key']}: {upper['value']}’ springt niet in.",
        "Zet voor elke regel van de tekst twee spaties.",
        Fix(line, " " * step + line.lstrip()),
    )


def _no_colon(failure: _Failure) -> _Found | None:
    """A name without its colon, found at the colon of the field below it."""
    above = failure.above(failure.at)
    field = _FIELD.match(failure.line)
    if not failure.says("mapping values are not allowed") or above is None or not field:
        return None
    line = failure.lines[above]
    lead = _LEAD.match(line)
    own = failure.column <= field.start("gap")  # not one in the value
    if not own or not lead or ":" in line or len(lead[0]) != len(field["lead"]):
        return None
    return _without_colon(failure, above, len(lead[0]), line)


def _without_colon(failure: _Failure, at: int, column: int, line: str) -> _Found:
    words = re.match(r"(\s*(?:- +)?)([a-z_]{3,})(?: *(?:[=;]|\.:) *| +)([^\s=;].*)$", line)
    upper = next((found for above in failure.lines[at - 1 :: -1] if at and (found := _NAME.match(above))), None)
    hint = "Schrijf ‘veldnaam: waarde’."
    fix = Fix(line, f"{words[1]}{words[2]}: {words[3]}") if words else None
    if upper:
        name = upper["name"]
        value = upper.string[upper.end() :].strip()
        if _NO_TEXT.fullmatch(value) if value else failure.above(at) != failure.lines.index(upper.string):
            return _Found("yaml-colon-missing", at, column, _NO_COLON, f"{hint} {_text_below(failure)}", fix)
        hint += (
            f" Hoort de regel bij ‘{name}’? Zet er dan twee spaties voor. Zijn het meer alinea’s of is het een lijst, "
            f"schrijf dan ‘{name}: |’ met de hele tekst eronder."
        )
    return _Found(
        "yaml-colon-missing",
        at,
        column,
        _NO_COLON,
        hint,
        fix,
    )


def _text_below(failure: _Failure) -> str:
    """Where a text may go that stands below a field that holds no text."""
    if failure.in_markdown:
        return "Is het gewone tekst, zet die dan onder de tweede regel met drie streepjes."
    number = next((n for n, line in enumerate(failure.lines) if line.startswith(f"{_TEXT}:")), None)
    if number is not None:
        return f"Is het gewone tekst, zet die dan onder ‘{_TEXT}: |’ (regel {failure.first_line + number}), met twee spaties voor elke regel."
    return f"Is het gewone tekst, zet er dan een regel ‘{_TEXT}: |’ boven, en twee spaties voor elke regel."


def _text_over_lines(failure: _Failure) -> _Found | None:
    """A sentence with a colon within a text that goes on below the line of its field: quotes cannot mend one line of it."""
    line = failure.line
    indent = len(line) - len(line.lstrip())
    before = line[: failure.column].strip()
    if not failure.says("mapping values are not allowed") or not indent or not is_sentence(before):
        return None
    at = next((n for n in range(failure.at - 1, -1, -1) if _starts(failure.lines[n], indent)), None)
    upper = _FIELD.match(failure.lines[at]) if at is not None else None
    if at is None or not upper or upper["value"][:1] in ("", "|", ">", "'", '"', "[", "{"):
        return None
    name = upper["key"]
    return _Found(
        "yaml-colon",
        failure.at,
        failure.column,
        f"Hier staat een dubbele punt in een tekst van meer regels, die begint bij ‘{name}’ (regel {failure.first_line + at}).",
        f"Schrijf daar ‘{name}: |’ en zet de hele tekst eronder, met {len(upper['lead']) + 2} spaties voor elke regel.",
    )


def _starts(line: str, indent: int) -> bool:
    """Whether a line stands less far in than `indent`."""
    return bool(line.strip()) and len(line) - len(line.lstrip()) < indent


def _point_beside(failure: _Failure) -> _Found | None:
    """The first point of a list on the line of its field: `field: - point`."""
    field = _FIELD.match(failure.line)
    if (
        not field
        or not re.match(r"- +\S", field["value"])
        or not failure.says("block sequence entries are not allowed")
    ):
        return None
    below = failure.lines[failure.at + 1] if failure.at + 1 < len(failure.lines) else ""
    listed = bool(re.match(r"\s*- +\S", below))
    name, value = field["key"], field["value"]
    hint = f"Schrijf op deze regel alleen ‘{name}:’. Zet elk punt daaronder op een eigen regel: ‘  {value}’, met {len(field['lead']) + 2} spaties ervoor."
    if not listed:
        hint += " Is het geen lijst, zet de waarde dan tussen aanhalingstekens."
    return _Found(
        "yaml-character",
        failure.at,
        field.start("value"),
        "Een punt van een lijst begint op een nieuwe regel.",
        hint,
        None if listed else Fix(value, quoted(value)),
    )


def _marked_name(failure: _Failure) -> _Found | None:
    """A name in bold, as one writes it in Markdown."""
    found = re.match(r"(\s*(?:- +)?)(?P<marked>\*{1,2}([\w-]+)(?:\*{1,2}:|:\*{1,2}))(?=\s|$)", failure.line)
    if not found:
        return None
    return _Found(
        "yaml-key",
        failure.at,
        found.start("marked"),
        "Een veldnaam staat zonder sterretjes.",
        f"Schrijf ‘{found[3]}:’.",
        Fix(found["marked"], f"{found[3]}:"),
    )


def _colon(failure: _Failure) -> _Found | None:
    if not failure.says("mapping values are not allowed"):
        return None
    field = _FIELD.match(failure.line)
    address = re.match(r"https?: +//(?=\S)", field["value"]) if field else None
    if address:
        message, hint = "In dit adres staat een spatie.", "Haal de spatie weg."
        joined = Fix(address[0], address[0].replace(" ", ""))
        return _Found("yaml-colon", failure.at, failure.column, message, hint, joined)
    fix = Fix(field["value"], quoted(field["value"])) if field and field["value"] else None
    return _Found(
        "yaml-colon",
        failure.at,
        failure.column,
        "Hier staat een dubbele punt in de tekst. Het programma leest daar een nieuw veld.",
        "Zet de hele waarde tussen aanhalingstekens.",
        fix,
    )


def _list(failure: _Failure) -> _Found | None:
    if not failure.says("while parsing a flow"):
        return None
    line = failure.lines[failure.begun]
    sign = line[failure.begun_column : failure.begun_column + 1]
    close = {"[": "]", "{": "}"}.get(sign, "]")
    alone = close not in line[failure.begun_column :]
    rest = line[failure.begun_column :].rstrip().rstrip(",")
    return _Found(
        "yaml-list",
        failure.begun,
        failure.begun_column,
        f"Deze {'lijst' if close == ']' else 'groep'} begint met {sign or '['} maar wordt niet goed afgesloten.",
        f"Zet komma’s tussen de waarden en sluit af met {close}.",
        Fix(line[failure.begun_column :].rstrip(), rest + close) if alone and rest else None,
    )


def _no_field(failure: _Failure) -> _Found | None:
    if not failure.says("could not find expected ':'"):
        return None
    return _without_colon(failure, failure.begun, failure.begun_column, failure.lines[failure.begun])


def _character(failure: _Failure) -> _Found | None:
    if not failure.says(
        "cannot start any token", "are not allowed", "expected comment or line break", "alphabetic or numeric",
        "block node did not find expected node content", "expected whitespace or line break",
    ):  # fmt: skip
        return None
    field = _FIELD.match(failure.line) or _ITEM.match(failure.line)
    starts = field is not None and field["value"][:1] in set("@`%?-|>*&]},!")
    fix = Fix(field["value"], quoted(field["value"])) if field and starts else None
    above_number = re.fullmatch(r">=? *(\d{1,9})", field["value"]) if field else None
    if field and above_number:
        fix = Fix(field["value"], f"{{more_than: {above_number[1]}}}")
    return _Found(
        "yaml-character",
        failure.at,
        field.start("value") if field and starts else failure.column,
        "Een waarde mag niet met dit teken beginnen.",
        "Zet de waarde tussen aanhalingstekens.",
        fix,
    )


def _indent(failure: _Failure) -> _Found | None:
    if not failure.says("did not find expected key", "expected <block end>", "did not find expected '-'"):
        return None
    line = failure.line
    indent = len(line) - len(line.lstrip())
    steps = [step for step in places(failure.lines, failure.at) if step != indent]
    message = "Deze regel springt anders in dan de regels waar hij bij hoort."
    hint = "Laat regels die bij elkaar horen op dezelfde plek beginnen, met spaties ervoor."
    if not steps or not line.strip():
        return _Found("yaml-indent", failure.at, failure.column, message, hint)
    if len(steps) == 1:
        nearest = steps[0]
        spaces = {0: "Haal de spaties ervoor weg.", 1: "Zet er één spatie voor."}
        hint = spaces.get(nearest, f"Zet er {nearest} spaties voor.")
    return _Found("yaml-indent", failure.at, failure.column, message, hint, _moved(failure))


def _moved(failure: _Failure) -> Fix | None:
    """The line as far in as it may stand, where there is such a place."""
    bare = failure.line.lstrip()
    lines = [" " * step + bare for step in places(failure.lines, failure.at)]
    return Fix(failure.line, lines[0], tuple(lines[1:])) if lines else None


def _item_astray(failure: _Failure) -> _Found | None:
    """An item of a list below a field that is finished: moving it to the left or the right does not help."""
    says = failure.says("mapping values are not allowed", "did not find expected key", "expected <block end>", "did not find expected '-'")  # fmt: skip
    above = failure.above(failure.at)
    upper = _FIELD.match(failure.lines[above]) if above is not None else None
    if not says or not upper or not re.match(r" *- +\S", failure.line) or places(failure.lines, failure.at):
        return None
    found = home(failure.lines, failure.at)
    message = f"Dit punt van een lijst staat onder ‘{upper['key']}’, en dat veld is al af."
    hint = "Zet het onder het veld met de lijst waar het bij hoort, met alles wat erbij hoort."
    if found:
        name, line, after = found
        below = f", boven ‘{after}’" if after else ""
        hint = f"Hoort het bij ‘{name}’ (regel {failure.first_line + line})? Zet het dan dáár onder{below}, met alles wat erbij hoort."
    return _Found("yaml-indent", failure.at, failure.line.index("-"), message, hint)


def _no_name(failure: _Failure) -> _Found | None:
    line = failure.lines[failure.at]
    if not re.match(r"\s*:(\s|$)", line):
        return None
    return _Found("yaml-key", failure.at, line.index(":"), *NO_NAME)


def _document(failure: _Failure) -> _Found | None:
    if not failure.says("did not find expected <document start>", "expected '<document start>'"):
        return None
    first = next((n for n, line in enumerate(failure.lines) if line.strip() and not line.lstrip().startswith("#")), 0)
    line = failure.lines[first]
    if line.startswith(" ") and _FIELD.match(line):
        message = "Voor het eerste veld staat een spatie. Daardoor horen de andere er niet bij."
        return _Found("yaml-indent", first, 0, message, "Haal de spatie weg.", Fix(line, line.lstrip()))
    return _Found(
        "yaml-document",
        failure.at,
        failure.column,
        "Hier eindigt de lijst met velden onverwacht.",
        "Laat elk veld aan het begin van de regel beginnen, als ‘veldnaam: waarde’.",
    )


def _unknown(failure: _Failure) -> _Found:
    return _Found(
        "yaml-syntax",
        failure.at,
        failure.column,
        "Deze regel kan het programma niet lezen.",
        "Schrijf elk veld als ‘veldnaam: waarde’; zet tekst met bijzondere tekens tussen aanhalingstekens.",
    )


_RULES: tuple[Callable[[_Failure], _Found | None], ...] = (
    _tab,
    _no_name,
    _marked_name,
    _smart_quote,
    _open_quote,
    _quote_begun,
    _glued,
    _no_colon,
    _block_text,
    _point_beside,
    _item_astray,
    _text_over_lines,
    _too_far,
    _after_quote,
    _after_bracket,
    _colon,
    _list,
    _no_field,
    _character,
    _indent,
    _document,
    _unknown,
)
