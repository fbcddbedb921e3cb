"""DG410 language."""

from tests.checks.making import Foreign, in_message, swapped

RULE = "DG410"
EXAMPLES = (
    in_message(('lang="en"', ""), "warning", "no language", good=('lang="en"', 'lang="pt-BR"')),
    in_message(('lang="en"', 'lang="und"'), "warning", "no language"),
    in_message(('lang="en"', 'lang="English!"'), "warning", "English!"),
)
SEEDS = (
    Foreign("components.html", ' lang="en"', "", 1, 122),
    Foreign("hybrid.html", 'lang="en" xmlns=', "xmlns=", 2, 1),
    swapped('lang="en"', ""),
)
