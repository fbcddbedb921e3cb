"""Mistakes in the HTML that stands in MJML: compilers and mail programs pass them over.

Source: HTML Living Standard, and of HTML 4.01 what mail programs still need.
"""

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from html import unescape

from digest.render.css_lint import Problem, css_lint

NEAR = 0.75  # of an attribute: there are more of them than we know


@cache
def elements() -> frozenset[str]:
    """The names of the elements that a mail may have."""
    return frozenset(
        "a abbr acronym address applet area article aside audio b base basefont bdi bdo big"
        " blockquote body br button canvas caption center circle cite code col colgroup data"
        " datalist dd defs del details dfn dialog dir div dl dt ellipse em embed fieldset"
        " figcaption figure font footer form g h1 h2 h3 h4 h5 h6 head header hgroup hr html i"
        " iframe img input ins kbd label legend li line link main map mark marquee math menu meta"
        " meter nav nobr noscript object ol optgroup option output p param path picture polygon"
        " polyline pre progress q rb rect rp rt rtc ruby s samp script search section select small"
        " source span strike strong style sub summary sup svg table tbody td template text"
        " textarea tfoot th thead time title tr track tspan tt u ul use var video wbr xml"
        # of SVG
        " animate animatemotion animatetransform clippath desc filter foreignobject image"
        " lineargradient marker mask metadata mpath pattern radialgradient set stop switch symbol"
        " textpath view feblend fecolormatrix fecomponenttransfer fecomposite feconvolvematrix"
        " fediffuselighting fedisplacementmap fedistantlight fedropshadow feflood fefunca fefuncb"
        " fefuncg fefuncr fegaussianblur feimage femerge femergenode femorphology feoffset"
        " fepointlight fespecularlighting fespotlight fetile feturbulence"
        # of MathML
        " annotation merror mfrac mi mmultiscripts mn mo mover mpadded mphantom mprescripts mroot"
        " mrow ms mspace msqrt mstyle msub msubsup msup mtable mtd mtext mtr munder munderover"
        " semantics".split()
    )


@cache
def _attributes() -> frozenset[str]:
    return frozenset(
        "abbr accept action align alink alt aria-hidden aria-label autoplay axis background bgcolor"
        " border bordercolor cellpadding cellspacing char charset checked cite class clear color"
        " cols colspan content controls coords d data datetime dir disabled download enctype face"
        " fill for frame frameborder headers height hidden href hreflang hspace http-equiv id"
        " ismap itemid itemprop itemref itemscope itemtype label lang language link loading loop"
        " max maxlength media method min muted name nohref noshade nowrap open placeholder points"
        " poster preload property rel required rev role rows rowspan rules scope selected shape"
        " size sizes span src srcset start stroke style summary tabindex target text title"
        " translate transform type usemap valign value vlink vspace width wrap xmlns"
        # and those that are nearly one of these
        " bordercolordark bordercolorlight classid controlslist formaction formmethod formtarget fr"
        " high in lspace mathbackground minlength onload order refx refy rowalign rspace side slope"
        " spacing targetx typeof values".split()
    )


def unknown_element(tag: str) -> str | None:
    """What to say of an element that HTML does not have; a name with a mark is another's."""
    if tag.lower() in elements() or not tag.isalnum():
        return None
    from difflib import get_close_matches

    near = get_close_matches(tag.lower(), sorted(elements()), 1)
    return f"unknown element <{tag}>" + (f"; did you mean <{near[0]}>?" if near else "")


def wrong_html(tag: str, attributes: Sequence[tuple[int, str, str]]) -> Iterator[Problem]:
    """Attributes, by place, name and value, that are nearly known, and mistakes in styles.

    Of elements of Outlook's own, such as `v:rect`, nothing is known.
    """
    if ":" in tag:
        return
    for at, name, value in attributes:
        if meant := _meant(name):
            yield Problem(at, f"<{tag}> has no attribute {name}; did you mean {meant}?")
        elif name == "style":
            for said in _of_style(value):
                yield Problem(at, said)


@lru_cache(maxsize=256)
def _meant(name: str) -> str | None:
    known = _attributes()
    if name.lower() in known or not name.isalpha():
        return None
    from difflib import get_close_matches

    return next(iter(get_close_matches(name.lower(), sorted(known), 1, NEAR)), None)


@lru_cache(maxsize=256)
def _of_style(value: str) -> tuple[str, ...]:
    return tuple(problem.message for problem in css_lint(f"*{{{unescape(value)}}}"))
