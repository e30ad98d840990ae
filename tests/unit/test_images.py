"""Images: what may be published, and that nothing but the picture is.

Bitmaps are made here. What may stay in a drawing is in test_svg.
"""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
import time
import warnings
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops, ImageCms, ImageDraw
from PIL.PngImagePlugin import PngInfo

from macros.images import images
from macros.images.images import find_images, write_images
from macros.images.svg import clean
from tests.conftest import ROOT

CASES = ROOT / "tests/cases/images"
SVG = "{http://www.w3.org/2000/svg}"
EMPTY = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>'

Save = Callable[..., Path]


@pytest.fixture
def save(tmp_path: Path) -> Save:
    """Put a file into content/images; returns the root."""

    def put(name: str, content: bytes | Image.Image, **options: object) -> Path:
        file = tmp_path / "content/images" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(content, bytes):
            file.write_bytes(content)
        else:
            content.save(file, **options)
        return tmp_path

    return put


def encoded(image: Image.Image, kind: str, **options: object) -> bytes:
    stream = io.BytesIO()
    image.save(stream, kind, **options)
    return stream.getvalue()


def published(root: Path, name: str) -> bytes:
    """The bytes of an image as the site has it, which must be of the size that was promised."""
    found, _, problems = find_images(root)
    assert [problem for problem in problems if problem.severity == "error"] == []
    write_images(found.values(), root / "site/images")
    raw = (root / "site/images" / name).read_bytes()
    if not name.endswith(".svg"):
        assert opened(raw).size == (found[name].width, found[name].height)
    return raw


def opened(raw: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(raw))
    image.load()
    return image


