"""What browsers are told about the page and about the email in it.

The email is hostile until proven otherwise: it gets a sandbox without an origin, also when its
address is opened by itself, and of its scripts none runs: only our own has the nonce of the answer.
"""

_COMMON = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cache-control": "no-store",
    "cross-origin-resource-policy": "same-origin",
    "x-dns-prefetch-control": "off",
}
SHELL = {
    **_COMMON,
    "content-security-policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
        "connect-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'none'; "
        "frame-ancestors 'none'"
    ),
    "cross-origin-opener-policy": "same-origin",
}
IMAGES = {"local": "data:", "remote": "data: https: http:", "off": "'none'"}


def email(images: str = "local", nonce: str | None = None) -> dict[str, str]:
    """For an email with such `images`; without a nonce no script runs at all.

    It has no opener policy: browsers refuse to show a sandboxed page that has one.
    """
    sandbox = "sandbox allow-popups allow-popups-to-escape-sandbox"
    scripts = f"script-src 'nonce-{nonce}'; " if nonce else ""
    policy = (
        f"{sandbox}{' allow-scripts' if nonce else ''}; default-src 'none'; {scripts}"
        f"img-src {IMAGES[images]}; style-src 'unsafe-inline'; font-src data:; base-uri 'none'; "
        "form-action 'none'; frame-ancestors 'self'"
    )
    return {**_COMMON, "content-security-policy": policy}
