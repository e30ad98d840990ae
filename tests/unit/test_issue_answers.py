"""A form that somebody filled in, as GitHub writes it in an issue: what it says comes into the file, and nothing else."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from macros.schema.schemas import Field
from macros.writing.examples import as_file
from macros.writing.issue_answers import LONGEST, Answers, Names, NotAFormError, answers_in, names_in
from macros.writing.issue_forms import MORE_LABEL, asked_fields, parts_asked
from tests.conftest import Project, macros, real_library
from tests.small import SMALL

COLLECTIONS = sorted(real_library().settings.collections)


@cache
def names() -> Names:
    return names_in(real_library())


def asked(collection: str) -> list[Field]:
    return asked_fields(real_library().settings.collections[collection], real_library().schemas[collection])


def read(collection: str, text: str) -> Answers:
    library = real_library()
    return answers_in(text, library.settings.collections[collection], library.schemas[collection], names())


def body(answers: dict[str, str]) -> str:
    """As GitHub writes it, with the answers by their labels."""
    return "\n\n".join(f"### {label}\n\n{answer or '_No response_'}" for label, answer in answers.items())


def told(field: Field, value: Any) -> str:
    """How somebody would answer it who has this in mind."""
    library = real_library()
    values = value if field.many else [value]
    if field.choices:
        labels = {choice.value: choice.label for choice in field.choices}
        return ", ".join(labels[one] for one in values)
    if field.reference:
        return "\n".join(library.entry(field.reference, one).title for one in values)
    if field.fields:
        return "\n".join("; ".join(str(one.get(part.name, "")) for part in parts_asked(field)) for one in values)
    return "\n".join(str(one) for one in values)


def plain(field: Field, value: Any) -> bool:
    """Whether a form can say it: lines of one line, groups of texts without a semicolon."""
    if not field.fields:
        return field.kind not in ("either",) and (not field.many or not any("\n" in str(one).strip() for one in value))
    return all(
        isinstance(one, dict)
        and one.keys() <= {part.name for part in parts_asked(field)}
        and all(isinstance(part, str) and ";" not in part and "\n" not in part.strip() for part in one.values())
        for one in (value if field.many else [value])
    )


def same(value: Any) -> Any:
    """Without what a form cannot hold: spaces at the ends, more than one line end of a text."""
    if isinstance(value, str):
        return "\n".join(line.rstrip() for line in value.strip().splitlines())
    if isinstance(value, list):
        return [same(one) for one in value]
    return {name: same(one) for name, one in value.items()} if isinstance(value, dict) else value


@pytest.mark.parametrize("collection", COLLECTIONS)
def test_what_an_entry_says_comes_back_from_its_form(collection: str) -> None:
    fields = asked(collection)
    counted = 0
    for entry in real_library().collection(collection):
        given = {field: entry.values.get(field.name) for field in fields}
        said = {field: value for field, value in given.items() if value is not None and plain(field, value)}
        answers = read(
            collection, body({field.label: told(field, said[field]) if field in said else "" for field in fields})
        )
        assert same(answers.values) == {field.name: same(value) for field, value in said.items()}, entry.path
        text = as_file(answers.values, ".md" if "body" in answers.values else ".yml", answers.more)
        front = text.split("\n---\n")[0].removeprefix("---\n")
        again = yaml.load(front, yaml.BaseLoader)
        assert again.keys() == answers.values.keys() - {"body"}, entry.path
        counted += len(said)
    assert counted >= 3 * len(real_library().collection(collection))


LESSON = {
    "Titel": "Bel eerst",
    "Samenvatting": "Bel de buren voor je begint. Dat scheelt werk.",
    "Niveau": "Regio",
    "Bronnen": "Jaarverslag (2020); bladzijde 3\n- Website; pagina ‘Over ons’",
    "Stand van de bron": "2020-12-31",
    MORE_LABEL: "Nog iets.\n\nEn meer: dit",
}  # fmt: skip


def lesson(**answers: str) -> str:
    """The form of a lesson as somebody filled it in, with other answers by the names of their fields."""
    order = {field.name: field.label for field in asked("lessons")} | {"more": MORE_LABEL}
    given = LESSON | {order[name]: answer for name, answer in answers.items()}
    return body({label: given[label] for label in order.values() if label in given})


# What is wrong in the text of an issue, and a word of what is said about it.
REFUSED = {
    "nothing": ("", "geen ingevuld formulier"),
    "no form": ("Hallo, ik wil graag iets melden.", "geen ingevuld formulier"),
    "another form": (body({"Naam": "x", "E-mail": "y"}), "geen ingevuld formulier"),
    "too long": (body({**LESSON, "Samenvatting": "x" * LONGEST}), "langer dan"),
    "a heading twice": (body(LESSON) + "\n\n### Titel\n\nAnders", "vaker dan één keer"),
    "a heading in an answer": (body({**LESSON, "Samenvatting": "Kijk\n### Bronnen\nx; y"}), "vaker dan één keer"),
    "another order": (body(dict(reversed(LESSON.items()))), "volgorde"),
    "something above": ("Hoi!\n\n" + body(LESSON), "Boven de eerste kop"),
}


@pytest.mark.parametrize("text, word", REFUSED.values(), ids=list(REFUSED))
def test_a_text_that_is_no_form_is_refused_in_words(text: str, word: str) -> None:
    with pytest.raises(NotAFormError, match=word):
        read("lessons", text)


# A text that means something to YAML, to a shell, to GitHub or to our pages.
HOSTILE = {
    "a line end of YAML": "Kop\u2028draft: true\x85checked: 1999-01-01",
    "front matter": "Kop\n---\ntitle: Anders\n---",
    "a key": "Kop\nsources: []\ndraft: true",
    "a tag": "!!python/object/apply:os.system ['id']",
    "an anchor": "&a [*a, *a]",
    "a template": "{{ 6 * 7 }} {% raw %} ${{ secrets.TOKEN }}",
    "a shell": "$(touch hacked); `id` && rm -rf / #",
    "html": "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "a path": "../../.github/workflows/x.yml",
    "quotes": '"\'\\" \\u0041 : # - ? | >',
    "a comment": "# is dit weg?",
    "an indent": "   ingesprongen\n\t- en een tab",
    "commands": "::set-output name=x::y\n::add-mask::z\n@iedereen /close",
    "a null": "null",
    "carriage returns": "een\r\ntwee\rdrie",
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=list(HOSTILE))
def test_what_a_stranger_writes_stays_in_its_own_field(text: str) -> None:
    answers = read("lessons", lesson(summary=text, body=text, more=text))
    lines = "\n".join(line.rstrip() for line in text.splitlines()).strip()
    assert answers.values["summary"] == lines and answers.values["body"] == lines
    file = as_file(answers.values, ".md", answers.more)
    front, _, below = file.removeprefix("---\n").partition("\n---\n")
    data = yaml.load(front, yaml.BaseLoader)
    assert data.keys() == {"title", "summary", "level", "sources", "checked"}
    assert (data["title"], data["summary"].strip(), below.strip()) == ("Bel eerst", lines, lines)
    assert data["sources"][1] == {"publication": "Website", "where": "pagina ‘Over ons’"}


def test_choices_that_there_are_not_stay_as_they_were_written() -> None:
    fields = {field.name: field for field in asked("lessons")}
    labels = [choice.label for choice in fields["audiences"].choices][:2]
    text = lesson(level="Heelal", audiences=", ".join([*labels, "Marsmannetjes"]))
    values = read("lessons", text).values
    assert values["level"] == "Heelal"
    assert values["audiences"] == [*(choice.value for choice in fields["audiences"].choices[:2]), "Marsmannetjes"]


def test_an_entry_is_found_by_its_name_however_it_is_spelled_and_what_is_none_stays() -> None:
    there = real_library().collection("communities")[0]
    text = body({"Titel": "Bel eerst", "Geleerd bij": f"{there.title.upper()}\nEen die er niet is"})
    assert read("lessons", text).values["communities"] == [there.id, "Een die er niet is"]


def test_a_maintainer_makes_a_file_of_an_issue(project: Project, tmp_path: Path) -> None:
    root = project(SMALL)
    issue = tmp_path / "issue.md"
    issue.write_text(body({**LESSON, "Titel": "../Bel eerst!"}), encoding="utf-8")
    run = macros(root, "new", "les", "--from", str(issue))
    assert run.returncode == 0, run.stderr
    made = next((root / "content/lessons").glob("bel-eerst.*"))
    text = made.read_text(encoding="utf-8")
    assert "level: regio" in text and "# Ook verteld: Nog iets." in text and "# En meer: dit" in text
    assert macros(root, "check", str(made)).returncode == 0
    again = macros(root, "new", "les", "--from", str(issue))
    assert again.returncode == 1 and "bestaat al" in again.stderr


@pytest.mark.parametrize(
    "text, word", [("Hallo", "geen ingevuld formulier"), (None, "niet te lezen"), ("### Titel\n", "TITEL")]
)
def test_a_file_that_is_none_is_told(project: Project, tmp_path: Path, text: str | None, word: str) -> None:
    issue = tmp_path / "issue.md"
    if text is not None:
        issue.write_text(text, encoding="utf-8")
    run = macros(project(SMALL), "new", "les", "--from", str(issue))
    assert run.returncode and word in run.stderr