def picture(width: int = 60, height: int = 40, mode: str = "RGB") -> Image.Image:
    """Red above on the left, blue below on the right, the rest between: whoever turns it can see so."""
    image = Image.new("RGB", (width, height), "white")
    drawing = ImageDraw.Draw(image)
    drawing.rectangle((0, 0, width // 2, height // 2), "red")
    drawing.rectangle((width // 2, height // 2, width, height), "blue")
    return image.convert(mode)


def only_problem(root: Path) -> tuple[str, str]:
    """Code and message of the one problem, of an image that exists and cannot be used."""
    found, unusable, problems = find_images(root)
    assert found == {}
    assert [problem.path.rpartition("/")[2] for problem in problems] == sorted(unusable)
    (problem,) = problems
    assert problem.severity == "error" and problem.hint
    return problem.code, problem.message


# What may be there


def test_a_project_without_images_has_none(tmp_path: Path) -> None:
    assert find_images(tmp_path) == ({}, frozenset(), [])


def test_images_are_found_by_name_with_the_size_that_they_get(save: Save) -> None:
    save("zee.jpg", picture(3200, 2000))
    save("zee.jpeg", picture(10, 20))
    save("zee.png", picture())
    save("lucht-2.webp", picture())
    save("huis.svg", b'<svg xmlns="http://www.w3.org/2000/svg" width="2in" height="96"/>')
    root = save(".DS_Store", b"x")
    found, unusable, problems = find_images(root)
    assert (problems, unusable) == ([], frozenset())
    assert {image.name: (image.width, image.height) for image in found.values()} == {
        "huis.svg": (192, 96), "lucht-2.webp": (60, 40), "zee.jpeg": (10, 20), "zee.jpg": (1600, 1000), "zee.png": (60, 40),
    }  # fmt: skip
    assert list(found) == sorted(found)
    assert found["zee.jpg"].path == "content/images/zee.jpg" and found["zee.jpg"].file.is_file()


def test_an_image_that_cannot_be_used_stands_in_no_one_else_s_way(save: Save) -> None:
    save("goed.png", picture())
    root = save("stuk.png", b"\x89PNG\r\n\x1a\n")
    found, unusable, problems = find_images(root)
    assert list(found) == ["goed.png"] and unusable == {"stuk.png"} and len(problems) == 1


@pytest.mark.parametrize(
    ("name", "code", "part"),
    [
        ("foto.gif", "image-kind", "‘.gif’"),
        ("foto", "image-kind", "‘foto’"),
        ("foto.png.exe", "image-kind", "‘.exe’"),
        ("Foto.png", "file-name", "‘Foto.png’"),
        ("mijn foto.png", "file-name", "‘mijn foto.png’"),
        ("foto_1.png", "file-name", "‘foto_1.png’"),
        ("foto.1.png", "file-name", "‘foto.1.png’"),
        ("foto.PNG", "file-name", "‘foto.PNG’"),
        ("één.png", "file-name", "‘één.png’"),
        ("-foto.png", "file-name", "‘-foto.png’"),
    ],
)
def test_names_and_kinds_that_cannot_be_published(save: Save, name: str, code: str, part: str) -> None:
    found, message = only_problem(save(name, encoded(picture(), "PNG")))
    assert found == code and part in message


def test_a_hint_for_a_name_says_which_name_would_do(save: Save) -> None:
    (problem,) = find_images(save("Mijn Foto (1).JPG", encoded(picture(), "JPEG")))[2]
    assert "‘mijn-foto-1.jpg’" in problem.hint


@pytest.mark.parametrize(
    ("name", "content", "part"),
    [
        ("foto.png", encoded(picture(), "JPEG"), "JPEG"),
        ("foto.jpg", encoded(picture(), "PNG"), "PNG"),
        ("foto.jpg", encoded(picture(), "WEBP"), "WebP"),
        ("foto.webp", encoded(picture(), "GIF"), "GIF"),
        ("foto.jpg", b"\0\0\0\x18ftypheic\0\0\0\0", "HEIC"),
        ("foto.png", encoded(picture(), "BMP"), "BMP"),
        ("foto.png", encoded(picture(), "TIFF"), "TIFF"),
        ("foto.png", encoded(picture(), "PDF"), "PDF"),
        ("foto.png", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "SVG"),
        ("foto.svg", encoded(picture(), "PNG"), "PNG"),
        ("foto.png", b"<html><script>alert(1)</script>", "geen PNG"),
    ],
)
def test_the_ending_must_say_what_a_file_is(save: Save, name: str, content: bytes, part: str) -> None:
    code, message = only_problem(save(name, content))
    assert code == "image-kind" and part in message


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_moving_images_are_refused(save: Save, kind: str) -> None:
    frames = [picture(mode=mode) for mode in ("RGB", "L", "RGB")]
    raw = encoded(frames[0], kind, save_all=True, append_images=frames[1:], duration=100)
    assert only_problem(save(f"foto.{kind.lower()}", raw))[0] == "image-kind"


def test_folders_links_and_other_things_are_refused(save: Save, tmp_path: Path) -> None:
    secret = tmp_path / "geheim.png"
    picture().save(secret)
    folder = save("goed.png", picture()) / "content/images"
    (folder / "link.png").symlink_to(secret)
    (folder / "los.png").symlink_to("nergens.png")
    (folder / "map.png").mkdir()
    os.mkfifo(folder / "pijp.png")
    found, unusable, problems = find_images(tmp_path)
    assert list(found) == ["goed.png"] and unusable == {"link.png", "los.png", "map.png", "pijp.png"}
    assert [problem.code for problem in problems] == ["symlink", "symlink", "place", "place"]


@pytest.mark.parametrize("make", [lambda path, _: path.write_text(""), lambda path, other: path.symlink_to(other)])
def test_the_folder_itself_must_be_a_folder(tmp_path: Path, make: Callable[[Path, Path], object]) -> None:
    (tmp_path / "content").mkdir()
    make(tmp_path / "content/images", tmp_path)
    found, unusable, problems = find_images(tmp_path)
    assert (found, unusable) == ({}, frozenset())
    assert [(problem.code, problem.path) for problem in problems] == [("place", "content/images")]


def test_a_file_that_cannot_be_read_is_a_problem(save: Save, monkeypatch: pytest.MonkeyPatch) -> None:
    root = save("foto.png", picture())

    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    assert only_problem(root)[0] == "unreadable"


# Bounds


@pytest.mark.parametrize(
    ("name", "size", "parts"),
    [
        ("foto.jpg", images.MAX_BYTES + 1, ("6,1 MB", "6 MB")),
        ("foto.png", 12_340_000, ("12,4 MB", "6 MB")),
        ("foto.svg", 300_500, ("301 kB", "300 kB")),
    ],
)
def test_files_that_are_too_large_are_refused_with_both_figures(
    save: Save, name: str, size: int, parts: tuple[str, str]
) -> None:
    code, message = only_problem(save(name, b"\0" * size))
    assert code == "image-size" and all(part in message for part in parts), message


def png_of(width: int, height: int, *more: tuple[bytes, bytes], data: bytes = b"") -> bytes:
    """A PNG as its parts: the header may say any size."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return len(data).to_bytes(4) + name + data + zlib.crc32(name + data).to_bytes(4)

    header = width.to_bytes(4) + height.to_bytes(4) + b"\x08\x02\0\0\0"
    parts = [(b"IHDR", header), *more, (b"IDAT", data or zlib.compress(b"\0" * 10_000)), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunk(*part) for part in parts)


def jpeg_of(width: int, height: int) -> bytes:
    raw = encoded(picture(), "JPEG")
    return re.sub(
        rb"(\xff\xc0\0\x11\x08)....", rb"\g<1>" + height.to_bytes(2) + width.to_bytes(2), raw, count=1, flags=re.DOTALL
    )


def webp_of(width: int, height: int) -> bytes:
    data = b"\x10\0\0\0" + (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    frame = encoded(picture(), "WEBP")[12:]
    body = b"WEBPVP8X" + len(data).to_bytes(4, "little") + data + frame
    return b"RIFF" + len(body).to_bytes(4, "little") + body


@pytest.mark.parametrize(
    ("name", "content", "parts"),
    [
        ("bom.png", png_of(50_000, 50_000), ("50.000 bij 50.000", "16 miljoen")),
        ("bom.png", png_of(2**31 - 1, 2**31 - 1), ("2.147.483.647", "16 miljoen")),
        ("bom.png", png_of(4001, 4000), ("4.001 bij 4.000", "16 miljoen")),
        ("bom.jpg", jpeg_of(65_500, 65_500), ("65.500 bij 65.500", "16 miljoen")),
        ("bom.webp", webp_of(16_384, 16_384), ("16.384 bij 16.384", "10 miljoen")),
    ],
)
def test_more_pixels_than_allowed_are_refused_before_any_is_decoded(
    save: Save, name: str, content: bytes, parts: tuple[str, ...]
) -> None:
    root = save(name, content)
    start = time.process_time()
    code, message = only_problem(root)
    assert time.process_time() - start < 0.5
    assert code == "image-size" and all(part in message for part in parts), message


@pytest.mark.parametrize(
    ("name", "content", "parts"),
    [
        ("sliert.png", png_of(60_000, 10), ("60.000 beeldpunten breed", "20.000")),
        ("sliert.png", png_of(10, 60_000), ("60.000 beeldpunten hoog", "20.000")),
        ("sliert.png", png_of(20_001, 1), ("20.001 beeldpunten breed", "20.000")),
        ("sliert.png", png_of(16_000_000, 1), ("16.000.000 beeldpunten breed", "20.000")),
        ("sliert.jpg", jpeg_of(65_500, 8), ("65.500 beeldpunten breed", "20.000")),
        ("sliert.webp", webp_of(200_000, 8), ("200.000 beeldpunten breed", "20.000")),
    ],
)
def test_a_side_that_has_no_end_is_refused_however_few_pixels_there_are(
    save: Save, name: str, content: bytes, parts: tuple[str, ...]
) -> None:
    code, message = only_problem(save(name, content))
    assert code == "image-size" and all(part in message for part in parts), message


def test_the_largest_that_is_allowed_is_allowed(save: Save) -> None:
    found, _, problems = find_images(save("groot.png", Image.new("1", (16_000, 1_000))))
    assert problems == [] and (found["groot.png"].width, found["groot.png"].height) == (1600, 100)


def test_an_image_of_one_row_of_pixels_keeps_a_row(save: Save) -> None:
    assert opened(published(save("lijn.png", Image.new("L", (5000, 1))), "lijn.png")).size == (1600, 1)


def _many_comments() -> bytes:
    raw = encoded(picture(), "JPEG")
    return raw[:2] + b"\xff\xfe\0\x02" * 1_000_000 + raw[2:]


def _many_scans() -> bytes:
    raw = encoded(Image.new("RGB", (4000, 4000)), "JPEG", progressive=True)
    last = raw.rindex(b"\xff\xda")
    return raw[:-2] + raw[last:-2] * 5_000 + b"\xff\xd9"


def _hungry_exif() -> bytes:
    """Thousands of tags that each point at all of the file: some readers copy it for each."""
    entries = b"".join(tag.to_bytes(2) + b"\0\x07" + (4_000_000).to_bytes(4) + b"\0\0\0\x08" for tag in range(5_000))
    return b"MM\0*\0\0\0\x08" + (5_000).to_bytes(2) + entries + b"\0" * 4_500_000


@pytest.mark.parametrize(
    ("name", "make", "usable"),
    [
        ("opmerkingen.jpg", _many_comments, False),
        ("vulling.jpg", lambda: b"\xff\xd8" + b"\xff" * 5_000_000, False),
        ("vulling-2.jpg", lambda: encoded(picture(), "JPEG")[:-2] + b"\xff" * 5_000_000 + b"\0", False),
        ("lagen.jpg", _many_scans, False),
        ("stukjes.png", lambda: png_of(9, 9, *[(b"teXt", b"")] * 400_000), False),
        ("tekst.png", lambda: png_of(9, 9, (b"zTXt", b"a\0\0" + zlib.compress(b"a" * 90_000_000))), True),
        ("profiel.png", lambda: png_of(9, 9, (b"iCCP", b"a\0\0" + zlib.compress(b"a" * 90_000_000))), False),
        ("veel.png", lambda: png_of(9, 9, data=zlib.compress(b"\0" * 200_000_000)), True),
        ("exif.png", lambda: png_of(9, 9, (b"eXIf", _hungry_exif())), True),
        ("stukjes.webp", lambda: b"RIFF\x04\x09\x3d\0WEBP" + b"abcd\0\0\0\0" * 500_000, False),
    ],
)
def test_files_made_to_keep_a_reader_busy_do_not(
    save: Save, name: str, make: Callable[[], bytes], usable: bool
) -> None:
    raw = make()
    assert len(raw) <= images.MAX_BYTES, "refused for what it does, not for its size"
    root = save(name, raw)
    start = time.process_time()
    found, unusable, problems = find_images(root)
    took = time.process_time() - start
    assert (list(found), sorted(unusable)) == (([name], []) if usable else ([], [name]))
    assert {problem.code for problem in problems} <= {"image-broken"}
    assert took < 1, f"{took:.1f} s"


def test_memory_stays_within_bounds(save: Save) -> None:
    save("exif.png", png_of(9, 9, (b"eXIf", _hungry_exif())))
    save("groot.png", Image.new("RGBA", (4000, 4000)))
    save("groot.webp", Image.new("RGBA", (3200, 3125)))
    root = save("groot.jpg", Image.new("CMYK", (4000, 4000)), progressive=True)
    code = (
        "import resource, sys; from pathlib import Path; from macros.images import images;"
        "from PIL import JpegImagePlugin, PngImagePlugin, WebPImagePlugin;"
        "peak = lambda: resource.getrusage(resource.RUSAGE_SELF).ru_maxrss;"
        "before = peak(); root = Path(sys.argv[1]); found = images.find_images(root); assert len(found[0]) == 4, found;"
        "images.write_images(found[0].values(), root / 'site'); print(peak() - before)"
    )
    run = subprocess.run([sys.executable, "-c", code, str(root)], cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    # macOS counts in bytes, Linux in units of 1,024
    assert int(run.stdout) / (1_000_000 if sys.platform == "darwin" else 1_000) < 200


def test_a_project_without_bitmaps_does_not_pay_for_pillow(save: Save) -> None:
    root = save("huis.svg", EMPTY)
    code = "import sys; from pathlib import Path; from macros.images.images import find_images; find_images(Path(sys.argv[1]));"
    run = subprocess.run(
        [sys.executable, "-c", code + "sys.exit('PIL' in sys.modules)", str(root)], cwd=ROOT, check=False
    )
    assert run.returncode == 0


# Broken files


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
@pytest.mark.parametrize("part", [0.02, 0.3, 0.6, 0.9, 0.999])
def test_a_file_that_was_cut_off_is_one_problem(save: Save, kind: str, part: float) -> None:
    noise = Image.effect_noise((200, 100), 50).convert("RGB")
    raw = encoded(noise, kind)
    assert only_problem(save(f"foto.{kind.lower()}", raw[: int(len(raw) * part)]))[0] in ("image-broken", "image-kind")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("leeg.png", b""),
        ("leeg.svg", b""),
        ("nul.png", png_of(0, 5)),
        ("plat.png", png_of(9, 9, data=b"geen zlib")),
        (
            "dubbel.png",
            png_of(9, 9, (b"IHDR", b"\0\0\x13\x88" * 2 + b"\x08\0\0\0\0"), data=zlib.compress(b"\0" * 25_005_000)),
        ),
        ("later.png", encoded(picture(), "PNG")[:8] + png_of(9, 9)[33:45] + png_of(60_000, 60_000)[8:]),
        ("kort.png", png_of(100, 100, data=zlib.compress(b"\0" * 10))),
        ("nul.jpg", jpeg_of(0, 0)),
        ("kop.jpg", b"\xff\xd8\xff\xd9"),
        ("kop.webp", b"RIFF\x04\0\0\0WEBP"),
        ("anders.webp", webp_of(10, 10)),
        ("stuk.svg", b"<svg"),
        ("geen.svg", b"geen xml"),
        ("html.svg", b"<!DOCTYPE html><html></html>"),
    ],
)
def test_a_broken_file_is_one_problem(save: Save, name: str, content: bytes) -> None:
    assert only_problem(save(name, content))[0] == "image-broken"


def test_a_problem_in_a_drawing_says_where_it_stands(save: Save) -> None:
    (problem,) = find_images(save("huis.svg", b'<svg xmlns="http://www.w3.org/2000/svg">\n  <g></h>\n</svg>'))[2]
    assert (problem.line, problem.column) == (2, 8)


SEEDS = [
    encoded(picture(), "PNG"),
    encoded(picture(mode="P"), "PNG"),
    encoded(picture(), "JPEG"),
    encoded(picture(), "JPEG", progressive=True),
    encoded(picture(), "WEBP"),
    encoded(picture(mode="RGBA"), "WEBP", lossless=True, exif=b"Exif\0\0MM\0*"),
    (CASES / "ordinary/inkscape.svg").read_bytes(),
]
CHANGES = st.lists(st.tuples(st.floats(0, 1), st.binary(max_size=6), st.integers(0, 6)), min_size=1, max_size=4)


@settings(deadline=None)  # a busy machine is no fault
@given(st.sampled_from(SEEDS), CHANGES)
def test_any_bytes_give_an_image_that_can_be_published_or_one_problem(
    tmp_path_factory: pytest.TempPathFactory, seed: bytes, changes: list[tuple[float, bytes, int]]
) -> None:
    raw = seed
    for place, new, gone in changes:
        at = int(place * len(raw))
        raw = raw[:at] + new + raw[at + gone :]
    root = tmp_path_factory.mktemp("fuzz")
    (root / "content/images").mkdir(parents=True)
    for ending in ("png", "jpg", "webp", "svg"):
        (root / f"content/images/a.{ending}").write_bytes(raw)
    found, unusable, problems = find_images(root)
    assert found.keys() | unusable == {"a.png", "a.jpg", "a.webp", "a.svg"} and not found.keys() & unusable
    assert len([problem for problem in problems if problem.severity == "error"]) == len(unusable)
    write_images(found.values(), root / "site")


# Nothing but the picture

SECRETS = (b"52.3702", b"Jansen", b"geheim", b"http://ns.adobe.com", b"Exif", b"GPS", b"ICC", b"iCCP", b"tEXt", b"eXIf")


def full_of_metadata(kind: str, image: Image.Image | None = None) -> bytes:
    exif = Image.Exif()
    exif[0x013B] = "Jansen"
    exif[0x8825] = {1: "N", 2: (52.0, 22.0, 12.0), 29: "geheim 52.3702"}
    xmp = b"<x:xmpmeta xmlns:x='adobe:ns:meta/'>http://ns.adobe.com/ geheim</x:xmpmeta>"
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    options: dict[str, object] = {"exif": exif, "icc_profile": profile, "dpi": (301, 301)}
    if kind == "PNG":
        info = PngInfo()
        info.add_text("Author", "Jansen")
        info.add_text("geheim", "geheim", zip=True)
        info.add_itxt("XML:com.adobe.xmp", xmp.decode())
        options["pnginfo"] = info
    else:
        options["xmp"] = xmp
    if kind == "JPEG":
        options["comment"] = b"geheim"
    return encoded(image or picture(), kind, **options)


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
@pytest.mark.parametrize("mode", ["RGB", "L", "P"])
@pytest.mark.parametrize("width", [60, 2000])
def test_metadata_is_gone(save: Save, kind: str, mode: str, width: int) -> None:
    image = picture(width, 40, mode if kind == "PNG" or mode == "L" else "RGB")
    raw = full_of_metadata(kind, image)
    assert sum(secret in raw for secret in SECRETS) >= 4, "there was something to take out"
    name = f"foto.{kind.lower()}"
    shown = published(save(name, raw), name)
    assert [secret for secret in SECRETS if secret in shown] == []
    left = opened(shown)
    assert dict(left.getexif()) == {}
    assert left.info.keys() <= {"jfif", "jfif_version", "jfif_unit", "jfif_density", "progressive", "progression",
                                "loop", "background", "timestamp", "duration"}  # fmt: skip
    if kind == "PNG":
        assert set(re.findall(rb"[A-Za-z]{4}(?=.{0})", b"".join(chunks(shown)))) <= {b"IHDR", b"PLTE", b"IDAT", b"IEND"}


def chunks(png: bytes) -> list[bytes]:
    names, at = [], 8
    while at < len(png):
        names.append(png[at + 4 : at + 8])
        at += 12 + int.from_bytes(png[at : at + 4])
    return names


def test_what_was_hung_behind_a_picture_is_gone(save: Save) -> None:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as file:
        file.writestr("geheim.txt", "geheim")
    tail = b"<script>alert('geheim')</script>" + archive.getvalue()
    for kind in ("PNG", "JPEG", "WEBP"):
        name = f"foto.{kind.lower()}"
        shown = published(save(name, encoded(picture(), kind) + tail), name)
        assert b"script" not in shown and b"PK\x03" not in shown and b"geheim" not in shown
        assert not zipfile.is_zipfile(io.BytesIO(shown))


def test_a_page_hidden_in_a_comment_is_gone(save: Save) -> None:
    raw = encoded(picture(), "JPEG", comment=b"*/=alert(1)/*<script>alert(1)</script>")
    assert b"script" in raw and b"script" not in published(save("foto.jpg", raw), "foto.jpg")


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_photo_stands_upright(save: Save, kind: str, orientation: int) -> None:
    upright = picture(96, 64)
    turned = {
        2: Image.Transpose.FLIP_LEFT_RIGHT, 3: Image.Transpose.ROTATE_180, 4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE, 6: Image.Transpose.ROTATE_90, 7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }  # fmt: skip
    camera = upright.transpose(turned[orientation]) if orientation > 1 else upright
    exif = Image.Exif()
    exif[0x0112] = orientation
    name = f"foto.{kind.lower()}"
    shown = opened(
        published(
            save(
                name,
                encoded(camera, kind, exif=exif),
            ),
            name,
        )
    ).convert("RGB")
    assert shown.size == upright.size
    assert close(shown, upright)


def close(one: Image.Image, other: Image.Image, most: float = 40) -> bool:
    """Whether two pictures look alike, whatever a lossy format has done to them."""
    difference = ImageChops.difference(one.convert("RGB"), other.convert("RGB")).resize((8, 8), Image.Resampling.BOX)
    return max(high for _, high in difference.getextrema()) <= most


@pytest.mark.parametrize("size", [(60, 40), (2400, 1600)])
@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
@pytest.mark.parametrize("mode", ["RGBA", "LA", "P"])
def test_what_is_transparent_stays_so(save: Save, size: tuple[int, int], kind: str, mode: str) -> None:
    image = picture(*size, mode="RGBA")
    image.putalpha(Image.linear_gradient("L").resize(size).point(lambda value: value // 128 * 255))
    before = image if mode == "RGBA" else image.quantize(8) if mode == "P" else image.convert("LA")
    name = f"foto.{kind.lower()}"
    after = opened(published(save(name, encoded(before, kind)), name)).convert("RGBA")
    width, height = after.size
    assert after.getpixel((width // 2, 1))[3] < 20 and after.getpixel((width // 2, height - 2))[3] > 235


@pytest.mark.parametrize("size", [(60, 40), (2400, 1600)])
def test_a_colour_that_stands_for_transparent_does_so_still(save: Save, size: tuple[int, int]) -> None:
    for mode, colour in (("RGB", (255, 0, 0)), ("L", picture(mode="L").getpixel((1, 1)))):
        raw = encoded(picture(*size, mode=mode), "PNG", transparency=colour)
        after = opened(published(save("foto.png", raw), "foto.png")).convert("RGBA")
        assert after.getpixel((1, 1))[3] == 0
        assert after.getpixel((after.width - 2, after.height - 2))[3] == 255


@pytest.mark.parametrize(
    ("name", "mode"),
    [("foto.jpg", "CMYK"), ("foto.jpg", "L"), ("foto.png", "1"), ("foto.png", "P"), ("foto.png", "L"),
     ("foto.png", "I;16"), ("foto.webp", "L")],
)  # fmt: skip
@pytest.mark.parametrize("size", [(60, 40), (2400, 1600)])
def test_every_way_of_storing_a_picture_shows_the_picture(
    save: Save, name: str, mode: str, size: tuple[int, int]
) -> None:
    if mode == "I;16":
        image = picture(*size, mode="L").convert("I").point(lambda value: value * 257).convert("I;16")
        expected = picture(*size, mode="L")
    else:
        image = picture(*size, mode=mode)
        expected = image.convert("RGB")
    after = opened(published(save(name, image), name))
    assert after.mode in ("L", "P", "RGB")
    assert close(after, expected.resize(after.size))


def test_sixteen_bits_of_a_colour_become_eight(save: Save) -> None:
    rows = b"".join(b"\0" + bytes([255, 255, 128, 0, 0, 0]) * 9 for _ in range(9))
    raw = bytearray(png_of(9, 9, data=zlib.compress(rows)))
    raw[24] = 16
    raw[29:33] = zlib.crc32(raw[12:29]).to_bytes(4)
    assert opened(published(save("foto.png", bytes(raw)), "foto.png")).getpixel((4, 4)) == (255, 128, 0)


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_colours_of_a_profile_become_those_of_the_web(save: Save, kind: str) -> None:
    """Green in a profile whose red and green have changed places is red on the web."""
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    red, green = profile.index(b"rXYZ"), profile.index(b"gXYZ")
    profile[red : red + 4], profile[green : green + 4] = b"gXYZ", b"rXYZ"
    name = f"foto.{kind.lower()}"
    for mode in ("RGB", "RGBA") if kind != "JPEG" else ("RGB",):
        raw = encoded(Image.new(mode, (32, 32), "lime"), kind, icc_profile=bytes(profile), quality=100)
        assert close(opened(published(save(name, raw), name)), Image.new("RGB", (32, 32), "red"))


@pytest.mark.parametrize("profile", [b"kapot", b"\0" * 200, b"\xff" * 5000])
def test_a_profile_that_does_not_work_is_dropped(save: Save, profile: bytes) -> None:
    for kind in ("PNG", "JPEG", "WEBP"):
        name = f"foto.{kind.lower()}"
        raw = encoded(picture(96, 64), kind, icc_profile=profile)
        assert close(opened(published(save(name, raw), name)), picture(96, 64))


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_the_same_image_gives_the_same_bytes(save: Save, kind: str) -> None:
    name = f"foto.{kind.lower()}"
    root = save(name, full_of_metadata(kind, picture(2000, 1000)))
    first = published(root, name)
    os.utime(root / "content/images" / name, (1, 1))
    assert published(root, name) == first
    other = published(save(name, encoded(picture(2000, 1000), kind)), name)
    assert close(opened(first), opened(other))


def test_a_lossless_image_stays_so(save: Save) -> None:
    noise = Image.effect_noise((90, 60), 80).convert("RGB")
    for name, options in (("foto.png", {}), ("foto.webp", {"lossless": True})):
        shown = opened(published(save(name, noise, **options), name)).convert("RGB")
        assert ImageChops.difference(shown, noise).getbbox() is None, name


def test_an_image_that_changed_after_checking_is_an_error_of_files(save: Save) -> None:
    root = save("foto.png", picture())
    found = find_images(root)[0].values()
    save("foto.png", b"\x89PNG\r\n\x1a\n")
    with pytest.raises(OSError, match="content/images/foto.png"):
        write_images(found, root / "site")
    (root / "content/images/foto.png").unlink()
    with pytest.raises(OSError, match=r"content/images/foto.png"):
        write_images(found, root / "site")


def test_pillow_s_own_warnings_reach_no_one(save: Save) -> None:
    raw = encoded(picture(), "JPEG", exif=b"Exif\0\0II*\0\xff\xff\xff\x7f")
    with warnings.catch_warnings(record=True) as seen:
        warnings.simplefilter("always")
        published(save("foto.jpg", raw), "foto.jpg")
    assert seen == []


# Drawings


def test_an_author_hears_what_was_taken_out_of_a_drawing(save: Save) -> None:
    root = save("huis.svg", (CASES / "hostile/link-set.svg").read_bytes())
    found, unusable, (problem,) = find_images(root)
    assert list(found) == ["huis.svg"] and not unusable
    assert (problem.code, problem.severity) == ("image-cleaned", "warning")
    assert "een link, een animatie" in problem.message
    shown = published(root, "huis.svg")
    assert b"<set" not in shown and shown == clean((CASES / "hostile/link-set.svg").read_bytes()).data
