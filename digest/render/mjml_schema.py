"""What MJML 4 allows: which element in which, and with which attributes.

Source: mjml 4.18, `allowedAttributes` of every component and the dependencies of mjml-preset-core;
left out is what the compiler used here (mrml 6) refuses or ignores.
"""

from functools import cache

PADDING = "padding padding-top padding-right padding-bottom padding-left"
BORDER = "border border-top border-right border-bottom border-left"
FONT = "color font-family font-size font-style font-weight letter-spacing line-height"
LINK = "href name rel target title"
BACKGROUND = (
    "background-color background-url background-repeat background-size background-position"
    " background-position-x background-position-y"
)
ICONS = (
    "icon-align icon-width icon-height icon-wrapped-url icon-wrapped-alt icon-unwrapped-url"
    " icon-unwrapped-alt icon-position"
)
SECTION = (
    f"{BACKGROUND} {BORDER} {PADDING} border-radius direction full-width text-align text-padding"
)
CONTENT = (
    "mj-accordion mj-button mj-carousel mj-divider mj-image mj-navbar mj-raw mj-social mj-spacer"
    " mj-table mj-text"
)
EVERYWHERE = frozenset(("mj-class", "css-class"))

CHILDREN = {
    "mjml": "mj-head mj-body",
    "mj-head": "mj-attributes mj-breakpoint mj-font mj-preview mj-style mj-title mj-raw",
    "mj-body": "mj-section mj-wrapper mj-hero mj-raw",
    "mj-wrapper": "mj-section mj-hero mj-raw",
    "mj-section": "mj-column mj-group mj-raw",
    "mj-group": "mj-column mj-raw",
    "mj-column": CONTENT,
    "mj-hero": CONTENT,
    "mj-accordion": "mj-accordion-element",
    "mj-accordion-element": "mj-accordion-title mj-accordion-text",
    "mj-carousel": "mj-carousel-image",
    "mj-navbar": "mj-navbar-link",
    "mj-social": "mj-social-element",
}
HTML_INSIDE = frozenset(
    "mj-accordion-text mj-button mj-navbar-link mj-raw mj-social-element mj-table mj-text".split()
)
TEXT_INSIDE = frozenset(("mj-accordion-title", "mj-preview", "mj-style", "mj-title"))
NO_COMMENT = TEXT_INSIDE | frozenset(
    "mj-accordion-element mj-breakpoint mj-carousel mj-carousel-image mj-divider mj-font mj-image"
    " mj-spacer".split()
)
CONDITIONS_INSIDE = tuple(  # comments for Outlook
    "mj-raw mj-text mj-social-element mj-navbar-link mj-accordion-text".split()
)

ATTRIBUTES = {
    "mjml": "owa lang dir version",
    "mj-accordion": f"{PADDING} {ICONS} border container-background-color font-family",
    "mj-accordion-element": f"{ICONS} background-color border font-family",
    "mj-accordion-text": f"{PADDING} {FONT} background-color",
    "mj-accordion-title": f"{PADDING} {FONT} background-color",
    "mj-attributes": "",
    "mj-body": "id width background-color",
    "mj-breakpoint": "width",
    "mj-button": f"{PADDING} {BORDER} {FONT} {LINK} align background-color border-radius"
    " container-background-color height inner-padding text-align text-decoration text-transform"
    " vertical-align width",
    "mj-carousel": f"{PADDING} align border-radius container-background-color icon-width left-icon"
    " right-icon tb-border tb-border-radius tb-hover-border-color tb-selected-border-color tb-width"
    " thumbnails",
    "mj-carousel-image": f"{LINK} alt border-radius src tb-border tb-border-radius thumbnails-src",
    "mj-column": f"{PADDING} {BORDER} background-color border-radius direction inner-border"
    " inner-border-top inner-border-right inner-border-bottom inner-border-left inner-border-radius"
    " inner-background-color vertical-align width",
    "mj-divider": f"{PADDING} align border-color border-style border-width"
    " container-background-color width",
    "mj-font": "name href",
    "mj-group": "background-color direction vertical-align width",
    "mj-head": "",
    "mj-hero": f"{PADDING} background-color background-height background-position background-url"
    " background-width border-radius container-background-color height inner-background-color"
    " inner-padding inner-padding-top inner-padding-right inner-padding-bottom inner-padding-left"
    " mode vertical-align",
    "mj-image": f"{PADDING} {BORDER} {LINK} align alt border-radius container-background-color"
    " fluid-on-mobile font-size height max-height sizes src srcset usemap width",
    "mj-navbar": f"{PADDING} align base-url hamburger ico-align ico-close ico-color ico-font-family"
    " ico-font-size ico-line-height ico-open ico-padding ico-padding-top ico-padding-right"
    " ico-padding-bottom ico-padding-left ico-text-decoration ico-text-transform",
    "mj-navbar-link": f"{PADDING} {FONT} {LINK} text-decoration text-transform",
    "mj-preview": "",
    "mj-raw": "",
    "mj-section": SECTION,
    "mj-social": f"{PADDING} {FONT} align border-radius container-background-color icon-height"
    " icon-padding icon-size inner-padding mode table-layout text-decoration text-padding"
    " vertical-align",
    "mj-social-element": f"{PADDING} {FONT} {LINK} align alt background-color border-radius"
    " icon-height icon-padding icon-position icon-size sizes src srcset text-decoration"
    " text-padding vertical-align",
    "mj-spacer": f"{PADDING} {BORDER} container-background-color height",
    "mj-style": "",
    "mj-table": f"{PADDING} {FONT} align border cellpadding cellspacing container-background-color"
    " role table-layout vertical-align width",
    "mj-text": f"{PADDING} {FONT} align background-color container-background-color height"
    " text-decoration text-transform vertical-align",
    "mj-title": "",
    "mj-wrapper": f"{SECTION} gap",
}

DEFAULTS = ("mj-all", "mj-class")  # stand in mj-attributes, for more than one element
REQUIRED = {"mj-image": "src", "mj-carousel-image": "src", "mj-class": "name", "mj-font": "href"}
LACKING = {  # what the compiler passes over, and what to do instead
    ("mj-style", "inline"): "this compiler inlines nothing; write the rules into inline.css",
    ("mj-raw", "position"): "this compiler does not have it; write what it holds into mj-head",
    ("mj-style", "css-inline"): "this compiler inlines nothing; write the rules into inline.css",
}


@cache
def allowed_attributes(tag: str) -> frozenset[str]:
    """The names an element may carry; a default for several those that any of them may."""
    if tag in DEFAULTS:
        return frozenset(" ".join(ATTRIBUTES.values()).split()) | EVERYWHERE
    return frozenset(ATTRIBUTES[tag].split()) | EVERYWHERE
