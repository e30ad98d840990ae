"""What a visitor takes along to a spreadsheet: a column for each cell, no formulas, nothing too long for a cell."""

from __future__ import annotations

import csv
import io

from tests.conftest import Open

CODE = """async ([url, rows]) => {
  const { asCsv, asTsv } = await import(url + "assets/js/lib/csv.mjs");
  return [asCsv(rows), asTsv(rows)];
}"""


def made(open_page: Open, address: str, rows: list[list[str]]) -> tuple[str, str]:
    file, pasted = open_page().evaluate(CODE, [address, rows])
    return file, pasted


def test_a_dutch_spreadsheet_gets_a_column_for_each_cell(open_page: Open, address: str) -> None:
    rows = [["Naam", "Deel", "Partners"], ["Tuin; en meer", "1,5", 'zegt "ja"'], ["a\nb", "", "c"]]
    file, _ = made(open_page, address, rows)
    assert file.startswith("\ufeffNaam;Deel;Partners\r\n")
    assert list(csv.reader(io.StringIO(file.removeprefix("\ufeff"), newline=""), delimiter=";")) == rows


def test_no_cell_is_run_by_a_spreadsheet(open_page: Open, address: str) -> None:
    file, pasted = made(open_page, address, [["=1+1", " @x", 'a "b", c', "＋2", "d\ne"]])
    assert file == '\ufeff\'=1+1;\' @x;"a ""b"", c";\'＋2;"d\ne"\r\n'
    assert pasted == "'=1+1\t' @x\ta \"b\", c\t'＋2\td e"


def test_a_cell_holds_no_more_than_a_spreadsheet_takes(open_page: Open, address: str) -> None:
    just, more = "x" * 32_767, "🚲" * 20_000  # a bicycle counts for two
    file, _ = made(open_page, address, [[just, more]])
    first, second = file.removeprefix("\ufeff").rstrip("\r\n").split(";")
    assert first == just
    assert second.endswith("🚲 … (ingekort)") and len(second.encode("utf-16-le")) // 2 <= 32_767
