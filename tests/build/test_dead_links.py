"""A page written by hand that links to nowhere stops the build, which says so in Dutch with the place."""

from __future__ import annotations

from tests.conftest import Project, macros
from tests.small import SMALL

PAGE = """# Geld

Zie [hier](#nergens) en [daar](risicos.md#ook-niet).

- [weg](wegg.md "een titel")
- [waarheen](../over)
- [wie](risicos)
- [goed](#geld) en [ook goed](../over/index.md)
"""


def test_a_link_to_nowhere_in_a_page_is_told_in_dutch_where_it_stands(project: Project) -> None:
    root = project(SMALL)
    (root / "docs/verdieping/geld.md").write_text(PAGE, encoding="utf-8")
    run = macros(root, "build")
    assert run.returncode == 1
    said = run.stderr
    for place, words in {
        "3:12": "In deze pagina staat geen kop die bij ‘#nergens’ hoort.",
        "3:32": "In docs/verdieping/risicos.md staat geen kop die bij ‘#ook-niet’ hoort.",
        "5:9": "De link ‘wegg.md’ leidt niet naar een pagina in docs/.",
        "7:9": "De link ‘risicos’ leidt niet naar een pagina in docs/.",
        "6:14": "De link ‘../over’ leidt niet naar een pagina in docs/.",
    }.items():
        block = said.partition(f"docs/verdieping/geld.md:{place}: fout [reference]")[2].partition("\n\n")[0]
        assert words in block and "→" in block, said
    assert "- [waarheen](../over/index.md)" in said  # the mended line
    assert said.count("fout [reference]") == 5
    assert "De site is niet gebouwd" in said
    assert "Doc file" not in said and "strict" not in said and "Traceback" not in said
    assert not (root / "site").exists()


def test_a_page_that_calls_a_macro_by_its_former_name_is_told_what_it_is_called_now(project: Project) -> None:
    root = project(SMALL)
    text = "---\ntitle: Geld\nrender_macros: true\n---\n\n{{ ways('phases') }}\n"
    (root / "docs/verdieping/geld.md").write_text(text, encoding="utf-8")
    run = macros(root, "build")
    assert run.returncode == 1
    assert "docs/verdieping/geld.md:6:4: fout [reference]" in run.stderr
    assert "{{ choice_links('phases') }}" in run.stderr  # the mended line
    assert "Traceback" not in run.stderr and not (root / "site").exists()
