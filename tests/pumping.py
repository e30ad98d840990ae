"""Every regular expression of the program, and texts made from each that would keep a slow one busy.

A text is made by walking the parsed expression: what leads to a repeated piece, and then that piece again and again,
or the lead itself, so that a search starts at each place anew.
"""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
import re._constants as names  # type: ignore[import-not-found]
import re._parser as parser  # type: ignore[import-not-found]
from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass, replace
from pathlib import Path
from typing import Any

import macros
from tests.conftest import ROOT

_SEARCHES = ("search", "finditer", "findall", "sub", "subn", "split")
_CALLS = (*_SEARCHES, "match", "fullmatch", "compile")
# Signs tried for a class of signs: of each kind some.
_SIGNS = "a1 -.\n\t<[(*_`|#:/@\"'=\\~é€Ã\ufffd\u2019{}&;,%+>)]!?A0"
_FEW = 8  # repeats in one expression of which one and the same is pumped


@dataclass(frozen=True)
class Found:
    """An expression and where it stands. `whole` says that it is only asked of a text from its first sign on."""

    name: str
    pattern: re.Pattern[str]
    whole: bool


def all_patterns() -> list[Found]:
    """Those that modules keep, also within tables, and those that are written where they are used."""
    found: dict[tuple[str, int], Found] = {}
    ways: dict[tuple[str, int], set[str]] = {}  # how modules ask them, also those that take them from another
    for info in pkgutil.walk_packages(macros.__path__, "macros."):
        if info.name.endswith("__main__"):
            continue
        module = importlib.import_module(info.name)
        source = Path(module.__file__ or "").read_text(encoding="utf-8")
        for name, value in vars(module).items():
            if getattr(value, "__module__", info.name) != info.name and is_dataclass(value):
                continue
            searched = re.search(rf"\b{re.escape(name)}(?:\[[^\]]*\])?\.(?:{'|'.join(_SEARCHES)})\(", source)
            asked = re.search(rf"\b{re.escape(name)}(?:\[[^\]]*\])?\.(?:match|fullmatch)\(", source)
            for pattern in _within(value):
                key = (pattern.pattern, pattern.flags)
                found.setdefault(key, Found(f"{info.name}.{name}", pattern, False))
                ways.setdefault(key, set()).update(["whole"] if asked else [], ["anywhere"] if searched else [])
        for node in ast.walk(ast.parse(source)):
            if written := _written(node):
                how, pattern = written
                whole = how in ("match", "fullmatch")
                found.setdefault((pattern.pattern, pattern.flags), Found(f"{info.name}:{node.lineno}", pattern, whole))  # type: ignore[attr-defined]
    assert (ROOT / "macros").is_dir()
    return [replace(one, whole=one.whole or ways.get(key) == {"whole"}) for key, one in found.items()]


def _within(value: Any, depth: int = 0) -> Iterator[re.Pattern[str]]:
    if isinstance(value, re.Pattern):
        if isinstance(value.pattern, str):
            yield value
    elif depth < 4 and isinstance(value, list | tuple | set | frozenset):
        for item in value:
            yield from _within(item, depth + 1)
    elif depth < 4 and isinstance(value, dict):
        for item in value.values():
            yield from _within(item, depth + 1)
    elif depth < 4 and is_dataclass(value) and not isinstance(value, type):
        for one in fields(value):
            yield from _within(getattr(value, one.name), depth + 1)


def _written(node: ast.AST) -> tuple[str, re.Pattern[str]] | None:
    """The expression in a call such as re.sub("a+", …); with parts that only a run knows, those are left out."""
    if not (
        isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and isinstance(node.func.value, ast.Name)
    ):
        return None
    if node.func.value.id != "re" or node.func.attr not in _CALLS or not node.args:
        return None
    first = node.args[0]
    if node.func.attr == "compile" and isinstance(first, ast.JoinedStr):  # a module keeps it, as it is really written
        return None
    parts = first.values if isinstance(first, ast.JoinedStr) else [first]
    text = "".join(str(part.value) if isinstance(part, ast.Constant) else "x" for part in parts)
    if not isinstance(first, ast.Constant | ast.JoinedStr) or (
        isinstance(first, ast.Constant) and not isinstance(first.value, str)
    ):
        return None
    flags = re.NOFLAG
    for argument in (*node.args[1:], *(keyword.value for keyword in node.keywords)):
        for part in ast.walk(argument):
            if isinstance(part, ast.Attribute) and isinstance(part.value, ast.Name) and part.value.id == "re":
                flags |= getattr(re, part.attr, re.NOFLAG)
    try:
        return node.func.attr, re.compile(text, flags)
    except re.error:
        return None


