"""A small knowledge base to begin with: two collections of three entries, its settings, schemas, pages and workflows.

What is of no field comes from the project that this stands in: the programs, the looks, the locks, the workflows. The
rest is written here, from a name and what the two kinds of things are called.
"""

from __future__ import annotations

import json
import re
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from macros.base.folding import slug

OURS = Path(__file__).parent.parent.parent
# What every knowledge base has as it is.
_AS_IT_IS = (
    "macros", "requirements", "docs/assets/css", "docs/assets/js", "schemas/common.schema.json",
    "schemas/settings.schema.json", ".github/scripts", ".github/dependabot.yml", ".github/workflows/check.yml",
    ".github/workflows/links.yml", ".github/workflows/publish.yml", ".github/workflows/stale.yml", ".gitignore", "LICENSE",
)  # fmt: skip
_ICONS = ("material/shape", "material/star")
_EACH = ("een", "twee", "drie")


@dataclass(frozen=True)
class Word:
    """What one of something is called, and more of it."""

    one: str
    many: str

    @property
    def folder(self) -> str:
        return slug(self.many)

    @property
    def title(self) -> str:
        return self.many[:1].upper() + self.many[1:]

    @property
    def one_title(self) -> str:
        return self.one[:1].upper() + self.one[1:]


def write(target: Path, name: str, words: tuple[Word, Word]) -> None:
    """Write a knowledge base into `target`. Raises FileExistsError where something stands there already."""
    if target.is_dir() and any(target.iterdir()) or target.is_file():
        raise FileExistsError(target)
    for part in _AS_IT_IS:
        source, place = OURS / part, target / part
        place.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, place, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, place)
    for file, text in texts(name, words).items():
        place = target / file
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8")


def texts(name: str, words: tuple[Word, Word]) -> dict[str, str]:
    """What a new knowledge base has of its own, by file."""
    first, second = words
    plain = json.dumps(name)[1:-1].replace("<", "").replace("&", "en")
    files = {
        "kennisbank.yml": _settings(name, words),
        "mkdocs.yml": _generator(name, words),
        "Makefile": _MAKEFILE,
        "README.md": f"# {name}\n\n{_README}",
        "docs/index.md": _page(f"# {name}\n\n{_HOME}"),
        "docs/over/index.md": _page(_OVER),
        "docs/meedoen/index.md": _page(f"{_TAKE_PART}\n\n{_FIELDS}"),
        "docs/assets/images/logo.svg": _LOGO.replace("NAME", plain),
        "schemas/vocabulary.schema.json": _json(_VOCABULARY),
        ".github/workflows/check.yml": _without_tests(),
        ".vscode/settings.json": _json(
            {
                "yaml.schemas": {
                    "schemas/settings.schema.json": "kennisbank.yml",
                    **{f"schemas/{word.folder}.schema.json": f"content/{word.folder}/*.yml" for word in words},
                }
            }
        ),
    }
    for word, other in ((first, second), (second, first)):
        files[f"docs/{word.folder}/index.md"] = _page(f'# {word.title}\n\n{{{{ index("{word.folder}") }}}}')
        files[f"schemas/{word.folder}.schema.json"] = _json(_schema(word, other, refers=word is first))
        for place, number in enumerate(_EACH):
            refers = [f"{other.folder}: [{slug(f'{other.one} {number}')}]"] if word is first else []
            files[f"content/{word.folder}/{slug(f'{word.one} {number}')}.yml"] = "\n".join(
                (
                    f"title: {word.one_title} {number}",
                    f"summary: Dit is een voorbeeld. Schrijf hier in twee zinnen wat {word.one} {number} is.",
                    f"kind: {('groot', 'klein', 'groot')[place]}",
                    *refers,
                    "body: Schrijf hier wat er nog meer over te vertellen is.\n",
                )
            )
    return files


def _settings(name: str, words: tuple[Word, Word]) -> str:
    lines = [
        "# yaml-language-server: $schema=schemas/settings.schema.json",
        "# Waar de kennisbank staat en welke collecties zij heeft.",
        "",
        "# Waar ‘Verbeter deze pagina’ heen leidt. Op GitHub vullen de workflows dit adres zelf in.",
        f"repository: https://github.com/voorbeeld/{slug(name) or 'kennisbank'}",
        "branch: main",
        "",
        "# Een collectie is een map in content/, een schema in schemas/ en een indexpagina in docs/.",
        "collections:",
    ]
    for word, icon in zip(words, _ICONS, strict=True):
        given: dict[str, object] = {
            "path": word.folder, "title": word.title, "one": word.one, "many": word.many, "call": f"Zoek {word.many}",
            "why": f"Welke {word.many} zijn er?", "icon": icon, "card": ["kind"], "facets": ["kind"], "sort": ["title"],
        }  # fmt: skip
        lines += [f"  {word.folder}:", *(f"    {key}: {json.dumps(v, ensure_ascii=False)}" for key, v in given.items())]
    return "\n".join(lines) + "\n"


def _generator(name: str, words: tuple[Word, Word]) -> str:
    """Our own mkdocs.yml, with another name, menu and foot, and without what only overrides/ has."""
    text = (OURS / "mkdocs.yml").read_text(encoding="utf-8")
    blocks = re.split(r"^(?=[a-z_]+:)", text, flags=re.MULTILINE)
    pages = {"Home": "", **{word.title: f"{word.folder}/" for word in words}, "Over": "over/", "Meedoen": "meedoen/"}
    own = {
        "site_name": json.dumps(name, ensure_ascii=False) + "\n",
        "site_description": json.dumps(f"Alles over {words[0].many} en {words[1].many}.", ensure_ascii=False) + "\n",
        "copyright": "",
        "nav": "\n" + "".join(f"  - {json.dumps(t, ensure_ascii=False)}: {at}index.md\n" for t, at in pages.items()) + "\n",
        "not_in_nav": "",
        "extra": "\n  generator: false\n",
    }  # fmt: skip
    kept = []
    for block in blocks:
        key, _, rest = block.partition(":")
        if key in own:
            kept += [f"{key}: {own[key]}".replace(": \n", ":\n")] if own[key] else []
        elif key == "extra_css":
            lines = block.split("\n")
            kept.append("\n".join(one for one in lines if "/" not in one or (OURS / "docs" / one[4:]).is_file()))
        else:
            ours = r"^ *(?:# What is of this field alone.*|custom_dir:.*|- overrides)\n"
            kept.append(re.sub(ours, "", block, flags=re.MULTILINE))
    return "".join(kept)


