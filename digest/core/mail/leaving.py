"""How a link to leave calls itself, in its words or its address, in many languages."""

import re

LEAVING = re.compile(
    r"unsub|opt[\s_-]?out|preferences|abmeld|abbestell|desinscri|désinscri|désabonn|desabonn"
    r"|darse de baja|cancelar|cancella|disiscri|afmelden|uitschrijven|avregistrera|отписа|退订"
    r"|配信停止",
    re.IGNORECASE,
)
