"""Names that CSS knows, to find the one that was meant.

Source: CSS Color 4 (named and system colours), CSS Values 4 (units), and the properties of CSS 2.1
and 3 that mail programs know.
"""

COLOURS = frozenset(
    "aliceblue antiquewhite aqua aquamarine azure beige bisque black blanchedalmond blue blueviolet"
    " brown burlywood cadetblue chartreuse chocolate coral cornflowerblue cornsilk crimson cyan"
    " darkblue darkcyan darkgoldenrod darkgray darkgreen darkgrey darkkhaki darkmagenta"
    " darkolivegreen darkorange darkorchid darkred darksalmon darkseagreen darkslateblue"
    " darkslategray darkslategrey darkturquoise darkviolet deeppink deepskyblue dimgray dimgrey"
    " dodgerblue firebrick floralwhite forestgreen fuchsia gainsboro ghostwhite gold goldenrod gray"
    " green greenyellow grey honeydew hotpink indianred indigo ivory khaki lavender lavenderblush"
    " lawngreen lemonchiffon lightblue lightcoral lightcyan lightgoldenrodyellow lightgray"
    " lightgreen lightgrey lightpink lightsalmon lightseagreen lightskyblue lightslategray"
    " lightslategrey lightsteelblue lightyellow lime limegreen linen magenta maroon"
    " mediumaquamarine mediumblue mediumorchid mediumpurple mediumseagreen mediumslateblue"
    " mediumspringgreen mediumturquoise mediumvioletred midnightblue mintcream mistyrose moccasin"
    " navajowhite navy oldlace olive olivedrab orange orangered orchid palegoldenrod palegreen"
    " paleturquoise palevioletred papayawhip peachpuff peru pink plum powderblue purple"
    " rebeccapurple red rosybrown royalblue saddlebrown salmon sandybrown seagreen seashell sienna"
    " silver skyblue slateblue slategray slategrey snow springgreen steelblue tan teal thistle"
    " tomato turquoise violet wheat white whitesmoke yellow yellowgreen"
    " transparent currentcolor inherit initial none".split()
)
WIDE = frozenset("inherit initial revert unset auto none".split())  # whatever the property
SYSTEM_COLOURS = frozenset(
    "accentcolor accentcolortext activeborder activecaption activetext appworkspace background"
    " buttonborder buttonface buttonhighlight buttonshadow buttontext canvas canvastext"
    " captiontext field fieldtext graytext highlight highlighttext inactiveborder inactivecaption"
    " inactivecaptiontext infobackground infotext linktext mark marktext menu menutext scrollbar"
    " selecteditem selecteditemtext threeddarkshadow threedface threedhighlight"
    " threedlightshadow threedshadow visitedtext window windowframe windowtext".split()
)
LINES = frozenset(  # what `border` has beside colours
    "dashed dotted double groove hidden inset medium outset ridge solid thick thin wave".split()
)
GROUNDS = frozenset(  # what `background` has beside colours
    "bottom center contain cover fixed left local repeat right round scroll space text top".split()
)
UNITS = frozenset(
    "px pt pc in cm mm q em rem ex rex ch rch cap rcap ic ric lh rlh"
    " vw vh vi vb vmin vmax svw svh svi svb svmin svmax lvw lvh lvi lvb lvmin lvmax"
    " dvw dvh dvi dvb dvmin dvmax cqw cqh cqi cqb cqmin cqmax"
    " deg grad rad turn s ms hz khz dpi dpcm dppx x fr".split()
)

_SIDES = ("top", "right", "bottom", "left")
_BOX = {f"{name}-{side}" for name in ("margin", "padding", "border") for side in _SIDES}
_BORDER = {
    f"border-{side}{what}" for side in ("", *(f"{s}-" for s in _SIDES)) for what in
    ("width", "style", "color")
}  # fmt: skip
PROPERTIES = frozenset(
    "align-content align-items align-self all animation appearance background"
    " background-attachment background-clip background-color background-image background-origin"
    " background-position background-repeat background-size border border-collapse border-radius"
    " border-spacing border-top-left-radius border-top-right-radius border-bottom-left-radius"
    " border-bottom-right-radius bottom box-shadow box-sizing break-inside caption-side clear clip"
    " clip-path color color-scheme column-count column-gap columns content counter-increment"
    " counter-reset cursor direction display empty-cells filter flex flex-basis flex-direction"
    " flex-flow flex-grow flex-shrink flex-wrap float font font-family font-feature-settings"
    " font-size font-size-adjust font-stretch font-style font-variant font-weight"
    " forced-color-adjust gap grid grid-template-columns height hyphens justify-content left"
    " letter-spacing line-break line-height list-style list-style-image list-style-position"
    " list-style-type margin max-height max-width min-height min-width mix-blend-mode object-fit"
    " object-position opacity order orphans outline outline-color outline-offset outline-style"
    " outline-width overflow overflow-wrap overflow-x overflow-y padding page-break-after"
    " page-break-before page-break-inside position quotes resize right row-gap"
    " supported-color-schemes tab-size table-layout text-align text-align-last text-decoration"
    " text-decoration-color text-decoration-line text-decoration-style text-decoration-thickness"
    " text-indent text-overflow text-rendering text-shadow text-size-adjust text-transform"
    " text-underline-offset text-wrap top transform transition unicode-bidi vertical-align"
    " visibility white-space widows width word-break word-spacing word-wrap writing-mode z-index"
    " src".split()
) | _BOX | _BORDER  # fmt: skip
ALIKE = frozenset(  # properties, too, that nobody means who writes nearly one of those
    "background-position-x background-position-y border-block-color border-block-style"
    " border-block-width border-image-width border-inline-color border-inline-style"
    " border-inline-width break-after break-before column-wrap counter-set font-variant-caps"
    " font-variant-emoji grid-column-gap grid-template-rows offset-position position-try rule-break"
    " scroll-padding-bottom size size-adjust text-decoration-skip-ink text-underline"
    " text-underline-position text-underline-style transform-box".split()
)
