"""Cover pictures that no one has to fetch: drawn here, served to the page by a route."""

from functools import cache
from io import BytesIO
from urllib.parse import urlsplit

from PIL import Image, ImageDraw

HOST = "pictures.example.org"
SIZE = (1200, 630)
GROUNDS = ("#2f4858", "#7a4e3a", "#3d5a45", "#5b4a68", "#8a6d2f")
SHAPES = ("#9fc4c9", "#e0b394", "#b9d3ab", "#cbb8d9", "#ead59a")


def address(number: int) -> str:
    """Where the picture `number` stands."""
    return f"https://{HOST}/{number}.png"


def is_picture(url: str) -> bool:
    """Whether `url` is one of ours."""
    return urlsplit(url).hostname == HOST


@cache
def picture(url: str) -> bytes:
    """PNG of the picture at `url`: circles in a row, so that a stretched one shows."""
    number = int(urlsplit(url).path.strip("/").removesuffix(".png"))
    image = Image.new("RGB", SIZE, GROUNDS[number % len(GROUNDS)])
    draw = ImageDraw.Draw(image)
    for at in range(5):
        radius = 50 + (number * 37 + at * 53) % 90
        draw.circle((160 + 220 * at, 315), radius, fill=SHAPES[(number + at) % len(SHAPES)])
    found = BytesIO()
    image.save(found, "PNG", optimize=True)
    return found.getvalue()