def _without_tests() -> str:
    """The check of a proposal, without the tests of the programs: these are tested where they are made."""
    text = (OURS / ".github/workflows/check.yml").read_text(encoding="utf-8")
    return text.partition("\n  tests:\n")[0].rstrip() + "\n"


def _schema(word: Word, other: Word, refers: bool) -> dict[str, object]:
    common = "common.schema.json#/$defs/"
    properties: dict[str, Any] = {
        "title": {
            "title": "Naam", "description": "De naam, zoals boven de pagina staat.", "$ref": f"{common}title",
            "examples": [f"{word.one_title} vier"],
        },
        "summary": {
            "title": "Samenvatting", "description": "Wat het is, in een of twee zinnen.", "$ref": f"{common}summary",
            "examples": ["Wat het is, in een zin die iedereen begrijpt."],
        },
        "kind": {"title": "Soort", "description": "Wat voor soort het is.", "$ref": "vocabulary.schema.json#/$defs/kind"},
        "website": {
            "title": "Website", "description": "Het adres van de eigen website.", "$ref": f"{common}url",
            "examples": ["https://voorbeeld.nl/"],
        },
        "body": {
            "title": "Meer", "description": "De vrije tekst.", "type": "string", "minLength": 2,
            "contentMediaType": "text/markdown", "examples": ["Hoe het begon, en hoe het nu gaat."],
        },
        "sources": {"title": "Bronnen", "description": "Waar de feiten vandaan komen.", "$ref": f"{common}sources"},
        "checked": {
            "title": "Stand van de bron", "description": "De dag waarop de feiten voor het laatst klopten.",
            "$ref": f"{common}date", "examples": ["2026-10-01"],
        },
        "former_names": {"$ref": f"{common}former_names"},
        "draft": {"$ref": f"{common}draft"},
    }  # fmt: skip
    if refers:
        properties[other.folder] = {
            "title": other.title,
            "description": f"De {other.many} die erbij horen.",
            "type": "array",
            "items": {"type": "string", "x-reference": other.folder},
            "minItems": 1,
            "uniqueItems": True,
            "x-back": word.title,
        }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"{word.folder}.schema.json",
        "title": word.one_title,
        "description": f"Wat we van {word.many} weten.",
        "type": "object",
        "required": ["title"],
        "additionalProperties": False,
        "properties": properties,
    }


_VOCABULARY: dict[str, object] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "$id": "vocabulary.schema.json",
    "title": "Woordenlijsten",
    "description": "De vaste keuzes die in velden staan.",
    "$defs": {
        "kind": {
            "title": "Soort",
            "description": "Wat voor soort het is.",
            "oneOf": [
                {"const": "groot", "title": "Groot", "description": "Meer dan de helft."},
                {"const": "klein", "title": "Klein", "description": "Minder dan de helft."},
            ],
        }
    },
}


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def _page(text: str) -> str:
    return f"---\nrender_macros: true\nhide: [navigation]\n---\n\n{text}\n"


_TAKE_PART = """# Meedoen

Iedereen kan de kennisbank verbeteren. Iets nieuws vertel je in een formulier; versturen doe je met een account op GitHub.
{ .kb-lead }

{{ forms() }}

Klopt een pagina niet? Klik onderaan die pagina op **Nee, verbeter deze pagina**."""
_FIELDS = """## Welke velden zijn er?

{{ guides() }}"""
_HOME = "Welkom. Kies waar je wilt beginnen.\n{ .kb-lead }\n\n{{ collection_links() }}"
_OVER = """# Over deze kennisbank

{{ whose() }}

## Hoe alles samenhangt

{{ connections() }}

## De gegevens zelf

{{ data_table() }}

## Volgen wat er bijkomt

{{ feeds() }}"""
_README = """Een kennisbank: mensen schrijven onderwerpen in `content/`, het programma controleert ze en maakt de site.

```sh
make site    # controleert de inhoud en bouwt site/
make serve   # laat de site zien terwijl je schrijft
```

Wat een onderwerp is, staat in `schemas/`; welke collecties er zijn, in `kennisbank.yml`; de pagina’s met de hand in `docs/`.
Zet de repository op GitHub en kies daar bij *Settings → Pages* voor *GitHub Actions*: dan staat de site er na elke wijziging.
"""
_MAKEFILE = """PYTHON ?= python3
RUN := .venv/bin/python
PORT ?= 8000

.PHONY: install site check serve clean

install:
\t@$(PYTHON) requirements/install.py site $(if $(filter file,$(origin PYTHON)),,--same-python)

site: install
\t@$(RUN) -m macros build

check: install
\t@$(RUN) -m macros check

serve: install
\t@$(RUN) -m macros serve --port $(PORT)

clean:
\trm -rf .venv site .site-* .cache
"""
_LOGO = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 48 48" role="img" aria-label="NAME">
  <circle cx="24" cy="24" r="18" fill="none" stroke="#fff" stroke-width="4"/><circle cx="24" cy="24" r="7" fill="#fff"/>
</svg>
"""
