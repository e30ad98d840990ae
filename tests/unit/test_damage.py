"""Damaged but valid text: what a merge, another alphabet or a word processor leaves behind is an error at its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from macros.checking.check import check
from macros.reading.damage import damages, restored, second_fields, unmerged
from macros.reading.file_text import MAX_BYTES, read_text
from tests.conftest import Project

WHOLE = [
    "Fryslân, reëel, coördinatie, café, Curaçao, Ångström, Ærø, naïef, Ñandú, Ã en Â los",
    "SÃO PAULO en CÂMARA", "“IRMÔ, zei hij", "voilâ…” en voilâ’s", "√2 + √9 = 5", "‚ja’ en „ja”", "25 °C · © 2020 · € 5 · ½",
    "C:\\users\\u1", "https://example.org/?q=C3=A9&b=E2=80=99", "emoji 😀 👩‍🎓 🏳️‍🌈", "ﬁnancieel — Ⅳ — №",
]  # fmt: skip


@pytest.mark.parametrize("text", WHOLE)
def test_what_is_whole_is_left_alone(text: str) -> None:
    assert damages(text) == []
    assert restored(text) == text


WORDS = ["Fryslân", "thema’s", "€ 5", "reëel", "Één", "“citaat”", "½", "😀", "geïnitieerd"]
# Mac Roman is sought for what Dutch writes: a misread half or emoji is too much like mathematics.
NOT_SOUGHT = {("mac_roman", "€ 5"), ("mac_roman", "½"), ("mac_roman", "😀")}
MISREAD = [
    (word, misread)
    for alphabet in ("cp1252", "mac_roman")
    for word in WORDS
    # Not every alphabet has a sign for each byte.
    if (misread := word.encode().decode(alphabet, "ignore")).encode(alphabet) == word.encode()
    and (alphabet, word) not in NOT_SOUGHT
]


def test_most_words_can_be_misread_in_each_alphabet() -> None:
    assert len(MISREAD) > 10


@pytest.mark.parametrize(("word", "misread"), MISREAD)
def test_what_was_read_in_another_alphabet_comes_with_what_was_written(word: str, misread: str) -> None:
    assert restored(misread) == word
    (damage,) = damages(f"een {misread} en meer")[:1]
    assert damage.fix is not None and damage.fix.new in f"een {word} en meer"


def test_what_went_wrong_twice_is_undone_twice() -> None:
    assert restored("caf\u00c3\u0192\u00c2\u00a9") == "café"


def test_markers_of_a_merge_are_told_once_and_a_heading_underlined_is_none() -> None:
    text = "Kop\n=======\n\n| a |||||||\n\n<<<<<<< HEAD\na\n||||||| x\nb\n=======\nc\n>>>>>>> x\n"
    assert [problem.line for problem in unmerged(text, "x.md")] == [6]
    assert unmerged("Kop\n=======\n\n> > > > > > > citaat\n\n<<<<<<<<< pijl\n", "x.md") == []


def test_fields_in_a_text_are_not_a_remark_between_two_rules() -> None:
    assert second_fields("Tekst.\n\n---\ntitle: x\nlayout: post\n---\n") == (8, "title")
    assert second_fields("Tekst.\n\n+++\ndate = 2026-01-01\n+++\n") is not None
    assert second_fields("Tekst.\n\n---\n\nlet op: dit\n\n---\n\nTekst.") is None
    assert second_fields("title: x\n---\n\nTekst.\n\n---\n") is None
    assert second_fields("---\ntitle: x\n\nEen alinea.\n\nNog een.\n---\n") is None


def test_pages_written_by_hand_are_looked_through_and_their_examples_left_alone(project: Project) -> None:
    root = project({})
    page = root / "docs/over/index.md"
    page.parent.mkdir(exist_ok=True)
    page.write_text(
        "---\ntitle: Over\n---\n\n# Over\n\nKop\n=======\n\n```text\n<<<<<<< HEAD\nFryslÃ¢n\n```\n\n`CafÃ©`\n",
        encoding="utf-8",
    )
    assert check(root).errors == []
    page.write_text(page.read_text(encoding="utf-8") + "\n<<<<<<< HEAD\nthema\u00e2€™s\n=======\n", encoding="utf-8")
    assert [(p.path, p.line, p.column, p.code) for p in check(root).errors] == [
        ("docs/over/index.md", 17, 1, "conflict"), ("docs/over/index.md", 18, 1, "damaged"),
    ]  # fmt: skip


def test_a_file_has_a_size_that_people_can_read(tmp_path: Path) -> None:
    assert MAX_BYTES == 512_000
    file = tmp_path / "lang.yml"
    for size, codes in ((MAX_BYTES, []), (MAX_BYTES + 1, ["size"]), (9 * MAX_BYTES, ["size"])):
        file.write_bytes(b"title: " + b"x" * (size - len("title: ")))
        assert [problem.code for problem in read_text(file, "content/tools/lang.yml")[1]] == codes
