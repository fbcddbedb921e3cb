"""What mail programs make of colours when they darken a letter by force.

Gmail and Outlook do not ask a letter for its dark colours: they turn its light ones over. Text has
to stay readable then, too.
"""

from digest.core.colour import channels, contrast, linear

OUTLOOK_BLACK = 21.247  # CIE lightness of #333333, where Outlook's dark begins
WHITE_POINT = (0.95047, 1.0, 1.08883)  # D65
LUMA = (0.213, 0.715, 0.072)
CUBE, SLOPE = 216 / 24389, 24389 / 27  # of CIE Lab


def by_outlook(colour: str) -> str:
    """`colour` with its lightness turned over in CIE Lab, black at #333333.

    Source: getDarkColor in Microsoft's roosterjs, Outlook's editor.
    """
    lightness, green_red, blue_yellow = _lab(colour)
    turned = (100 - lightness) * (100 - OUTLOOK_BLACK) / 100 + OUTLOOK_BLACK
    return _from_lab(turned, green_red, blue_yellow)


def by_filter(colour: str) -> str:
    """`colour` as `filter: invert(1) hue-rotate(180deg)` shows it; our stand-in for Gmail.

    Source: https://www.w3.org/TR/filter-effects-1/#element-attrdef-fecolormatrix-values
    """
    inverted = [255 - channel for channel in channels(colour)]
    luma = sum(share * channel for share, channel in zip(LUMA, inverted, strict=True))
    return _hex([2 * luma - channel for channel in inverted])


def legibility(text: str, ground: str) -> float:
    """The contrast of two colours as they are and as either inversion leaves them: the least."""
    pairs = [(text, ground), *((turn(text), turn(ground)) for turn in (by_outlook, by_filter))]
    return min(contrast(*pair) for pair in pairs)


def _hex(values: list[float]) -> str:
    return "#" + "".join(f"{min(max(round(value), 0), 255):02x}" for value in values)


def _lab(colour: str) -> tuple[float, float, float]:
    red, green, blue = (linear(channel / 255) for channel in channels(colour))
    x, y, z = (
        _bent(value / white)
        for value, white in zip(
            (
                0.4124 * red + 0.3576 * green + 0.1805 * blue,
                0.2126 * red + 0.7152 * green + 0.0722 * blue,
                0.0193 * red + 0.1192 * green + 0.9505 * blue,
            ),
            WHITE_POINT,
            strict=True,
        )
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def _from_lab(lightness: float, green_red: float, blue_yellow: float) -> str:
    middle = (lightness + 16) / 116
    bent = (middle + green_red / 500, middle, middle - blue_yellow / 200)
    x, y, z = (_straight(value) * white for value, white in zip(bent, WHITE_POINT, strict=True))
    light = (
        3.2406 * x - 1.5372 * y - 0.4986 * z,
        -0.9689 * x + 1.8758 * y + 0.0415 * z,
        0.0557 * x - 0.2040 * y + 1.0570 * z,
    )
    return _hex([255 * _encoded(min(max(value, 0.0), 1.0)) for value in light])


def _bent(value: float) -> float:
    return float(value ** (1 / 3)) if value > CUBE else (SLOPE * value + 16) / 116


def _straight(value: float) -> float:
    return value**3 if value**3 > CUBE else (116 * value - 16) / SLOPE


def _encoded(value: float) -> float:
    return 12.92 * value if value <= 0.0031308 else float(1.055 * value ** (1 / 2.4) - 0.055)
