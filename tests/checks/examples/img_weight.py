"""DG403 img-weight."""

from tests.checks.making import Example, Foreign, asked, html, image_says, message

RULE = "DG403"
KIB = 1024


def within(*sizes):
    """Pictures of so many bytes within the HTML."""
    sources = ("AAAA" * (size // 3) for size in sizes)
    return html(
        "".join(
            f'<img alt="No. {number}" src="data:image/png;base64,{source}">'
            for number, source in enumerate(sources)
        )
    )


def beside(size):
    """A picture of so many bytes that travels in the message."""
    lines = "\n".join(["A" * 76] * (size // 57))
    head = "Content-Type: image/png; name=queue.png\nContent-Transfer-Encoding: base64"
    return message(swap=("\n--b--", f"\n--b\n{head}\n\n{lines}\n--b--"))


def on_the_web(size):
    url = "https://e.org/a.png"
    return asked(f'<img src="{url}"><img src="{url}">', url, "alive", size_bytes=size)


def sized(kind, bad, good, severity, told):
    return Example(lambda: kind(*bad), lambda: kind(*good), severity, told)


EXAMPLES = (
    sized(within, [300 * KIB], [199 * KIB], "warning", '"No. 0" weighs 300 KB'),
    sized(within, [1200 * KIB], [150 * KIB] * 2, "error", '"No. 0" weighs 1,200 KB'),
    sized(within, [150 * KIB + n * 3 for n in range(11)], [150 * KIB] * 11, "warning", "together"),
    sized(beside, [300 * KIB], [199 * KIB], "warning", "queue.png weighs 300 KB"),
    sized(on_the_web, [300 * KIB], [None], "warning", "https://e.org/a.png weighs 300 KB"),
    sized(on_the_web, [1200 * KIB], [199 * KIB], "error", "https://e.org/a.png weighs 1,200 KB"),
)
SEEDS = (
    Foreign("letter.eml", "iVBORw0KGgo=", "\n".join(["A" * 76] * 4000), 9, 1),
    image_says("alive", size_bytes=300 * KIB),
)
