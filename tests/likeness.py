"""How much a picture of a page looks like the one that is kept.

Both are shrunk to a third and then blurred by a pixel, so that the edges of letters, which every version of a browser
draws its own way, hardly count, and places and colours do. Even surfaces are also compared as they are, more closely.
Measured on the twelve pages of test_pictures: letters drawn at twice the size, or without hinting and subpixels, make
at most 0.01 % of the pixels visibly different; the serif missing 0.11 to 2.7 %, another brand colour up to 2.2 %, cards
without padding up to 16 %, square corners on the home page 0.19 %. The colour of a hairline and a soft shadow are too
little to be seen this way.
"""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from PIL import Image, ImageChops, ImageFilter

SHRINK = 3
COLOURS = 64
BLUR = ImageFilter.BoxBlur(1)
VISIBLE = 32  # of 255, in the channel that differs most: what counts as another colour
EVEN = 3  # colours that differ no more make a surface
VISIBLE_ON_SURFACE = 4  # where both pictures have a surface, and so no letters or edges
TOLERANCE = 0.001  # the share of pixels that may have another colour
STRETCH = 2  # how many shrunk pixels the page may be longer or shorter


def shrink(screenshot: bytes, width: int) -> Image.Image:
    """A screenshot of a page that is `width` wide, at any density, at a third of that width."""
    image = Image.open(BytesIO(screenshot)).convert("RGB")
    density = image.width / width
    size = (round(width / SHRINK), round(image.height / density / SHRINK))
    return image.resize(size, Image.Resampling.BOX)


def keep(image: Image.Image, file: Path) -> None:
    """Write a picture small: in a palette."""
    file.parent.mkdir(parents=True, exist_ok=True)
    palette = image.quantize(COLOURS, Image.Quantize.MEDIANCUT, kmeans=3, dither=Image.Dither.NONE)
    palette.save(file, optimize=True)


def differences(actual: Image.Image, kept: Image.Image) -> Image.Image:
    """White where the colours differ visibly, black elsewhere; as large as what both pictures have."""
    area = (0, 0, min(actual.width, kept.width), min(actual.height, kept.height))
    ours, theirs = (image.convert("RGB").crop(area) for image in (actual, kept))
    anywhere = _over(ImageChops.difference(ours.filter(BLUR), theirs.filter(BLUR)), VISIBLE)
    uneven = ImageChops.lighter(_over(_unevenness(ours), EVEN), _over(_unevenness(theirs), EVEN))
    on_surface = ImageChops.subtract(_over(ImageChops.difference(ours, theirs), VISIBLE_ON_SURFACE), uneven)
    return ImageChops.lighter(anywhere, on_surface)


def _unevenness(image: Image.Image) -> Image.Image:
    """How much the colours within two pixels of each pixel differ."""
    return ImageChops.subtract(image.filter(ImageFilter.MaxFilter(5)), image.filter(ImageFilter.MinFilter(5)))


def _over(image: Image.Image, level: int) -> Image.Image:
    """White where the channel that is highest is over this level."""
    red, green, blue = image.split()
    most = ImageChops.lighter(ImageChops.lighter(red, green), blue)
    return most.point([255 if value > level else 0 for value in range(256)])


def share(difference: Image.Image) -> float:
    """The part of a picture of differences that is white."""
    return difference.histogram()[255] / (difference.width * difference.height)


def complaint(actual: Image.Image, kept: Image.Image) -> str | None:
    """What is wrong, in words; None where the pictures are alike."""
    if actual.width != kept.width or abs(actual.height - kept.height) > STRETCH:
        return f"{actual.width} by {actual.height} pixels in the place of {kept.width} by {kept.height}"
    found = share(differences(actual, kept))
    return f"{found:.2%} of the pixels differ; {TOLERANCE:.2%} may" if found > TOLERANCE else None