def texts_for(pattern: re.Pattern[str], length: int) -> Iterator[tuple[str, str, str]]:
    """What leads, what is repeated, and what ends a text of about `length` signs."""
    seen: set[tuple[str, str]] = set()
    tree = parser.parse(pattern.pattern, pattern.flags)
    for lead, bodies in list(_repeats(tree, ""))[:_FEW]:
        for body in bodies:
            for start, pump in ((lead, body), ("", lead + body), ("", lead)):
                if pump and len(pump) < length and (start, pump) not in seen:
                    seen.add((start, pump))
                    yield start, pump * (length // len(pump)), "\x00"


def _repeats(tree: Any, lead: str) -> Iterator[tuple[str, list[str]]]:
    """Each repeat in a tree: a text that leads to it, and texts that it repeats."""
    for op, value in tree:
        if op in (names.MAX_REPEAT, names.MIN_REPEAT, names.POSSESSIVE_REPEAT):
            _, most, body = value
            if most is names.MAXREPEAT or most > 16:
                yield lead, _variants(body)
            yield from _repeats(body, lead)
        elif op is names.SUBPATTERN:
            yield from _repeats(value[3], lead)
        elif op is names.ATOMIC_GROUP:
            yield from _repeats(value, lead)
        elif op is names.BRANCH:
            for branch in value[1]:
                yield from _repeats(branch, lead)
        elif op in (names.ASSERT, names.ASSERT_NOT):
            yield from _repeats(value[1], lead)
        lead += _sample([(op, value)], 0)


def _variants(body: Any) -> list[str]:
    """A few texts that the body of a repeat matches: each branch, and several signs of a class."""
    found = [_sample(body, number) for number in range(4)]
    if len(body) == 1 and body[0][0] is names.SUBPATTERN:
        found += _variants(body[0][1][3])
    if len(body) == 1 and body[0][0] is names.BRANCH:
        found += [text for branch in body[0][1][1] for text in _variants(branch)[:2]]
    return list(dict.fromkeys(text for text in found if text))[:4]


def _sample(tree: Any, number: int) -> str:
    """A text that a tree matches; `number` picks another of the signs that a class allows."""
    return "".join(_one(op, value, number) for op, value in tree)


def _one(op: Any, value: Any, number: int) -> str:
    if op is names.LITERAL:
        return chr(value)
    if op in (names.NOT_LITERAL, names.ANY, names.IN):
        fitting = [sign for sign in _SIGNS if _fits(op, value, sign)]
        if fitting:
            return fitting[number % len(fitting)]
        return next(
            (
                chr(part) if kind is names.LITERAL else chr(part[0])
                for kind, part in value
                if kind in (names.LITERAL, names.RANGE)
            ),
            "",
        )
    if op in (names.MAX_REPEAT, names.MIN_REPEAT, names.POSSESSIVE_REPEAT):
        return _sample(value[2], number) * min(max(value[0], 1 if value[1] else 0), 60)
    if op is names.SUBPATTERN:
        return _sample(value[3], number)
    if op is names.ATOMIC_GROUP:
        return _sample(value, number)
    if op is names.BRANCH:
        return _sample(value[1][number % len(value[1])], number)
    return ""


def _fits(op: Any, value: Any, sign: str) -> bool:
    if op is names.ANY:
        return sign != "\n"
    if op is names.NOT_LITERAL:
        return ord(sign) != value
    negated, hit = False, False
    for kind, part in value:
        if kind is names.NEGATE:
            negated = True
        elif kind is names.LITERAL:
            hit = hit or part == ord(sign)
        elif kind is names.RANGE:
            hit = hit or part[0] <= ord(sign) <= part[1]
        elif kind is names.CATEGORY:
            hit = hit or _in_category(part, sign)
    return hit != negated


def _in_category(category: Any, sign: str) -> bool:
    kinds = {
        names.CATEGORY_DIGIT: sign.isdigit(),
        names.CATEGORY_SPACE: sign.isspace(),
        names.CATEGORY_WORD: sign.isalnum() or sign == "_",
    }
    opposite = {
        names.CATEGORY_NOT_DIGIT: names.CATEGORY_DIGIT,
        names.CATEGORY_NOT_SPACE: names.CATEGORY_SPACE,
        names.CATEGORY_NOT_WORD: names.CATEGORY_WORD,
    }
    return kinds[category] if category in kinds else not kinds[opposite[category]]
