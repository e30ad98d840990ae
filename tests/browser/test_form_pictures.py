"""A picture in a text: chosen and described, made small, kept, and sent beside the file."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Locator, Page, expect

from macros.images.bitmaps import MAX_SIDE
from macros.images.images import find_images
from tests.browser.test_form_filling import again
from tests.filling import HOLDS, Visit
from tests.forms import control, field, fill_at_once, made_file, ready, smallest

PLACE = b"GPS-52.09N-5.12E"
IN_TEXT = re.compile(r'!\[(.*)\]\(\.\./images/([a-z0-9-]+\.(?:jpg|png|webp))(?: "(.*)")?\)')
SHOWN = """async name => {
    const picture = document.querySelector("kb-form").pictures[name];
    if (!picture) return null;
    const image = Object.assign(new Image(), { src: picture.src });
    await image.decode();
    return [image.naturalWidth, image.naturalHeight, picture.width, picture.height];
}"""


def photo(kind: str = "JPEG", size: tuple[int, int] = (2400, 1200)) -> dict[str, object]:
    """A photo, larger than the site shows, that says where it was made."""
    stream = BytesIO()
    exif = Image.Exif()
    exif[0x010E] = PLACE.decode()
    Image.linear_gradient("L").resize(size).convert("RGB").save(stream, kind, exif=exif)
    assert PLACE in stream.getvalue()
    return {"name": f"IMG_0001.{kind.lower()}", "mimeType": f"image/{kind.lower()}", "buffer": stream.getvalue()}


def asked(page: Page, name: str = "body") -> Locator:
    """The dialog that asks for a picture in a text."""
    field(page, name).get_by_role("button", name="Afbeelding").click()
    dialog = page.get_by_role("dialog", name="Een afbeelding")
    expect(dialog).to_be_visible()
    return dialog


def chosen(page: Page, file: dict[str, object], alt: str, caption: str = "") -> tuple[str, ...]:
    """What stands in the text of a picture: its description, name and caption."""
    dialog = asked(page)
    dialog.get_by_label("Welke afbeelding?").set_input_files(file)  # type: ignore[arg-type]
    dialog.get_by_label("Wat is er te zien?").fill(alt)
    dialog.get_by_label("Bijschrift").fill(caption)
    dialog.get_by_role("button", name="Zet in de tekst").click()
    expect(dialog).to_be_hidden()
    found = IN_TEXT.findall(control(page, "body").input_value())
    return tuple(found[-1])


@pytest.mark.parametrize(("kind", "ending"), [("JPEG", "jpg"), ("PNG", "png"), ("WEBP", "webp")])
def test_a_picture_is_made_small_says_no_place_and_is_one_that_the_check_takes(
    form: Visit, tmp_path: Path, kind: str, ending: str
) -> None:
    page = form("lessons")
    fill_at_once(page, smallest("lessons") | {"body": "Eerst dit."})
    alt, name, caption = chosen(page, photo(kind), "Een zaal [vol] mensen", 'Het "begin"')
    assert (alt, caption) == (r"Een zaal \[vol\] mensen", r"Het \"begin\"")
    assert name.startswith("een-zaal-vol-mensen-") and name.endswith(ending)
    ready(page)
    assert f"../images/{name}" in made_file(page)[1]
    with page.expect_download() as download:
        page.get_by_role("button", name=f"Bewaar {name}").click()
    folder = tmp_path / "content/images"
    folder.mkdir(parents=True)
    download.value.save_as(folder / download.value.suggested_filename)
    assert PLACE not in (folder / name).read_bytes()
    images, _, problems = find_images(tmp_path)
    assert not problems and (images[name].width, images[name].height) == (MAX_SIDE, MAX_SIDE // 2)
    link = page.get_by_role("link", name="in de map met afbeeldingen")
    assert str(link.get_attribute("href")).endswith("/kennisbank/upload/main/content/images")


def test_a_picture_stands_between_paragraphs_and_can_be_undone(form: Visit) -> None:
    page = form("lessons")
    box = control(page, "body")
    box.fill("Eerst.\nDan.")
    box.evaluate("one => one.setSelectionRange(6, 6)")
    chosen(page, photo(), "Een zaal")
    assert re.fullmatch(r"Eerst\.\n\n!\[Een zaal\]\(.*\)\n\nDan\.", box.input_value())
    expect(box).to_be_focused()
    page.keyboard.press("Control+z")
    expect(box).to_have_value("Eerst.\nDan.")


def test_a_picture_is_there_again_after_a_reload_and_gone_where_one_begins_anew(form: Visit) -> None:
    page = form("lessons")
    fill_at_once(page, smallest("lessons"))
    _, name, _ = chosen(page, photo(), "Een zaal")
    page.evaluate(HOLDS, name)
    again(page)
    assert page.evaluate(SHOWN, name) == [MAX_SIDE, MAX_SIDE // 2] * 2
    assert page.evaluate(SHOWN, "een-ander.jpg") is None
    ready(page)
    expect(page.get_by_role("button", name=f"Bewaar {name}")).to_be_visible()
    page.once("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Begin opnieuw").click()
    expect(control(page, "title")).to_have_value("")
    assert page.evaluate(SHOWN, name) is None


def test_a_picture_that_is_no_longer_in_the_text_is_not_sent(form: Visit) -> None:
    page = form("lessons")
    fill_at_once(page, smallest("lessons"))
    _, first, _ = chosen(page, photo(), "Een zaal")
    _, second, _ = chosen(page, photo(size=(300, 200)), "Een zaal")
    assert first != second
    box = control(page, "body")
    box.fill(box.input_value().replace(first, "weg.jpg"))
    ready(page)
    expect(page.get_by_role("button", name=re.compile("^Bewaar een-zaal"))).to_have_text(f"Bewaar {second}")
    box.fill("Zonder.")
    expect(page.locator(".kb-form__pictures")).to_be_hidden()


def test_without_a_description_or_with_what_is_no_picture_nothing_is_put_in(form: Visit) -> None:
    page = form("lessons", width=320)
    dialog = asked(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    dialog.get_by_role("button", name="Zet in de tekst").click()
    expect(dialog.get_by_role("alert")).to_contain_text("Kies een afbeelding")
    file = dialog.get_by_label("Welke afbeelding?")
    file.set_input_files(photo())  # type: ignore[arg-type]
    dialog.get_by_label("Wat is er te zien?").press("Enter")
    expect(dialog.get_by_label("Wat is er te zien?")).to_be_focused()
    file.set_input_files({"name": "brief.png", "mimeType": "image/png", "buffer": b"geen afbeelding"})
    dialog.get_by_label("Wat is er te zien?").fill("Een brief")
    dialog.get_by_role("button", name="Zet in de tekst").click()
    expect(dialog.get_by_role("alert")).to_contain_text("niet te openen")
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(control(page, "body")).to_have_value("")
    expect(control(page, "body")).to_be_focused()
