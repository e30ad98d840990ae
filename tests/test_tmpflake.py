from tests.test_collections import *
import pytest
@pytest.mark.parametrize("n", range(60))
def test_flake(n, open_page, nursery_address):
    page = open_page("", root=nursery_address)
    page.get_by_role("link", name="Zoek een boom").click()
    expect(status(page)).to_have_text("2 bomen")
    choose(page, "Grond", "Zand")
    try:
        expect(status(page)).to_have_text("1 van 2 bomen", timeout=3000)
    except AssertionError:
        page.screenshot(path=f"/tmp/flake{n}.png")
        print(page.url, page.locator("kb-index").evaluate("e => [...e.querySelectorAll('input')].map(i => [i.name,i.value,i.checked])"), page.locator("kb-index").evaluate("e => e.outerHTML.slice(0,300)"))
        raise
