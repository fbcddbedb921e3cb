"""CSS into style attributes, with premailer.

Its settings are the ones under which it leaves alone what is already right: the doctype, integer
image widths, media queries, `!important`, conditional comments. It never opens a connection.
"""

import logging
import re


def inline(html: str, css: str) -> str:
    """`html` with the rules of `css` in its style attributes; its own style sheets stay.

    Merge tags have to be masked before.
    """
    from premailer import Premailer

    # premailer knows the doctype in capitals only, and loses it otherwise.
    html = re.sub(r"\A\s*<!doctype html>", "<!DOCTYPE html>", html, count=1, flags=re.IGNORECASE)
    html = re.sub(r"<style(?![^>]*data-premailer)", '<style data-premailer="ignore"', html)
    inliner = Premailer(
        html,
        css_text=[css],
        method="html",
        keep_style_tags=True,
        strip_important=False,
        remove_classes=False,
        disable_leftover_css=True,
        disable_validation=True,
        disable_basic_attributes=["width", "height", "bgcolor", "align", "valign"],
        allow_network=False,
        allow_loading_external_files=False,
        include_star_selectors=False,
        align_floating_images=False,
        exclude_pseudoclasses=True,
        cssutils_logging_level=logging.CRITICAL,
    )
    return str(inliner.transform(pretty_print=False)).replace(' data-premailer="ignore"', "")
