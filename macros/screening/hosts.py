"""Addresses on the web that cannot be what they seem: no host, somebody's own network, a name before the @, a disguise.

Whether a page answers is for `links` to ask; this is what an address says by itself (WHATWG URL, RFC 6761, RFC 6890,
and for names in two scripts UTS 39).
"""

from __future__ import annotations

import ipaddress
import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from urllib.parse import unquote

from macros.problems.messages import said
from macros.problems.problem import Problem
from macros.reading.entry_files import EntryFile
from macros.schema.schemas import Schema
from macros.screening.leftovers import without_code
from macros.screening.lookalikes import latin

_ADDRESS = re.compile(r"https?:/{0,3}[^\s<>\[\]\"'`{}|\\^]{0,2000}", re.IGNORECASE)
_AUTHORITY = re.compile(r"https?:(?://)?(?P<authority>[^/?#\\]*)", re.IGNORECASE)
# A link whose words are an address themselves.
_LINK = re.compile(
    r"\[(?P<words>[^\[\]\n]{4,200})\]\(\s{0,3}<?(?P<target>https?://[^\s<>()]{1,500})"
    r"|<a\s[^<>]{0,300}?href\s{0,3}=\s{0,3}[\"']?(?P<raw>https?://[^\s\"'<>]{1,500})[^<>]{0,300}>(?P<inside>[^<>\n]{4,200})</a",
    re.IGNORECASE,
)
_SHOWN = re.compile(
    r"(?:https?://(?:www\.)?|www\.)(?P<host>(?:[\w-]{1,63}\.){1,6}[a-z]{2,24})(?:[/?#:]\S{0,300})?"
    r"|(?P<bare>(?:[\w-]{1,63}\.){1,6}(?:nl|eu|com|org|be|de|frl))(?:[/?#:]\S{0,300})?",  # Node.js is no address
    re.IGNORECASE,
)
_LABEL = re.compile(r"[^\W_](?:[\w-]{0,61}[^\W_])?")
_NUMBER = re.compile(r"(?:0x[0-9a-f]*|[0-9]+)", re.IGNORECASE)
# Names that lead nowhere outside somebody's own network (RFC 6761, 6762, 8375, and ICANN's list of name collisions).
OWN = frozenset(
    (
        "localhost", "localdomain", "local", "internal", "intranet", "lan", "home", "corp", "private", "arpa",
        "invalid", "onion",
    )
)  # fmt: skip
_TOGETHER = ({"CJK", "HIRAGANA", "KATAKANA"}, {"CJK", "HANGUL"}, {"CJK", "BOPOMOFO"})
_ARCHIVES = frozenset(["web.archive.org", "archive.org"])
_LONGEST = 100_000
_MOST = 10


def addresses(entry: EntryFile, schema: Schema) -> Iterator[Problem]:
    """What is wrong with the addresses in one entry, as they are written."""
    for at, text in entry.texts:
        if "http" not in text and "HTTP" not in text.upper():
            continue
        number = 0
        shown = without_code(text[:_LONGEST])
        for found in _ADDRESS.finditer(shown):
            address = found[0].rstrip(".,;:!?)*_")
            if found[0] == text and address.lower().rstrip("/") in ("https:", "http:"):
                continue  # that is no address at all
            wrong = wrong_with(address)
            if wrong and number < _MOST:
                number += 1
                yield entry.problem_in("address", at, text, found.start(), *wrong)
        for start, words, host in disguised(shown):
            message = f"Deze link toont ‘{words[:60]}’, maar gaat naar {host[:60]}."
            hint = "Schrijf als tekst waar de lezer uitkomt, of verbeter het adres."
            yield entry.problem_in("link-disguised", at, text, start, message, hint)


def wrong_with(address: str) -> tuple[str, str] | None:
    """What is wrong with an address and what to do, in Dutch; None when nothing is."""
    found = _AUTHORITY.match(address)
    return _wrong_with(found["authority"] if found else "")


@lru_cache(maxsize=4_000)
def _wrong_with(authority: str) -> tuple[str, str] | None:
    before, at, rest = authority.rpartition("@")
    if at:
        return said("address", "at", before=before[:40], rest=rest[:60])
    host = _host(authority)
    if not host:
        return said("address", "none")
    if host.startswith("[") or _NUMBER.fullmatch(host.rpartition(".")[2]):
        return _number(host)
    labels = host.split(".")
    if len(labels) == 1 or labels[-1] in OWN:
        return said("address", "own", host=host[:60])
    if len(host) > 253 or not all(_LABEL.fullmatch(label) for label in labels):
        return said("address", "impossible", host=host[:60])
    for label in labels:
        name = _written(label)
        seems = latin(name)
        if not name.isascii() and (len(_scripts(name)) > 1 or (seems.isascii() and seems != name)):
            message = (
                f"‘{name[:40]}’ in dit adres lijkt op ‘{seems[:40]}’, maar er staan letters uit een ander schrift in."
            )
            return message, "Typ het adres opnieuw, of kopieer het van de website zelf."
    return None


def host_of(address: str) -> str:
    """The host of an address as a browser takes it, in small letters, without a port or a point at the end."""
    found = _AUTHORITY.match(address)
    return _host(found["authority"]) if found else ""


def _host(authority: str) -> str:
    authority = authority.rpartition("@")[2]
    host = authority if authority.startswith("[") else re.sub(r":\d{0,5}\Z", "", authority)
    return unicodedata.normalize("NFKC", unquote(host)).lower().removesuffix(".")


def disguised(text: str) -> Iterator[tuple[int, str, str]]:
    """Links whose words are an address of another site: where, the words, and the host they lead to."""
    for found in _LINK.finditer(text) if "](" in text or "<a" in text.lower() else ():
        words = (found["words"] or found["inside"]).strip(" *_`")
        target = found["target"] or found["raw"]
        shown = _SHOWN.fullmatch(words)
        if shown:
            says, leads = _bare((shown["host"] or shown["bare"]).lower()), _bare(host_of(target))
            near = says == leads or leads.endswith(f".{says}") or says.endswith(f".{leads}")
            # A copy in an archive has the address in its own.
            if not near and not (leads in _ARCHIVES and f"//{says}" in target.replace("//www.", "//")):
                yield found.start(), words, leads


def _bare(host: str) -> str:
    return host.removeprefix("www.")


def _number(host: str) -> tuple[str, str] | None:
    """What is wrong with a host that is a number."""
    hint = "Gebruik de naam van de website."
    try:
        number = ipaddress.ip_address(host.strip("[]"))
    except ValueError:  # a browser takes 2130706433 and 0x7f.1 for numbers too
        return f"‘{host[:60]}’ is geen naam van een website, maar een getal.", hint
    if not number.is_global:
        return said("address", "own", host=host[:60])
    return f"‘{host[:60]}’ is een nummer: een lezer ziet niet waar de link heen gaat.", hint


def _written(label: str) -> str:
    """A part of a host as a reader sees it: xn--… is how computers write other letters (RFC 3492)."""
    if not label.startswith("xn--"):
        return label
    try:
        return label[4:].encode("ascii").decode("punycode")
    except UnicodeError:
        return label


def _scripts(name: str) -> set[str]:
    """The scripts of the letters of a name; those that are written together count as one."""
    found = {unicodedata.name(sign, "").split(" ")[0] for sign in name if sign.isalpha()}
    for together in _TOGETHER:
        if len(found) > 1 and found <= together:
            return {"CJK"}
    return found
