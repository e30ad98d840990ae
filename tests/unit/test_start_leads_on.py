"""What a new file starts from, and what the guides show, leads on: to all other fields, and to a text of more than a line."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

import pytest

from macros.pages.guides import start
from macros.reading.front_matter import BODY
from macros.writing.examples import Examples, as_yaml
from macros.writing.guides import guide_url
from tests.conftest import COLLECTIONS, TODAY, sample_library
from tests.shown import here


@pytest.mark.parametrize("name", COLLECTIONS)
def test_the_text_on_a_button_ends_with_the_address_of_the_guide(name: str) -> None:
    library = sample_library()
    found = re.search(r'href="([^"]+)"', start(here(library), name).html)
    assert found
    (text,) = parse_qs(urlsplit(found[1].replace("&amp;", "&")).query)["value"]
    fields = text.removeprefix("---\n").split("\n---\n")[0].rstrip()
    address = f"{library.settings.address}{guide_url(library.settings.collections[name])}"
    assert "# Er zijn meer velden." in fields and fields.endswith(address)


@pytest.mark.parametrize("name", COLLECTIONS)
def test_the_example_of_a_text_shows_paragraphs_and_a_list(name: str) -> None:
    schema = sample_library().schemas[name]
    if BODY not in schema.fields:
        return
    first, *lines = as_yaml(BODY, Examples(schema, {}, TODAY).of(BODY))
    assert first == f"{BODY}: |"
    parts = "\n".join(line.removeprefix("  ") for line in lines).split("\n\n")
    assert len([part for part in parts if not part.startswith("- ")]) >= 2
    assert any(re.fullmatch(r"(?:- .+\n?){2,}", part) for part in parts)
