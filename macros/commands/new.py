"""`python -m macros new`: a file to start from, for whoever writes something new."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from macros.commands import CLEAN, PROBLEMS, USAGE

if TYPE_CHECKING:
    from macros.commands.asked import Asked
    from macros.writing.issue_answers import Answers

HELP = "begin een nieuw bestand in content/, met uitleg bij elk veld"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "collection", metavar="COLLECTIE", help="waar het bij hoort: de map van een collectie, of hoe zoiets heet"
    )
    parser.add_argument("title", metavar="TITEL", nargs="*", help="de titel")
    parser.add_argument(
        "--from",
        dest="form",
        metavar="BESTAND",
        type=Path,
        help="de tekst van een issue waarin iemand het formulier invulde; de titel staat daarin",
    )


def run(options: argparse.Namespace, root: Path) -> int:
    from datetime import date

    from macros.base import clock
    from macros.commands.asked import asked
    from macros.problems.problem import Problem
    from macros.writing.drafts import Drafts
    from macros.writing.issue_answers import NotAFormError

    found = asked(root, options.collection)
    if isinstance(found, int):
        return found
    title, answers = " ".join(options.title), None
    if options.form:
        try:
            answers = _answers(root, found, options.form)
        except (OSError, ValueError) as error:
            print(error if isinstance(error, NotAFormError) else f"{options.form} is niet te lezen.", file=sys.stderr)
            return PROBLEMS
        title = str(answers.values.get("title", ""))
    if not title:
        print("Er ontbreekt iets: TITEL.", file=sys.stderr)
        return USAGE
    day = clock.today(root) if os.environ.get("SOURCE_DATE_EPOCH") else date.today()
    made = Drafts(root, found.settings, found.schemas).make(found.collection, title, day, answers)
    if isinstance(made, Problem):
        print(f"{made.message}\n{made.hint}".strip(), file=sys.stderr)
        return PROBLEMS
    print(made)
    print(
        f"\nWat nu?\n"
        f"1. Open {made} en vul in waar INVULLEN staat.\n"
        f"2. Controleer het: python -m macros check {made}\n"
        f"3. Bekijk het: make serve, en dan http://127.0.0.1:8000/{found.collection.path}/{Path(made).stem}/",
    )
    return CLEAN


def _answers(root: Path, asked: Asked, form: Path) -> Answers:
    """What somebody answered. What entries are called is asked of the content, where that has no errors."""
    from macros.checking.check import check
    from macros.writing.issue_answers import answers_in, names_in

    text = form.read_text(encoding="utf-8")
    collection = asked.collection
    return answers_in(text, collection, asked.schemas[collection.name], names_in(check(root).library))
