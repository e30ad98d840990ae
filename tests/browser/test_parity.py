"""The scripts answer as the vectors in tests/cases/parity/ say: tests/parity.mjs, in one page of a browser."""

from __future__ import annotations

from playwright.sync_api import Browser

from tests.conftest import ROOT, serve
from tests.unit.test_parity import CASES, ONLY_SCRIPTS, RULES, read


def test_the_scripts_answer_as_the_vectors_say(browser: Browser) -> None:
    files = {file.stem: read(file) for file in sorted(CASES.iterdir())}
    assert files.keys() == RULES.keys() | ONLY_SCRIPTS
    page = browser.new_page()
    page.goto(f"{serve(ROOT)}tests/cases/parity/")
    code = """async files => {
        const { differences } = await import(new URL("/tests/parity.mjs", location.href));
        return Object.fromEntries(Object.entries(files).map(([name, file]) => [name, differences(name, file)]));
    }"""
    found = page.evaluate(code, files)
    page.close()
    assert {name: some for name, some in found.items() if some} == {}
